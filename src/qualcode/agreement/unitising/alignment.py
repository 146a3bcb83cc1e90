"""The best alignment of coders' passages (Mathet, Widlöcher & Métivier 2015), found as an integer programme."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp  # type: ignore[import-untyped]
from scipy.sparse import csr_array  # type: ignore[import-untyped]

from qualcode.agreement.counts import Integers, Reals

MOST = 100_000
"""Partial alignments beyond which a text is too large."""
ABSENT = -1


class TooManyAlignments(Exception):
    """The passages of a text can be aligned in too many ways to look for the best."""


@dataclass(frozen=True, slots=True)
class Weights:
    """How much the place (`alpha`) and the code (`beta`) of passages weigh, and what a missing passage costs (`empty`)."""

    alpha: float = 1.0
    beta: float = 1.0
    empty: float = 1.0


@dataclass(frozen=True, eq=False, slots=True)
class Passages:
    """One coder's passages as numbers: starts, ends, codes."""

    starts: Reals
    ends: Reals
    codes: Integers

    def __len__(self) -> int:
        return len(self.starts)


def best_disorder(coders: Sequence[Passages], weights: Weights) -> float:
    """Return the least disorder of any alignment: mean dissimilarity summed over its parts / mean passages of a coder.

    An alignment puts every passage into exactly one part, which holds at most one passage of each coder. The dissimilarity of
    two passages is alpha × ((|Δstart| + |Δend|) / (sum of their lengths))² × empty + beta × (codes differ) × empty; with a
    coder absent from the part it is `empty`. `TooManyAlignments` beyond `MOST`.
    """
    total = sum(len(one) for one in coders)
    if not total:
        return 0.0
    parts, costs = _candidates(coders, weights)
    firsts = np.cumsum([0, *(len(one) for one in coders)])
    part, coder = np.nonzero(parts != ABSENT)
    passage = firsts[coder] + parts[part, coder]
    once = csr_array((np.ones(len(part)), (passage, part)), shape=(total, len(parts)))
    solved = milp(costs, integrality=np.ones(len(parts)), bounds=Bounds(0, 1), constraints=LinearConstraint(once, 1, 1))
    return float(solved.fun) / (total / len(coders))


def _candidates(coders: Sequence[Passages], weights: Weights) -> tuple[Integers, Reals]:
    """Return the parts that a best alignment can hold (parts × coders, -1 absent) and the dissimilarity of each.

    A part of k passages that costs more than k parts of one passage each (`empty` apiece) is never in a best alignment.
    """
    pairs = comb(len(coders), 2)
    parts, spent = np.zeros((1, 0), dtype=np.int64), np.zeros(1)
    for number, one in enumerate(coders):
        options = np.concatenate([[ABSENT], np.arange(len(one))])
        if len(parts) * len(options) > 50 * MOST:
            raise TooManyAlignments
        before = np.repeat(np.arange(len(parts)), len(options))
        chosen = np.tile(options, len(parts))
        cost = spent[before]
        for other in range(number):
            cost = cost + _dissimilarity(coders[other], parts[before, other], one, chosen, weights)
        grown = np.column_stack([parts[before], chosen])
        present = (grown != ABSENT).sum(axis=1)
        room = present + len(coders) - number - 1
        kept = cost <= weights.empty * (pairs * room - _absent_pairs(len(coders), room)) + 1e-9
        parts, spent = grown[kept], cost[kept]
        if len(parts) > MOST:
            raise TooManyAlignments
    present = (parts != ABSENT).sum(axis=1)
    costs = (spent + weights.empty * _absent_pairs(len(coders), present)) / pairs
    kept = (present > 0) & (costs <= weights.empty * present + 1e-9)
    return parts[kept], costs[kept]


def _absent_pairs(coders: int, present: Integers) -> Integers:
    return comb(coders, 2) - present * (present - 1) // 2


def _dissimilarity(one: Passages, first: Integers, two: Passages, second: Integers, weights: Weights) -> Reals:
    """Return the dissimilarity of passages by number, 0 where either is absent (absence is charged at the end)."""
    both = (first != ABSENT) & (second != ABSENT)
    found = np.zeros(len(first))
    left, right = first[both], second[both]
    missed = np.abs(one.starts[left] - two.starts[right]) + np.abs(one.ends[left] - two.ends[right])
    lengths = one.ends[left] - one.starts[left] + two.ends[right] - two.starts[right]
    differ = one.codes[left] != two.codes[right]
    found[both] = weights.empty * (weights.alpha * (missed / lengths) ** 2 + weights.beta * differ)
    return found
