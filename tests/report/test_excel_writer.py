"""A workbook that can be computed with, runs nothing, cuts nothing, and is the same to the byte."""

from __future__ import annotations

import io
import time
import zipfile

import pytest
from display_samples import empty, hostile, matrix, row, wide
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from qualcode.errors import UsageError
from qualcode.model.display import Cell, Column, Display, Row
from qualcode.report.options import WriteOptions
from qualcode.report.values import clean
from qualcode.report.workbook.other_sheets import codings_line
from qualcode.report.workbook.pen import Pen
from qualcode.report.workbook.pieces import MOST, MOST_LINES, escaped, pieces
from qualcode.report.writers.xlsx import write

TABLE = "table"


def opened(display: Display, options: WriteOptions | None = None) -> Workbook:
    return load_workbook(io.BytesIO(write(display, options or WriteOptions())))


def values(book: Workbook, sheet: str) -> list[tuple[object, ...]]:
    return [tuple(cell.value for cell in line) for line in book[sheet].iter_rows()]


def one_text(text: str) -> Display:
    return Display("T", "unit", (Column("x", "X"), Column("n", "N", "count")), (row("a", "A", text, 1),))


def test_numbers_are_numbers_and_an_absent_value_is_an_empty_cell() -> None:
    book = opened(matrix())
    sheet = book[TABLE]
    assert values(book, TABLE)[2:5] == [("编码", "浙江汽修", "Share"), ("瓶颈", 12, 0.5), ("政策碎片化", 3, None)]
    assert [sheet["B4"].number_format, sheet["C4"].number_format] == ["0", "0.0%"]
    assert sheet["C5"].data_type == "n"


def test_title_header_labels_and_notes_are_set_as_a_three_line_table() -> None:
    sheet = opened(matrix())[TABLE]
    assert sheet["A1"].value == "编码 × 案例"
    assert sheet["A3"].font.bold and sheet.freeze_panes == "B4" and sheet.auto_filter.ref == "A3:C5"
    assert (sheet["B3"].border.top.style, sheet["B3"].border.bottom.style) == ("medium", "thin")
    assert (sheet["B4"].border.bottom.style, sheet["B5"].border.bottom.style) == (None, "medium")
    assert (sheet["A4"].alignment.indent, sheet["A5"].alignment.indent) == (0, 1)
    assert [sheet[f"A{number}"].value for number in (6, 7, 8)] == [
        "一个片段只计一次。",
        "Coders: consensus.",
        "An empty cell: nothing, or not known.",
    ]


def test_every_cell_leads_to_its_codings() -> None:
    assert values(opened(matrix()), "codings") == [
        ("row key", "编码", "column key", "column", "coding"),
        *(
            ("BOT", "瓶颈", key, label, coding)
            for key, label in (("zj-auto", "浙江汽修"), ("share", "Share"))
            for coding in ("7KQ2", "8ABC")
        ),
    ]


def test_what_was_set_aside_parameters_and_seed_have_their_sheet() -> None:
    made = Display("T", "passage", (), (), set_aside={"no case": 2}, parameters={"level": 2, "of": ["a", "b"]}, seed=7)
    about = {str(line[0]): line[1] for line in values(opened(made), "about")}
    assert about["set aside: no case"] == 2
    assert (about["parameter: level"], about["parameter: of"], about["seed"]) == (2, "a, b", 7)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(1)", "＝1", "#N/A", "=", "'=1"])
def test_no_text_becomes_a_formula_or_an_error(text: str) -> None:
    made = Display(text, text, (Column(text, text),), (row(text, text, text, codings=(text,)),), (text,), corner=text)
    written = write(made, WriteOptions())
    book = load_workbook(io.BytesIO(written))
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert sum(cell.value == text for cell in cells) >= 10
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        assert not any(b"<f>" in archive.read(name) or b't="e"' in archive.read(name) for name in archive.namelist())


def test_a_text_like_a_formula_stays_a_text_when_it_is_edited() -> None:
    sheet = opened(one_text("=1+1"))[TABLE]
    assert sheet["B4"].quotePrefix and not sheet["A4"].quotePrefix


def test_quotes_stand_one_a_line_and_wrapped() -> None:
    made = Display("", "unit", (Column("q", "Q", "quotes"),), (row("a", "A", ("one\n two", "three")),))
    cell = opened(made)[TABLE]["B4"]
    assert cell.value == "“one two”\n“three”"
    assert cell.alignment.wrap_text


