"""Passages sorted into a matrix's cells at once: the same as one by one, in whatever order the evidence stands."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import pytest
from evidence_sample import BOOK, DOCUMENTS, FACTS, evidence, passage
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.analysis.families import families
from qualcode.analysis.in_order import passages_in_order
from qualcode.analysis.matrix import matrix
from qualcode.analysis.passages import in_order, place
from qualcode.model.coding import STANCES
from qualcode.model.display import Cell, Display

CODES = tuple(BOOK.codable)
drawn = st.lists(
    st.tuples(
        st.sampled_from(sorted(FACTS)),
        st.integers(0, 3),
        st.sampled_from(CODES),
        st.sampled_from([*STANCES, None]),
    ),
    min_size=1,
    max_size=25,
)


def cell(display: Display, row: str, column: str) -> Cell:
    line = next(each for each in display.rows if each.key == row)
    return line.cells[[each.key for each in display.columns].index(column)]


@settings(max_examples=60, deadline=None)
@given(drawn)
def test_a_matrix_s_cells_are_those_of_sorting_passages_one_by_one(made: list[tuple[str, int, str, None]]) -> None:
    known = evidence(*(passage(f"k{n}", d, 10 * at, code, stance=s) for n, (d, at, code, s) in enumerate(made)))
    rows_of = families(BOOK).rows_of
    expected = defaultdict(list)
    for each in in_order(known):
        for code in rows_of[each.coding.code]:
            expected[code, each.coding.document].append(each)
            expected[code, "total"].append(each)
    display = matrix(known, columns="document")
    shares = matrix(known, columns="document", values="column-share")
    for row in display.rows:
        for column in (*(document.id for document in DOCUMENTS), "total"):
            passages = expected[row.key, column]
            found = cell(display, row.key, column)
            assert found.codings == tuple(each.coding.id for each in passages)
            assert found.value == len({place(each) for each in passages})
            whole = {place(p) for p in known.passages if column in (p.coding.document, "total")}
            share = len({place(each) for each in passages}) / len(whole) if whole else None
            assert cell(shares, row.key, column).value == share


@settings(max_examples=60, deadline=None)
@given(drawn)
def test_passages_are_put_in_the_order_of_the_text_as_one_by_one(made: list[tuple[str, int, str, None]]) -> None:
    known = evidence(*(passage(f"k{n}", d, 10 * at, code) for n, (d, at, code, _) in enumerate(made)))
    found = passages_in_order(known, frozenset(CODES))
    assert list(found.passages) == in_order(known)
    assert found.count == len({place(each) for each in known.passages})
    assert list(found.place) == sorted(found.place)


def test_a_mean_weight_takes_an_identical_passage_once() -> None:
    first, second, third = (passage(f"k{n}", "I1", start, "FCO") for n, start in enumerate((0, 0, 20)))
    weighted = [
        replace(each, coding=replace(each.coding, weight=weight))
        for each, weight in ((first, 1.0), (second, 5.0), (third, 2.0))
    ]
    found = cell(matrix(evidence(*weighted), columns="document", values="weight"), "FCO", "I1")
    assert found.value == pytest.approx(1.5)
