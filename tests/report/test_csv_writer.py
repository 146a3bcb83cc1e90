"""CSV as Excel in China opens it, without running anything."""

from __future__ import annotations

import csv
import io

import pytest
from display_samples import hostile, matrix, row
from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.display import Column, Display
from qualcode.report.options import WriteOptions
from qualcode.report.spreadsheet import defused, restored
from qualcode.report.values import clean
from qualcode.report.writers.csv import write


def read(display: Display) -> list[list[str]]:
    text = write(display, WriteOptions()).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def test_key_and_label_come_first_and_an_absent_value_is_an_empty_cell() -> None:
    assert read(matrix()) == [
        ["key", "编码", "浙江汽修", "Share"],
        ["BOT", "瓶颈", "12", "0.5"],
        ["BOT-POL", "政策碎片化", "3", ""],
    ]


def test_the_file_has_a_bom_and_windows_line_ends() -> None:
    written = write(matrix(), WriteOptions())
    assert written.startswith(b"\xef\xbb\xbfkey,")
    assert written.count(b"\r\n") == 3


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1+cmd|'/C calc'!A0", "@SUM(A1)", "\t=1", "＝1", "'=1"])
def test_no_text_can_run_as_a_formula(text: str) -> None:
    cell = read(Display("", "unit", (Column("x", text),), (row(text, text, text),)))
    assert all(field.startswith("'") for field in [*cell[1], cell[0][2]])


def test_a_negative_number_stays_a_number() -> None:
    assert read(Display("", "unit", (Column("x", "X", "number"),), (row("a", "a", -1.5),)))[1][2] == "-1.5"


@given(st.text(alphabet="'=+-@＝\t\na1 "))
def test_a_defused_text_can_be_had_back(text: str) -> None:
    assert restored(defused(text)) == text


WRITTEN = st.text(st.characters(exclude_categories=["Cs"])) | st.text(alphabet='政策，,"\n\r\t=-|')


@given(st.lists(WRITTEN, min_size=1, max_size=5))
def test_texts_come_back_with_line_breaks_quotes_and_chinese(texts: list[str]) -> None:
    columns = tuple(Column(f"c{i}", f"c{i}") for i in range(len(texts)))
    line = read(Display("", "unit", columns, (row("k", "l", *texts),)))[1]
    assert [restored(field) for field in line[2:]] == [clean(text) for text in texts]


def test_hostile_text_keeps_one_record_a_row() -> None:
    records = read(hostile())
    assert len(records) == len(hostile().rows) + 1
    assert {len(record) for record in records} == {5}
