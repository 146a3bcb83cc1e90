"""Agreement on what coders say of a coding that they both made: its stance, or its weight."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Literal

import numpy as np

from qualcode.agreement.bootstrap import Resampling, bootstrapped, jackknifed
from qualcode.agreement.coefficient import Coefficient, Estimate
from qualcode.agreement.counts import MISSING, Matrix
from qualcode.agreement.found import Asked, Found
from qualcode.agreement.groups import Group
from qualcode.agreement.ratings import Ratings
from qualcode.agreement.wording import Sentence

On = Literal["stance", "weight"]
Value = str | float | None
STANCE_SCALE = ("denies", "mixed", "affirms")
PLANNED = "planned"
USUAL: Mapping[On, tuple[str, ...]] = {
    "stance": ("percent_agreement", "alpha_nominal", "alpha_ordinal"),
    "weight": ("percent_agreement", "alpha_ordinal", "alpha_interval"),
}
_PROBE = Ratings(np.array([[0, 1], [0, 1]]), ("a", "b"))


@dataclass(frozen=True, eq=False, slots=True)
class CodingRatings:
    """What each coder said of each code on the units where at least two coders gave it.

    `values[code]` is coders × units: a stance or a weight, `None` where a coder did not give the code or said nothing.
    `documents` names the document of each unit. `scales` are those that codes declare. `counts` tells by a key of the
    wording what was met on the way, such as codings without stance.
    """

    on: On
    unit: str
    coders: tuple[str, ...]
    documents: tuple[str, ...]
    values: Mapping[str, Sequence[Sequence[Value]]]
    scales: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    set_aside: Mapping[str, int] = field(default_factory=dict)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes that at least two coders gave to one unit, in order."""
        return tuple(self.values)


def assess_codings(data: CodingRatings, chosen: Sequence[Coefficient], asked: Asked) -> Iterator[Found]:
    """Yield the agreement on stance or weight by each coefficient: by code, pooled, by document, by pair of coders.

    A coefficient that needs a scale takes denies < mixed < affirms, on which `planned` has no place and is missing; one
    that needs none takes it as a fourth category. Weights are the numbers that they are; those of codes with different
    scales are not pooled. Intervals of pooled values draw a unit with all its codes.
    """
    for coefficient in chosen:
        why = coefficient.cannot(_PROBE)
        sheet = _Sheet(data, scaled=why is not None and why.key == "not_numbers")
        for group in sheet.groups(asked):
            estimate = _estimate(coefficient, group, data, asked)
            yield Found(coefficient.name, group.scope, estimate, group.coders, group.codes, group.document)


class _Sheet:
    """The ratings as categories: with `scaled`, stances are numbers and `planned` is missing."""

    def __init__(self, data: CodingRatings, *, scaled: bool) -> None:
        self.data = data
        self.categories: tuple[str | float, ...]
        if data.on == "stance":
            self.categories = STANCE_SCALE if scaled else (*STANCE_SCALE, PLANNED)
            scale = [float(place) for place in range(len(self.categories))] if scaled else None
        else:
            weights = {float(one) for rows in data.values.values() for row in rows for one in row if one is not None}
            self.categories = tuple(sorted(weights))
            scale = [*sorted(weights)]
        self.numbers = None if scale is None else np.array(scale, dtype=np.float64)
        place: dict[Value, int] = {value: number for number, value in enumerate(self.categories)}
        self.matrices: dict[str, Matrix] = {
            code: np.array([[place.get(value, MISSING) for value in row] for row in rows], dtype=np.int64)
            for code, rows in data.values.items()
        }

    def groups(self, asked: Asked) -> Iterator[Group]:
        """Yield what is compared, in order: codes, all together, documents, pairs of coders."""
        coders, codes, units = self.data.coders, self.data.codes, len(self.data.documents)
        if "code" in asked.scopes:
            for code in codes:
                yield Group("code", (code,), coders, self._ratings(self.matrices[code]))
        if "pooled" in asked.scopes:
            yield Group("pooled", codes, coders, self._stacked(), stacked=units)
        if "document" in asked.scopes:
            documents = np.array(self.data.documents)
            for document in dict.fromkeys(self.data.documents):
                within = np.flatnonzero(documents == document)
                yield Group("document", codes, coders, self._stacked(within), document, stacked=len(within))
        for pair in combinations(range(len(coders)), 2) if "pair" in asked.scopes and len(coders) > 2 else ():
            two = (coders[pair[0]], coders[pair[1]])
            yield Group("pair", codes, two, self._stacked().select(pair), stacked=units)

    def _stacked(self, units: np.typing.NDArray[np.intp] | None = None) -> Ratings:
        parts = [one if units is None else one[:, units] for one in self.matrices.values()]
        empty = np.zeros((len(self.data.coders), 0), dtype=np.int64)
        return self._ratings(np.concatenate([empty, *parts], axis=1))

    def _ratings(self, matrix: Matrix) -> Ratings:
        return Ratings(matrix, tuple(map(str, self.categories)), self.numbers)


def _estimate(coefficient: Coefficient, group: Group, data: CodingRatings, asked: Asked) -> Estimate:
    if group.scope != "code" and data.on == "weight" and len({data.scales.get(code) for code in group.codes}) > 1:
        return Estimate(None, group.ratings.pairable.units, notes=(Sentence("scales_differ"),))
    estimate = coefficient.of(group.ratings)
    how = Resampling(asked.interval or "percentile", asked.replicates, asked.seed)
    analytic = estimate.value is None or estimate.se is not None or estimate.units < 2
    if asked.interval is None and (group.scope in ("document", "pair")):
        return jackknifed(coefficient, group.ratings, estimate, group.stacked)
    if asked.interval is None and group.scope == "code" and analytic:
        return estimate
    return bootstrapped(coefficient, group.ratings, estimate, how, group.stacked)[0]
