"""Coefficients that stay defined with one category only: their formulae divide by it, their meaning does not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from qualcode.agreement.coefficient import Coefficient, Estimate, Parts
from qualcode.agreement.counts import Reals
from qualcode.agreement.ratings import Ratings
from qualcode.agreement.wording import Sentence


def one_offered(coefficient: Coefficient) -> Coefficient:
    """Return the coefficient, made 1 (and said) where the ratings know one category only: nobody could disagree."""

    def compute(ratings: Ratings) -> Estimate:
        if len(ratings.categories) > 1:
            return coefficient.compute(ratings)
        return Estimate(1.0, ratings.pairable.units, observed=1.0, notes=(Sentence("certain"),))

    def parts(ratings: Ratings) -> Parts | Sentence:
        if len(ratings.categories) > 1:
            return coefficient.parts_of(ratings)
        units = ratings.profiles
        return Parts(units, (units.ratings >= 2).astype(np.float64)[:, None], _certain)

    return replace(coefficient, compute=compute, parts=parts)


def _certain(sums: Reals) -> Reals:
    return np.where(sums[:, 0] > 0, 1.0, np.nan)
