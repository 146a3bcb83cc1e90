"""Files of ratings, tables, sets and passages: what they hold, and what is refused with its place."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from qualcode.errors import QualcodeError, StudyError, UsageError
from qualcode.exchange.contingency_file import read_contingency
from qualcode.exchange.ratings_file import Place, read_ratings
from qualcode.exchange.sets_file import read_sets
from qualcode.exchange.spans_file import read_spans
from qualcode.study.sheets import write_csv

WIDE = "unit,c1,c2\nu1,1,2\nu2,,3\nu3,3,3\n"


def workbook(rows: list[list[Any]]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        WIDE.encode(),
        WIDE.encode("utf-16"),
        b"\xef\xbb\xbf" + WIDE.replace(",", ";").encode(),
        WIDE.replace(",", "\t").replace("\n", "\r\n").encode("gb18030"),
        ("\n" + WIDE.replace("u2", "\nu2") + "\n,,\n").encode(),
        WIDE.replace("unit", "").encode(),
        WIDE.replace("\n", ",\n").encode(),
    ],
)
def test_a_wide_file_is_read_in_every_encoding_and_with_every_separator(data: bytes) -> None:
    found = read_ratings(data, "r.csv")
    assert found.coders == ("c1", "c2")
    assert found.ratings.matrix.tolist() == [[0, -1, 2], [1, 2, 2]]
    assert found.ratings.categories == ("1", "2", "3")
    assert found.ratings.numbers is not None and found.ratings.numbers.tolist() == [1, 2, 3]


def test_a_workbook_gives_the_same_ratings_and_its_short_rows_are_missing_cells() -> None:
    book = workbook([["unit", "c1", "c2"], ["u1", 1, 2], ["u2", None, 3], ["u3", 3, 3], ["u4", 1]])
    assert read_ratings(book, "r.xlsx").ratings.matrix.tolist() == [[0, -1, 2, 0], [1, 2, 2, -1]]


def test_long_ratings_are_the_same_as_wide_ones_in_whatever_order_their_columns_stand() -> None:
    long = "value,day,Coder,Unit\n1,mon,c1,u1\n2,mon,c2,u1\n3,tue,c2,u2\n3,tue,c1,u3\n3,wed,c2,u3\n"
    found = read_ratings(long.encode(), "l.csv", long=True)
    assert found.coders == ("c1", "c2")
    assert found.ratings.matrix.tolist() == read_ratings(WIDE.encode(), "r.csv").ratings.matrix.tolist()


def test_numbers_written_differently_are_one_value_and_it_is_said() -> None:
    found = read_ratings(b"unit,c1,c2\na,1,1.0\nb,2,1\nc,10,2\n", "r.csv")
    assert found.ratings.categories == ("1", "2", "10")
    assert found.merged


def test_text_among_numbers_makes_categories_and_its_first_place_is_kept() -> None:
    found = read_ratings(b"unit,c1,c2\na,1,2\nb,2,NA\nc,NA,high\n", "r.csv")
    assert found.ratings.numbers is None
    assert found.no_number == Place(3, "c2", "NA")
    assert found.like_missing == (("NA", 2),)


def test_a_table_may_lack_a_category_that_one_coder_never_used() -> None:
    found = read_contingency(b",a,b\na,3,1\nb,0,2\nc,1,1\n", "t.csv")
    assert found.ratings.categories == ("a", "b", "c")
    assert found.ordered
    pairs = list(zip(*found.ratings.matrix.tolist(), strict=True))
    assert {pair: pairs.count(pair) for pair in pairs} == {(0, 0): 3, (0, 1): 1, (1, 1): 2, (2, 0): 1, (2, 1): 1}


def test_the_labels_of_a_table_are_joined_by_name_and_not_by_place() -> None:
    found = read_contingency(b",b,a\na,1,5\nb,7,0\n", "t.csv")
    assert found.ratings.matrix.tolist() == [[0] * 6 + [1] * 7, [0] * 5 + [1] + [1] * 7]


def test_the_empty_set_is_a_value_and_na_is_none() -> None:
    found = read_sets("unit,c1,c2\nu1,A; B,\nu2,NA,B；A\n".encode(), "s.csv")
    assert found.values == ((frozenset("AB"), None), (frozenset(), frozenset("AB")))
    assert found.decisions.codes == ("A", "B")


def test_every_coder_of_a_file_has_read_every_document() -> None:
    rows = b"document,coder,code,start,end\nd,a,x,0,4\ne,b,y,1,2\nd,c,,,\n"
    found = read_spans(rows, "p.csv", {"d": 4, "e": 9, "f": 3})
    assert found.coders == ("a", "b", "c")
    assert found.codes == ("x", "y")
    assert [dict(one.spans) for one in found.continua] == [
        {"a": ((0, 4, "x"),), "b": (), "c": ()},
        {"a": (), "b": ((1, 2, "y"),), "c": ()},
        {"a": (), "b": (), "c": ()},
    ]
    assert found.unmarked == ("f",)


Read = Callable[[bytes, str], object]


def long_ratings(data: bytes, path: str) -> object:
    return read_ratings(data, path, long=True)


def spans(data: bytes, path: str) -> object:
    return read_spans(data, path, {"d": 10})


HEAD = "document,coder,code,start,end\nd,a,x,1,2\n"
BAD: dict[str, tuple[Read, str, int | None, str]] = {
    "empty": (read_ratings, "", None, "empty"),
    "no rows": (read_ratings, "unit,c1,c2\n", None, "no row below"),
    "one coder": (read_ratings, "unit,c1\nu,1\n", 1, 'one coder, "c1"'),
    "a short row": (read_ratings, "unit,c1,c2\nu,1,1\nv,2\n", 3, "2 cells, and the row of names has 3"),
    "a long row": (read_ratings, "unit,c1,c2\nu,1,1\nv,2,1,4\n", 3, "4 cells, and the row of names has 3"),
    "a unit twice": (read_ratings, "unit,c1,c2\nu,1,1\nv,2,1\nu,1,1\n", 4, 'Unit "u" stands twice, first in line 2'),
    "no unit": (read_ratings, "unit,c1,c2\n,1,1\n", 2, "names no unit"),
    "a coder twice": (read_ratings, "unit,c1,c1\nu,1,1\n", 1, 'both named "c1"'),
    "a coder without name": (read_ratings, "unit,c1,\nu,1,1\n", 1, "Column 3 has no name"),
    "all missing": (read_ratings, "unit,c1,c2\nu,,\nv,,\n", None, "No cell holds a rating"),
    "an open quotation": (read_ratings, 'unit,c1,c2\nu,"1,1\n', 2, "never closed"),
    "long, no column": (long_ratings, "coder,unit,code\na,u,1\n", 1, 'no column "value"'),
    "long, twice": (
        *(long_ratings, "coder,unit,value\na,u,1\nb,u,1\na,u,2\n", 4),
        'Unit "u of a" stands twice, first in line 2',
    ),
    "long, one coder": (long_ratings, "coder,unit,value\na,u,1\na,v,1\n", 1, 'one coder, "a"'),
    "long, no coder": (long_ratings, "coder,unit,value\na,u,1\n,v,1\n", 3, "names no coder"),
    "labels that differ": (read_contingency, ",a,b\na,1,1\nc,1,1\n", 1, '"c" is a row and no column, "b" a column'),
    "a negative count": (read_contingency, ",a,b\na,1,1\nb,-1,1\n", 3, 'column "a" is "-1"'),
    "half a count": (read_contingency, ",a,b\na,1,1.5\nb,1,1\n", 2, 'column "b" is "1.5"'),
    "no count": (read_contingency, ",a,b\na,1,\nb,1,1\n", 2, 'column "b" is empty'),
    "text for a count": (read_contingency, ",a,b\na,1,one\nb,1,1\n", 2, 'column "b" is "one"'),
    "totals": (read_contingency, ",a,b,Total\na,1,2,3\nb,4,5,9\nTotal,5,7,12\n", 1, "holds the totals"),
    "nothing counted": (read_contingency, ",a,b\na,0,0\nb,0,0\n", 1, "Every count is 0"),
    "too many": (read_contingency, ",a,b\na,900000000,0\nb,0,0\n", 1, "at most 20,000,000"),
    "a category twice": (read_contingency, ",a,b\na,1,1\na,1,1\n", 3, 'Category "a" stands twice'),
    "sets, all missing": (read_sets, "unit,c1,c2\nu,NA,NA\n", None, "Every set is missing"),
    "sets, one coder": (read_sets, "unit,c1\nu,A\n", 1, "one coder"),
    "sets, a short row": (read_sets, "unit,c1,c2\nu,A\n", 2, "2 cells"),
    "beyond the length": (spans, HEAD + "d,b,x,5,11\n", 3, 'ends at 11, and "d" has 10 characters'),
    "an empty passage": (spans, HEAD + "d,b,x,5,5\n", 3, "ends at 5 and starts at 5"),
    "text for a place": (spans, HEAD + "d,b,x,five,7\n", 3, 'start of this passage is "five"'),
    "a negative place": (spans, HEAD + "d,b,x,-1,7\n", 3, 'start of this passage is "-1"'),
    "no end": (spans, HEAD + "d,b,x,1,\n", 3, "end of this passage is empty"),
    "no code": (spans, HEAD + "d,b,,1,2\n", 3, "no code"),
    "passages of one": (spans, HEAD, 1, "one coder"),
    "no passage": (spans, "document,coder,code,start,end\nd,a,,,\nd,b,,,\n", None, "No row holds a passage"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_file_is_refused_with_its_place_and_a_remedy(case: str) -> None:
    read, text, line, said = BAD[case]
    with pytest.raises(StudyError) as caught:
        read(text.encode(), "bad.csv")
    assert said in caught.value.message
    assert (caught.value.path, caught.value.line) == ("bad.csv", line)
    assert caught.value.remedy


def test_a_document_without_a_length_is_a_wrong_command() -> None:
    with pytest.raises(UsageError) as caught:
        spans((HEAD + "D2,b,x,1,2\n").encode(), "p.csv")
    assert str(caught.value).startswith('p.csv:3: The length of document "D2" is not known.')
    assert "--length D2=N" in caught.value.remedy


VALUES = st.one_of(st.none(), st.sampled_from(["a", "b", "比", "x y", 'q"', "1;2"]))


@given(st.lists(st.tuples(VALUES, VALUES, VALUES), min_size=1, max_size=12))
def test_what_a_sheet_holds_is_what_is_read(rows: list[tuple[str | None, ...]]) -> None:
    data = write_csv(
        ("unit", "c1", "c2", "c3"), [(f"u{n}", *(cell or "" for cell in row)) for n, row in enumerate(rows)]
    )
    if not any(cell for row in rows for cell in row):
        with pytest.raises(StudyError):
            read_ratings(data, "r.csv")
        return
    ratings = read_ratings(data, "r.csv").ratings
    read = [[None if number < 0 else ratings.categories[number] for number in row] for row in ratings.matrix.T]
    assert read == [list(row) for row in rows]


@given(st.binary(max_size=200), st.sampled_from([read_ratings, long_ratings, read_contingency, read_sets, spans]))
def test_any_bytes_are_read_or_refused_in_a_sentence(data: bytes, read: Read) -> None:
    try:
        read(b"unit,a,b\n" + data, "r.csv")
    except QualcodeError as fault:
        assert fault.message.endswith(".")
