"""Percent agreement: no idea of chance at all."""

from __future__ import annotations

import numpy as np

from qualcode.agreement.coefficient import Coefficient, Estimate, no_pairs, with_interval
from qualcode.agreement.ratings import Ratings
from qualcode.agreement.wording import Sentence


def _percent(ratings: Ratings) -> Estimate:
    """Mean over units of the share of agreeing pairs of ratings; each unit counts once (Gwet 2014, ch. 5).

    The standard error is that of a mean over units.
    """
    units = ratings.pairable
    shares = units.sums(units.count * (units.count - 1)) / (units.ratings * (units.ratings - 1))
    observed = float(np.average(shares, weights=units.times))
    missing = units.ratings.min() < ratings.coders or ratings.profiles.units > units.units
    notes = (Sentence("gwet_mean"),) if missing else ()
    spread = float(units.times @ (shares - observed) ** 2)
    estimate = Estimate(observed, units.units, observed, notes=notes)
    return with_interval(estimate, spread / (units.units * max(units.units - 1, 1)), "Gwet 2014", units.units - 1)


COEFFICIENTS = (Coefficient("percent_agreement", no_pairs, _percent),)
