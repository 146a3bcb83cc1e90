"""Scott's π: two coders, and chance is drawing from the prevalence that they share."""

from __future__ import annotations

from qualcode.agreement.by_units import by_units
from qualcode.agreement.coefficient import Coefficient, one_category
from qualcode.agreement.coefficients.fleiss import shared_prevalence
from qualcode.agreement.ratings import Ratings
from qualcode.agreement.scales import nominal_distance
from qualcode.agreement.wording import Sentence


def _cannot(ratings: Ratings) -> Sentence | None:
    if ratings.coders > 2:
        return Sentence("exactly_two", (("coders", ratings.coders),))
    return one_category(ratings)


COEFFICIENTS: tuple[Coefficient, ...] = (by_units("scott_pi", shared_prevalence, nominal_distance, _cannot, coders=2),)
"""Scott 1955, over the units that both coders rated; the standard error is Gwet's."""
