"""Krippendorff's α: chance is drawing two of all pairable values without putting the first back."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np

from qualcode.agreement.coefficient import (
    Coefficient,
    Estimate,
    Parts,
    beyond_chance,
    one_category,
    settled,
    share,
    too_many_parts,
    with_interval,
)
from qualcode.agreement.counts import Profiles, Reals
from qualcode.agreement.distances import Distance, Nominal, agreeing
from qualcode.agreement.ratings import Ratings
from qualcode.agreement.wording import Sentence


def alpha(ratings: Ratings, distance: Distance, *, fixed: bool = True) -> Estimate:
    """α of Krippendorff 2011, any number of coders, missing ratings left out; units with one rating not counted.

    Observed agreement weighs a unit by its number of ratings, as Krippendorff does. The standard error takes the
    distances as given: it is left out where they are made from the ratings (not `fixed`).
    """
    units = ratings.pairable
    values = int(units.ratings @ units.times)
    alike = agreeing(units, distance) / (units.ratings - 1)
    observed = float(units.times @ alike) / values
    expected = _expected(units.totals.astype(np.float64), distance)
    estimate = Estimate(beyond_chance(observed, expected), units.units, observed, expected)
    if not fixed:
        return replace(estimate, notes=(Sentence("shifting_metric"),))
    return with_interval(estimate, _variance(units, alike, observed, distance), "Gwet 2014", units.units - 1)


def _expected(totals: Reals, distance: Distance) -> float:
    values = float(totals.sum())
    return 1 - float(totals @ distance.mean(totals)) / (values * (values - 1))


def _variance(units: Profiles, alike: Reals, observed: float, distance: Distance) -> float:
    """Variance of α over units by linearisation (Gwet 2014, ch. 6), with n - 1 degrees of freedom for n pairable units."""
    number = units.units
    totals = units.totals
    values = float(totals.sum())
    prevalence = totals / values
    met = 1 - distance.mean(prevalence)
    expected = float(prevalence @ met)
    unlike = 1 - beyond_chance(observed, expected)
    shift_observed = alike - observed * units.ratings
    shift_expected = 2 * (units.sums(units.count * met[units.value]) - expected * units.ratings)
    shift = (shift_observed - unlike * shift_expected) / (values / number) / (1 - expected)
    return float(units.times @ shift**2) / (number * max(number - 1, 1))


def alpha_parts(ratings: Ratings, distance: Distance) -> Parts | Sentence:
    """α taken apart: agreement weighed by ratings, and how often each category was given, in units with two ratings."""
    units = ratings.profiles
    why = too_many_parts(units, units.categories + 1)
    if why is not None:
        return why
    paired = units.ratings >= 2
    alike = np.where(paired, agreeing(units, distance) / np.maximum(units.ratings - 1, 1), 0.0)
    return Parts(units, np.column_stack([alike, units.dense() * paired[:, None]]), partial(_settle, distance=distance))


def _settle(sums: Reals, distance: Distance) -> Reals:
    totals = sums[:, 1:]
    values = totals.sum(axis=1)
    apart = (totals * distance.mean(totals)).sum(axis=1)
    return settled(share(sums[:, 0], values), 1 - share(apart, values * (values - 1)))


def _nominal(ratings: Ratings) -> Estimate:
    return alpha(ratings, Nominal())


COEFFICIENTS = (Coefficient("alpha_nominal", one_category, _nominal, parts=partial(alpha_parts, distance=Nominal())),)
