"""Krippendorff's own bootstrap of α: pairs of values are drawn again, not units.

Krippendorff, Algorithm for bootstrapping a distribution of α (2006, revised 2013): the expected disagreement stays as
it was observed; for every pair of ratings within a unit a pair is drawn from all observed pairs, and its difference is
weighted as that unit's pairs are. Pairs within a unit are taken as independent, which they are not, so its interval is
much narrower than that of the bootstrap over units (Gwet 2015; Zapf et al. 2016).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from qualcode.agreement.counts import Integers, Profiles, Reals
from qualcode.agreement.resample import REPLICATES, SEED

Difference = Callable[[Integers, Integers], Reals]
"""Squared differences between categories, given by their numbers."""

_CELLS = 1 << 21
_MOST = 100_000
"""More distinct differences than this are not drawn from."""


@dataclass(frozen=True, eq=False, slots=True)
class Pairs:
    """The pairs of ratings within units: each distinct squared difference with the number of pairs that have it.

    `slots` gives, for each number of ratings in a unit, how many pairs such units hold; `alike` how many pairs are of one
    category each; `observed` is the observed disagreement times the number of pairable values, halved.
    """

    difference: Reals
    number: Integers
    slots: dict[int, int]
    alike: Integers
    observed: float

    @property
    def total(self) -> int:
        """How many pairs there are."""
        return int(self.number.sum())


def pairs(units: Profiles, difference: Difference) -> Pairs | None:
    """Return the pairs of ratings within units, or `None` when there are too many distinct differences to draw from."""
    same = units.count * (units.count - 1) // 2 * units.times[units.profile]
    found, numbers, weighted = [np.zeros(1)], [np.array([int(same.sum())])], 0.0
    for apart in range(1, int(np.bincount(units.profile, minlength=1).max(initial=0))):
        here, there = np.arange(len(units.profile) - apart), np.arange(apart, len(units.profile))
        both = units.profile[here] == units.profile[there]
        here, there = here[both], there[both]
        profile = units.profile[here]
        unlike = difference(units.value[here], units.value[there])
        number = units.count[here] * units.count[there] * units.times[profile]
        weighted += float((unlike * number) @ (1 / (units.ratings[profile] - 1)))
        found.append(unlike)
        numbers.append(number)
    distinct, of = np.unique(np.concatenate(found), return_inverse=True)
    if len(distinct) > _MOST:
        return None
    number = np.bincount(of, weights=np.concatenate(numbers)).astype(np.int64)
    sizes = units.ratings * (units.ratings - 1) // 2 * units.times
    slots = {int(size): int(sizes[units.ratings == size].sum()) for size in np.unique(units.ratings)}
    alike = np.bincount(units.value, weights=same, minlength=units.categories).astype(np.int64)
    return Pairs(distinct, number, slots, alike, weighted)


def krippendorff_replicates(found: Pairs, alpha: float, number: int = REPLICATES, seed: int = SEED) -> Reals:
    """Return so many resampled values of α around its observed value; none falls below -1.

    Resamples without any disagreement that would be of one category only have no variation: Krippendorff takes α for 0
    in the share of them that is expected.
    """
    if found.observed <= 0:
        return np.full(number, alpha)
    generator = np.random.default_rng(seed)
    chances = found.number / found.total
    missing = np.zeros(number)
    for ratings, slots in found.slots.items():
        missing += _drawn(slots, chances, found.difference, number, generator) / (ratings - 1)
    values = np.maximum(1 - missing / found.observed * (1 - alpha), -1.0)
    lacking = round(number * float(((found.alike / found.total) ** found.total).sum()))
    values[np.flatnonzero(missing == 0)[:lacking]] = 0.0
    return values


def _drawn(slots: int, chances: Reals, difference: Reals, number: int, generator: np.random.Generator) -> Reals:
    """Return the sum of the differences of so many drawn pairs, in each resample."""
    each = max(1, _CELLS // len(chances))
    sizes = [min(each, number - start) for start in range(0, number, each)]
    return np.concatenate([generator.multinomial(slots, chances, size=size) @ difference for size in sizes])
