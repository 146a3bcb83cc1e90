"""Gwet's AC1 and AC2: chance agreement comes from the units that are hard to rate, the more the more even the categories."""

from __future__ import annotations

import numpy as np

from qualcode.agreement.by_units import by_units
from qualcode.agreement.coefficient import Coefficient, no_pairs
from qualcode.agreement.counts import Reals
from qualcode.agreement.distances import Distance
from qualcode.agreement.offered import one_offered
from qualcode.agreement.scales import (
    gwet_ordinal_distance,
    linear_distance,
    nominal_distance,
    quadratic_distance,
    scaled,
)


def _hard(prevalence: Reals, distance: Distance) -> Reals:
    """Return T (1 - π) / (q (q - 1)), T the sum of all weights of q categories (Gwet 2008; 2014, ch. 4)."""
    categories = prevalence.shape[-1]
    weights = categories**2 - float(distance.mean(np.ones(categories)).sum())
    return np.asarray((1 - prevalence) * weights / (categories * (categories - 1)), dtype=np.float64)


COEFFICIENTS: tuple[Coefficient, ...] = (
    one_offered(by_units("gwet_ac1", _hard, nominal_distance, no_pairs)),
    one_offered(by_units("gwet_ac2_linear", _hard, linear_distance, scaled(no_pairs))),
    one_offered(by_units("gwet_ac2_quadratic", _hard, quadratic_distance, scaled(no_pairs))),
    one_offered(by_units("gwet_ac2_ordinal", _hard, gwet_ordinal_distance, scaled(no_pairs))),
)
