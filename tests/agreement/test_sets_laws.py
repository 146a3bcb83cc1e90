"""What holds for sets of codes whatever the data, and a live comparison with nltk."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from math import prod

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.agreement.coefficient import Parts
from qualcode.agreement.coefficients.krippendorff import COEFFICIENTS
from qualcode.agreement.ratings import from_values
from qualcode.agreement.sets.distances import multi_valued
from qualcode.agreement.sets.every import SET_COEFFICIENTS
from qualcode.agreement.sets.multi_valued import MV_ALPHA, mean_distances
from qualcode.agreement.sets.table import CodeSets, from_reliability
from qualcode.model.reliability import ReliabilityData, UnitOfCoding

ALPHA_NOMINAL = next(one for one in COEFFICIENTS if one.name == "alpha_nominal")
CODES = "abcd"
cells = st.none() | st.frozensets(st.sampled_from(CODES), max_size=3)


@st.composite
def tables(draw: st.DrawFn) -> CodeSets:
    coders, units = draw(st.integers(2, 4)), draw(st.integers(1, 8))
    rows = draw(st.lists(st.lists(cells, min_size=units, max_size=units), min_size=coders, max_size=coders))
    return CodeSets(tuple(tuple(row) for row in rows))


def values(table: CodeSets) -> dict[str, float | None]:
    return {name: one.of(table).value for name, one in SET_COEFFICIENTS.items()}


def alike(first: dict[str, float | None], second: dict[str, float | None]) -> bool:
    return all(
        second[name] is None if value is None else second[name] == pytest.approx(value, abs=1e-9)
        for name, value in first.items()
    )


@given(tables(), st.permutations(CODES))
def test_names_of_codes_and_order_of_coders_and_units_do_not_matter(table: CodeSets, names: list[str]) -> None:
    renamed = dict(zip(CODES, names, strict=True))
    rows = [[None if one is None else frozenset(renamed[code] for code in one) for one in row] for row in table.values]
    units = np.random.default_rng(table.coders).permutation(len(rows[0]))
    shuffled = CodeSets(tuple(tuple(row[unit] for unit in units) for row in reversed(rows)))
    assert alike(values(table), values(shuffled))


@given(tables())
def test_coders_who_agree_on_everything_have_one(table: CodeSets) -> None:
    same = CodeSets((table.values[0],) * 3)
    for name, value in values(same).items():
        empty = name == "dice_agreement" and any(one is not None and not one for one in table.values[0])
        assert value is None or empty or value == pytest.approx(1)


@given(tables())
def test_sets_of_one_code_are_nominal_alpha(table: CodeSets) -> None:
    single = CodeSets(tuple(tuple(frozenset({min(one)}) if one else None for one in row) for row in table.values))
    nominal = ALPHA_NOMINAL.of(
        from_values([[None if one is None else min(one) for one in row] for row in single.values])
    )
    for name in ("mv_alpha", "alpha_jaccard", "alpha_masi", "alpha_masi_2004"):
        value = SET_COEFFICIENTS[name].of(single).value
        assert value is None if nominal.value is None else value == pytest.approx(nominal.value, abs=1e-9)


@given(st.lists(st.integers(0, 6), min_size=1, max_size=5), st.integers(0, 3))
def test_mean_distance_of_chance_sets_is_that_of_listing_them_all(counts: list[int], largest: int) -> None:
    found = mean_distances(np.array([counts], dtype=np.float64), largest)[0]
    for i in range(largest + 1):
        for j in range(largest + 1):
            assert found[i, j] == pytest.approx(_listed(counts, i, j), abs=1e-9)


def _listed(counts: list[int], i: int, j: int) -> float:
    weight = total = 0.0
    for first in combinations(range(len(counts)), i):
        for second in combinations(range(len(counts)), j):
            shared = set(first) & set(second)
            one = prod(counts[c] for c in first) * prod(counts[k] - (k in shared) for k in second)
            apart = multi_valued(np.array(float(len(shared))), np.array(float(i)), np.array(float(j)))
            weight, total = weight + one, total + one * float(apart)
    return total / weight if weight else 0.0


@given(tables())
def test_the_parts_add_up_to_the_value(table: CodeSets) -> None:
    for one in SET_COEFFICIENTS.values():
        value, parts = one.of(table).value, one.parts(table)
        if value is not None:
            assert isinstance(parts, Parts)
            assert parts.values(parts.units.times)[0] == pytest.approx(value, abs=1e-9)


def _reordered(table: CodeSets, drawn: np.ndarray[tuple[int], np.dtype[np.int64]]) -> CodeSets:
    return CodeSets(tuple(tuple(row[unit] for unit in drawn) for row in table.values))


@given(tables(), st.data())
def test_a_resample_has_the_value_of_its_units_set_out_anew(table: CodeSets, data: st.DataObject) -> None:
    of = table.pairable.of
    paired = np.flatnonzero(of >= 0)
    if not len(paired):
        return
    picked = data.draw(st.lists(st.integers(0, len(paired) - 1), min_size=len(paired), max_size=len(paired)))
    drawn = paired[np.array(picked)]
    for one in (MV_ALPHA, SET_COEFFICIENTS["alpha_masi"]):
        parts, anew = one.parts(table), one.of(_reordered(table, drawn)).value
        assert isinstance(parts, Parts)
        (resampled,) = parts.values(np.bincount(of[drawn], minlength=len(parts.units.times)))
        assert np.isnan(resampled) if anew is None else resampled == pytest.approx(anew, abs=1e-9)


def test_replicates_depend_on_the_seed_alone() -> None:
    table = CodeSets(((frozenset("a"), frozenset("ab"), frozenset()), (frozenset("a"), frozenset("b"), frozenset("b"))))
    for one in SET_COEFFICIENTS.values():
        first, second = (one.replicates(table, seed=7, count=50) for _ in range(2))
        assert len(first) == 50
        np.testing.assert_array_equal(first, second)
    assert np.isnan(MV_ALPHA.replicates(table, seed=7, count=200)).any()


ORACLES = {"alpha_jaccard": "jaccard_distance", "alpha_masi": "masi_distance"}


@pytest.mark.parametrize("name", ORACLES)
def test_nltk_gives_the_same(name: str) -> None:
    agreement = pytest.importorskip("nltk.metrics.agreement")
    apart: Callable[[object, object], float] = getattr(pytest.importorskip("nltk.metrics.distance"), ORACLES[name])

    @settings(max_examples=300, deadline=None)
    @given(tables())
    def compare(table: CodeSets) -> None:
        value = SET_COEFFICIENTS[name].of(table).value
        if value is None:
            return
        rows = [
            (coder, unit, one)
            for coder, row in enumerate(table.values)
            for unit, one in enumerate(row)
            if one is not None and table.pairable.of[unit] >= 0
        ]
        task = agreement.AnnotationTask(rows, distance=lambda a, b: 0.0 if a == b else apart(a, b))
        assert value == pytest.approx(task.alpha(), abs=1e-9)

    compare()


def test_reliability_data_are_taken_as_they_are() -> None:
    units = tuple(UnitOfCoding("INT01", number, None, f"INT01:{number}") for number in (1, 2))
    given_sets = ((frozenset({"A"}), frozenset[str]()), (None, frozenset({"A", "B"})))
    data = ReliabilityData(("c1", "c2"), units, ("A", "B"), given_sets, "turn")
    assert from_reliability(data).values == given_sets
