"""Sets of codes laid side by side: coders × units, reduced to the distinct sets and the distinct ways they meet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from qualcode.agreement.counts import MISSING, Integers, Profiles, profiles
from qualcode.model.reliability import ReliabilityData

CodeSet = frozenset[str]


@dataclass(frozen=True, eq=False)
class CodeSets:
    """Who gave which set of codes to which unit.

    `values[c][u]` is the set that coder `c` gave unit `u`: the empty set is a value (finished, no code given), `None` is
    missing. Rows of unequal length are a `ValueError`.
    """

    values: tuple[tuple[CodeSet | None, ...], ...]

    def __post_init__(self) -> None:
        if len({len(row) for row in self.values}) > 1:
            raise ValueError("values must be coders × units")

    @property
    def coders(self) -> int:
        """How many coders there are."""
        return len(self.values)

    @cached_property
    def sets(self) -> tuple[CodeSet, ...]:
        """The distinct sets that were given, in order of appearance."""
        return tuple(dict.fromkeys(value for row in self.values for value in row if value is not None))

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The codes in those sets, sorted."""
        return tuple(sorted(set().union(*self.sets)))

    @cached_property
    def sizes(self) -> Integers:
        """How many codes each distinct set holds."""
        return np.array([len(one) for one in self.sets], dtype=np.int64)

    @cached_property
    def members(self) -> NDArray[np.float32]:
        """Distinct sets × codes: 1 where the set holds the code."""
        places = {code: number for number, code in enumerate(self.codes)}
        found = np.zeros((len(self.sets), len(self.codes)), dtype=np.float32)
        for row, one in enumerate(self.sets):
            found[row, [places[code] for code in one]] = 1
        return found

    @cached_property
    def pairable(self) -> Profiles:
        """The distinct ways in which units with at least two sets were coded, by number of the set."""
        numbers = {one: number for number, one in enumerate(self.sets)}
        rows = [[MISSING if value is None else numbers[value] for value in row] for row in self.values]
        matrix = np.array(rows, dtype=np.int64).reshape(len(rows), -1)
        return profiles(matrix, len(self.sets)).pairable()


def from_rows(rows: Sequence[Sequence[Sequence[str] | CodeSet | None]]) -> CodeSets:
    """Return the code sets of a coders × units table of codes, `None` where missing.

    >>> from_rows([[["a"], [], None], [["a", "b"], [], ["b"]]]).sets == (frozenset("a"), frozenset(), frozenset("ab"), frozenset("b"))
    True
    """
    return CodeSets(tuple(tuple(None if value is None else frozenset(value) for value in row) for row in rows))


def from_reliability(data: ReliabilityData) -> CodeSets:
    """Return the code sets of reliability data, as they are: finished without a code is the empty set.

    A code that a coder's codebook did not have there counts as not given: a set has no room for "missing in part".
    """
    return CodeSets(data.values)
