"""A table too wide for any page is parted into readable ones side by side, with the rows' labels in each."""

from __future__ import annotations

import io
from itertools import pairwise

import pytest
from docx import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT

from qualcode.model.display import Cell, Column, Display, Row
from qualcode.report.word.document import WordDocument
from qualcode.report.word.layout import LANDSCAPE, bands, plan


def wide(columns: int, label: str = "政策碎片化 policy") -> Display:
    heads = tuple(Column(f"c{n}", f"{label} {n}", "count") for n in range(columns))
    rows = tuple(Row(f"r{n}", f"案例 {n}", tuple(Cell(n * m) for m in range(columns))) for n in range(5))
    return Display("编码 × 案例", "coding", heads, rows, notes=("One note.",))


def tables_of(display: Display, number: int | None = 1) -> tuple[list[list[list[str]]], list[str]]:
    document = WordDocument("en", "three-line", number)
    document.display(display)
    read = Document(io.BytesIO(document.to_bytes()))
    cells = [[[cell.text for cell in row.cells] for row in table.rows] for table in read.tables]
    return cells, [paragraph.text for paragraph in read.paragraphs]


@pytest.mark.parametrize("columns", [70, 300])
def test_every_column_stands_once_and_every_part_bears_the_rows_and_the_number(columns: int) -> None:
    tables, texts = tables_of(wide(columns))
    assert len(tables) > 1
    assert [head for table in tables for head in table[0][1:]] == [f"政策碎片化 policy {n}" for n in range(columns)]
    for table in tables:
        assert [row[0] for row in table[1:]] == [f"案例 {n}" for n in range(5)]
    assert [value for table in tables for value in table[3][1:]] == [str(2 * m) for m in range(columns)]
    assert texts.count("Table 1 (continued)") == len(tables) - 1
    assert sum("One note." in text for text in texts) == 1


def test_a_part_fits_its_page_and_parts_are_in_order() -> None:
    parts = bands(wide(120))
    for part in parts:
        layout = plan(part)
        assert layout.page.width <= LANDSCAPE.width and sum(layout.widths) <= layout.page.room
    numbers = [int(column.key[1:]) for part in parts for column in part.columns]
    assert all(second == first + 1 for first, second in pairwise(numbers))


def test_what_a_page_holds_is_one_table_as_before() -> None:
    narrow = wide(6)
    assert bands(narrow) == (narrow,)
    tables, texts = tables_of(narrow)
    assert len(tables) == 1 and not any("continued" in text for text in texts)


def test_a_display_without_a_number_says_that_it_goes_on() -> None:
    _, texts = tables_of(wide(70), None)
    assert "Table (continued)" in texts


def test_one_column_wider_than_a_page_still_stands() -> None:
    texts, columns = "很" * 4000, (Column("a", "甲" * 300, "text"), Column("b", "乙", "text"))
    display = Display("t", "coding", columns, (Row("r", "行" * 300, (Cell(texts), Cell("x"))),))
    tables, _ = tables_of(display)
    assert "".join(text for table in tables for row in table[1:] for text in row[1:]).count("很") == 4000


def test_the_figures_of_a_row_stand_on_one_line() -> None:
    document = WordDocument("en")
    document.display(wide(4, "a"))
    read = Document(io.BytesIO(document.to_bytes()))
    assert {cell.vertical_alignment for cell in read.tables[0].rows[1].cells} == {WD_CELL_VERTICAL_ALIGNMENT.CENTER}
