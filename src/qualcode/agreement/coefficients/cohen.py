"""Cohen's κ: chance is each coder's own use of the categories."""

from __future__ import annotations

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
from qualcode.agreement.counts import Integers, Matrix, Reals
from qualcode.agreement.distances import Distance
from qualcode.agreement.ratings import Ratings
from qualcode.agreement.scales import PLAIN_AND_WEIGHED, MakeDistance, scaled
from qualcode.agreement.wording import Sentence


def _cannot(ratings: Ratings) -> Sentence | None:
    if ratings.coders > 2:
        return Sentence("two_coders", (("coders", ratings.coders),))
    return one_category(ratings)


def _kappa(ratings: Ratings, distance: MakeDistance) -> Estimate:
    """Cohen 1960 and 1968 with the standard error of Fleiss, Cohen & Everitt 1969, over the units that both rated."""
    patterns = ratings.patterns
    first, second = patterns.columns
    return pair_kappa(first, second, patterns.times, patterns.categories, distance(ratings))


def pair_kappa(first: Matrix, second: Matrix, times: Integers, categories: int, distance: Distance) -> Estimate:
    """Return κ of two rows of patterns, each standing for `times` units; patterns that either did not rate are left out."""
    both = (first >= 0) & (second >= 0)
    first, second, times = first[both], second[both], times[both]
    number = int(times.sum())
    uses = [np.bincount(side, weights=times, minlength=categories) / number for side in (first, second)]
    # What a category of one coder meets by chance on the other side.
    met_first, met_second = 1 - distance.mean(uses[1]), 1 - distance.mean(uses[0])
    alike, shares = 1 - distance.between(first, second), times / number
    observed, expected = float(shares @ alike), float(uses[0] @ met_first)
    value = beyond_chance(observed, expected)

    spread = shares @ (alike - (met_first[first] + met_second[second]) * (1 - value)) ** 2
    spread -= (value - expected * (1 - value)) ** 2
    variance = float(spread) / (number * (1 - expected) ** 2)
    return with_interval(Estimate(value, number, observed, expected), variance, "Fleiss, Cohen & Everitt 1969")


def pair_parts(first: Matrix, second: Matrix, categories: int, distance: Distance) -> Reals:
    """Return what patterns add to a pair's κ: weighed agreement, and either coder's use of each category.

    `first` and `second` are the two rows of the patterns; where one is missing nothing is added. Shape (P, 2C + 1).
    """
    both = np.flatnonzero((first >= 0) & (second >= 0))
    found = np.zeros((len(first), 2 * categories + 1))
    found[both, 0] = 1 - distance.between(first[both], second[both])
    found[both, 1 + first[both]] = 1
    found[both, 1 + categories + second[both]] = 1
    return found


def pair_settle(sums: Reals, distance: Distance) -> Reals:
    """Return κ from the sums of `pair_parts`, (B, 2C + 1): B values, `nan` where it is undefined."""
    ours, theirs = np.split(sums[:, 1:], 2, axis=1)
    number = ours.sum(axis=1)
    apart = (ours * distance.mean(theirs)).sum(axis=1)
    return settled(share(sums[:, 0], number), 1 - share(apart, number**2))


def _parts(ratings: Ratings, distance: MakeDistance) -> Parts | Sentence:
    patterns, apart = ratings.patterns, distance(ratings)
    first, second = patterns.columns
    why = too_many_parts(patterns, 2 * patterns.categories + 1)
    if why is not None:
        return why
    matrix = pair_parts(first, second, patterns.categories, apart)
    return Parts(patterns, matrix, partial(pair_settle, distance=apart))


COEFFICIENTS: tuple[Coefficient, ...] = tuple(
    Coefficient(
        f"cohen_kappa{suffix}",
        scaled(_cannot) if on_scale else _cannot,
        partial(_kappa, distance=distance),
        coders=2,
        parts=partial(_parts, distance=distance),
        basis="patterns",
    )
    for suffix, distance, on_scale in PLAIN_AND_WEIGHED
)
