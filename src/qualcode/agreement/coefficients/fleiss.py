"""Fleiss's κ: chance is two strangers drawing from the prevalence that all coders share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from qualcode.agreement.by_units import by_units, rated_one_category
from qualcode.agreement.coefficient import Coefficient, Estimate
from qualcode.agreement.counts import Reals
from qualcode.agreement.distances import Distance
from qualcode.agreement.ratings import Ratings
from qualcode.agreement.scales import PLAIN_AND_WEIGHED, scaled

_NAMED = 1000
"""So many categories are looked at one by one; a κ for each of ten thousand would be read by nobody."""


def shared_prevalence(prevalence: Reals, distance: Distance) -> Reals:
    """Return what a rating meets when the other is drawn from the same prevalence (Scott 1955, Fleiss 1971)."""
    return np.asarray(1 - distance.mean(prevalence), dtype=np.float64)


def _by_category(ratings: Ratings) -> Mapping[str, Estimate]:
    """Return Fleiss's κ of each category against all others (Fleiss 1971): that of the ratings folded to two."""
    used = np.flatnonzero(ratings.profiles.totals)[:_NAMED]
    return {
        ratings.categories[category]: _PLAIN.of(
            Ratings(np.where(ratings.matrix < 0, ratings.matrix, ratings.matrix == category), ("other", "own"))
        )
        for category in used.tolist()
    }


_KAPPAS = tuple(
    by_units(
        f"fleiss_kappa{suffix}",
        shared_prevalence,
        distance,
        scaled(rated_one_category) if on_scale else rated_one_category,
    )
    for suffix, distance, on_scale in PLAIN_AND_WEIGHED
)
_PLAIN = _KAPPAS[0]
COEFFICIENTS: tuple[Coefficient, ...] = (replace(_PLAIN, categories=_by_category), *_KAPPAS[1:])
