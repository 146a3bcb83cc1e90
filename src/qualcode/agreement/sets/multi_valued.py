"""Multi-valued α: agreement on sets of codes where chance draws single codes into sets of the sizes that were used."""

from __future__ import annotations

import numpy as np

from qualcode.agreement.counts import Reals
from qualcode.agreement.sets.coefficient import Disagreement, SetCoefficient, Sums
from qualcode.agreement.sets.distance_alpha import within_units
from qualcode.agreement.sets.distances import multi_valued
from qualcode.agreement.sets.table import CodeSets

_CHUNK = 500_000


def _prepare(table: CodeSets) -> Sums:
    largest = int(table.sizes.max(initial=0))
    sizes = (table.sizes[:, None] == np.arange(largest + 1)).astype(np.float64)
    step = max(1, _CHUNK // (largest + 1) ** 2)

    def settle(sums: Reals) -> Disagreement:
        apart, ratings, given = sums[:, 0], sums[:, 1], sums[:, 2:]
        shares, codes, expected = given @ sizes / ratings[:, None], given @ table.members, []
        for begin in range(0, len(sums), step):
            block = slice(begin, begin + step)
            mean = mean_distances(codes[block], largest)
            expected.append(np.einsum("bi,bij,bj->b", shares[block], mean, shares[block]))
        return apart / ratings, np.concatenate(expected)

    return Sums(within_units(table, multi_valued), settle)


def mean_distances(counts: Reals, largest: int) -> Reals:
    """Return the mean δ of two sets of sizes i and j that chance makes of the codes: draws × (largest + 1)².

    `counts` (draws × codes) says how often each code was given. Krippendorff & Craggs (2016): every pair of possible
    sets C, K with |C| = i, |K| = j weighs Π n_c over C, times Π n_k over K \\ C, times Π (n_k - 1) over C ∩ K, as codes are
    drawn without being put back; δ = 1 - 2 |C ∩ K| / (i + j). The pairs are never listed: a code is in neither set (1),
    in one of them (n), or in both (n (n - 1)), so weights, and with them the number of shared codes, are coefficients of
    Π (1 + n x + n y + n (n - 1) x y), built code by code. Sizes for which no pair can be drawn have mean 0.
    """
    scale = np.maximum(counts.sum(axis=1, keepdims=True) / max(largest, 1), 1.0)
    single, double = counts / scale, counts * (counts - 1) / scale**2
    shape = (len(counts), largest + 1, largest + 1)
    weight, shared = np.zeros(shape), np.zeros(shape)
    weight[:, 0, 0] = 1
    for one, two in zip(single.T[:, :, None, None], double.T[:, :, None, None], strict=True):
        both = two * weight[:, :-1, :-1]
        shared = _with_code(shared, one, two * shared[:, :-1, :-1] + both)
        weight = _with_code(weight, one, both)
    sizes = np.add.outer(np.arange(largest + 1), np.arange(largest + 1))
    possible = (weight > 0) & (sizes > 0)
    mean = 1 - 2 * shared / np.where(possible, weight * sizes, 1.0)
    return np.where(possible, mean, 0.0)


def _with_code(before: Reals, one: Reals, both: Reals) -> Reals:
    after = before.copy()
    after[:, 1:, :] += one * before[:, :-1, :]
    after[:, :, 1:] += one * before[:, :, :-1]
    after[:, 1:, 1:] += both
    return after


MV_ALPHA = SetCoefficient("mv_alpha", _prepare)
"""Multi-valued nominal α = 1 - D_o / D_e (Krippendorff & Craggs 2016, "The Reliability of Multi-Valued Coding of Data").

D_o is the mean of δ(C, K) = (|C \\ K| + |K \\ C|) / (|C| + |K|) over the coincidences of sets as α counts them (each pair of
ratings of a unit weighs 1 / (ratings of the unit - 1)); D_e = Σ over sizes i, j of P(i) P(j) × the mean δ of sets of these sizes
(`mean_distances`), P(i) being the share of ratings whose set holds i codes. With one code in every set it is nominal α.
"""
