"""Krippendorff's α: chance is drawing two of all pairable values without putting the first back."""

from __future__ import annotations

from qualcode.agreement.coefficient import Coefficient, Estimate, beyond_chance, one_category, with_interval
from qualcode.agreement.counts import Profiles, Reals
from qualcode.agreement.ratings import Ratings


def _alpha(ratings: Ratings) -> Estimate:
    """Nominal α of Krippendorff 2011, any number of coders, missing ratings left out; units with one rating not counted.

    Observed agreement weighs a unit by its number of ratings, as Krippendorff does.
    """
    units = ratings.pairable
    totals = units.totals
    values = int(totals.sum())
    agreeing = units.sums(units.count * (units.count - 1)) / (units.ratings - 1)
    observed = float(units.times @ agreeing) / values
    expected = float(totals @ (totals - 1)) / (values * (values - 1))
    estimate = Estimate(beyond_chance(observed, expected), units.units, observed, expected)
    return with_interval(estimate, _variance(units, agreeing, observed), "Gwet 2014", units.units - 1)


def _variance(units: Profiles, agreeing: Reals, observed: float) -> float:
    """Variance of α over units by linearisation (Gwet 2014, ch. 6), with n - 1 degrees of freedom for n pairable units."""
    number = units.units
    totals = units.totals
    values = float(totals.sum())
    prevalence = totals / values
    expected = float(prevalence @ prevalence)
    unlike = 1 - beyond_chance(observed, expected)
    shift_observed = agreeing - observed * units.ratings
    shift_expected = 2 * (units.sums(units.count * prevalence[units.value]) - expected * units.ratings)
    shift = (shift_observed - unlike * shift_expected) / (values / number) / (1 - expected)
    return float(units.times @ shift**2) / (number * max(number - 1, 1))


COEFFICIENTS = (Coefficient("alpha_nominal", one_category, _alpha),)
