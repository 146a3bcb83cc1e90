"""Whether ratings stand on a scale that a weighed coefficient needs, and the distances on it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from qualcode.agreement.counts import Reals
from qualcode.agreement.distances import Distance, Nominal, gwet_ordinal, linear, quadratic
from qualcode.agreement.ratings import Ratings
from qualcode.agreement.wording import Sentence

Cannot = Callable[[Ratings], Sentence | None]
MakeDistance = Callable[[Ratings], Distance]
Weights = tuple[str, MakeDistance, bool]


def on_scale(ratings: Ratings) -> Reals:
    """Return the numbers of the categories; a coefficient asks for them only after `scaled` has let it pass."""
    if ratings.numbers is None:
        raise ValueError("categories without numbers have no scale")
    return ratings.numbers


def scaled(cannot: Cannot) -> Cannot:
    """Return the refusal of a coefficient that needs numbers, with its others after that."""
    return partial(_scaled, cannot=cannot)


def _scaled(ratings: Ratings, cannot: Cannot) -> Sentence | None:
    if ratings.numbers is None:
        return Sentence("not_numbers")
    twice = np.sort(ratings.numbers)
    twice = twice[1:][twice[1:] == twice[:-1]]
    if twice.size:
        return Sentence("same_number", (("value", f"{twice[0]:g}"),))
    return cannot(ratings)


def nominal_distance(_: Ratings) -> Distance:
    """Return the distances of categories without order."""
    return Nominal()


def linear_distance(ratings: Ratings) -> Distance:
    """Return the linear distances between the categories' numbers."""
    return linear(on_scale(ratings))


def quadratic_distance(ratings: Ratings) -> Distance:
    """Return the quadratic distances between the categories' numbers."""
    return quadratic(on_scale(ratings))


def gwet_ordinal_distance(ratings: Ratings) -> Distance:
    """Return the distances of Gwet's ordinal weights by the order of the categories' numbers."""
    return gwet_ordinal(on_scale(ratings))


PLAIN_AND_WEIGHED: tuple[Weights, ...] = (
    ("", nominal_distance, False),
    ("_linear", linear_distance, True),
    ("_quadratic", quadratic_distance, True),
)
"""The suffix of a κ's name, the distances it weighs by, and whether it needs numbers."""
