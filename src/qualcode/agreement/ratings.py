"""Reliability data as numbers: a coders × units matrix of categories, for one code or for all of them stacked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import isfinite

import numpy as np
from numpy.typing import NDArray

from qualcode.agreement.counts import MISSING, Matrix, Patterns, Profiles, Reals, patterns, profiles
from qualcode.model.reliability import ReliabilityData

ABSENT, PRESENT = 0, 1
PRESENCE = ("absent", "present")


@dataclass(frozen=True, eq=False)
class Ratings:
    """Who gave which category to which unit.

    `matrix` is coders × units; it holds category numbers from 0, and -1 where a rating is missing. `categories` are
    their names; a category that nobody used may be among them. `numbers` are their values on a scale, one a category,
    and `None` where categories are not numbers: ordinal, interval and ratio coefficients need them.
    """

    matrix: Matrix
    categories: tuple[str, ...]
    numbers: Reals | None = None

    @property
    def coders(self) -> int:
        """How many coders there are."""
        return int(self.matrix.shape[0])

    @cached_property
    def profiles(self) -> Profiles:
        """The distinct value counts of the units, with multiplicity."""
        return profiles(self.matrix, len(self.categories))

    @cached_property
    def patterns(self) -> Patterns:
        """The distinct columns of the matrix, who gave what, with multiplicity."""
        return patterns(self.matrix, len(self.categories))

    @property
    def presence(self) -> bool:
        """Whether this is one code given or not given (several stacked too), and no scale of categories."""
        return self.categories == PRESENCE

    @cached_property
    def pairable(self) -> Profiles:
        """The same, of the units that at least two coders rated."""
        return self.profiles.pairable()

    def select(self, coders: Sequence[int] | None = None, units: NDArray[np.intp] | None = None) -> Ratings:
        """Return the ratings of some coders or units, by their numbers."""
        rows = self.matrix if coders is None else self.matrix[list(coders)]
        return Ratings(rows if units is None else rows[:, units], self.categories, self.numbers)


def from_values(rows: Sequence[Sequence[Hashable | None]]) -> Ratings:
    """Return the ratings of a coders × units table of values, `None` where missing; categories in order of appearance.

    Where every value is a number, or text that reads as one, the categories have numbers.

    >>> from_values([["a", "b", None], ["a", "a", "b"]]).matrix.tolist()
    [[0, 1, -1], [0, 0, 1]]
    """
    numbers: dict[Hashable, int] = {}
    matrix = [[MISSING if v is None else numbers.setdefault(v, len(numbers)) for v in row] for row in rows]
    table = np.array(matrix, dtype=np.int64).reshape(len(rows), -1)
    return Ratings(table, tuple(str(value) for value in numbers), as_numbers(list(numbers)))


def from_array(values: NDArray[np.floating] | NDArray[np.integer]) -> Ratings:
    """Return the ratings of a coders × units array of numbers, `nan` where missing; categories in rising order.

    A million distinct values are a million categories: they cost their own size, not its square. An infinite value is
    a `ValueError`.
    """
    rated = ~np.isnan(values)
    if not np.isfinite(values[rated]).all():
        raise ValueError("a rating is a finite number")
    distinct, places = np.unique(values[rated], return_inverse=True)
    matrix = np.full(values.shape, MISSING, dtype=np.int64)
    matrix[rated] = places
    return Ratings(matrix, tuple(map(str, distinct.tolist())), distinct.astype(np.float64))


def from_contingency(
    table: Sequence[Sequence[int]],
    labels: Sequence[Hashable] | None = None,
    columns: Sequence[Hashable] | None = None,
) -> Ratings:
    """Return the ratings of two coders from a table of counts: rows are the first coder's categories, columns the second's.

    `labels` name the categories (else their places from 0 do). Where they are not numbers, a category's number is its
    place: the order of a table is taken to be the order of its scale. A table that lacks a category which one coder
    never used has `columns` of its own; it is filled up with zeros, and text labels then have no order.
    """
    counts = np.array(table, dtype=np.int64)
    if columns is None and (counts.ndim != 2 or counts.shape[0] != counts.shape[1]):
        raise ValueError("a contingency table has as many rows as columns")
    rows = list(range(len(counts))) if labels is None else list(labels)
    across = rows if columns is None else list(columns)
    if counts.shape != (len(rows), len(across)) or len({*rows}) < len(rows) or len({*across}) < len(across):
        raise ValueError("a contingency table has as many labels as rows and columns, each once")
    if (counts < 0).any():
        raise ValueError("a contingency table counts units, so no cell is below zero")
    names = list(dict.fromkeys([*rows, *across]))
    place = {name: number for number, name in enumerate(names)}
    first, second = np.meshgrid([place[name] for name in rows], [place[name] for name in across], indexing="ij")
    matrix = np.stack([np.repeat(side.ravel(), counts.ravel()) for side in (first, second)])
    numbers = as_numbers(names)
    if numbers is None and rows == across:
        numbers = np.arange(len(names), dtype=np.float64)
    return Ratings(matrix, tuple(str(name) for name in names), numbers)


def as_numbers(values: Sequence[Hashable]) -> Reals | None:
    """Return values as numbers, also where they are text that reads as one; `None` when one of them is no finite number.

    >>> as_numbers(["1", "2.5"]).tolist()
    [1.0, 2.5]
    """
    found = [_number(value) for value in values]
    known = [number for number in found if number is not None]
    return np.array(known, dtype=np.float64) if len(known) == len(found) else None


def _number(value: Hashable) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float, str, np.integer, np.floating)):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if isfinite(number) else None


class CodeSheet:
    """Reliability data read once, handed out as present (1), absent (0) or missing (-1) code by code.

    A rating is missing where the coder has not finished the document, and where the codebook did not have the code when
    the coder finished: never absent there.
    """

    def __init__(self, data: ReliabilityData) -> None:
        self.data = data
        self._finished = np.array([[v is not None for v in row] for row in data.values], dtype=bool)
        self._finished = self._finished.reshape(len(data.coders), len(data.units))
        self._given: dict[str, list[list[int]]] = defaultdict(lambda: [[] for _ in data.coders])
        for coder, row in enumerate(data.values):
            for unit, codes in enumerate(row):
                for code in codes or ():
                    self._given[code][coder].append(unit)
        places: dict[str, list[int]] = defaultdict(list)
        for number, unit_of_coding in enumerate(data.units):
            places[unit_of_coding.document].append(number)
        self.documents = {document: np.array(found, dtype=np.intp) for document, found in places.items()}

    @property
    def used(self) -> tuple[str, ...]:
        """The codes that at least one coder used, in order."""
        return tuple(code for code in self.data.codes if code in self._given)

    def code(self, code: str) -> Ratings:
        """Return the ratings of one code: present, absent or missing in each unit."""
        matrix = np.where(self._finished, ABSENT, MISSING).astype(np.int8)
        if code in self._given:
            for coder, units in enumerate(self._given[code]):
                matrix[coder, units] = PRESENT
        for coder, known in enumerate(self.data.known):
            for document, codes in known.items():
                if codes is not None and code not in codes and document in self.documents:
                    matrix[coder, self.documents[document]] = MISSING
        return Ratings(matrix, PRESENCE)


def stack(parts: Sequence[Ratings], coders: int) -> Ratings:
    """Return the units of several codes' ratings as units of one."""
    empty = np.zeros((coders, 0), dtype=np.int8)
    return Ratings(np.concatenate([empty, *(part.matrix for part in parts)], axis=1), PRESENCE)
