"""The interval of a coefficient on some ratings, by the method that was asked for by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import sqrt

import numpy as np

from qualcode.agreement.coefficient import Coefficient, Estimate, Parts
from qualcode.agreement.counts import Integers, Reals
from qualcode.agreement.distances import Distance, Nominal, ordinal, quadratic, ratio
from qualcode.agreement.intervals import LEVEL, Method, Resampled, resampled, summed_up
from qualcode.agreement.krippendorff_bootstrap import krippendorff_replicates, pairs
from qualcode.agreement.ratings import Ratings
from qualcode.agreement.resample import REPLICATES, SEED, Places, Sample, clustered, distinct, mean_of, sample
from qualcode.agreement.student import student_reach
from qualcode.agreement.wording import Sentence

_NAMES = {"percentile": "percentile bootstrap over units", "bca": "BCa bootstrap over units"}
_PAIRS = "Krippendorff's bootstrap of pairs"
JACKKNIFE = "jackknife over units"


@dataclass(frozen=True, slots=True)
class Resampling:
    """How intervals are made: the method, how many resamples, and the seed of chance."""

    method: Method = "percentile"
    replicates: int = REPLICATES
    seed: int = SEED

    def named(self, method: Method) -> str:
        """Return what an interval by a method is called in a result: method, resamples and seed."""
        return f"{_NAMES.get(method, _PAIRS)}, {self.replicates} replicates, seed {self.seed}"


@dataclass(frozen=True, eq=False, slots=True)
class Units:
    """The units that decisions on several codes are about: how many, one of each distinct kind, and how many of each.

    Two units are of one kind when every coder decided alike on them about every code. All that is drawn from the same
    units is drawn by the same kinds, so that one draw serves every coefficient.
    """

    number: int
    first: Places
    times: Integers


def units_of(ratings: Sequence[Ratings]) -> Units:
    """Return the units of several codes' ratings, each on the same units in one order."""
    table = np.concatenate([one.matrix for one in ratings]).T
    first, of = distinct(table)
    return Units(len(table), first, np.bincount(of))


def sample_of(parts: Parts, stacked: int = 0, units: Units | None = None) -> Sample:
    """Return the units of a coefficient taken apart, as they are drawn again.

    Where decisions of several codes are `stacked`, a unit is drawn with all its decisions; by the kinds of `units`, if given.
    """
    if not stacked:
        return sample(parts.matrix, parts.settle, parts.units.times)
    rows = clustered(parts.matrix, parts.units.of, stacked)
    if units is None:
        return sample(rows, parts.settle)
    return sample(rows[units.first], parts.settle, units.times)


def bootstrapped(
    coefficient: Coefficient,
    ratings: Ratings,
    estimate: Estimate,
    how: Resampling,
    stacked: int = 0,
    units: Units | None = None,
) -> tuple[Estimate, Resampled | None]:
    """Return an estimate with the standard error and interval of resampling, and what resampling said beside.

    Undefined stays undefined. A coefficient that is no sum over units keeps its analytic interval, and a note says so;
    `krippendorff` draws pairs for α and units for any other.
    """
    if estimate.value is None or how.method == "analytic":
        return estimate, None
    notes = estimate.notes
    if how.method == "krippendorff":
        distance = distance_of(coefficient.name, ratings)
        if distance is not None:
            found = pairs(ratings.pairable, distance.between)
            if found is not None:
                values = krippendorff_replicates(found, estimate.value, how.replicates, how.seed)
                return _with(estimate, summed_up(values, estimate.value, "krippendorff", how.seed), how)
        notes = (*notes, Sentence("alpha_only" if distance is None else "too_many_differences"))
    parts = coefficient.parts_of(ratings)
    if isinstance(parts, Sentence):
        return replace(estimate, notes=(*notes, parts, Sentence("analytic_instead"))), None
    method: Method = "bca" if how.method == "bca" else "percentile"
    drawn = resampled(sample_of(parts, stacked, units), method, how.replicates, how.seed)
    return _with(replace(estimate, notes=notes), drawn, how)


def jackknifed(coefficient: Coefficient, ratings: Ratings, estimate: Estimate, stacked: int) -> Estimate:
    """Return an estimate with the standard error of leaving out one unit at a time, and Student's interval from it.

    Efron & Tibshirani 1993, ch. 11; the number of units less one is the degrees of freedom. It needs no chance and
    costs little, which is why documents and pairs have it unless another method is asked for.
    """
    parts = None if estimate.value is None else coefficient.parts_of(ratings)
    if estimate.value is None or not isinstance(parts, Parts):
        return estimate
    # Every unit by itself: with few of them that costs less than finding those alike.
    rows = clustered(parts.matrix, parts.units.of, stacked)
    values, times = Sample(np.ones(stacked, dtype=np.int64), rows, parts.settle).left_out()
    kept = np.isfinite(values)
    count = int(times[kept].sum())
    if count < 2:
        return replace(estimate, se=None, ci=None, ci_method=None)
    away = values[kept] - np.average(values[kept], weights=times[kept])
    se = sqrt((count - 1) / count * float(times[kept] @ away**2))
    if se < 1e-9:
        return replace(estimate, se=0.0, ci=None, ci_method=None)
    reach = se * student_reach(LEVEL, count - 1)
    ends = (estimate.value - reach, min(estimate.value + reach, 1.0))
    return replace(estimate, se=se, ci=ends, ci_method=f"{JACKKNIFE}, t with {count - 1} df")


def mean_over_codes(coefficient: Coefficient, ratings: Sequence[Ratings], units: Units) -> Sample | Sentence:
    """Return the mean of a coefficient over codes as a sample of units, each drawn with all its codes.

    Every element of `ratings` is one code on these units. Codes on which the coefficient is undefined are left out.
    """
    found = [parts for parts in map(coefficient.parts_of, ratings) if isinstance(parts, Parts)]
    if not found:
        return Sentence("no_parts")
    rows = [np.concatenate([parts.matrix, parts.matrix[:1] * 0])[parts.units.of[units.first]] for parts in found]
    return mean_of([(row, parts.settle) for row, parts in zip(rows, found, strict=True)], units.times)


def distance_of(name: str, ratings: Ratings) -> Distance | None:
    """Return the distance that a coefficient of Krippendorff's squares, or `None` for any other coefficient."""
    if name == "alpha_nominal":
        return Nominal()
    if ratings.numbers is None:
        return None
    if name == "alpha_ordinal":
        return ordinal(ratings.numbers, ratings.pairable.totals.astype(np.float64))
    made: dict[str, Callable[[Reals], Distance]] = {"alpha_interval": quadratic, "alpha_ratio": ratio}
    return made[name](ratings.numbers) if name in made else None


def _with(estimate: Estimate, drawn: Resampled, how: Resampling) -> tuple[Estimate, Resampled]:
    method = None if drawn.ci is None else how.named(drawn.method)
    spoken = {"no_spread", "one_unit", "no_pooled_error", "shifting_metric"}
    notes = tuple(note for note in estimate.notes if note.key not in spoken)
    return replace(estimate, se=drawn.se, ci=drawn.ci, ci_method=method, notes=(*notes, *drawn.notes)), drawn
