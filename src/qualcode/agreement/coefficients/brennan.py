"""Brennan & Prediger's coefficient: chance is the same for every category there is."""

from __future__ import annotations

import numpy as np

from qualcode.agreement.by_units import by_units
from qualcode.agreement.coefficient import Coefficient, no_pairs
from qualcode.agreement.counts import Reals
from qualcode.agreement.distances import Distance
from qualcode.agreement.offered import one_offered
from qualcode.agreement.scales import nominal_distance


def _uniform(prevalence: Reals, distance: Distance) -> Reals:
    """Return one part in as many as there are categories (Bennett's S, Brennan & Prediger 1981, Randolph 2005)."""
    return np.full_like(prevalence, 1 / prevalence.shape[-1])


COEFFICIENTS: tuple[Coefficient, ...] = (
    one_offered(by_units("brennan_prediger", _uniform, nominal_distance, no_pairs)),
)
