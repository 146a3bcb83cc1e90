"""What a coefficient cannot handle is a sentence; little data is no reason to fail."""

from __future__ import annotations

import numpy as np
import pytest

from qualcode.agreement.assess import coefficients
from qualcode.agreement.coefficient import Coefficient
from qualcode.agreement.ratings import Ratings, from_contingency, from_values
from qualcode.errors import NotFoundError

PERCENT, KAPPA, ALPHA = coefficients()


@pytest.mark.parametrize("coefficient", [KAPPA, ALPHA], ids=lambda one: one.name)
def test_one_category_only_is_undefined(coefficient: Coefficient) -> None:
    estimate = coefficient.of(from_values([[0] * 9, [0] * 9]))
    assert (estimate.value, estimate.units) == (None, 9)
    assert "only one category" in estimate.notes[0].text()
    assert "一个类别" in estimate.notes[0].text("zh")


@pytest.mark.parametrize("coefficient", [PERCENT, KAPPA, ALPHA], ids=lambda one: one.name)
def test_no_unit_rated_twice_is_undefined(coefficient: Coefficient) -> None:
    estimate = coefficient.of(from_values([[1, 2, None, None], [None, None, 1, 2]]))
    assert (estimate.value, estimate.units) == (None, 0)
    assert "no unit" in estimate.notes[0].text()


@pytest.mark.parametrize("coefficient", [PERCENT, KAPPA, ALPHA], ids=lambda one: one.name)
def test_one_coder_is_undefined(coefficient: Coefficient) -> None:
    assert "only one coder" in coefficient.of(from_values([[1, 2, 3]])).notes[0].text()


def test_kappa_of_three_coders_points_to_the_pairs() -> None:
    estimate = KAPPA.of(from_values([[1, 2], [1, 2], [1, 1]]))
    assert estimate.value is None
    assert estimate.notes[0].text() == "undefined for 3 coders: Cohen's κ compares exactly two; see the pairs"


@pytest.mark.parametrize("coefficient", [PERCENT, KAPPA, ALPHA], ids=lambda one: one.name)
def test_six_units_are_enough(coefficient: Coefficient) -> None:
    estimate = coefficient.of(from_values([[1, 1, 0, 0, 1, 0], [1, 0, 0, 0, 1, 1]]))
    assert estimate.value is not None and estimate.se is not None and estimate.ci is not None


def test_one_unit_has_a_value_and_no_standard_error() -> None:
    estimate = PERCENT.of(from_values([[1], [1]]))
    assert (estimate.value, estimate.se) == (1.0, None)
    assert "one unit only" in estimate.notes[-1].text()


def test_constant_coders_who_differ_agree_as_chance_would() -> None:
    assert KAPPA.of(from_values([[0, 0, 0], [1, 1, 1]])).value == 0.0


def test_ten_thousand_categories_cost_no_square_of_them() -> None:
    row = np.arange(10_000)
    ratings = Ratings(np.stack([row, np.roll(row, 1)]), tuple(map(str, row)))
    assert ALPHA.of(ratings).value == pytest.approx(0.0, abs=1e-3)
    assert KAPPA.of(ratings).value == pytest.approx(0.0, abs=1e-3)


def test_a_contingency_table_must_be_square() -> None:
    with pytest.raises(ValueError, match="as many rows as columns"):
        from_contingency([[1, 2, 3], [4, 5, 6]])


def test_an_unknown_coefficient_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(NotFoundError, match="cohen_kappa"):
        coefficients(["cohens_kapa"])
