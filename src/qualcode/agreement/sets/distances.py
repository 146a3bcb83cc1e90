"""How far apart two sets of codes are: from how many codes they share and how many each holds.

Every distance is symmetric and 0 for equal sets (two empty sets are equal). Sets that share nothing are 1 apart; only in
the two distances of 2004 is the empty set nearer, being a subset of every other.
"""

from __future__ import annotations

from collections.abc import Callable, Set
from typing import Any

import numpy as np

from qualcode.agreement.counts import Reals

Distance = Callable[[Reals, Reals, Reals], Reals]
"""(codes shared, codes in the first, codes in the second) → distance; arrays that broadcast."""


def jaccard(shared: Reals, first: Reals, second: Reals) -> Reals:
    """Return 1 - |A ∩ B| / |A ∪ B| (Jaccard 1908)."""
    union = first + second - shared
    return np.asarray(np.where(union > 0, 1 - shared / np.maximum(union, 1), 0.0))


def masi(shared: Reals, first: Reals, second: Reals) -> Reals:
    """Return 1 - Jaccard index × {1 equal, 2/3 subset, 1/3 overlap, 0 disjoint} (MASI, Passonneau 2006)."""
    return 1 - (1 - jaccard(shared, first, second)) * (1 - relation(shared, first, second))


def masi_2004(shared: Reals, first: Reals, second: Reals) -> Reals:
    """Return Jaccard distance × {0 equal, 1/3 subset, 2/3 overlap, 1 disjoint}: the MASI of Passonneau 2004.

    Not the MASI of 2006: {A} and {A, B} are .167 apart here and .667 there.
    """
    return jaccard(shared, first, second) * relation(shared, first, second)


def relation(shared: Reals, first: Reals, second: Reals) -> Reals:
    """Return 0 for equal sets, 1/3 for a subset, 2/3 for an overlap, 1 for disjoint sets (Passonneau 2004).

    The empty set is a subset of every other.
    """
    equal = (shared == first) & (shared == second)
    within = (shared == first) | (shared == second)
    return np.asarray(np.select([equal, within, shared > 0], [0.0, 1 / 3, 2 / 3], 1.0))


def multi_valued(shared: Reals, first: Reals, second: Reals) -> Reals:
    """Return (|A \\ B| + |B \\ A|) / (|A| + |B|): the nominal δ of Krippendorff & Craggs 2016 (1 - Dice's index)."""
    both = first + second
    return np.asarray(np.where(both > 0, 1 - 2 * shared / np.maximum(both, 1), 0.0))


def between(distance: Distance, first: Set[Any], second: Set[Any]) -> float:
    """Return the distance of two sets.

    >>> round(between(masi, {"A"}, {"A", "B"}), 3), between(masi, set(), set())
    (0.667, 0.0)
    """
    shared, left, right = (np.array(float(len(one))) for one in (first & second, first, second))
    return float(distance(shared, left, right))
