"""What holds of every coefficient, on any ratings."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, permutations
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.agreement.assess import coefficients
from qualcode.agreement.coefficient import Coefficient, Estimate
from qualcode.agreement.counts import Profiles, profiles
from qualcode.agreement.ratings import Ratings, from_values

Table = list[list[int | None]]
PERCENT, KAPPA, ALPHA = coefficients()
EVERY = pytest.mark.parametrize("coefficient", [PERCENT, KAPPA, ALPHA], ids=lambda one: one.name)


@st.composite
def tables(draw: st.DrawFn, coders: int | None = None, missing: bool = True) -> Table:
    """Coders × units tables of a few values, with or without missing ones."""
    rows = coders or draw(st.integers(2, 5))
    units = draw(st.integers(1, 20))
    value = st.sampled_from([None, 0, 1, 2, 3] if missing else [0, 1, 2, 3])
    return draw(st.lists(st.lists(value, min_size=units, max_size=units), min_size=rows, max_size=rows))


def same(one: Estimate, other: Estimate) -> bool:
    """Whether two estimates agree in everything but rounding."""
    numbers = [(e.value, e.observed, e.expected, e.se, *(e.ci or (None, None))) for e in (one, other)]
    close = all(a == b if a is None or b is None else abs(a - b) < 1e-6 for a, b in zip(*numbers, strict=True))
    return close and one.units == other.units and one.notes == other.notes


@EVERY
@given(table=tables(), order=st.randoms(use_true_random=False))
def test_order_of_coders_and_units_does_not_matter(coefficient: Coefficient, table: Table, order: Random) -> None:
    coders, units = list(range(len(table))), list(range(len(table[0])))
    order.shuffle(coders)
    order.shuffle(units)
    turned = [[table[coder][unit] for unit in units] for coder in coders]
    assert same(coefficient.of(from_values(table)), coefficient.of(from_values(turned)))


@EVERY
@given(table=tables(), names=st.permutations(["w", "x", "y", "z"]))
def test_names_of_categories_do_not_matter(coefficient: Coefficient, table: Table, names: list[str]) -> None:
    renamed = [[None if value is None else names[value] for value in row] for row in table]
    assert same(coefficient.of(from_values(table)), coefficient.of(from_values(renamed)))


@EVERY
@given(row=st.lists(st.integers(0, 3), min_size=2, max_size=20).filter(lambda row: len(set(row)) > 1))
def test_identical_coders_agree_perfectly(coefficient: Coefficient, row: list[int]) -> None:
    estimate = coefficient.of(from_values([row, row]))
    assert estimate.value == pytest.approx(1.0)
    assert (estimate.se, estimate.ci) == (0.0, None)
    assert [note.key for note in estimate.notes] == ["no_spread"]


@EVERY
@given(table=tables())
def test_a_value_is_a_number_or_a_sentence(coefficient: Coefficient, table: Table) -> None:
    estimate = coefficient.of(from_values(table))
    if estimate.value is None:
        assert estimate.notes and estimate.notes[0].text().startswith("undefined")
        assert (estimate.se, estimate.ci, estimate.ci_method) == (None, None, None)
    else:
        assert -1.0000001 <= estimate.value <= 1.0000001
        assert estimate.ci is None or estimate.ci[0] < estimate.value <= estimate.ci[1] <= 1


@given(table=tables())
def test_percent_agreement_equals_counting_pairs(table: Table) -> None:
    shares = [np.mean([a == b for a, b in combinations(unit, 2)]) for unit in _pairable(table)]
    found = PERCENT.of(from_values(table)).value
    assert found == (pytest.approx(float(np.mean(shares))) if shares else None)


@given(table=tables())
def test_alpha_equals_one_minus_disagreement_over_all_pairs(table: Table) -> None:
    units = _pairable(table)
    values = [value for unit in units for value in unit]
    within = sum(sum(a != b for a, b in permutations(unit, 2)) / (len(unit) - 1) for unit in units)
    across = sum(a != b for a, b in permutations(values, 2))
    expected = 1 - within / len(values) * len(values) * (len(values) - 1) / across if across else None
    found = ALPHA.of(from_values(table)).value
    assert found == (None if expected is None else pytest.approx(expected))


@given(table=tables(coders=2))
def test_kappa_equals_the_formula_over_all_pairs_of_units(table: Table) -> None:
    units = [(a, b) for a, b in zip(*table, strict=True) if a is not None and b is not None]
    observed = sum(a == b for a, b in units) / max(len(units), 1)
    chance = sum(a == b for a, _ in units for _, b in units) / max(len(units), 1) ** 2
    found = KAPPA.of(from_values(table)).value
    assert found == (None if not units or chance == 1 else pytest.approx((observed - chance) / (1 - chance)))


@given(table=tables())
def test_profiles_are_the_same_by_keys_and_by_sorting(table: Table) -> None:
    ratings = from_values(table)
    by_keys = profiles(ratings.matrix, len(ratings.categories))
    by_sorting = profiles(ratings.matrix, 100)
    expected = Counter(
        frozenset(Counter(v for v in unit if v is not None).items()) for unit in zip(*table, strict=True)
    )
    named = {number: int(name) for number, name in enumerate(ratings.categories)}
    for found in (by_keys, by_sorting):
        assert _spelt(found, named) == Counter({key: n for key, n in expected.items() if key})


@given(first=tables(coders=3), second=tables(coders=3))
def test_stacking_adds_profiles_up(first: Table, second: Table) -> None:
    both = from_values([a + b for a, b in zip(first, second, strict=True)])
    parts = [
        Ratings(both.matrix[:, : len(first[0])], both.categories),
        Ratings(both.matrix[:, len(first[0]) :], both.categories),
    ]
    names = dict(enumerate(range(len(both.categories))))
    added = sum((_spelt(part.profiles, names) for part in parts), Counter[frozenset[tuple[int, int]]]())
    assert _spelt(both.profiles, names) == added


def _pairable(table: Table) -> list[list[int]]:
    units = [[value for value in unit if value is not None] for unit in zip(*table, strict=True)]
    return [unit for unit in units if len(unit) > 1]


def _spelt(found: Profiles, names: dict[int, int]) -> Counter[frozenset[tuple[int, int]]]:
    entries: list[set[tuple[int, int]]] = [set() for _ in found.times]
    for profile, value, count in zip(found.profile, found.value, found.count, strict=True):
        entries[int(profile)].add((names[int(value)], int(count)))
    return Counter({frozenset(entry): int(n) for entry, n in zip(entries, found.times, strict=True)})
