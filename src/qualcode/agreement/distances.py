"""How far apart two categories are: Gwet's weights and Krippendorff's metrics, as one thing.

A weight is one minus a distance, and distances are scaled so that the two categories farthest apart are at 1. Chance
needs each category's mean distance from all others; where a closed form gives it, no array of categories × categories
is made.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from qualcode.agreement.counts import Integers, Matrix, Profiles, Reals

_BLOCK = 1 << 20


class Distance(Protocol):
    """How far apart two categories are, from 0 (equal) to 1."""

    def between(self, first: Matrix, second: Matrix) -> Reals:
        """Return the distances of two arrays of category numbers, element by element."""

    def mean(self, shares: Reals) -> Reals:
        """Return the distances of each category from all, weighed by `shares` (…, categories): an array of that shape."""


@dataclass(frozen=True, slots=True)
class Nominal:
    """Different is different."""

    def between(self, first: Matrix, second: Matrix) -> Reals:
        """Return 0 where equal and 1 elsewhere."""
        return np.asarray(first != second, dtype=np.float64)

    def mean(self, shares: Reals) -> Reals:
        """Return the share of all other categories."""
        return np.asarray(shares.sum(axis=-1, keepdims=True) - shares, dtype=np.float64)


@dataclass(frozen=True, eq=False, slots=True)
class Line:
    """Places on a line from 0 to 1, one for each category; the distance is `linear` · d + `squared` · d²."""

    places: Reals
    linear: float
    squared: float

    def between(self, first: Matrix, second: Matrix) -> Reals:
        """Return the distances, element by element."""
        apart = np.abs(self.places[first] - self.places[second])
        return np.asarray(self.linear * apart + self.squared * apart**2, dtype=np.float64)

    def mean(self, shares: Reals) -> Reals:
        """Return the weighed distances from sums and running sums along the line."""
        order = np.argsort(self.places)
        places, weights = self.places[order], shares[..., order]
        moment = weights * places
        total, first = weights.sum(axis=-1, keepdims=True), moment.sum(axis=-1, keepdims=True)
        found = np.zeros_like(weights)
        if self.squared:
            found += self.squared * (places**2 * total - 2 * places * first + moment @ places[:, None])
        if self.linear:
            below, moment_below = weights.cumsum(axis=-1), moment.cumsum(axis=-1)
            found += self.linear * (places * (2 * below - total) + first - 2 * moment_below)
        sorted_back = np.empty_like(found)
        sorted_back[..., order] = found
        return np.asarray(sorted_back, dtype=np.float64)


@dataclass(frozen=True, eq=False, slots=True)
class Ratio:
    """Krippendorff's ratio metric: ((a - b) / (a + b))² of values from 0, scaled by the largest."""

    values: Reals
    largest: float

    def between(self, first: Matrix, second: Matrix) -> Reals:
        """Return the distances, element by element; two zeros are at 0."""
        return _ratio(self.values[first], self.values[second]) / self.largest

    def mean(self, shares: Reals) -> Reals:
        """Return the weighed distances, a block of categories at a time."""
        found = np.empty(shares.shape)
        step = max(_BLOCK // max(len(self.values), 1), 1)
        for start in range(0, len(self.values), step):
            block = _ratio(self.values[start : start + step, None], self.values[None, :])
            found[..., start : start + step] = shares @ block.T / self.largest
        return found


def linear(numbers: Reals) -> Line:
    """Return the distances |a - b| over their largest (Cicchetti & Allison 1971)."""
    return Line(_scaled(numbers), 1.0, 0.0)


def quadratic(numbers: Reals) -> Line:
    """Return the distances (a - b)² over their largest (Fleiss & Cohen 1973): Krippendorff's interval metric too."""
    return Line(_scaled(numbers), 0.0, 1.0)


def gwet_ordinal(numbers: Reals) -> Line:
    """Return one minus Gwet's ordinal weights (Gwet 2014, ch. 3): pairs of ranks within the stretch from a to b.

    With d ranks between them these are d(d + 1)/2 pairs out of q(q - 1)/2. Not Krippendorff's ordinal metric.
    """
    distinct, ranks = np.unique(numbers, return_inverse=True)
    return Line(_scaled(ranks.astype(np.float64)), 1 / max(len(distinct), 1), 1 - 1 / max(len(distinct), 1))


def middle_ranks(numbers: Reals, totals: Reals) -> Reals:
    """Return each category's mean rank among all values, `totals` (…, categories) telling how often each was given.

    Krippendorff's ordinal metric is the squared difference of these (Krippendorff 2011: the ranks between a and b,
    with half of those at either end).
    """
    order = np.argsort(numbers)
    held = totals[..., order]
    found = np.empty(totals.shape)
    found[..., order] = held.cumsum(axis=-1) - held / 2
    return found


def ordinal(numbers: Reals, totals: Integers) -> Line:
    """Return Krippendorff's ordinal distances for categories that were given `totals` times."""
    return Line(_scaled(middle_ranks(numbers, totals.astype(np.float64))), 0.0, 1.0)


def ratio(values: Reals) -> Ratio:
    """Return Krippendorff's ratio distances of values from 0."""
    largest = float(_ratio(values.max(), values.min())) if len(values) else 0.0
    return Ratio(values, largest or 1.0)


def agreeing(units: Profiles, distance: Distance) -> Reals:
    """Return, for each profile, the weighed agreement summed over its ordered pairs of ratings."""
    if isinstance(distance, Nominal):
        return units.sums(units.count * (units.count - 1))
    return units.ratings * (units.ratings - 1) - 2 * units.apart(distance.between)


def _scaled(numbers: Reals) -> Reals:
    if not len(numbers):
        return numbers
    low, high = float(numbers.min()), float(numbers.max())
    return (numbers - low) / (high - low if high > low else 1.0)


def _ratio(first: Reals, second: Reals) -> Reals:
    both = np.asarray(first + second)
    return np.asarray(((first - second) / np.where(both > 0, both, 1.0)) ** 2, dtype=np.float64)
