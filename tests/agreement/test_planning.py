"""How many units, how many interviews: published figures, and laws of the interval that is planned for."""

from __future__ import annotations

from math import comb, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.agreement.planning import (
    chance_of_seeing,
    expected_interval,
    interviews_for,
    units_for_limits,
    units_for_width,
)
from qualcode.agreement.planning_displays import themes_display, units_display
from qualcode.errors import UsageError


def test_fugard_potts_2015_abstract() -> None:
    """80 % power to detect two instances of a theme with 10 % prevalence: 29 participants."""
    assert interviews_for(0.10, times=2, chance=0.80) == 29
    assert chance_of_seeing(0.10, 28, 2) < 0.80 <= chance_of_seeing(0.10, 29, 2)


def test_greenland_moore_2022_by_fugard_and_potts() -> None:
    """200 participants: 99 % to meet five instances of a theme of 6 %."""
    assert chance_of_seeing(0.06, 200, 5) == pytest.approx(0.99, abs=0.005)


@given(st.floats(0.01, 0.99), st.integers(0, 40), st.integers(1, 6))
def test_the_chance_is_binomial(prevalence: float, interviews: int, times: int) -> None:
    tail = sum(
        comb(interviews, k) * prevalence**k * (1 - prevalence) ** (interviews - k) for k in range(times, interviews + 1)
    )
    assert chance_of_seeing(prevalence, interviews, times) == pytest.approx(tail, abs=1e-9)


@pytest.mark.parametrize(("kappa", "prevalence"), [(0.7, 0.3), (0.4, 0.5), (0.85, 0.2)])
def test_with_many_units_the_interval_is_that_of_bloch_and_kraemer_1989(kappa: float, prevalence: float) -> None:
    """Their variance of the intraclass κ for two coders; the test of fit takes the prevalence as known."""
    units = 1_000_000
    low, high = expected_interval(kappa, prevalence, units)
    odds = kappa * (2 - kappa) / (2 * prevalence * (1 - prevalence))
    error = sqrt((1 - kappa) / units * ((1 - kappa) * (1 - 2 * kappa) + odds))
    assert (high - low) / (2 * 1.959964) == pytest.approx(error, rel=0.03)


@given(st.floats(0.1, 0.95), st.floats(0.05, 0.95), st.sampled_from([0.1, 0.2, 0.4]), st.integers(2, 5))
def test_the_number_of_units_is_the_smallest_that_does(
    kappa: float, prevalence: float, width: float, coders: int
) -> None:
    units = units_for_width(kappa, prevalence, width, coders)
    low, high = expected_interval(kappa, prevalence, units, coders)
    assert low < kappa < high and high - low <= width + 1e-9
    if units > 1:
        fewer = expected_interval(kappa, prevalence, units - 1, coders)
        assert fewer[1] - fewer[0] > width - 1e-9


def test_limits_and_interval_are_one_thing() -> None:
    units = units_for_limits(0.4, 0.3, 0.3, 0.5)
    low, high = expected_interval(0.4, 0.3, units)
    assert low >= 0.3 - 1e-9 and high <= 0.5 + 1e-9
    fewer = expected_interval(0.4, 0.3, units - 1)
    assert fewer[0] < 0.3 or fewer[1] > 0.5


def test_one_lower_limit_needs_fewer_units_than_two_limits() -> None:
    assert units_for_limits(0.4, 0.3, 0.3) < units_for_limits(0.4, 0.3, 0.3, 0.5)


def test_rarer_codes_need_more_units_and_more_coders_fewer() -> None:
    assert units_for_width(0.8, 0.02, 0.2) > units_for_width(0.8, 0.1, 0.2) > units_for_width(0.8, 0.1, 0.2, coders=3)


@pytest.mark.parametrize(
    ("kappa", "prevalence", "width", "coders"),
    [
        (1.0, 0.3, 0.2, 2),
        (-0.1, 0.3, 0.2, 2),
        (0.8, 0.0, 0.2, 2),
        (0.8, 1.0, 0.2, 2),
        (0.8, 0.3, 0.0, 2),
        (0.8, 0.3, 0.2, 1),
    ],
)
def test_what_cannot_be_planned_is_refused_in_a_sentence(
    kappa: float, prevalence: float, width: float, coders: int
) -> None:
    with pytest.raises(UsageError, match=r"\.$|\. "):
        units_for_width(kappa, prevalence, width, coders)


def test_the_table_of_units_says_what_it_stands_on() -> None:
    display = units_display(0.1, kappas=(0.6, 0.8), widths=(0.1, 0.2))
    assert [[cell.value for cell in row.cells] for row in display.rows] == [
        [units_for_width(kappa, 0.1, width) for width in (0.1, 0.2)] for kappa in (0.6, 0.8)
    ]
    assert "10.0%" in display.notes[0] and "Donner & Rotondi 2010" in display.notes[0]
    assert display.parameters["prevalence"] == 0.1


def test_a_table_whose_counts_are_tiny_says_so() -> None:
    assert "fewer than five" in units_display(0.01, kappas=(0.9,), widths=(0.5,)).notes[-1]


@pytest.mark.parametrize(("language", "objection"), [("en", "Braun & Clarke (2016) object"), ("zh", "的反对意见")])
def test_the_objection_stands_beside_the_chance(language: str, objection: str) -> None:
    display = themes_display(times=2, language=language)
    assert any(objection in note for note in display.notes)
    ten = next(row for row in display.rows if row.key == "0.1")
    assert ten.cells[-1].value == 29
