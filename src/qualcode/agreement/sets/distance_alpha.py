"""Krippendorff's α on sets of codes: the sets are the values, and a distance says how far apart two of them are."""

from __future__ import annotations

import numpy as np

from qualcode.agreement.counts import Integers, Reals
from qualcode.agreement.sets.coefficient import Disagreement, SetCoefficient, Sums
from qualcode.agreement.sets.distances import Distance, jaccard, masi, masi_2004, relation
from qualcode.agreement.sets.table import CodeSets

_BLOCK = 4_000_000


def distance_alpha(name: str, distance: Distance) -> SetCoefficient:
    """Return the coefficient 1 - D_o / D_e with a distance between sets (Krippendorff 2011, with δ in place of δ²).

    D_o = Σ over units of Σ δ over ordered pairs of its ratings / (ratings of the unit - 1), over all pairable ratings n;
    D_e = Σ over sets s, t of n_s n_t δ(s, t) / (n (n - 1)).
    """

    def prepare(table: CodeSets) -> Sums:
        def settle(sums: Reals) -> Disagreement:
            apart, ratings = sums[:, 0], sums[:, 1]
            return apart / ratings, _expected_pairs(table, distance, sums[:, 2:]) / (ratings * (ratings - 1))

        return Sums(within_units(table, distance), settle)

    return SetCoefficient(name, prepare)


def within_units(table: CodeSets, distance: Distance) -> Reals:
    """Return, for one unit of each profile, Σ δ over ordered pairs of its ratings / (ratings - 1), and its ratings.

    Equal sets are at distance 0.
    """
    found, sizes = table.pairable, table.sizes.astype(np.float64)

    def between(first: Integers, second: Integers) -> Reals:
        keys, places = np.unique(first * len(sizes) + second, return_inverse=True)
        left, right = keys // len(sizes), keys % len(sizes)
        shared = [len(table.sets[a] & table.sets[b]) for a, b in zip(left, right, strict=True)]
        return distance(np.array(shared, dtype=np.float64), sizes[left], sizes[right])[places]

    return np.column_stack([2 * found.apart(between) / (found.ratings - 1), found.ratings])


def _expected_pairs(table: CodeSets, distance: Distance, given: Reals) -> Reals:
    """Return Σ n_s n_t δ(s, t) of each row, never holding all pairs of sets at once."""
    total, sizes = np.zeros(len(given)), table.sizes.astype(np.float64)
    step = max(1, _BLOCK // len(sizes))
    for begin in range(0, len(sizes), step):
        block = slice(begin, begin + step)
        shared = (table.members[block] @ table.members.T).astype(np.float64)
        apart = distance(shared, sizes[block, None], sizes[None, :])
        total += np.einsum("bs,bs->b", given @ apart.T, given[:, block])
    return total


ALPHA_JACCARD = distance_alpha("alpha_jaccard", jaccard)
ALPHA_MASI = distance_alpha("alpha_masi", masi)
ALPHA_MASI_2004 = distance_alpha("alpha_masi_2004", masi_2004)
ALPHA_SET_RELATION = distance_alpha("alpha_set_relation", relation)
