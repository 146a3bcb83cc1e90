"""Coefficients that average agreement over units; each states only what chance makes a rating meet.

Gwet's framework (Gwet 2014, ch. 2, 5 and 6): observed agreement is the mean over units with two ratings, each counting
once; prevalence is the mean over all rated units of the shares of the categories in them; the variance is linearised
over the rated units.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from math import nan

import numpy as np

from qualcode.agreement.coefficient import (
    Coefficient,
    Estimate,
    Parts,
    beyond_chance,
    no_pairs,
    settled,
    share,
    too_many_parts,
    with_interval,
)
from qualcode.agreement.counts import Profiles, Reals
from qualcode.agreement.distances import Distance, agreeing
from qualcode.agreement.ratings import Ratings
from qualcode.agreement.scales import Cannot, MakeDistance
from qualcode.agreement.wording import Sentence

Meets = Callable[[Reals, Distance], Reals]
"""For prevalences (…, categories), the agreement that a rating of each category meets by chance, of that shape."""


def by_units(
    name: str, meets: Meets, distance: MakeDistance, cannot: Cannot, *, coders: int | None = None
) -> Coefficient:
    """Return the coefficient whose chance is `meets`; with fixed `coders`, over the units that all of these rated."""
    paired = coders is not None
    compute = partial(_estimate, meets=meets, distance=distance, paired=paired)
    parts = partial(_parts, meets=meets, distance=distance, paired=paired)
    return Coefficient(name, cannot, compute, coders=coders, parts=parts)


def agreement_shares(units: Profiles, distance: Distance) -> Reals:
    """Return the (weighed) share of agreeing pairs of ratings in each profile, 0 where there is no pair."""
    return np.asarray(agreeing(units, distance) / np.maximum(units.ratings * (units.ratings - 1), 1), dtype=np.float64)


def prevalences(units: Profiles) -> Reals:
    """Return the mean over units of the share of each category in a unit's ratings."""
    weights = units.count / units.ratings[units.profile] * units.times[units.profile]
    return np.bincount(units.value, weights=weights, minlength=units.categories) / units.units


def linearised(units: Profiles, shares: Reals, value: float, expected: float, shift: Reals) -> float:
    """Return Gwet's variance of (observed - expected) / (1 - expected) over rated units.

    `shares` is the agreement in each profile, `shift` how far a unit's own chance agreement departs from the expected.
    """
    number, paired = units.units, units.ratings >= 2
    own = np.where(paired, (shares - expected) / (1 - expected), 0.0) * number / int(units.times[paired].sum())
    own = own - 2 * (1 - value) * shift / (1 - expected)
    return float(units.times @ (own - value) ** 2) / (number * max(number - 1, 1))


def rated_one_category(ratings: Ratings) -> Sentence | None:
    """Say why chance cannot be told from agreement, if so: all ratings, single ones too, are of one category."""
    return no_pairs(ratings) or (Sentence("one_category") if (ratings.profiles.totals > 0).sum() < 2 else None)


def _estimate(ratings: Ratings, meets: Meets, distance: MakeDistance, paired: bool) -> Estimate:
    units, apart = ratings.pairable if paired else ratings.profiles, distance(ratings)
    shares, prevalence = agreement_shares(units, apart), prevalences(units)
    counted = np.where(units.ratings >= 2, units.times, 0)
    observed = float(shares @ counted) / int(counted.sum())
    met = meets(prevalence, apart)
    expected = float(prevalence @ met)
    value = beyond_chance(observed, expected)
    shift = units.sums(units.count * met[units.value]) / units.ratings - expected
    estimate = Estimate(value, ratings.pairable.units, observed, expected, notes=single_ratings(units))
    return with_interval(estimate, linearised(units, shares, value, expected, shift), "Gwet 2014", units.units - 1)


def single_ratings(units: Profiles, key: str = "single_ratings") -> tuple[Sentence, ...]:
    """Say how many units have one rating, if any."""
    alone = int(units.times[units.ratings < 2].sum())
    return (Sentence(key, (("count", alone),)),) if alone else ()


def _parts(ratings: Ratings, meets: Meets, distance: MakeDistance, paired: bool) -> Parts | Sentence:
    units, apart = ratings.profiles, distance(ratings)
    why = too_many_parts(units, units.categories + 2)
    if why is not None:
        return why
    two = units.ratings >= 2
    prevalence = units.dense() / units.ratings[:, None] * (two[:, None] if paired else 1)
    matrix = np.column_stack([agreement_shares(units, apart), two, prevalence])
    return Parts(units, matrix, partial(_settle, meets=meets, distance=apart))


def _settle(sums: Reals, meets: Meets, distance: Distance) -> Reals:
    rated = sums[:, 2:].sum(axis=1, keepdims=True)
    prevalence = sums[:, 2:] / np.where(rated > 0, rated, nan)
    return settled(share(sums[:, 0], sums[:, 1]), (prevalence * meets(prevalence, distance)).sum(axis=1))
