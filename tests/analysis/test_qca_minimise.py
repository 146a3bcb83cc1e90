"""The minimiser against an exhaustive search written apart: the same models, ties included."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from qca_sample import Term, exhaustive, holds

from qualcode.analysis.qca.minimise import Minimiser
from qualcode.analysis.qca.models import tied_models
from qualcode.analysis.qca.sets import Condition
from qualcode.analysis.qca.solutions import Solution, solutions
from qualcode.analysis.qca.terms import FREE, Space
from qualcode.analysis.qca.truth_table import Configuration, Thresholds, TruthTable

LEVELS = [(2, 2), (2, 2, 2), (2, 2, 2, 2), (3, 2, 2), (3, 3, 2), (4, 2)]


@st.composite
def tables(draw: st.DrawFn, levels: list[tuple[int, ...]] = LEVELS) -> TruthTable:
    """A truth table with rows coded 1 and 0 and remainders, in any mixture."""
    chosen = draw(st.sampled_from(levels))
    conditions = tuple(
        Condition("ABCD"[place], "crisp" if number == 2 else "multi-value", number)
        for place, number in enumerate(chosen)
    )
    space = Space(conditions)
    codes = draw(st.lists(st.sampled_from([1, 0, None]), min_size=space.size, max_size=space.size))
    rows = tuple(
        Configuration(number + 1, space.values(number), ("x",), float(code), 1.0, code, ("x",))
        for number, code in enumerate(codes)
        if code is not None
    )
    return TruthTable(space, Thresholds(), rows)


def rows_of(table: TruthTable, code: int) -> list[tuple[int, ...]]:
    return [row.values for row in table.rows if row.out == code]


def models_of(solution: Solution | None) -> set[frozenset[Term]]:
    assert solution is not None and not solution.truncated
    found = [
        frozenset(tuple(None if value == FREE else value for value in cube) for cube in model)
        for model in solution.models
    ]
    assert len(found) == len(set(found)), "a model is listed twice"
    return set(found)


def levels_of(table: TruthTable) -> list[int]:
    return [each.levels for each in table.space.conditions]


def everything(table: TruthTable) -> list[tuple[int, ...]]:
    return list(product(*map(range, levels_of(table))))


def easy_rows(long: frozenset[Term], short: frozenset[Term], wanted: list[int | None]) -> set[tuple[int, ...]]:
    """Ragin's way for two-valued conditions: drop from a complex term each literal against the expectation that the parsimonious one lacks."""
    found: set[tuple[int, ...]] = set()
    for inner, outer in product(long, short):
        if all(a is None or a == b for a, b in zip(outer, inner, strict=True)):
            term = tuple(
                None if kept is None and own is not None and hoped is not None and hoped != own else own
                for own, kept, hoped in zip(inner, outer, wanted, strict=True)
            )
            found |= {row for row in product((0, 1), repeat=len(wanted)) if holds(term, row)}
    return found


@settings(max_examples=100, deadline=None)
@given(tables())
def test_complex_and_parsimonious_models_are_those_of_an_exhaustive_search(table: TruthTable) -> None:
    explained, negative = rows_of(table, 1), rows_of(table, 0)
    found = solutions(table)
    others = [row for row in everything(table) if row not in explained]
    assert models_of(found["complex"]) == exhaustive(levels_of(table), explained, others)
    assert models_of(found["parsimonious"]) == exhaustive(levels_of(table), explained, negative)


@settings(max_examples=100, deadline=None)
@given(tables([(2, 2, 2), (2, 2, 2, 2)]), st.data())
def test_intermediate_models_are_those_of_an_exhaustive_search(table: TruthTable, data: st.DataObject) -> None:
    names = [each.name for each in table.space.conditions]
    hoped = data.draw(st.lists(st.sampled_from([0, 1, None]), min_size=len(names), max_size=len(names)))
    expect = {name: value for name, value in zip(names, hoped, strict=True) if value is not None}
    found = solutions(table, expect)
    if not expect:
        assert found["intermediate"] is None
        return
    explained = rows_of(table, 1)
    wanted: set[frozenset[Term]] = set()
    for long, short in product(models_of(found["complex"]), models_of(found["parsimonious"])):
        easy = easy_rows(long, short, hoped)
        out = [row for row in everything(table) if row not in explained and row not in easy]
        wanted |= exhaustive(levels_of(table), explained, out)
    assert models_of(found["intermediate"]) == wanted


@settings(max_examples=50, deadline=None)
@given(tables([(2, 2, 2), (2, 2, 2, 2), (3, 2, 2)]), st.data())
def test_an_intermediate_model_lies_between_a_parsimonious_and_a_complex_one(
    table: TruthTable, data: st.DataObject
) -> None:
    expect = {each.name: data.draw(st.integers(0, each.levels - 1), label=each.name) for each in table.space.conditions}
    found, space = solutions(table, expect), table.space
    complex_, middle, short = (found[kind] for kind in ("complex", "intermediate", "parsimonious"))
    assert complex_ is not None and middle is not None and short is not None
    wide = [space.rows(model) for model in short.models]
    narrow = [space.rows(model) for model in complex_.models]
    for model in middle.models:
        rows = space.rows(model)
        assert any((rows <= each).all() for each in wide) and any((each <= rows).all() for each in narrow)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(1, 127), min_size=1, max_size=9, unique=True))
def test_tied_covers_are_all_of_the_fewest(columns: list[int]) -> None:
    whole = 0
    for each in columns:
        whole |= each
    rows = [row for row in range(7) if whole >> row & 1]
    packed = [sum((each >> row & 1) << place for place, row in enumerate(rows)) for each in columns]
    found = tied_models(packed, len(rows))
    size = min(len(chosen) for chosen in _covers(packed, len(rows)))
    assert set(found.chosen) == {chosen for chosen in _covers(packed, len(rows)) if len(chosen) == size}
    assert not found.truncated and len(found.chosen) == len(set(found.chosen))


def _covers(columns: list[int], rows: int) -> list[tuple[int, ...]]:
    found = []
    for chosen in product((False, True), repeat=len(columns)):
        covered = 0
        for column, taken in zip(columns, chosen, strict=True):
            covered |= column if taken else 0
        if covered == (1 << rows) - 1:
            found.append(tuple(place for place, taken in enumerate(chosen) if taken))
    return found


def test_a_thousand_tied_models_are_listed_and_then_it_is_said_that_there_are_more() -> None:
    pairs = [1 << row for row in range(10) for _ in range(2)]
    assert len(tied_models(pairs, 10, most=1024).chosen) == 1024
    assert not tied_models(pairs, 10, most=1024).truncated
    found = tied_models(pairs, 10)
    assert (len(found.chosen), found.truncated) == (1000, True)


def test_a_dominated_implicant_stands_in_a_tied_model() -> None:
    """The second column covers less than the first, and is as good where the third covers the rest."""
    assert tied_models([0b011, 0b001, 0b110], 3).chosen == ((0, 2), (1, 2))


def test_what_no_column_covers_is_a_fault() -> None:
    with pytest.raises(ValueError, match="do not cover"):
        tied_models([0b01], 2)


def test_more_than_a_machine_word_of_rows() -> None:
    """Seventy configurations with A in the outcome, and all those without it out: A alone explains them."""
    space = Space(tuple(Condition(name, "crisp") for name in "ABCDEFGH"))
    explained = list(range(128, 198))
    out = np.zeros(space.size, dtype=np.bool_)
    out[:128] = True
    found = Minimiser(space, explained).prime_implicants(out)
    assert found == {(1, *[FREE] * 7): (1 << 70) - 1}
