"""How strong an association is: Cramér's V, odds ratio and risk difference with intervals; rank correlations.

An effect that the data do not define is `None` with a sentence, never a number made up.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import atanh, copysign, exp, inf, lgamma, sqrt, tanh
from statistics import NormalDist

import numpy as np
from scipy.special import chdtr, chndtrinc  # type: ignore[import-untyped]

Interval = tuple[float, float]

_LEAST_PAIRS, _MOST_RHO, _MOST_TAU = 10, 0.95, 0.8
"""For how many pairs, and up to which ρ and τ, the intervals of rank correlations were found to hold."""


@dataclass(frozen=True, slots=True)
class Effect:
    """A value with its interval; `method` names the interval's source, `note` says why either is missing."""

    name: str
    value: float | None
    interval: Interval | None = None
    method: str = ""
    note: str = ""
    level: float = 0.95


@dataclass(frozen=True, slots=True)
class ChiSquare:
    """Pearson's χ² of an r × c table, its degrees of freedom, and the least count expected in a cell."""

    value: float
    freedom: int
    least_expected: float


def chi_square(table: Sequence[Sequence[int]]) -> ChiSquare | None:
    """Return Pearson's χ² (1900) without continuity correction; `None` when only one row or column has any count."""
    counts = np.array([list(row) for row in table], dtype=float)
    counts = counts[counts.sum(axis=1) > 0][:, counts.sum(axis=0) > 0]
    if min(counts.shape, default=0) < 2:
        return None
    expected = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / counts.sum()
    rows, columns = counts.shape
    value = float(((counts - expected) ** 2 / expected).sum())
    return ChiSquare(value, (rows - 1) * (columns - 1), float(expected.min()))


def cramers_v(table: Sequence[Sequence[int]], level: float = 0.95) -> Effect:
    """Return Cramér's V (1946), √(χ² / (n·(min(r, c) − 1))), with the interval of the noncentral χ².

    The interval turns the limits of the noncentrality into V (Steiger & Fouladi 1997; Smithson 2003, ch. 4), bounded by 0
    and 1. It is an approximation for large samples: where a count below 5 is expected, the note says so.
    """
    found = chi_square(table)
    if found is None:
        return Effect("cramers_v", None, note="Only one row or one column has any count.", level=level)
    total = sum(map(sum, table))
    shape = (sum(any(row) for row in table), sum(any(column) for column in zip(*table, strict=True)))
    scale = total * (min(shape) - 1)
    tails = ((1 + level) / 2, (1 - level) / 2)
    limits = [_noncentrality(found.value, found.freedom, tail) for tail in tails]
    interval = (min(1.0, sqrt(limits[0] / scale)), min(1.0, sqrt(limits[1] / scale)))
    few = found.least_expected < 5
    note = f"The least expected count is {found.least_expected:.1f}, below 5: take the interval as a rough one."
    method = "noncentral chi-square (Steiger & Fouladi 1997)"
    return Effect("cramers_v", min(1.0, sqrt(found.value / scale)), interval, method, note if few else "", level)


def _noncentrality(value: float, freedom: int, tail: float) -> float:
    """Return the noncentrality under which a χ² up to `value` has the chance `tail`; 0 when even none makes it rarer."""
    return float(chndtrinc(value, freedom, tail)) if chdtr(freedom, value) > tail else 0.0


def odds_ratio(table: Sequence[Sequence[int]], level: float = 0.95) -> Effect:
    """Return the odds ratio of a 2 × 2 table by conditional maximum likelihood, with its exact interval.

    Both come from the noncentral hypergeometric distribution (Fisher 1935; Cornfield 1956), as in R's `fisher.test`: it is
    0 or infinite where a cell forces it, and not the ratio of the cross products. A margin of 0 leaves it undefined.
    """
    (a, b), (c, d) = _two_by_two(table)
    if not (a + b and c + d and a + c and b + d):
        note = "A row or a column of the table is empty."
        return Effect("odds_ratio", None, note=note, level=level)
    low, high = max(0, a + c - (c + d)), min(a + b, a + c)
    support = np.arange(low, high + 1)
    logs = np.array([_log_ways(a + b, x) + _log_ways(c + d, a + c - x) for x in range(low, high + 1)])

    def weights(log_odds: float) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        shifted = logs + log_odds * support
        found = np.exp(shifted - shifted.max())
        return np.asarray(found / found.sum())

    half = (1 - level) / 2
    value = _at_odds(lambda odds: float(weights(odds) @ support) - a, a == low, a == high)
    below = _at_odds(lambda odds: float(weights(odds)[support >= a].sum()) - half, a == low, False)
    above = _at_odds(lambda odds: half - float(weights(odds)[support <= a].sum()), False, a == high)
    return Effect("odds_ratio", value, (below, above), "exact conditional (Cornfield 1956)", level=level)


def _log_ways(total: int, taken: int) -> float:
    return lgamma(total + 1) - lgamma(taken + 1) - lgamma(total - taken + 1)


