"""Cohen's κ: chance is each coder's own use of the categories."""

from __future__ import annotations

import numpy as np

from qualcode.agreement.coefficient import Coefficient, Estimate, beyond_chance, one_category, with_interval
from qualcode.agreement.counts import contingency
from qualcode.agreement.ratings import Ratings
from qualcode.agreement.wording import Sentence


def _cannot(ratings: Ratings) -> Sentence | None:
    if ratings.coders > 2:
        return Sentence("two_coders", (("coders", ratings.coders),))
    return one_category(ratings)


def _kappa(ratings: Ratings) -> Estimate:
    """Cohen 1960, with the standard error of Fleiss, Cohen & Everitt 1969, over the units that both coders rated."""
    cells = contingency(ratings.matrix[0], ratings.matrix[1], len(ratings.categories))
    uses = [np.bincount(side, weights=cells.times, minlength=cells.categories) for side in (cells.first, cells.second)]
    same = cells.first == cells.second
    observed = int(cells.times[same].sum()) / cells.units
    expected = float(uses[0] @ uses[1]) / cells.units**2
    value = beyond_chance(observed, expected)

    share, (first, second) = cells.times / cells.units, (use / cells.units for use in uses)
    agreeing = share[same] @ (1 - (first + second)[cells.first[same]] * (1 - value)) ** 2
    crossed = share[~same] @ (second[cells.first[~same]] + first[cells.second[~same]]) ** 2
    spread = float(agreeing + (1 - value) ** 2 * crossed - (value - expected * (1 - value)) ** 2)
    variance = spread / (cells.units * (1 - expected) ** 2)
    return with_interval(Estimate(value, cells.units, observed, expected), variance, "Fleiss, Cohen & Everitt 1969")


COEFFICIENTS = (Coefficient("cohen_kappa", _cannot, _kappa, coders=2),)
