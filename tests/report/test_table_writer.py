"""Tables in a terminal: nothing wider than asked for, nothing lost, Chinese in line."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from display_samples import empty, hostile, matrix, row
from hypothesis import given, settings
from hypothesis import strategies as st
from wcwidth import wcswidth

from qualcode.model.display import Cell, Column, ColumnType, Display, Row, Value
from qualcode.report.options import WriteOptions
from qualcode.report.writers.table import write

LETTERS = st.text(alphabet="政策之间不配套，。“”（）é 👩\nabcXYZ-_0189\t…—ﾊﾝ각", max_size=40)
VALUES: dict[ColumnType, st.SearchStrategy[Value]] = {
    "text": st.none() | LETTERS,
    "count": st.none() | st.integers(0, 10**6),
    "number": st.none() | st.floats(-1000, 1000),
    "share": st.none() | st.floats(0, 1),
    "quotes": st.none() | st.lists(LETTERS, max_size=3).map(tuple),
}


@st.composite
def displays(draw: st.DrawFn) -> Display:
    columns = draw(st.lists(st.builds(Column, st.just("k"), LETTERS, st.sampled_from(sorted(VALUES))), max_size=9))
    rows: list[Row] = []
    for number in range(draw(st.integers(0, 4))):
        values = [draw(VALUES[column.type]) for column in columns]
        rows.append(row(f"r{number}", draw(LETTERS), *values, level=draw(st.integers(0, 3))))
    notes = draw(st.lists(LETTERS, max_size=2))
    return Display(draw(LETTERS), "passage", tuple(columns), tuple(rows), tuple(notes), corner=draw(LETTERS))


def text_of(display: Display, width: int | None = None, color: bool = False) -> str:
    return write(display, WriteOptions(width=width, color=color)).decode()


@given(displays(), st.integers(20, 120))
@settings(deadline=None)
def test_no_line_is_wider_than_the_terminal(display: Display, width: int) -> None:
    for line in text_of(display, width).split("\n"):
        assert wcswidth(line) <= width, line


@given(displays(), st.integers(20, 120))
@settings(deadline=None)
def test_wrapping_loses_no_character_of_a_row_label(display: Display, width: int) -> None:
    written = Counter(text_of(display, width))
    wanted = Counter("".join("".join((each.label or each.key).split()) for each in display.rows))
    assert not wanted - written


@pytest.mark.parametrize("width", [20, 40, 80, None])
def test_hostile_text_neither_breaks_the_table_nor_reaches_the_terminal_as_a_control(width: int | None) -> None:
    text = text_of(hostile(), width)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", text)
    assert text.count("长") >= 40_000
    assert width is None or all(wcswidth(line) <= width for line in text.split("\n"))


def test_numbers_stand_to_the_right_and_children_below_their_parent() -> None:
    body = text_of(matrix()).split("\n\n")[1]
    assert body.split("\n") == [
        "=============================",
        "编码          浙江汽修  Share",
        "-----------------------------",
        "瓶颈                12  50.0%",
        "  政策碎片化         3      –",
        "=============================",
    ]


def test_a_narrow_terminal_gets_bands_of_columns_with_the_row_labels_again() -> None:
    columns = tuple(Column(f"c{i}", f"case-{i:02d}", "count") for i in range(8))
    display = Display("", "passage", columns, (row("BOT", "瓶颈", *range(8)),))
    lines = text_of(display, 40).split("\n")
    assert sum(line.startswith("瓶颈") for line in lines) == 2
    assert sum("case-03" in line for line in lines) == 1


def test_a_table_that_no_band_can_hold_becomes_one_record_a_row() -> None:
    columns = tuple(Column(f"c{i}", f"Column {i}") for i in range(3))
    display = Display("", "passage", columns, (row("BOT", "Bottlenecks", *["words that take room " * 4] * 3),))
    text = text_of(display, 40)
    assert "Bottlenecks\n  Column 0: words that take room words\n" in text


def test_an_absent_value_is_explained_below_the_table_and_only_then() -> None:
    assert "“–” stands for nothing, or not known." in text_of(matrix())
    assert "“–”" not in text_of(Display("", "passage", (Column("n", "N", "count"),), (row("a", "a", 0),)))


def test_a_display_without_rows_says_so() -> None:
    assert "There are no rows to show." in text_of(empty())


def test_colour_is_used_only_when_asked_for() -> None:
    assert "\x1b[" not in text_of(matrix())
    assert "\x1b[1m编码 × 案例\x1b[0m" in text_of(matrix(), color=True)


def test_a_heading_with_a_tab_before_a_wide_character_gets_the_room_it_takes() -> None:
    display = Display("", "", (Column("a", "\t。", "count"),), (Row("r", "r", (Cell(1),)),))
    assert all(wcswidth(line) <= 20 for line in text_of(display, 20).split("\n"))
    assert "。" in text_of(display)
