"""What a value is called, how sure one may be of it, and why κ can be low where coders agree."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats  # type: ignore[import-untyped]

from qualcode.agreement.assess import assess, coefficients
from qualcode.agreement.benchmark import LANDIS_KOCH, benchmark, landis_koch
from qualcode.agreement.interpret import paradox_note, what_is_weak
from qualcode.agreement.paradox import paradox, without_chance
from qualcode.agreement.ratings import PRESENCE, Ratings, from_contingency, from_values
from qualcode.model.codebook import Code, Codebook
from qualcode.model.reliability import ReliabilityData, UnitOfCoding

BOOK = Codebook((Code("A", {"en": "Aims", "zh": "目标"}), Code("B", {"en": "Barriers", "zh": "瓶颈"})))
KAPPA, AC1, PRIOR = coefficients(["cohen_kappa", "gwet_ac1", "brennan_prediger"])


def study(*coders: list[str]) -> ReliabilityData:
    units = tuple(UnitOfCoding("D", n, None, f"D:{n}") for n in range(len(coders[0])))
    values = tuple(tuple(frozenset(codes) for codes in coder) for coder in coders)
    return ReliabilityData(tuple(f"c{n}" for n in range(1, len(coders) + 1)), units, ("A", "B"), values, "turn")


@pytest.mark.parametrize(
    ("value", "label"),
    [
        (-0.01, "poor"),
        (0.0, "slight"),
        (0.2, "slight"),
        (0.21, "fair"),
        (0.41, "moderate"),
        (0.61, "substantial"),
        (0.81, "almost_perfect"),
    ],
)
def test_bands_are_those_of_landis_and_koch_1977(value: float, label: str) -> None:
    assert landis_koch(value) == label


@given(st.floats(-0.5, 0.99), st.floats(0.01, 0.4))
def test_cumulative_membership_is_that_of_a_normal_curve_cut_at_minus_one_and_one(value: float, se: float) -> None:
    """Gwet 2014, ch. 6, as the R package irrCAC computes it."""
    found = benchmark(value, se)
    assert found is not None
    curve = stats.truncnorm((-1 - value) / se, (1 - value) / se, loc=value, scale=se)
    assert found.cumulative == pytest.approx([curve.sf(floor) for floor, _ in LANDIS_KOCH], abs=1e-7)
    names = [name for _, name in LANDIS_KOCH]
    assert found.cumulative[names.index(found.certain)] >= 0.95
    assert names.index(found.certain) == 0 or found.cumulative[names.index(found.certain) - 1] < 0.95


def test_a_value_without_a_standard_error_is_not_benchmarked() -> None:
    assert benchmark(0.8, 0.0) is None


@pytest.mark.parametrize(
    ("cells", "kappa"),
    [((40, 9, 6, 45), 0.70), ((80, 10, 5, 5), 0.32), ((45, 15, 25, 15), 0.13), ((25, 35, 5, 35), 0.26)],
)
def test_feinstein_and_cicchetti_1990(cells: tuple[int, int, int, int], kappa: float) -> None:
    """The four tables of the two paradoxes: equal agreement, unequal κ."""
    both, first, second, neither = cells
    found = paradox(both, both + first, both + second, sum(cells))
    assert found.kappa == pytest.approx(kappa, abs=0.005)
    assert found.prevalence_index == pytest.approx(abs(both - neither) / 100)
    assert found.bias_index == pytest.approx(abs(first - second) / 100)


@given(st.tuples(*[st.integers(0, 40)] * 4))
def test_the_indices_put_together_are_the_coefficients(cells: tuple[int, int, int, int]) -> None:
    both, first, second, neither = cells
    ratings = from_contingency([[neither, second], [first, both]])
    kappa, ac1, prior = (coefficient.of(ratings).value for coefficient in (KAPPA, AC1, PRIOR))
    assume(kappa is not None and ac1 is not None and prior is not None)
    found = paradox(both, both + first, both + second, sum(cells))
    assert (found.kappa, found.ac1, found.pabak) == pytest.approx((kappa, ac1, prior))


def test_with_missing_ratings_ac1_and_pabak_are_the_family_s() -> None:
    rows: list[list[int | None]] = [[0, 1, 1, None, 1], [0, 0, 1, 1, None], [0, 1, None, None, 0]]
    matrix = from_values(rows).matrix
    ratings = Ratings(matrix, PRESENCE)
    pabak, ac1 = without_chance(ratings)
    assert pabak == pytest.approx(PRIOR.of(ratings).value)
    assert ac1 == pytest.approx(AC1.of(ratings).value)


def test_the_paradox_is_explained_when_it_bites() -> None:
    first, second = ["A"] + [""] * 47 + ["A", ""], ["A"] + [""] * 47 + ["", "A"]
    said = paradox_note(assess(study(first, second)), BOOK)
    assert "A Aims: agreement 96.0%, α .484; prevalence index .920, bias index .000, PABAK .920, AC1 .957." in said


def test_the_paradox_is_not_spoken_of_where_it_does_not_bite() -> None:
    assert paradox_note(assess(study(["A"] * 6 + [""] * 6, ["A"] * 2 + [""] * 10)), BOOK) == ""


def test_with_three_coders_there_are_no_indices_of_two() -> None:
    first, second = ["A"] + [""] * 47 + ["A", ""], ["A"] + [""] * 47 + ["", "A"]
    said = paradox_note(assess(study(first, second, first)), BOOK)
    assert "PABAK" in said and "index" not in said


def test_a_code_far_below_the_pooled_value_is_not_hidden_by_it() -> None:
    first = ["A"] * 20 + [""] * 30
    second = ["A"] * 20 + [""] * 30
    first[-4:], second[-4:] = ["B", "B", "", ""], ["", "B", "B", ""]
    said = what_is_weak(assess(study(first, second)), BOOK)
    assert "Single codes run from" in said and "says little of any one of them" in said


def test_the_name_of_a_value_goes_with_how_sure_it_is() -> None:
    first = ["A"] * 10 + [""] * 10
    second = ["A"] * 8 + [""] * 12
    said = what_is_weak(assess(study(first, second)), BOOK)
    assert "Landis & Koch call that almost perfect; with 95 % probability no more than “moderate or better”" in said
