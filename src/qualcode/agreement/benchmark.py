"""What a value is called, and how sure one may be of the name."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist

LANDIS_KOCH = (
    (0.8, "almost_perfect"),
    (0.6, "substantial"),
    (0.4, "moderate"),
    (0.2, "fair"),
    (0.0, "slight"),
    (-1.0, "poor"),
)
"""Landis & Koch 1977, p. 165: the lower end of each band with its name, best first."""

CERTAIN = 0.95


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A value's band by itself, and the best band that it reaches with 95 % probability.

    Both are names in `LANDIS_KOCH`; `cumulative` gives for each band of it the probability that the value is in it or in a
    better one.
    """

    label: str
    certain: str
    cumulative: tuple[float, ...]


def landis_koch(value: float) -> str:
    """Return the band of Landis & Koch that a value falls into, by its key; .61 to .80 is substantial, as printed there.

    >>> landis_koch(0.801), landis_koch(0.80), landis_koch(-0.1)
    ('almost_perfect', 'substantial', 'poor')
    """
    return next((name for floor, name in LANDIS_KOCH[:-2] if value > floor), "slight" if value >= 0 else "poor")


def benchmark(value: float, se: float) -> Benchmark | None:
    """Return how sure one may be of a value's band (Gwet 2014, ch. 6), or `None` without a standard error above 0.

    The probability of a band is that of a normal curve around the value, cut at -1 and 1; bands are added up from the
    best, and the first whose sum reaches 95 % is the one that may be claimed.
    """
    if se <= 0:
        return None
    normal = NormalDist(value, se)
    whole = normal.cdf(1.0) - normal.cdf(-1.0)
    if whole <= 0:
        return None
    cumulative = tuple((normal.cdf(1.0) - normal.cdf(floor)) / whole for floor, _ in LANDIS_KOCH)
    certain = next(
        (name for (_, name), sure in zip(LANDIS_KOCH, cumulative, strict=True) if sure >= CERTAIN), LANDIS_KOCH[-1][1]
    )
    return Benchmark(landis_koch(value), certain, cumulative)
