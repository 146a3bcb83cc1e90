"""Before anything is coded twice: how many units an interval needs, and what a number of interviews can be expected to show."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil, comb, inf

from qualcode.agreement.student import normal_reach
from qualcode.errors import UsageError

LEVEL = 0.95
_MOST = 10_000_000
"""No study codes more units twice, nor speaks with more people."""


def expected_interval(
    kappa: float, prevalence: float, units: int, coders: int = 2, level: float = LEVEL
) -> tuple[float, float]:
    """Return the interval that this many units can be expected to give, should κ be what is supposed.

    One code, present or absent; `prevalence` is the share of decisions that give it. The limits are the values of κ that
    the goodness-of-fit test keeps when every count is as expected (Donner & Eliasziw 1992; for more than two coders under
    the common correlation model of Altaye, Donner & Klar 2001; Donner & Rotondi 2010). They are not symmetric.
    """
    _check(kappa, prevalence, coders)
    if units < 1:
        raise UsageError(f"An interval needs at least one unit, not {units}.", remedy="Give more units.")
    bound = normal_reach(level) ** 2 / units
    return _limit(kappa, prevalence, coders, bound, -1), _limit(kappa, prevalence, coders, bound, 1)


def units_for_width(kappa: float, prevalence: float, width: float, coders: int = 2, level: float = LEVEL) -> int:
    """Return how many units to code twice so that the expected interval of κ is at most `width` wide, end to end.

    After Donner & Rotondi 2010, who ask for given limits; see `expected_interval` for the model.

    >>> units_for_width(0.7, 0.3, 0.2)
    232
    """
    if not 0 < width < 2:
        raise UsageError(f"A width lies between 0 and 2, not at {width:g}.", remedy="Write --width 0.2, for instance.")

    def wide(units: int) -> bool:
        low, high = expected_interval(kappa, prevalence, units, coders, level)
        return high - low > width

    return _least(wide)


def units_for_limits(
    kappa: float, prevalence: float, low: float, high: float | None = None, coders: int = 2, level: float = LEVEL
) -> int:
    """Return how many units bring the expected limits of κ to `low` or above and, if given, `high` or below.

    Donner & Rotondi 2010. With `low` alone the limit is one-sided, as theirs is.
    """
    _check(kappa, prevalence, coders)
    if not 0 <= low < kappa or (high is not None and not kappa < high < 1):
        raise UsageError("The limits must lie on either side of the κ that is expected, from 0 to 1.")
    reach = normal_reach(level if high is not None else 2 * level - 1) ** 2
    wanted = [low] if high is None else [low, high]
    return max(ceil(reach / _distance(kappa, limit, prevalence, coders) - 1e-9) for limit in wanted)


def chance_of_seeing(prevalence: float, interviews: int, times: int = 1) -> float:
    """Return the chance that at least `times` of the interviews bring up a theme that this share of people would.

    The binomial law of Fugard & Potts 2015: people drawn at random and independently of one another.

    >>> round(chance_of_seeing(0.10, 29, 2), 2)
    0.8
    """
    _share(prevalence)
    if interviews < 0 or times < 1:
        raise UsageError("A theme is to be seen at least once, in a number of interviews that is not negative.")
    fewer = (comb(interviews, k) * prevalence**k * (1 - prevalence) ** (interviews - k) for k in range(times))
    return max(0.0, 1 - sum(fewer)) if times <= interviews else 0.0


def interviews_for(prevalence: float, times: int = 1, chance: float = 0.8) -> int:
    """Return how many interviews it takes to see a theme of this prevalence so many times with that chance.

    Fugard & Potts 2015: 29 for two instances of a theme of 10 % with a chance of 80 %.

    >>> interviews_for(0.10, times=2, chance=0.80)
    29
    """
    _share(prevalence)
    if not 0 < chance < 1:
        raise UsageError(f"A chance lies between 0 and 1, not at {chance:g}.")
    return _least(lambda interviews: chance_of_seeing(prevalence, interviews, times) < chance)


def _check(kappa: float, prevalence: float, coders: int) -> None:
    _share(prevalence)
    if not 0 <= kappa < 1:
        raise UsageError(
            f"The κ that is expected lies from 0 to below 1, not at {kappa:g}.",
            remedy="Write --kappa 0.8, for instance.",
        )
    if coders < 2:
        raise UsageError("Agreement needs at least two coders.")


def _share(prevalence: float) -> None:
    if not 0 < prevalence < 1:
        raise UsageError(f"A prevalence lies between 0 and 1, not at {prevalence:g}.", remedy="Write 0.1 for 10 %.")


def _chances(kappa: float, prevalence: float, coders: int) -> list[float]:
    """Return the chance that a unit is given the code by 0, 1, … all coders, under the common correlation model.

    With chance κ all coders decide as one, else each for himself (Altaye, Donner & Klar 2001).
    """
    alone = [comb(coders, k) * prevalence**k * (1 - prevalence) ** (coders - k) for k in range(coders + 1)]
    chances = [(1 - kappa) * each for each in alone]
    chances[0] += kappa * (1 - prevalence)
    chances[-1] += kappa * prevalence
    return chances


def _distance(kappa: float, other: float, prevalence: float, coders: int) -> float:
    """Return χ² per unit between what is expected under κ and the counts expected under another value."""
    pairs = zip(_chances(kappa, prevalence, coders), _chances(other, prevalence, coders), strict=True)
    return sum((one - two) ** 2 / two if two > 1e-15 else inf for one, two in pairs)


def _limit(kappa: float, prevalence: float, coders: int, bound: float, side: int) -> float:
    """Return the value of κ farthest to one side that the test keeps, by halving."""
    powers = [share ** (coders - 1) for share in (prevalence, 1 - prevalence)]
    inside, outside = kappa, 1.0 if side > 0 else max(-power / (1 - power) for power in powers)
    for _ in range(60):
        middle = (inside + outside) / 2
        kept = _distance(kappa, middle, prevalence, coders) <= bound
        inside, outside = (middle, outside) if kept else (inside, middle)
    return inside


def _least(too_few: Callable[[int], bool]) -> int:
    """Return the smallest number that is not too few."""
    low, high = 0, 1
    while too_few(high):
        low, high = high, high * 2
        if high > _MOST:
            raise UsageError("That would take more than ten million; ask for less.")
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if too_few(middle) else (low, middle)
    return high
