"""Why κ and α can be low where nearly every unit agrees: prevalence and bias, and what comes out without them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from qualcode.agreement.counts import Integers, Profiles
from qualcode.agreement.ratings import PRESENT, Ratings


@dataclass(frozen=True, slots=True)
class Paradox:
    """What two coders' four cells say beside κ (Feinstein & Cicchetti 1990; Byrt, Bishop & Carlin 1993).

    `prevalence_index` is the difference of the two agreeing cells and `bias_index` that of the two others, both as shares
    of the units and without sign. `pabak` is κ as it would be if both were 0; `ac1` is Gwet's coefficient.
    """

    prevalence_index: float
    bias_index: float
    pabak: float
    ac1: float

    @property
    def kappa(self) -> float:
        """Cohen's κ, put together from the others (Byrt, Bishop & Carlin 1993, p. 426)."""
        squares = self.prevalence_index**2 - self.bias_index**2
        return (self.pabak - squares) / (1 - squares)


def paradox(both: int, first: int, second: int, units: int) -> Paradox:
    """Return it for a code that two coders gave to `both` units together and to `first` and `second` units in all.

    `units` are those that both decided; `ValueError` when there is none.

    >>> [round(paradox(both, first, second, 100).kappa, 2) for both, first, second in ((40, 49, 46), (80, 90, 85))]
    [0.7, 0.32]
    """
    if units < 1:
        raise ValueError("no unit was decided by both")
    neither = units - first - second + both
    observed = (both + neither) / units
    share = (first + second) / (2 * units)
    chance = 2 * share * (1 - share)
    return Paradox(
        prevalence_index=abs(both - neither) / units,
        bias_index=abs(first - second) / units,
        pabak=2 * observed - 1,
        ac1=(observed - chance) / (1 - chance),
    )


def without_chance(ratings: Ratings) -> tuple[float | None, float | None]:
    """Return PABAK and Gwet's AC1 of one code for any number of coders; `None` where no unit has two ratings.

    With more than two coders the former is Brennan & Prediger's coefficient of two categories. Units with one rating count
    in AC1's prevalence, as with Gwet.
    """
    units = ratings.profiles
    present = _given(units)
    shares = present / units.ratings
    paired = units.ratings >= 2
    number = int(units.times[paired].sum())
    if not number:
        return None, None
    alike = 1 - 2 * present * (units.ratings - present) / (units.ratings * (units.ratings - 1)).clip(1)
    observed = float(units.times[paired] @ alike[paired]) / number
    share = float(units.times @ shares) / units.units
    chance = 2 * share * (1 - share)
    return 2 * observed - 1, (observed - chance) / (1 - chance)


def _given(units: Profiles) -> Integers:
    present = units.value == PRESENT
    return np.bincount(units.profile[present], weights=units.count[present], minlength=len(units.times)).astype(
        np.int64
    )
