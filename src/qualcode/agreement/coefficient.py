"""What a coefficient is, and the formula that all of them share.

Counts first, ratios last: a coefficient gives the `Parts` that units of each kind add to its sums, and a function that
makes values of sums. Its value is `settle(times @ matrix)`; a resample of units is other `times` over the same matrix.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from math import sqrt
from typing import Literal

import numpy as np

from qualcode.agreement.counts import Patterns, Profiles, Reals
from qualcode.agreement.ratings import Ratings
from qualcode.agreement.student import normal_reach, student_reach
from qualcode.agreement.wording import Sentence

Basis = Literal["profiles", "patterns"]

LEVEL = 0.95
_TINY = 3e-7
_CERTAIN = 1e-13
_MOST_PARTS = 1 << 23


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


@dataclass(frozen=True, eq=False, slots=True)
class Parts:
    """A coefficient taken apart by units, so that units can be drawn again, clustered or left out.

    `units` are the profiles or patterns of the ratings (the very object `ratings.profiles` or `ratings.patterns`), with
    `units.times` (how many units of each) and `units.of` (which of them each unit is; -1 for one nobody rated).
    Row `p` of `matrix`, shape (P, k), is what one unit of kind `p` adds to the sums. `settle` takes sums of shape (B, k)
    and returns B values, `nan` where the coefficient is undefined for these sums.

    For B resamples `times` is (B, P); with many kinds of units draw them in blocks, for `matrix` alone may hold eight
    million numbers.
    """

    units: Profiles | Patterns
    matrix: Reals
    settle: Callable[[Reals], Reals]

    def values(self, times: np.typing.ArrayLike) -> Reals:
        """Return the coefficient for each row of `times`, shape (B, P): how many units of each kind there are."""
        return self.settle(np.atleast_2d(np.asarray(times, dtype=np.float64)) @ self.matrix)


@dataclass(frozen=True, slots=True)
class Coefficient:
    """A coefficient by name: first it says why it cannot handle some ratings, if so; then it computes.

    `cannot` gives a sentence or `None`; `compute` is called only when it gave none. `coders` is how many it compares
    when the number is fixed. `parts`, where there is one, takes it apart over the ratings' `basis` (profiles: who coded
    what is ignored; patterns: it is not), or says why not for these ratings. `categories`, where there is one, gives an
    estimate for each category that was used, by its name.
    """

    name: str
    cannot: Callable[[Ratings], Sentence | None]
    compute: Callable[[Ratings], Estimate]
    coders: int | None = None
    parts: Callable[[Ratings], Parts | Sentence] | None = None
    basis: Basis = "profiles"
    categories: Callable[[Ratings], Mapping[str, Estimate]] | None = None

    def of(self, ratings: Ratings) -> Estimate:
        """Return its estimate on some ratings; undefined is a value of `None` with a note, never `nan`."""
        why = self.cannot(ratings)
        if why is not None:
            return Estimate(None, ratings.pairable.units, notes=(why,))
        return self.compute(ratings)

    def parts_of(self, ratings: Ratings) -> Parts | Sentence:
        """Return its additive parts on some ratings, or why there are none: undefined, not additive, or too many."""
        why = self.cannot(ratings)
        if why is not None:
            return why
        return Sentence("no_parts") if self.parts is None else self.parts(ratings)

    def per_category(self, ratings: Ratings) -> Mapping[str, Estimate]:
        """Return an estimate for each category that was used; empty for a coefficient that has none by category."""
        if self.categories is None or self.cannot(ratings) is not None:
            return {}
        return self.categories(ratings)


def too_many_parts(units: Profiles | Patterns, columns: int) -> Sentence | None:
    """Say why the parts would not fit into memory, if so: `columns` sums for each profile or pattern."""
    if len(units.times) * columns <= _MOST_PARTS:
        return None
    return Sentence("many_parts", (("kinds", len(units.times)), ("columns", columns)))


def settled(observed: Reals, expected: Reals) -> Reals:
    """Return agreement beyond chance for arrays; `nan` where nothing was observed or chance alone is certain."""
    room = 1 - expected
    value = (observed - expected) / np.where(room > _CERTAIN, room, np.nan)
    return np.asarray(value, dtype=np.float64)


def share(part: Reals, whole: Reals) -> Reals:
    """Return part / whole, `nan` where the whole is 0."""
    return np.asarray(part / np.where(whole > 0, whole, np.nan), dtype=np.float64)


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
