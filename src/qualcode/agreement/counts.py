"""Units reduced to what a coefficient needs of them: how often each value was given, and how often that happened.

Two units with the same value counts are the same to every coefficient that ignores who coded what, so they are kept
once, with their number. A resample of units is then a new `times` over the same profiles, whatever the number of units.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
Matrix = NDArray[np.integer]
Reals = NDArray[np.float64]

MISSING = -1
_DENSE_KEYS = 1 << 22
_WORD = 1 << 62


@dataclass(frozen=True, eq=False)
class Profiles:
    """The distinct ways in which units were rated: value counts with multiplicity.

    Entry `i` says that profile `profile[i]` holds `count[i]` ratings of category `value[i]`; only counts above zero are
    listed, so ten thousand categories cost no more than the ratings there are. `times[p]` is the number of units with
    profile `p`, `ratings[p]` the number of ratings in each of them.
    """

    profile: Integers
    value: Integers
    count: Integers
    times: Integers
    ratings: Integers
    categories: int

    @property
    def units(self) -> int:
        """How many units there are."""
        return int(self.times.sum())

    @property
    def totals(self) -> Integers:
        """How often each category was given, over all units."""
        weights = self.count * self.times[self.profile]
        return np.bincount(self.value, weights=weights, minlength=self.categories).astype(np.int64)

    def pairable(self) -> Profiles:
        """Return the profiles with at least two ratings: the units on which coders can agree."""
        keep = self.ratings >= 2
        if keep.all():
            return self
        place = np.cumsum(keep) - 1
        kept = keep[self.profile]
        return Profiles(
            place[self.profile[kept]],
            self.value[kept],
            self.count[kept],
            self.times[keep],
            self.ratings[keep],
            self.categories,
        )

    def sums(self, entries: Matrix | Reals) -> Reals:
        """Return, for each profile, the sum of a quantity given for each of its entries."""
        return np.bincount(self.profile, weights=entries, minlength=len(self.times)).astype(np.float64)


@dataclass(frozen=True, eq=False)
class Cells:
    """The cells above zero of two coders' contingency table: category of the first, of the second, and how many units."""

    first: Integers
    second: Integers
    times: Integers
    categories: int

    @property
    def units(self) -> int:
        """How many units both coders rated."""
        return int(self.times.sum())


def profiles(matrix: Matrix, categories: int) -> Profiles:
    """Return the profiles of a coders × units matrix of category numbers from 0, `-1` where missing.

    Units that nobody rated are left out; units with one rating are kept (some coefficients count them in prevalence).
    """
    coders, _ = matrix.shape
    if categories and (coders + 1) ** categories < _WORD:
        dense, times = _by_key(matrix, categories)
        profile, value = np.nonzero(dense)
        count = dense[profile, value]
    else:
        profile, value, count, times = _by_sorting(matrix, categories)
    ratings = np.bincount(profile, weights=count, minlength=len(times)).astype(np.int64)
    return Profiles(profile, value, count, times, ratings, categories)


def contingency(first: Matrix, second: Matrix, categories: int) -> Cells:
    """Return how two coders' categories meet, over the units that both rated; each argument is one row of ratings."""
    both = (first >= 0) & (second >= 0)
    keys, times = _count(first[both].astype(np.int64) * categories + second[both], categories * categories)
    return Cells(keys // max(categories, 1), keys % max(categories, 1), times, categories)


def _by_key(matrix: Matrix, categories: int) -> tuple[Integers, Integers]:
    # One number names a profile: its counts are the digits in base coders + 1.
    base = matrix.shape[0] + 1
    weights = np.array([base**category for category in range(categories)] + [0], dtype=np.int64)
    sums = np.zeros(matrix.shape[1], dtype=np.int64)
    for row in matrix:
        sums += weights[row]
    keys, times = _count(sums, base**categories)
    rated = keys > 0
    keys, times = keys[rated], times[rated]
    return keys[:, None] // weights[None, :categories] % base, times


def _by_sorting(matrix: Matrix, categories: int) -> tuple[Integers, Integers, Integers, Integers]:
    rated = matrix[:, (matrix >= 0).any(axis=0)].astype(np.int64)
    columns, times = np.unique(np.sort(rated, axis=0), axis=1, return_counts=True)
    _, profile = np.nonzero(columns >= 0)
    keys, count = np.unique(profile * categories + columns[columns >= 0], return_counts=True)
    return keys // max(categories, 1), keys % max(categories, 1), count, times


def _count(keys: Integers, bound: int) -> tuple[Integers, Integers]:
    if bound <= _DENSE_KEYS:
        found = np.bincount(keys, minlength=1)
        present = np.flatnonzero(found)
        return present, found[present]
    values, times = np.unique(keys, return_counts=True)
    return values, times
