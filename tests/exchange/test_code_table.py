"""Documents and codes from elsewhere: what a file may look like, and what it is told."""

from __future__ import annotations

import io

import openpyxl
import pytest

from qualcode.errors import StudyError
from qualcode.exchange.code_table import read_code_table


def test_a_row_for_each_use_in_the_order_of_documents() -> None:
    found = read_code_table(b"document,code\nI2,a\nI1,b\nI2,c\nI3,\n", "t.csv")
    assert (found.documents, found.codes) == (("I2", "I1", "I3"), (("a", "c"), ("b",), ()))


def test_chinese_names_of_columns_in_gb18030_do_as_well() -> None:
    found = read_code_table("文档\t编码\n访谈一\t政策\n".encode("gb18030"), "t.csv")
    assert (found.documents, found.codes) == (("访谈一",), (("政策",),))


def test_an_excel_workbook_is_read() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Document", "Code", "note"], ["I1", "a", ""], ["I2", "b", "x"]):
        sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    assert read_code_table(buffer.getvalue(), "t.xlsx").documents == ("I1", "I2")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("document,code\nI1,a\n,b\n", "t.csv:3: This row names no document."),
        ("x,code\nI1,a\n", 't.csv:1: There is no column "document"; the columns are x, code.'),
        ("document,theme\nI1,a\n", 't.csv:1: There is no column "code"'),
        ("document,code\nI1,\n", "t.csv: No row has a code."),
        ("document,code\n", "There is no row below the names"),
        ("", "This file is empty"),
    ],
)
def test_a_bad_file_is_told_where_and_what(text: str, says: str) -> None:
    with pytest.raises(StudyError) as fault:
        read_code_table(text.encode(), "t.csv")
    assert says in str(fault.value)
