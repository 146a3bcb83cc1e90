"""Percent agreement: no idea of chance at all."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from qualcode.agreement.by_units import by_units
from qualcode.agreement.coefficient import Coefficient, Estimate, no_pairs
from qualcode.agreement.counts import Reals
from qualcode.agreement.distances import Distance
from qualcode.agreement.ratings import Ratings
from qualcode.agreement.scales import nominal_distance
from qualcode.agreement.wording import Sentence


def _nothing(prevalence: Reals, distance: Distance) -> Reals:
    """Return no chance agreement for any category."""
    return np.zeros_like(prevalence)


_SHARES = by_units("percent_agreement", _nothing, nominal_distance, no_pairs)


def _percent(ratings: Ratings) -> Estimate:
    """Mean over units of the share of agreeing pairs of ratings; each unit counts once (Gwet 2014, ch. 5)."""
    estimate = _SHARES.compute(ratings)
    missing = ratings.pairable.ratings.min() < ratings.coders or ratings.profiles.units > estimate.units
    notes = (Sentence("gwet_mean"),) if missing else ()
    spread = tuple(note for note in estimate.notes if note.key != "single_ratings")
    return replace(estimate, expected=None, notes=(*notes, *spread))


COEFFICIENTS: tuple[Coefficient, ...] = (replace(_SHARES, compute=_percent),)
