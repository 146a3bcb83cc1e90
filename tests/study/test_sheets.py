from __future__ import annotations

import datetime
import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.study.sheets import read_sheet, split_values, write_csv

HEADER = "文档,案例\r\n"
BODY = "访谈01,浙江\r\n"


def cells(
    data: bytes, path: str = "a.csv"
) -> tuple[tuple[str, ...], list[tuple[int, list[str]]], list[tuple[int | None, str]]]:
    found = read_sheet(data, path)
    rows = [(row.line, list(row.values.values())) for row in found.rows]
    return found.columns, rows, [(problem.line, problem.message) for problem in found.problems]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_what_excel_saves_is_read_in_any_encoding_and_separator(encoding: str, separator: str) -> None:
    data = (HEADER + BODY).replace(",", separator).encode(encoding)
    assert cells(data) == (("文档", "案例"), [(2, ["访谈01", "浙江"])], [])


def test_the_header_alone_decides_the_separator() -> None:
    assert cells(b"document;note\na;1,2,3,4\n")[1] == [(2, ["a", "1,2,3,4"])]
    assert cells(b'"a;b;c",d\n1,2\n')[0] == ("a;b;c", "d")


def test_a_line_that_names_the_separator_is_believed() -> None:
    assert cells(b"sep=;\r\na,b;c\r\n1;2\r\n") == (("a,b", "c"), [(3, ["1", "2"])], [])


def test_lines_are_those_of_the_file_where_a_cell_holds_line_breaks() -> None:
    assert cells(b'a,b\r\n"one\r\ntwo",2\r\n3,4\r\n')[1] == [(2, ["one\r\ntwo", "2"]), (4, ["3", "4"])]


def test_empty_rows_and_nameless_empty_columns_are_passed_over() -> None:
    assert cells(b"a,b,,\r\n1,2,,\r\n,,,\r\n3,4,,\r\n,,,\r\n") == (("a", "b"), [(2, ["1", "2"]), (4, ["3", "4"])], [])


def test_ragged_rows_are_told_and_kept() -> None:
    _, rows, problems = cells(b"a,b\n1,2,3\n4\n")
    assert rows == [(2, ["1", "2"]), (3, ["4", ""])]
    assert [line for line, _ in problems] == [2, 3]


def test_columns_without_a_name_or_with_one_name_are_told() -> None:
    columns, rows, problems = cells("é,b,e\u0301,\n1,2,3,4\n".encode())
    assert (columns, rows) == (("é", "b"), [(2, ["1", "2"])])
    assert [(line, message[:16]) for line, message in problems] == [(1, "Columns 1 and 3 "), (1, "Column 4 has no ")]


def test_a_quotation_mark_that_is_never_closed_is_told_with_its_row() -> None:
    _, _, problems = cells(b'a,b\n1,2\n"3,4\n5,6\n')
    assert (problems[0][0], "never closed" in problems[0][1]) == (3, True)


def test_a_stray_quotation_mark_is_told_and_no_row_is_lost() -> None:
    _, rows, problems = cells(b'a,b\n1,2\n"x"y,4\n5,6\n')
    assert [line for line, _ in rows] == [2, 3, 4]
    assert [line for line, _ in problems] == [3]


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\r\n\r\n", b"\xff\xfe"])
def test_an_empty_sheet_is_a_warning(data: bytes) -> None:
    found = read_sheet(data, "a.csv")
    assert (found.columns, found.rows, [p.severity for p in found.problems]) == ((), (), ["warning"])


def test_bytes_of_no_encoding_are_one_problem() -> None:
    found = read_sheet(b"a,b\n\x81\x20\xff\xff", "a.csv")
    assert [(p.severity, p.path) for p in found.problems] == [("error", "a.csv")]


def test_the_values_of_one_cell_stand_between_three_marks() -> None:
    assert split_values("a; b；c、d ;;") == ("a", "b", "c", "d")
    assert split_values(" ") == ()


CELL = st.text(st.characters(codec="utf-8") | st.sampled_from('\r\n",;\t政策"'), max_size=12)


@given(st.integers(1, 4), st.data())
def test_reading_what_was_written_gives_the_same_cells(width: int, data: st.DataObject) -> None:
    columns = [f'列 {n};\t"{n}\n' + "x" for n in range(width)]
    rows = data.draw(
        st.lists(st.lists(CELL, min_size=width, max_size=width).filter(lambda r: any(c.strip() for c in r)), max_size=5)
    )
    found = read_sheet(write_csv(columns, rows), "a.csv")
    assert found.columns == tuple(columns)
    assert [list(row.values.values()) for row in found.rows] == rows
    assert found.problems == ()


def workbook(*rows: list[object], formats: dict[str, str] | None = None) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for place, form in (formats or {}).items():
        sheet[place].number_format = form
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_an_excel_sheet_is_read_as_excel_shows_it() -> None:
    data = workbook(
        ["文档", "n", "share", "day", "at", "yes", None],
        ["001", 1.0, 0.1 + 0.2, datetime.date(2026, 3, 1), datetime.time(9, 30), True, None],
        [None, None, None, None, None, None, None],
        [7, 2.5, 0.5, datetime.datetime(2026, 3, 1, 9, 30), None, False, None],
        formats={"A4": "000", "C4": "0%"},
    )
    columns, rows, problems = cells(data, "a.xlsx")
    assert columns == ("文档", "n", "share", "day", "at", "yes")
    assert rows == [
        (2, ["001", "1", "0.3", "2026-03-01", "09:30", "TRUE"]),
        (4, ["007", "2.5", "50%", "2026-03-01 09:30", "", "FALSE"]),
    ]
    assert problems == []


WORKBOOK = workbook(["a"], ["x"])


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04rubbish", b"", b"a,b\n", WORKBOOK[:-30], WORKBOOK[:400], b"\xd0\xcf\x11\xe0" + b"\0" * 600]
)
def test_a_workbook_that_cannot_be_read_is_one_problem(data: bytes) -> None:
    found = read_sheet(data, "a.xlsx")
    assert (found.rows, [(p.severity, p.path) for p in found.problems]) == ((), [("error", "a.xlsx")])


@given(st.integers(0, len(WORKBOOK) - 1), st.binary(min_size=1, max_size=4))
def test_no_damage_to_a_workbook_makes_reading_fall_over(place: int, damage: bytes) -> None:
    found = read_sheet(WORKBOOK[:place] + damage + WORKBOOK[place + len(damage) :], "a.xlsx")
    assert found.rows or found.problems
