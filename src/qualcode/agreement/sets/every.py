"""The coefficients on sets of codes, by name."""

from __future__ import annotations

from qualcode.agreement.sets.distance_alpha import ALPHA_JACCARD, ALPHA_MASI, ALPHA_MASI_2004, ALPHA_SET_RELATION
from qualcode.agreement.sets.multi_valued import MV_ALPHA
from qualcode.agreement.sets.shares import DICE_AGREEMENT, PERCENT_AGREEMENT_SETS

SET_COEFFICIENTS = {
    one.name: one
    for one in (
        *(ALPHA_JACCARD, ALPHA_MASI, MV_ALPHA, PERCENT_AGREEMENT_SETS, DICE_AGREEMENT),
        *(ALPHA_MASI_2004, ALPHA_SET_RELATION),
    )
}
