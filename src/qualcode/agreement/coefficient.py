"""What a coefficient is, and the formula that all of them share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import sqrt

from qualcode.agreement.ratings import Ratings
from qualcode.agreement.student import normal_reach, student_reach
from qualcode.agreement.wording import Sentence

LEVEL = 0.95
_TINY = 1e-7


@dataclass(frozen=True, slots=True)
class Estimate:
    """A coefficient's value on some ratings, with what it was made from.

    `value` is `None` when undefined, and then `notes` say why. `observed` and `expected` are shares of agreement (0 to
    1); `expected` is `None` where no chance is taken off. `units` are those rated by at least two coders. `se`, `ci` (95 %)
    and `ci_method` are `None` where none is defined; a resampling method puts its own there with `replace`.
    """

    value: float | None
    units: int
    observed: float | None = None
    expected: float | None = None
    se: float | None = None
    ci: tuple[float, float] | None = None
    ci_method: str | None = None
    notes: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Coefficient:
    """A coefficient by name: first it says why it cannot handle some ratings, if so; then it computes.

    `cannot` gives a sentence or `None`; `compute` is called only when it gave none. `coders` is how many it compares
    when the number is fixed.
    """

    name: str
    cannot: Callable[[Ratings], Sentence | None]
    compute: Callable[[Ratings], Estimate]
    coders: int | None = None

    def of(self, ratings: Ratings) -> Estimate:
        """Return its estimate on some ratings; undefined is a value of `None` with a note, never `nan`."""
        why = self.cannot(ratings)
        if why is not None:
            return Estimate(None, ratings.pairable.units, notes=(why,))
        return self.compute(ratings)


def no_pairs(ratings: Ratings) -> Sentence | None:
    """Say why no agreement can be seen at all, if so: one coder, or no unit with two ratings."""
    if ratings.coders < 2:
        return Sentence("one_coder")
    return Sentence("no_pairs") if ratings.pairable.units == 0 else None


def one_category(ratings: Ratings) -> Sentence | None:
    """Say why chance cannot be told from agreement, if so: the pairable units hold one category only."""
    return no_pairs(ratings) or (Sentence("one_category") if (ratings.pairable.totals > 0).sum() < 2 else None)


def beyond_chance(observed: float, expected: float) -> float:
    """Return (observed - expected) / (1 - expected): the formula of every chance-corrected coefficient."""
    return (observed - expected) / (1 - expected)


def with_interval(estimate: Estimate, variance: float, source: str, freedom: int | None = None) -> Estimate:
    """Return the estimate with its standard error and 95 % interval, by Student's t (`freedom`) or the normal curve.

    Without spread between units (standard error 0) an interval would feign certainty: none is given, and a note says so.
    The upper end is never above 1.
    """
    if estimate.value is None or estimate.units < 2:
        return replace(estimate, notes=(*estimate.notes, Sentence("one_unit")))
    se = sqrt(max(variance, 0.0))
    if se < _TINY:
        return replace(estimate, se=0.0, notes=(*estimate.notes, Sentence("no_spread")))
    reach = se * (normal_reach(LEVEL) if freedom is None else student_reach(LEVEL, freedom))
    method = f"{source}, normal" if freedom is None else f"{source}, t with {freedom} df"
    ends = (estimate.value - reach, min(estimate.value + reach, 1.0))
    return replace(estimate, se=se, ci=ends, ci_method=method)
