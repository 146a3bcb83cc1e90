"""Which conditions, or combinations of them, are necessary for the outcome."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from qualcode.analysis.qca.fit import Necessity, necessity
from qualcode.analysis.qca.sets import Reals, SetData
from qualcode.analysis.qca.terms import Space, literal, literal_membership

_DUST = 1e-9
MOST_LITERALS = 3
"""So many literals a combination has at most in a table for readers: longer ones are always found, and seldom mean much."""


@dataclass(frozen=True, slots=True)
class NecessarySet:
    """A literal, a conjunction (`A*B`) or a disjunction (`A + B`) with its fit as a necessary condition."""

    term: str
    fit: Necessity


@dataclass(frozen=True, eq=False, slots=True)
class _Part:
    """One value of one condition."""

    condition: int
    written: str
    membership: Reals


def single_conditions(data: SetData, space: Space, outcome: Reals) -> tuple[NecessarySet, ...]:
    """Return every condition, and its negation or each of its values, as a necessary condition of the outcome."""
    return tuple(NecessarySet(part.written, necessity(part.membership, outcome)) for part in _parts(data, space))


def supersets(
    data: SetData,
    space: Space,
    outcome: Reals,
    *,
    inclusion: float = 0.9,
    relevance: float = 0.6,
    most: int | None = None,
) -> tuple[NecessarySet, ...]:
    """Return the sets that hold the outcome with at least this inclusion and relevance (RoN).

    Conjunctions come first, every one that reaches both; then disjunctions of which no part reaches the inclusion by
    itself, since adding to a necessary set proves nothing (Duşa 2019, ch. 5, superset analysis). `most` bounds the
    literals of a combination.
    """
    parts = _parts(data, space)
    longest = min(most or len(space.conditions), len(space.conditions))
    found = [*_conjunctions(parts, outcome, inclusion, longest), *_disjunctions(parts, outcome, inclusion, longest)]
    return tuple(each for each in found if (each.fit.relevance or 0.0) >= relevance - _DUST)


def _parts(data: SetData, space: Space) -> list[_Part]:
    braces = any(each.kind == "multi-value" for each in space.conditions)
    found = []
    for place, condition in enumerate(space.conditions):
        for value in reversed(range(condition.levels)):
            membership = literal_membership(data, condition, value)
            found.append(_Part(place, literal(condition, value, braces=braces), membership))
    return found


def _conjunctions(parts: list[_Part], outcome: Reals, inclusion: float, longest: int) -> Iterator[NecessarySet]:
    """Yield them by length: a conjunction is necessary only if every part of it is."""
    held = [part for part in parts if _inclusion(part.membership, outcome) >= inclusion - _DUST]
    for length in range(1, longest + 1):
        for chosen in combinations(held, length):
            if _distinct(chosen):
                both = np.minimum.reduce([part.membership for part in chosen])
                if _inclusion(both, outcome) >= inclusion - _DUST:
                    yield NecessarySet("*".join(part.written for part in chosen), necessity(both, outcome))


def _disjunctions(parts: list[_Part], outcome: Reals, inclusion: float, longest: int) -> Iterator[NecessarySet]:
    short = [part for part in parts if _inclusion(part.membership, outcome) < inclusion - _DUST]
    done: list[frozenset[str]] = []
    for length in range(2, longest + 1):
        for chosen in combinations(short, length):
            names = frozenset(part.written for part in chosen)
            if not _distinct(chosen) or any(each <= names for each in done):
                continue
            either = np.maximum.reduce([part.membership for part in chosen])
            if _inclusion(either, outcome) >= inclusion - _DUST:
                done.append(names)
                yield NecessarySet(" + ".join(part.written for part in chosen), necessity(either, outcome))


def _distinct(chosen: tuple[_Part, ...]) -> bool:
    return len({part.condition for part in chosen}) == len(chosen)


def _inclusion(membership: Reals, outcome: Reals) -> float:
    return necessity(membership, outcome).inclusion or 0.0