def _at_odds(rising: Callable[[float], float], zero: bool, infinite: bool) -> float:
    """Return the odds ratio at which a rising function of its logarithm crosses 0."""
    if zero or infinite:
        return 0.0 if zero else inf
    low, high = -50.0, 50.0
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if rising(middle) < 0 else (low, middle)
    return exp((low + high) / 2)


def risk_difference(table: Sequence[Sequence[int]], level: float = 0.95) -> Effect:
    """Return the share in the first row's first column minus that in the second row's, with Newcombe's interval.

    The interval joins the Wilson limits of both shares (Newcombe 1998, method 10); an empty row leaves it undefined.
    """
    (a, b), (c, d) = _two_by_two(table)
    if not (a + b and c + d):
        return Effect("risk_difference", None, note="A row of the table is empty.", level=level)
    first, second = a / (a + b), c / (c + d)
    low1, high1 = wilson(a, a + b, level)
    low2, high2 = wilson(c, c + d, level)
    value = first - second
    interval = (
        value - sqrt((first - low1) ** 2 + (high2 - second) ** 2),
        value + sqrt((high1 - first) ** 2 + (second - low2) ** 2),
    )
    return Effect("risk_difference", value, interval, "hybrid score (Newcombe 1998, method 10)", level=level)


def wilson(count: int, of: int, level: float = 0.95) -> Interval:
    """Return the score interval of a share (Wilson 1927).

    >>> [round(limit, 4) for limit in wilson(81, 263)]
    [0.2553, 0.3662]
    """
    if of < 1 or not 0 <= count <= of:
        raise ValueError(f"{count} of {of} is no share")
    z = NormalDist().inv_cdf((1 + level) / 2)
    share = count / of
    centre, reach = share + z * z / (2 * of), z * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    scale = 1 + z * z / of
    return (centre - reach) / scale if count else 0.0, (centre + reach) / scale if count < of else 1.0


def _two_by_two(table: Sequence[Sequence[int]]) -> Sequence[Sequence[int]]:
    if len(table) != 2 or any(len(row) != 2 for row in table):
        raise ValueError("this effect is one of a 2 × 2 table")
    return table


def spearman(x: Sequence[float], y: Sequence[float], level: float = 0.95) -> Effect:
    """Return Spearman's ρ (1904): Pearson's r of the ranks, tied values sharing their mean rank.

    The interval is that of Fisher's z with the variance (1 + ρ²/2) / (n − 3) (Bonett & Wright 2000). It is withheld for
    fewer than ten pairs and beyond ±0.95, where it does not hold.
    """
    note = _unranked(x, y)
    if note:
        return Effect("rho", None, note=note, level=level)
    value = float(np.corrcoef(_ranks(x), _ranks(y))[0, 1])
    variance = (1 + value**2 / 2) / max(1, len(x) - 3)
    return _by_z("rho", value, len(x), variance, _MOST_RHO, "Fisher z (Bonett & Wright 2000)", level)


def kendall(x: Sequence[float], y: Sequence[float], level: float = 0.95) -> Effect:
    """Return Kendall's τ-b (1945), which allows for ties and is τ where there are none.

    The interval is that of Fisher's z with the variance 0.437 / (n − 4) (Fieller, Hartley & Pearson 1957). It is withheld
    for fewer than ten pairs and beyond ±0.8, where it does not hold.
    """
    note = _unranked(x, y)
    if note:
        return Effect("tau", None, note=note, level=level)
    first, second = np.array(x, dtype=float), np.array(y, dtype=float)
    one, two = np.sign(np.subtract.outer(first, first)), np.sign(np.subtract.outer(second, second))
    found = float((one * two).sum() / sqrt((one**2).sum() * (two**2).sum()))
    value = copysign(min(1.0, abs(found)), found)
    method = "Fisher z (Fieller, Hartley & Pearson 1957)"
    return _by_z("tau", value, len(x), 0.437 / max(1, len(x) - 4), _MOST_TAU, method, level)


def _by_z(name: str, value: float, pairs: int, variance: float, most: float, method: str, level: float) -> Effect:
    """Return a correlation with the interval of its Fisher z, or with the reason why there is none."""
    if pairs < _LEAST_PAIRS:
        return Effect(
            name, value, note=f"No interval for fewer than {_LEAST_PAIRS} pairs; here are {pairs}.", level=level
        )
    if abs(value) > most:
        return Effect(name, value, note=f"No interval beyond ±{most:g}, where the approximation fails.", level=level)
    reach = NormalDist().inv_cdf((1 + level) / 2) * sqrt(variance)
    return Effect(name, value, (tanh(atanh(value) - reach), tanh(atanh(value) + reach)), method, level=level)


def _unranked(x: Sequence[float], y: Sequence[float]) -> str:
    if len(x) != len(y):
        raise ValueError("a rank correlation takes two equally long rows of values")
    constant = len(set(x)) < 2 or len(set(y)) < 2
    return "One of the two never varies: there is no order to compare." if constant else ""


def _ranks(values: Sequence[float]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    _, which, many = np.unique(np.array(values, dtype=float), return_inverse=True, return_counts=True)
    return np.asarray((np.cumsum(many) - (many - 1) / 2)[which.ravel()])
