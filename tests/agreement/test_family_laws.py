"""What holds of every coefficient of the family, on any ratings: names, order, perfection, and adding up."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.agreement.assess import coefficients
from qualcode.agreement.coefficient import Coefficient, Estimate, Parts
from qualcode.agreement.ratings import PRESENCE, Ratings, from_values

Table = list[list[int | None]]
NOMINAL = coefficients(
    [
        "percent_agreement",
        "cohen_kappa",
        "conger_kappa",
        "fleiss_kappa",
        "light_kappa",
        "scott_pi",
        "brennan_prediger",
        "gwet_ac1",
        "alpha_nominal",
        "holsti_decisions",
        "holsti_composite",
    ]
)
STRETCHABLE = coefficients(
    [
        "cohen_kappa_linear",
        "cohen_kappa_quadratic",
        "conger_kappa_linear",
        "conger_kappa_quadratic",
        "fleiss_kappa_linear",
        "fleiss_kappa_quadratic",
        "gwet_ac2_linear",
        "gwet_ac2_quadratic",
        "alpha_interval",
    ]
)
RANKED = coefficients(["gwet_ac2_ordinal", "alpha_ordinal"])
RATIO = coefficients(["alpha_ratio"])
FAMILY = (*NOMINAL, *STRETCHABLE, *RANKED, *RATIO)
FEW = settings(max_examples=20)
"""Of each law, for each of two dozen coefficients: together they see hundreds of tables."""


def each(*several: Coefficient) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("coefficient", several, ids=lambda one: one.name)


@st.composite
def tables(draw: st.DrawFn, coders: int | None = None) -> Table:
    """Coders × units tables of a few numbers, with missing ones."""
    rows, units = coders or draw(st.integers(2, 4)), draw(st.integers(1, 12))
    row = st.lists(st.sampled_from([None, 0, 1, 2, 4]), min_size=units, max_size=units)
    return draw(st.lists(row, min_size=rows, max_size=rows))


def fitting(coefficient: Coefficient, table: Table) -> Table:
    return table[: coefficient.coders]


def figures(estimate: Estimate) -> list[float]:
    """The numbers of an estimate, `nan` where it has none."""
    parts = (estimate.value, estimate.observed, estimate.expected, estimate.se, *(estimate.ci or (None, None)))
    return [np.nan if part is None else part for part in parts]


def assert_same(one: Estimate, other: Estimate) -> None:
    np.testing.assert_allclose(figures(one), figures(other), atol=1e-6)
    assert (one.units, one.notes) == (other.units, other.notes)


@each(*FAMILY)
@FEW
@given(table=tables(), order=st.randoms(use_true_random=False))
def test_order_of_coders_and_units_does_not_matter(coefficient: Coefficient, table: Table, order: Random) -> None:
    table = fitting(coefficient, table)
    coders, units = list(range(len(table))), list(range(len(table[0])))
    order.shuffle(coders)
    order.shuffle(units)
    turned = [[table[coder][unit] for unit in units] for coder in coders]
    assert_same(coefficient.of(from_values(table)), coefficient.of(from_values(turned)))


@each(*NOMINAL)
@FEW
@given(table=tables(), names=st.permutations(["w", "x", "y", "z", "v"]))
def test_names_of_categories_do_not_matter(coefficient: Coefficient, table: Table, names: list[str]) -> None:
    table = fitting(coefficient, table)
    renamed = [[None if value is None else names[value] for value in row] for row in table]
    assert_same(coefficient.of(from_values(table)), coefficient.of(from_values(renamed)))


@each(*STRETCHABLE, *RANKED)
@FEW
@given(table=tables())
def test_where_a_scale_begins_and_its_unit_do_not_matter(coefficient: Coefficient, table: Table) -> None:
    table = fitting(coefficient, table)
    moved = [[None if value is None else 7.5 * value - 3 for value in row] for row in table]
    assert_same(coefficient.of(from_values(table)), coefficient.of(from_values(moved)))


@each(*RANKED)
@FEW
@given(table=tables())
def test_only_the_order_of_an_ordinal_scale_matters(coefficient: Coefficient, table: Table) -> None:
    stretched = [[None if value is None else 10**value for value in row] for row in table]
    assert_same(coefficient.of(from_values(table)), coefficient.of(from_values(stretched)))


@each(*RATIO)
@FEW
@given(table=tables())
def test_the_unit_of_a_ratio_scale_does_not_matter(coefficient: Coefficient, table: Table) -> None:
    stretched = [[None if value is None else 0.125 * value for value in row] for row in table]
    assert_same(coefficient.of(from_values(table)), coefficient.of(from_values(stretched)))


@each(*FAMILY)
@FEW
@given(row=st.lists(st.integers(0, 3), min_size=2, max_size=20).filter(lambda row: len(set(row)) > 1))
def test_identical_coders_agree_perfectly(coefficient: Coefficient, row: list[int]) -> None:
    assert coefficient.of(from_values([row, row])).value == pytest.approx(1.0)


@each(*FAMILY)
@FEW
@given(table=tables())
def test_a_value_is_a_number_or_a_sentence(coefficient: Coefficient, table: Table) -> None:
    estimate = coefficient.of(from_values(fitting(coefficient, table)))
    if estimate.value is None:
        assert estimate.notes and estimate.notes[0].text().startswith("undefined")
        assert (estimate.se, estimate.ci, estimate.ci_method) == (None, None, None)
    else:
        assert estimate.value <= 1.0000001
        assert estimate.ci is None or estimate.ci[0] < estimate.value <= estimate.ci[1] <= 1


@each(*FAMILY, *coefficients(["holsti"]))
@FEW
@given(table=tables(), presence=st.booleans(), draw=st.data())
def test_any_resample_is_settled_from_the_parts(
    coefficient: Coefficient, table: Table, presence: bool, draw: st.DataObject
) -> None:
    """`settle(times @ parts)` is the coefficient of the units so many times, and `nan` where that is undefined."""
    ratings = from_values(fitting(coefficient, table))
    if presence:
        ratings = Ratings(np.minimum(ratings.matrix, 1), PRESENCE, np.array([0.0, 1.0]))
    parts = coefficient.parts_of(ratings)
    if not isinstance(parts, Parts):
        assert coefficient.of(ratings).value is None
        return
    assert parts.units is (ratings.profiles if coefficient.basis == "profiles" else ratings.patterns)
    assert parts.values(parts.units.times)[0] == pytest.approx(coefficient.of(ratings).value, abs=1e-9)
    units = ratings.matrix.shape[1]
    times = np.array(draw.draw(st.lists(st.integers(0, 3), min_size=units, max_size=units)))
    counted = parts.units.of >= 0
    drawn = np.bincount(parts.units.of[counted], weights=times[counted], minlength=len(parts.units.times))
    again = coefficient.of(ratings.select(units=np.repeat(np.arange(units), times)))
    expected = np.nan if again.value is None else again.value
    np.testing.assert_allclose(parts.values([drawn, drawn]), [expected] * 2, atol=1e-9)


@given(table=tables())
def test_each_unit_is_found_among_profiles_and_patterns(table: Table) -> None:
    ratings = from_values(table)
    for kinds in (ratings.profiles, ratings.patterns, ratings.pairable):
        assert np.bincount(kinds.of[kinds.of >= 0], minlength=len(kinds.times)).tolist() == kinds.times.tolist()
    for unit, (pattern, profile) in enumerate(zip(ratings.patterns.of, ratings.profiles.of, strict=True)):
        column = ratings.matrix[:, unit]
        assert (pattern < 0) == (profile < 0) == (not (column >= 0).any())
        if pattern >= 0:
            assert ratings.patterns.columns[:, pattern].tolist() == column.tolist()
            own = np.bincount(column[column >= 0], minlength=len(ratings.categories))
            assert ratings.profiles.dense()[profile].tolist() == own.tolist()


@given(table=tables(coders=2))
def test_conger_and_light_are_cohen_for_two_coders(table: Table) -> None:
    complete = [list(pair) for pair in zip(*table, strict=True) if None not in pair]
    ratings = from_values([[pair[side] for pair in complete] for side in (0, 1)])
    cohen, conger, light = (
        one.of(ratings).value for one in coefficients(["cohen_kappa", "conger_kappa", "light_kappa"])
    )
    assert conger == (None if cohen is None else pytest.approx(cohen))
    assert light == cohen


@given(table=tables())
def test_fleiss_by_category_adds_up_to_fleiss(table: Table) -> None:
    """Fleiss 1971: κ is the mean of the categories' κ, weighed by p(1 - p)."""
    complete = [unit for unit in zip(*table, strict=True) if None not in unit]
    ratings = from_values([[unit[coder] for unit in complete] for coder in range(len(table))])
    fleiss = coefficients(["fleiss_kappa"])[0]
    by_category, whole = fleiss.per_category(ratings), fleiss.of(ratings).value
    if whole is None:
        assert by_category == {}
        return
    share = {name: float((ratings.matrix == number).mean()) for number, name in enumerate(ratings.categories)}
    weights = [share[name] * (1 - share[name]) for name in by_category]
    values = [one.value for one in by_category.values() if one.value is not None]
    assert whole == pytest.approx(np.average(values, weights=weights))
