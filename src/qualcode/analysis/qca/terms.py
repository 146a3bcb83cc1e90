"""Configurations and terms: numbers for rows of a truth table, cubes for conjunctions, and how both are written."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from qualcode.analysis.qca.sets import Condition, Reals, SetData
from qualcode.errors import UsageError

FREE = -1
"""Stands in a cube where a condition may take any value."""

Cube = tuple[int, ...]
"""A conjunction: for each condition the value it must have, or `FREE`."""

Flags = NDArray[np.bool_]
MOST_ROWS = 1 << 14


@dataclass(frozen=True)
class Space:
    """All configurations of some conditions, numbered from 0 with the last condition changing fastest."""

    conditions: tuple[Condition, ...]

    def __post_init__(self) -> None:
        if self.size > MOST_ROWS:
            raise UsageError(
                f"{len(self.conditions)} conditions make {self.size:,} configurations, of which the cases can show only a few; at most {MOST_ROWS:,} are taken ({int(math.log2(MOST_ROWS))} conditions of two values).",
                remedy="Name fewer with --conditions, or join some into one.",
            )

    @cached_property
    def size(self) -> int:
        """How many configurations there are, observed or not."""
        return math.prod(each.levels for each in self.conditions)

    @cached_property
    def places(self) -> tuple[int, ...]:
        """What one step of each condition's value adds to a configuration's number."""
        return tuple(math.prod(each.levels for each in self.conditions[at + 1 :]) for at in range(len(self.conditions)))

    @cached_property
    def digits(self) -> NDArray[np.int8]:
        """The value of each condition in every configuration, as conditions × configurations."""
        rows = np.arange(self.size)
        pairs = zip(self.conditions, self.places, strict=True)
        return np.stack([(rows // place % each.levels).astype(np.int8) for each, place in pairs])

    def number(self, values: Sequence[int]) -> int:
        """Return the number of a configuration."""
        return sum(value * place for value, place in zip(values, self.places, strict=True))

    def values(self, number: int) -> Cube:
        """Return the values of a configuration by its number."""
        pairs = zip(self.conditions, self.places, strict=True)
        return tuple(number // place % each.levels for each, place in pairs)

    def rows(self, cubes: Iterable[Cube]) -> Flags:
        """Return which configurations lie in at least one of the cubes."""
        found = np.zeros(self.size, dtype=np.bool_)
        for cube in cubes:
            inside = np.ones(self.size, dtype=np.bool_)
            for digits, value in zip(self.digits, cube, strict=True):
                if value != FREE:
                    inside &= digits == value
            found |= inside
        return found

    def written(self, cube: Cube) -> str:
        """Return a cube as a term: `DEV*~URB`, or `DEV{2}*URB{0}` where a condition has several values; `1` when all is free."""
        braces = any(each.kind == "multi-value" for each in self.conditions)
        parts = [
            literal(each, value, braces=braces)
            for each, value in zip(self.conditions, cube, strict=True)
            if value != FREE
        ]
        return "*".join(parts) or "1"


def literal(condition: Condition, value: int, *, braces: bool) -> str:
    """Return one condition's value as a term has it; with `braces` crisp sets are written as multi-value ones are."""
    if condition.kind == "multi-value" or (braces and condition.kind == "crisp"):
        return f"{condition.name}{{{value}}}"
    return condition.name if value else f"~{condition.name}"


def covers(cube: Cube, other: Cube) -> bool:
    """Say whether every configuration of `other` lies in `cube`."""
    return all(value in (FREE, inner) for value, inner in zip(cube, other, strict=True))


def literal_membership(data: SetData, condition: Condition, value: int) -> Reals:
    """Return each case's membership in one value of a condition."""
    column = data.column(condition.name)
    if condition.kind == "fuzzy":
        return column if value else 1 - column
    return np.asarray(column == value, dtype=np.float64)


def term_membership(data: SetData, space: Space, cube: Cube) -> Reals:
    """Return each case's membership in a conjunction: the least of its literals (1 when there is none)."""
    found = np.ones(len(data.cases))
    for condition, value in zip(space.conditions, cube, strict=True):
        if value != FREE:
            found = np.minimum(found, literal_membership(data, condition, value))
    return found
