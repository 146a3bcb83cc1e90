"""Units reduced to what a coefficient needs of them: how often each value was given, or who gave what, and how often.

Two units with the same value counts are the same to every coefficient that ignores who coded what (`Profiles`); two with
the same ratings, coder by coder, are the same to every coefficient (`Patterns`). Each is kept once, with its number. A
resample of units is then a new `times` over the same profiles or patterns, whatever the number of units.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial

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

    Entry `i` says that profile `profile[i]` holds `count[i]` ratings of category `value[i]`; entries are ordered by
    profile, and only counts above zero are listed, so ten thousand categories cost no more than the ratings there are.
    `times[p]` is the number of units with profile `p`, `ratings[p]` the number of ratings in each of them.
    """

    profile: Integers
    value: Integers
    count: Integers
    times: Integers
    ratings: Integers
    categories: int
    find: Callable[[], Integers]

    @cached_property
    def of(self) -> Integers:
        """The number of each unit's profile, in the order of the matrix's columns; -1 for a unit that has none here."""
        return self.find()

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
            # A unit without a profile (-1) reads the last place, which says -1 too.
            lambda: np.append(np.where(keep, place, MISSING), MISSING)[self.of],
        )

    def sums(self, entries: Matrix | Reals) -> Reals:
        """Return, for each profile, the sum of a quantity given for each of its entries."""
        return np.bincount(self.profile, weights=entries, minlength=len(self.times)).astype(np.float64)

    def apart(self, between: Callable[[Integers, Integers], Reals]) -> Reals:
        """Return, for each profile, the sum of a distance over its unordered pairs of ratings of unlike categories.

        `between` takes two arrays of category numbers. It is asked as often as a unit has categories at most, so no
        array grows beyond the number of entries.
        """
        found, step = np.zeros(len(self.times)), 1
        while (near := np.flatnonzero(self.profile[step:] == self.profile[:-step])).size:
            far = near + step
            pairs = self.count[near] * self.count[far] * between(self.value[near], self.value[far])
            found += np.bincount(self.profile[near], weights=pairs, minlength=len(found))
            step += 1
        return found

    def dense(self) -> Reals:
        """Return the counts as a profiles × categories array; ask for it only when that is small."""
        table = np.zeros((len(self.times), self.categories))
        table[self.profile, self.value] = self.count
        return table


@dataclass(frozen=True, eq=False)
class Patterns:
    """The distinct columns of a coders × units matrix, who gave what, with multiplicity.

    `columns` is coders × patterns (category numbers from 0, -1 where missing); `times[p]` is the number of units with
    pattern `p`.
    """

    columns: Matrix
    times: Integers
    categories: int
    find: Callable[[], Integers]

    @cached_property
    def of(self) -> Integers:
        """The number of each unit's pattern, in the order of the matrix's columns; -1 for a unit that nobody rated."""
        return self.find()


def profiles(matrix: Matrix, categories: int) -> Profiles:
    """Return the profiles of a coders × units matrix of category numbers from 0, `-1` where missing.

    Units that nobody rated are left out; units with one rating are kept (some coefficients count them in prevalence).
    """
    coders, _ = matrix.shape
    if categories and (coders + 1) ** categories < _WORD:
        return _by_key(matrix, categories)
    columns = _distinct(matrix, categories, in_order=True)
    place, profile = np.nonzero(columns.columns.T >= 0)[::-1]
    width = max(categories, 1)
    keys, count = np.unique(profile * width + columns.columns[place, profile], return_counts=True)
    ratings = np.bincount(profile, minlength=len(columns.times)).astype(np.int64)
    return Profiles(keys // width, keys % width, count, columns.times, ratings, categories, columns.find)


def patterns(matrix: Matrix, categories: int) -> Patterns:
    """Return the patterns of a coders × units matrix of category numbers from 0, `-1` where missing.

    Units that nobody rated are left out.
    """
    return _distinct(matrix, categories)


def _by_key(matrix: Matrix, categories: int) -> Profiles:
    # One number names a profile: its counts are the digits in base coders + 1.
    base = matrix.shape[0] + 1
    weights = np.array([base**category for category in range(categories)], dtype=np.int64)
    keys, times = _count(_sums(matrix, weights), base**categories)
    rated = keys > 0
    keys, times = keys[rated], times[rated]
    dense = keys[:, None] // weights % base
    profile, value = np.nonzero(dense)

    def find() -> Integers:
        sums = _sums(matrix, weights)
        return np.where(sums > 0, np.searchsorted(keys, sums), MISSING)

    return Profiles(profile, value, dense[profile, value], times, dense.sum(axis=1), categories, find)


def _sums(matrix: Matrix, weights: Integers) -> Integers:
    """Add up, in each unit, the weights of the categories that were given; -1 reads the last weight, which is 0."""
    weights = np.append(weights, 0)
    sums = np.zeros(matrix.shape[1], dtype=np.int64)
    for row in matrix:
        sums += weights[row]
    return sums


def _distinct(matrix: Matrix, categories: int, *, in_order: bool = False) -> Patterns:
    rated = np.asarray((matrix >= 0).any(axis=0))
    columns = matrix[:, rated]
    if in_order:
        columns = np.sort(columns, axis=0)
    keys, bound = _keys(columns, categories + 1)
    distinct, times = _count(keys, bound)
    if bound <= _DENSE_KEYS:
        place = np.zeros(bound, dtype=np.int64)
        place[keys] = np.arange(len(keys))
        places = place[distinct]
    else:
        places = np.unique(keys, return_index=True)[1]
    return Patterns(columns[:, places], times, categories, partial(_place, keys, distinct, rated))


def _place(keys: Integers, distinct: Integers, rated: NDArray[np.bool_]) -> Integers:
    found = np.full(len(rated), MISSING, dtype=np.int64)
    found[rated] = np.searchsorted(distinct, keys)
    return found


def _keys(columns: Matrix, base: int) -> tuple[Integers, int]:
    """Return one number for each column, equal where and only where the columns are, and a bound above all numbers."""
    keys, bound = np.zeros(columns.shape[1], dtype=np.int64), 1
    for row in columns:
        if bound * base >= _WORD:
            keys = np.unique(keys, return_inverse=True)[1]
            bound = len(keys)
        keys = keys * base + row + 1
        bound *= base
    return keys, bound


def _count(keys: Integers, bound: int) -> tuple[Integers, Integers]:
    if bound <= _DENSE_KEYS:
        found = np.bincount(keys, minlength=1)
        present = np.flatnonzero(found)
        return present, found[present]
    values, times = np.unique(keys, return_counts=True)
    return values, times