def test_a_text_too_long_for_a_cell_goes_on_below_and_the_notes_say_so() -> None:
    text = "长" * (2 * MOST + 5)
    found = values(opened(one_text(text)), TABLE)
    rows = found[3:6]
    assert [line[0] for line in rows] == ["A", "A (continued)", "A (continued)"]
    assert "".join(str(line[1]) for line in rows) == text
    assert [line[2] for line in rows] == [1, None, None]
    assert "32,767" in str(found[6][0]) and "1." in str(found[6][0])


def test_a_label_too_long_for_a_cell_is_whole() -> None:
    made = Display("t" * 40_000, "unit", (Column("x", "c" * 40_000),), (row("k", "l" * 40_000, "x"),))
    book = opened(made)
    everything = "".join(str(value) for sheet in book for line in sheet.iter_rows(values_only=True) for value in line)
    assert all(everything.count(letter) >= 40_000 for letter in "tcl")


@settings(max_examples=30)
@given(st.text(st.sampled_from("a😀\n ́"), max_size=40), st.integers(1, 4_000))
def test_parts_fit_a_cell_and_together_are_the_text(text: str, times: int) -> None:
    whole = text * times
    parts = pieces(whole)
    assert "".join(parts) == whole
    assert all(len(part.encode("utf-16-le")) // 2 <= MOST and part.count("\n") <= MOST_LINES for part in parts)


def test_parts_end_between_lines_or_words_where_they_can() -> None:
    lines = pieces("line\n" * 300)
    assert [part.count("\n") for part in lines] == [MOST_LINES, 300 - MOST_LINES]
    words = pieces("word " * 10_000)
    assert all(part.endswith(" ") for part in words) and len(words) == 2
    assert len(pieces("_x0041_" * 4_000)) == 2 and all(len(escaped(part)) <= MOST for part in pieces("_x0041_" * 4_000))


def test_what_excel_would_take_for_a_character_code_is_shown_as_it_is() -> None:
    with zipfile.ZipFile(io.BytesIO(write(one_text("_x0041_"), WriteOptions()))) as archive:
        assert b"_x005F_x0041_" in archive.read("xl/worksheets/sheet1.xml")


def test_a_plain_id_and_a_dangerous_one_are_told_apart() -> None:
    pen = Pen(Workbook(write_only=True).create_sheet("codings"))
    plain, *others = codings_line(pen, ("7KQ2", "=1", "a_x0041_", "\ud800"))
    assert plain == "7KQ2"
    assert all(not isinstance(each, str) for each in others)


def test_hostile_text_comes_back_without_what_xml_forbids() -> None:
    found = [line[1] for line in values(opened(hostile()), TABLE)[3 : 3 + len(hostile().rows)]]
    assert [each or "" for each in found] == [clean(str(line.cells[0].value)) for line in hostile().rows]


@pytest.mark.parametrize("display", [matrix(), hostile(), wide(), empty()], ids=lambda each: each.title)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_same_display_gives_the_same_bytes(display: Display, language: str) -> None:
    options = WriteOptions(language="zh" if language == "zh" else "en")
    first = write(display, options)
    time.sleep(0.01)
    assert write(display, options) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert archive.namelist() == sorted(archive.namelist())
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml")
    assert b"modified" not in core and b"created" not in core


def test_an_empty_display_says_so() -> None:
    assert "There are no rows to show." in {line[0] for line in values(opened(empty()), TABLE)}


def test_more_columns_than_excel_has_are_refused_with_a_way_out() -> None:
    columns = tuple(Column(str(number), "") for number in range(16_384))
    with pytest.raises(UsageError, match=r"16,384 columns; this table has 0 and 16,385\. Write it to a \.csv"):
        write(Display("", "", columns, ()), WriteOptions())


def test_more_codings_than_a_sheet_holds_go_on_in_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qualcode.report.writers.xlsx.MOST_ROWS", 2_000)
    monkeypatch.setattr("qualcode.report.writers.xlsx._RESERVED", 1_000)
    made = Display("", "", (Column("n", "N", "count"),), (Row("a", "A", (Cell(1, tuple(map(str, range(2_500)))),)),))
    book = opened(made)
    assert book.sheetnames == ["table", "codings", "codings 2", "about"]
    assert book["codings"].max_row + book["codings 2"].max_row - 2 == 2_500


def test_the_grid_style_has_lines_around_every_cell() -> None:
    cell = opened(matrix(), WriteOptions(style="grid"))[TABLE]["B4"]
    assert {cell.border.left.style, cell.border.right.style, cell.border.bottom.style} == {"thin"}
