"""From resampled values to an interval, its standard error, and the chance of falling short."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from statistics import NormalDist
from typing import Literal

import numpy as np

from qualcode.agreement.counts import Integers, Reals
from qualcode.agreement.resample import Sample, averaged
from qualcode.agreement.wording import Sentence

Method = Literal["analytic", "percentile", "bca", "krippendorff"]
METHODS: tuple[Method, ...] = ("analytic", "percentile", "bca", "krippendorff")
THRESHOLDS = (0.667, 0.800)
"""Krippendorff 2004, p. 241."""

LEVEL = 0.95
_SAME = 1e-9
_ENOUGH = 0.5


@dataclass(frozen=True, slots=True)
class Resampled:
    """What resampling says about a value: standard error, 95 % interval, how many resamples were undefined.

    `below` gives for each threshold the share of resamples under it. `ci` is `None` where none can be given; `notes` say
    why, and how many resamples were set aside.
    """

    se: float | None
    ci: tuple[float, float] | None
    replicates: int
    undefined: int
    seed: int
    method: Method
    below: dict[float, float] = field(default_factory=dict)
    notes: tuple[Sentence, ...] = ()


def resampled(sample: Sample, method: Method, replicates: int, seed: int, level: float = LEVEL) -> Resampled:
    """Return the interval of a sample of units by `percentile` or `bca` (Efron & Tibshirani 1993, ch. 13 and 14)."""
    sums = sample.sums(replicates, seed)
    left_out = sample.left_out() if method == "bca" else None
    if sample.each is None:
        return summed_up(sample.settle(sums), sample.estimate, method, seed, level, left_out)
    values = sample.each(sums)
    found = summed_up(averaged(values), sample.estimate, method, seed, level, left_out)
    lacking = int((~np.isfinite(values)).any(axis=0).sum())
    told = (Sentence("some_undefined", (("count", lacking), ("of", replicates))),) if lacking else ()
    return replace(found, notes=(*found.notes, *told))


def summed_up(
    values: Reals,
    estimate: float,
    method: Method,
    seed: int,
    level: float = LEVEL,
    left_out: tuple[Reals, Integers] | None = None,
) -> Resampled:
    """Return the interval that resampled values give; those undefined are set aside and counted.

    None is given where more than half are undefined, and where all are alike: it would feign certainty.
    """
    defined = values[np.isfinite(values)]
    undefined = len(values) - len(defined)
    told = (Sentence("undefined_resamples", (("count", undefined), ("of", len(values)))),) if undefined else ()
    if len(defined) < 2 or undefined > _ENOUGH * len(values):
        return Resampled(None, None, len(values), undefined, seed, method, notes=(*told, Sentence("no_interval")))
    below = {bound: float((defined < bound - _SAME).mean()) for bound in THRESHOLDS}
    if float(np.ptp(defined)) < _SAME:
        return Resampled(
            0.0, None, len(values), undefined, seed, method, below, (*told, Sentence("no_resampled_spread"))
        )
    se = float(defined.std(ddof=1))
    tails = ((1 - level) / 2, (1 + level) / 2)
    if method == "bca" and left_out is not None:
        corrected = _corrected(defined, estimate, *left_out, tails)
        if corrected is None:
            told = (*told, Sentence("no_bca"))
        tails = corrected or tails
    return Resampled(se, _quantiles(defined, tails), len(values), undefined, seed, method, below, told)


def _quantiles(values: Reals, tails: tuple[float, float]) -> tuple[float, float]:
    """Return two quantiles by linear interpolation between ranks, as `numpy.quantile` does, which takes longer to load."""
    ranked, ends = np.sort(values), []
    for tail in tails:
        place = tail * (len(ranked) - 1)
        floor = int(place)
        low, high = float(ranked[floor]), float(ranked[min(floor + 1, len(ranked) - 1)])
        share = place - floor
        # From the nearer end, so that both ends are met exactly.
        ends.append(low + (high - low) * share if share < 0.5 else high - (high - low) * (1 - share))
    return ends[0], ends[1]


def _corrected(
    values: Reals, estimate: float, left_out: Reals, times: Integers, tails: tuple[float, float]
) -> tuple[float, float] | None:
    """Return the tails corrected for bias and acceleration (Efron 1987), by the jackknife over units; `None` if they cannot."""
    normal = NormalDist()
    share = float((values < estimate - _SAME).mean() + (np.abs(values - estimate) <= _SAME).mean() / 2)
    kept = np.isfinite(left_out)
    if not 0 < share < 1 or not kept.any():
        return None
    left_out, weights = left_out[kept], times[kept]
    away = np.average(left_out, weights=weights) - left_out
    spread = float(weights @ away**2)
    if spread <= 0:
        return None
    bias, acceleration = normal.inv_cdf(share), float(weights @ away**3) / (6 * spread**1.5)
    shifted = [bias + normal.inv_cdf(tail) for tail in tails]
    if any(1 - acceleration * each <= 0 for each in shifted):
        return None
    low, high = (normal.cdf(bias + each / (1 - acceleration * each)) for each in shifted)
    return low, high
