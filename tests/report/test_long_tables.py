"""Long tables in Word: quotes below their rows, parts that say “continued”, notes that stay with their table."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pytest
from display_samples import matrix, row
from docx.oxml.ns import qn

from qualcode.model.display import Column, Display
from qualcode.report.build import build_word
from qualcode.report.contents import Part, ReportContents
from qualcode.report.word.layout import LANDSCAPE, PORTRAIT, plan
from qualcode.report.word.pages import row_height
from qualcode.report.word.rows import RowWriter

LONG = Display(
    "长表",
    "passage",
    (Column("n", "参考点", "count"),),
    tuple(row(f"r{at}", f"编码{at}", at) for at in range(150)),
    ("注释一。", "注释二。", "注释三。"),
)
QUOTES = tuple(f"“第{at}段原话，政策之间不配套，等了两年才批下来。” (INT01:{at})" for at in range(9))
NEGATIVE = Display(
    "反例",
    "case",
    (Column("state", "状态"), Column("expected", "预期"), Column("denials", "否定证据", "quotes")),
    (
        row("a/b", "甲校", "部分落实", None, QUOTES),
        row("a/c", "乙校", "未落实", None, QUOTES[:1]),
        row("d", "丙校", "未落实", None, None),
    ),
)


def opened(display: Display, language: str = "zh", *, continued: bool = False) -> docx.document.Document:
    part = Part("matrices", (("long", display),))
    contents = ReportContents("T", language="zh" if language == "zh" else "en", parts=(part,), continued=continued)
    return docx.Document(io.BytesIO(build_word(contents)))


def test_quotes_stand_below_their_row_over_the_whole_width_each_in_a_row_of_its_own() -> None:
    (table,) = opened(NEGATIVE).tables
    spans = [cell._tc.grid_span for each in table.rows for cell in each.cells[:1]]
    assert spans == [1, 3, 1, *[3] * 9, 1, 3, 1]
    texts = [each.cells[0].text for each in table.rows]
    assert texts[1] == "否定证据" and texts[3:12] == list(QUOTES) and texts[12:] == ["乙校", QUOTES[0], "丙校"]


def test_both_rows_of_such_a_header_are_repeated() -> None:
    (table,) = opened(NEGATIVE).tables
    repeated = [each._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for each in table.rows]
    assert repeated == [True, True, *[False] * (len(repeated) - 2)]


@pytest.mark.parametrize(
    "display",
    [
        replace(NEGATIVE, rows=(row("a", "A", "s", None, ("short",)),)),
        replace(NEGATIVE, columns=NEGATIVE.columns[1:], rows=(row("a", "A", None, QUOTES),)),
    ],
    ids=["short", "few columns"],
)
def test_quotes_that_fit_into_their_column_stay_there(display: Display) -> None:
    assert plan(display).below is None


@pytest.mark.parametrize(("language", "mark"), [("zh", "续表1"), ("en", "Table 1 (continued)")])
def test_every_page_of_a_long_table_bears_its_number(language: str, mark: str) -> None:
    document = opened(LONG, language, continued=True)
    marks = [each for each in document.paragraphs if each.style is not None and each.style.name == "Table Continued"]
    assert len(marks) == len(document.tables) - 1 >= 2
    assert {each.text for each in marks} == {mark}
    for each in marks:
        assert each.paragraph_format.page_break_before
        assert any(str(text.text).startswith(" REF _Ref") for text in each._p.iter(qn("w:instrText")))


def test_no_row_is_lost_and_each_part_has_the_header_again() -> None:
    tables = opened(LONG, continued=True).tables
    assert [each.cells[0].text for table in tables for each in table.rows[1:]] == [one.label for one in LONG.rows]
    assert {table.rows[0].cells[1].text for table in tables} == {"参考点"}


def test_the_parts_fit_their_pages_by_the_estimate() -> None:
    writer = RowWriter(LONG, plan(LONG), "three-line")
    room = PORTRAIT.height - 2 * PORTRAIT.margin
    for table in opened(LONG, continued=True).tables:
        assert sum(row_height(one, writer) for one in LONG.rows[: len(table.rows) - 1]) < room


def test_a_table_of_one_page_and_a_report_that_does_not_ask_are_not_parted() -> None:
    assert len(opened(LONG).tables) == 1
    assert len(opened(matrix(), continued=True).tables) == 1


def test_a_long_table_begins_on_a_page_of_its_own_with_its_heading() -> None:
    document = docx.Document(
        io.BytesIO(
            build_word(
                ReportContents(
                    "T",
                    language="zh",
                    parts=(Part("methods", before=("甲。",)), Part("matrices", (("long", LONG),))),
                    continued=True,
                )
            )
        )
    )
    heading = next(each for each in document.paragraphs if each.text == "跨案例编码矩阵")
    assert heading.paragraph_format.page_break_before


def test_notes_keep_with_the_last_rows_of_their_table() -> None:
    (table,) = opened(LONG).tables
    kept = [bool(each.cells[0].paragraphs[0].paragraph_format.keep_with_next) for each in table.rows]
    assert kept[-2:] == [True, True] and not any(kept[1:-2])


def test_a_short_table_stays_on_the_wide_page_of_the_one_before_it() -> None:
    counts = tuple(Column(f"c{at}", f"案例{at:02d}", "count") for at in range(17))
    wide = Display("宽表", "unit", counts, (row("a", "a", *range(17)),))
    part = Part("matrices", (("wide", wide), ("small", matrix())))
    document = docx.Document(io.BytesIO(build_word(ReportContents("T", language="zh", parts=(part,)))))
    assert [section.page_width.twips for section in document.sections if section.page_width][-1] == LANDSCAPE.width
    assert len(document.tables) == 2
