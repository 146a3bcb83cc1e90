"""Quantiles of Student's t, for intervals.

They are computed here because importing SciPy for one number takes a third of the time in which `agree` starts.
"""

from __future__ import annotations

from functools import cache
from math import atan, cos, pi, sin, sqrt, tan
from statistics import NormalDist

_MANY = 300


def normal_reach(level: float) -> float:
    """Return how many standard errors an interval of that level reaches to either side, by the normal curve."""
    return NormalDist().inv_cdf((1 + level) / 2)


@cache
def student_reach(level: float, freedom: int) -> float:
    """Return how many standard errors an interval of that level reaches to either side, by Student's t.

    `freedom` is a whole number from 1. Exact sums for few degrees of freedom, the expansion around the normal quantile
    for many, where it is right to nine digits at the usual levels (Abramowitz & Stegun 1964, 26.7.3, 26.7.4 and 26.7.5).

    >>> round(student_reach(0.95, 10), 3)
    2.228
    """
    if freedom < 1:
        raise ValueError(f"Student's t has at least one degree of freedom, not {freedom}")
    if freedom > _MANY:
        return _expansion(normal_reach(level), freedom)
    low, high = 0.0, pi / 2
    while high - low > 1e-15:
        middle = (low + high) / 2
        if middle in (low, high):
            break
        low, high = (middle, high) if _within(middle, freedom) < level else (low, middle)
    return tan(low) * sqrt(freedom)


def two_sided(reach: float, freedom: int) -> float:
    """Return the chance that Student's t lies within ±`reach`, by the exact sums."""
    return _within(atan(reach / sqrt(freedom)), freedom)


def _within(angle: float, freedom: int) -> float:
    """Return the chance that t lies within ±tan(angle)·√freedom."""
    odd = freedom % 2
    term = cos(angle) if odd else 1.0
    total = 0.0 if freedom == 1 else term
    for step in range(2 + odd, freedom - 1, 2):
        term *= (step - 1) / step * cos(angle) ** 2
        total += term
    return 2 / pi * (angle + sin(angle) * total) if odd else sin(angle) * total


def _expansion(normal: float, freedom: int) -> float:
    first = (normal**3 + normal) / 4
    second = (5 * normal**5 + 16 * normal**3 + 3 * normal) / 96
    third = (3 * normal**7 + 19 * normal**5 + 17 * normal**3 - 15 * normal) / 384
    return normal + first / freedom + second / freedom**2 + third / freedom**3
