"""What cannot be computed on sets of codes is said in a sentence, and large data are either done or refused."""

from __future__ import annotations

import time

import numpy as np
import pytest

from qualcode.agreement.sets.coefficient import SetCoefficient
from qualcode.agreement.sets.every import SET_COEFFICIENTS
from qualcode.agreement.sets.multi_valued import MV_ALPHA
from qualcode.agreement.sets.table import CodeSets, from_rows

CHANCE = [one for name, one in SET_COEFFICIENTS.items() if "agreement" not in name]


def why(one: SetCoefficient, rows: list[list[list[str] | None]]) -> str:
    found = one.of(from_rows(rows))
    assert found.value is None
    return found.notes[0].key


@pytest.mark.parametrize("one", SET_COEFFICIENTS.values(), ids=lambda one: one.name)
def test_one_coder_and_no_pairs(one: SetCoefficient) -> None:
    assert why(one, [[["A"], ["B"]]]) == "one_coder"
    assert why(one, [[["A"], None], [None, ["B"]]]) == "no_pairs"
    assert why(one, [[], []]) == "no_pairs"
    assert np.isnan(one.replicates(from_rows([[["A"]]]), seed=1, count=3)).all()


@pytest.mark.parametrize("one", CHANCE, ids=lambda one: one.name)
def test_one_set_only(one: SetCoefficient) -> None:
    assert why(one, [[["A", "B"], ["A", "B"]], [["A", "B"], ["A", "B"]]]) == "one_set"
    assert why(one, [[[], []], [[], []]]) == "one_set"


def test_rows_of_unequal_length_are_refused() -> None:
    with pytest.raises(ValueError, match="coders × units"):
        from_rows([[["A"], []], [["A"]]])


def test_thousands_of_codes_and_sets_are_refused_or_done_without_blowing_up() -> None:
    """Nearly as many different sets as units × coders: a table of sets × codes would hold some 50 million cells."""
    codes = [f"C{number}" for number in range(8_000)]
    pairs = [[frozenset({codes[n], codes[(7 * n + shift) % 8_000]}) for n in range(4_000)] for shift in (1, 2)]
    table = CodeSets(tuple(tuple(row) for row in pairs))
    started = time.perf_counter()
    assert SET_COEFFICIENTS["percent_agreement_sets"].of(table).value == 0
    (note,) = MV_ALPHA.of(table).notes
    assert (note.key, dict(note.filling)["sets"]) == ("too_many_sets", len(table.sets))
    assert time.perf_counter() - started < 10
