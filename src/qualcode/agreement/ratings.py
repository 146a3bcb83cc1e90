"""Reliability data as numbers: a coders × units matrix of categories, for one code or for all of them stacked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from qualcode.agreement.counts import MISSING, Matrix, Profiles, profiles
from qualcode.model.reliability import ReliabilityData

ABSENT, PRESENT = 0, 1


@dataclass(frozen=True, eq=False)
class Ratings:
    """Who gave which category to which unit.

    `matrix` is coders × units; it holds category numbers from 0, and -1 where a rating is missing. `categories` are
    their names; a category that nobody used may be among them.
    """

    matrix: Matrix
    categories: tuple[str, ...]

    @property
    def coders(self) -> int:
        """How many coders there are."""
        return int(self.matrix.shape[0])

    @cached_property
    def profiles(self) -> Profiles:
        """The distinct value counts of the units, with multiplicity."""
        return profiles(self.matrix, len(self.categories))

    @cached_property
    def pairable(self) -> Profiles:
        """The same, of the units that at least two coders rated."""
        return self.profiles.pairable()

    def select(self, coders: Sequence[int] | None = None, units: NDArray[np.intp] | None = None) -> Ratings:
        """Return the ratings of some coders or units, by their numbers."""
        rows = self.matrix if coders is None else self.matrix[list(coders)]
        return Ratings(rows if units is None else rows[:, units], self.categories)


def from_values(rows: Sequence[Sequence[Hashable | None]]) -> Ratings:
    """Return the ratings of a coders × units table of values, `None` where missing; categories in order of appearance.

    >>> from_values([["a", "b", None], ["a", "a", "b"]]).matrix.tolist()
    [[0, 1, -1], [0, 0, 1]]
    """
    numbers: dict[Hashable, int] = {}
    matrix = [[MISSING if v is None else numbers.setdefault(v, len(numbers)) for v in row] for row in rows]
    return Ratings(np.array(matrix, dtype=np.int64).reshape(len(rows), -1), tuple(str(value) for value in numbers))


def from_contingency(table: Sequence[Sequence[int]]) -> Ratings:
    """Return the ratings of two coders from a square table: rows are the first coder's categories, columns the second's."""
    counts = np.array(table, dtype=np.int64)
    if counts.ndim != 2 or counts.shape[0] != counts.shape[1]:
        raise ValueError("a contingency table has as many rows as columns")
    first, second = np.indices(counts.shape)
    matrix = np.stack([np.repeat(first.ravel(), counts.ravel()), np.repeat(second.ravel(), counts.ravel())])
    return Ratings(matrix, tuple(str(number) for number in range(len(counts))))


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
        return Ratings(matrix, ("absent", "present"))


def stack(parts: Sequence[Ratings], coders: int) -> Ratings:
    """Return the units of several codes' ratings as units of one."""
    empty = np.zeros((coders, 0), dtype=np.int8)
    return Ratings(np.concatenate([empty, *(part.matrix for part in parts)], axis=1), ("absent", "present"))
