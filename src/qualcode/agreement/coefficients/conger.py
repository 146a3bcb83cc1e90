"""Conger's κ: chance is two different coders, each drawing from that coder's own use of the categories."""

from __future__ import annotations

from functools import partial

import numpy as np

from qualcode.agreement.by_units import (
    agreement_shares,
    linearised,
    rated_one_category,
    single_ratings,
)
from qualcode.agreement.coefficient import (
    Coefficient,
    Estimate,
    Parts,
    beyond_chance,
    settled,
    share,
    too_many_parts,
    with_interval,
)
from qualcode.agreement.counts import Integers, Matrix, Profiles, Reals
from qualcode.agreement.distances import Distance
from qualcode.agreement.ratings import Ratings
from qualcode.agreement.scales import PLAIN_AND_WEIGHED, MakeDistance, scaled
from qualcode.agreement.wording import Sentence


def _estimate(ratings: Ratings, distance: MakeDistance) -> Estimate:
    """Conger 1980 for any number of coders, with missing ratings and the variance as Gwet has them (2014, ch. 6).

    A coder without any rating is left out. It depends on who holds a single rating, for it counts in that coder's use.
    """
    patterns, apart = ratings.patterns, distance(ratings)
    units = _in_order(patterns.columns, patterns.times, patterns.categories)
    shares = agreement_shares(units, apart)
    counted = np.where(units.ratings >= 2, units.times, 0)
    observed = float(shares @ counted) / int(counted.sum())
    uses = np.stack([_use(row, patterns.times, patterns.categories) for row in patterns.columns])
    expected = float(_expected(uses[None], apart)[0])
    value = beyond_chance(observed, expected)
    shift = _shift(patterns.columns, patterns.times, uses, apart) - expected
    estimate = Estimate(value, ratings.pairable.units, observed, expected, notes=single_ratings(units, "single_coders"))
    return with_interval(estimate, linearised(units, shares, value, expected, shift), "Gwet 2014", units.units - 1)


def _in_order(columns: Matrix, times: Integers, categories: int) -> Profiles:
    """Return one profile for each pattern, in their order."""
    coder, place = np.nonzero(columns >= 0)
    width = max(categories, 1)
    keys, count = np.unique(place * width + columns[coder, place], return_counts=True)
    ratings = (columns >= 0).sum(axis=0)
    return Profiles(keys // width, keys % width, count, times, ratings, categories, lambda: np.arange(len(times)))


def _use(row: Matrix, times: Integers, categories: int) -> Reals:
    rated = row >= 0
    return np.bincount(row[rated], weights=times[rated], minlength=categories).astype(np.float64)


def _expected(uses: Reals, distance: Distance) -> Reals:
    """Return the mean chance agreement of pairs of different coders, for how often each used what (B, coders, categories)."""
    number = uses.sum(axis=2, keepdims=True)
    own = uses / np.where(number > 0, number, 1.0)
    coders = (number[..., 0] > 0).sum(axis=1)
    both = own.sum(axis=1)
    met = (both * distance.mean(both)).sum(axis=1) - (own * distance.mean(own)).sum(axis=(1, 2))
    return 1 - share(met, (coders * (coders - 1)).astype(np.float64))


def _shift(columns: Matrix, times: Integers, uses: Reals, distance: Distance) -> Reals:
    """Return what each pattern's own ratings make of chance agreement: the linear part of its influence."""
    number = uses.sum(axis=1)
    own = uses / np.where(number > 0, number, 1.0)[:, None]
    coders, units = int((number > 0).sum()), int(times.sum())
    others = (own.sum(axis=0) - own) if coders > 1 else own
    met = (others.sum(axis=1, keepdims=True) - distance.mean(others)) * (number > 0)[:, None]
    found = np.zeros(len(times))
    for row, meets, use, rated in zip(columns, met, own, number, strict=True):
        if rated:
            level = float(use @ meets)
            found += np.where(row >= 0, (meets[row] - level) * units / rated, 0.0) + level
    return found / (coders * (coders - 1))


def _parts(ratings: Ratings, distance: MakeDistance) -> Parts | Sentence:
    patterns, apart = ratings.patterns, distance(ratings)
    why = too_many_parts(patterns, ratings.coders * patterns.categories + 2)
    if why is not None:
        return why
    units = _in_order(patterns.columns, patterns.times, patterns.categories)
    uses = (patterns.columns[:, :, None] == np.arange(patterns.categories)).transpose(1, 0, 2)
    matrix = np.column_stack([agreement_shares(units, apart), units.ratings >= 2, uses.reshape(len(uses), -1)])
    return Parts(patterns, matrix.astype(np.float64), partial(_settle, distance=apart, coders=ratings.coders))


def _settle(sums: Reals, distance: Distance, coders: int) -> Reals:
    uses = sums[:, 2:].reshape(len(sums), coders, -1)
    return settled(share(sums[:, 0], sums[:, 1]), _expected(uses, distance))


COEFFICIENTS: tuple[Coefficient, ...] = tuple(
    Coefficient(
        f"conger_kappa{suffix}",
        scaled(rated_one_category) if on_scale else rated_one_category,
        partial(_estimate, distance=distance),
        parts=partial(_parts, distance=distance),
        basis="patterns",
    )
    for suffix, distance, on_scale in PLAIN_AND_WEIGHED
)
