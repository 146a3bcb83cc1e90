"""Agreement on sets of codes as a plain share, no chance taken off: exact matches, and the part shared."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from qualcode.agreement.counts import Reals
from qualcode.agreement.sets.coefficient import SetCoefficient, Sums
from qualcode.agreement.sets.distance_alpha import within_units
from qualcode.agreement.sets.distances import multi_valued
from qualcode.agreement.sets.table import CodeSets
from qualcode.agreement.wording import Sentence


def _mean_over_units(within: Callable[[CodeSets], Reals]) -> Callable[[CodeSets], Sums]:
    def prepare(table: CodeSets) -> Sums:
        apart = within(table) / table.pairable.ratings
        own = np.column_stack([apart, np.ones(len(apart))])
        return Sums(own, lambda sums: (sums[:, 0] / sums[:, 1], None))

    return prepare


def _unequal(table: CodeSets) -> Reals:
    return within_units(table, lambda shared, first, second: np.ones_like(shared))[:, 0]


def _nothing_shared(table: CodeSets) -> Reals:
    """Return the disagreement by Dice's index, with two empty sets as far apart as any two that share nothing."""
    found = table.pairable
    empty = found.sums(found.count * (found.count - 1) * (table.sizes[found.value] == 0))
    return within_units(table, multi_valued)[:, 0] + empty / (found.ratings - 1)


PERCENT_AGREEMENT_SETS = SetCoefficient(
    "percent_agreement_sets", _mean_over_units(_unequal), chance=False, beside=(Sentence("gwet_mean"),)
)
"""Share of pairs of coders who gave exactly the same set: mean over units with at least two sets; two empty sets are equal."""

DICE_AGREEMENT = SetCoefficient(
    "dice_agreement",
    _mean_over_units(_nothing_shared),
    chance=False,
    beside=(Sentence("gwet_mean"),),
    empty="empty_pairs_dice",
)
"""Mean over units of 2 |A ∩ B| / (|A| + |B|) (Dice 1945; Véronis 1998); two empty sets share nothing and count 0, and it is said."""
