"""Boundary similarity (Fournier 2013): how well the places agree where passages begin and end, whatever their code."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import accumulate, combinations

import numpy as np

from qualcode.agreement.coefficient import Estimate, share
from qualcode.agreement.counts import Reals
from qualcode.agreement.resample import Sample, sample
from qualcode.agreement.unitising.continuum import Continuum
from qualcode.agreement.wording import Sentence


@dataclass(frozen=True, slots=True)
class Edits:
    """What turns one set of boundaries into another: boundaries only one has, near misses with their distances, matches."""

    additions: int
    near: tuple[int, ...]
    matches: int

    def cost(self, reach: int) -> float:
        """Return additions + Σ distance / reach of the near misses."""
        return self.additions + sum(self.near) / reach

    @property
    def count(self) -> int:
        """How many boundaries were compared, a near miss and a match being one each."""
        return self.additions + len(self.near) + self.matches


def edits(first: Collection[int], second: Collection[int], reach: int = 2) -> Edits:
    """Return the boundary edits of two sets of places.

    Two unmatched boundaries less than `reach` apart are a near miss (Fournier's transposition, n_t = `reach`); the nearest
    are paired first, from the left, and each boundary once.

    >>> edits({2, 5}, {2, 4})
    Edits(additions=0, near=(1,), matches=1)
    """
    one, two = set(first), set(second)
    matches = one & two
    one, two = one - matches, two - matches
    near: list[int] = []
    for distance in range(1, reach):
        for place in sorted(one | two):
            for here, there in ((one, two), (two, one)):
                if place in here and place + distance in there:
                    here.remove(place)
                    there.remove(place + distance)
                    near.append(distance)
    return Edits(len(one) + len(two), tuple(near), len(matches))


def boundary_similarity(continua: Sequence[Continuum], reach: int = 2) -> Estimate:
    """Return B = 1 - cost / count of the boundary edits, added up over documents and pairs of coders.

    A boundary is a place within the text where a passage begins or ends. Boundaries less than `reach` characters apart
    are near misses (2, the next character, is Fournier's default; 1: only exact matches count). `observed` is the same; no chance is taken off. `units` are the
    boundaries compared.
    """
    said = Sentence("boundary_exact") if reach < 2 else Sentence("boundary_reach", (("reach", reach - 1),))
    if len({who for one in continua for who in one.spans}) < 2:
        return Estimate(None, 0, notes=(Sentence("one_coder"),))
    cost, count = _rows(continua, reach).sum(axis=0)
    if not count:
        return Estimate(None, 0, notes=(Sentence("no_boundaries"),))
    value = float(1 - cost / count)
    return Estimate(value, int(count), value, notes=(said,))


def of_masses(first: Sequence[int], second: Sequence[int], reach: int = 2) -> float | None:
    """Return B of two segmentations given by the lengths of their segments; `None` when neither has a boundary.

    >>> of_masses([2, 3, 6], [2, 2, 7])
    0.75
    """
    found = edits(_inner(first), _inner(second), reach)
    return 1 - found.cost(reach) / found.count if found.count else None


def boundary_sample(continua: Sequence[Continuum], reach: int = 2) -> Sample:
    """Return the documents, or pieces of them, as a sample to draw from again."""
    return sample(_rows(continua, reach), lambda sums: 1 - share(sums[:, 0], sums[:, 1]))


def replicates(continua: Sequence[Continuum], reach: int = 2, *, seed: int, count: int) -> Reals:
    """Return B in `count` resamples of the documents, with replacement; `nan` where undefined."""
    drawn = boundary_sample(continua, reach)
    return drawn.replicates(count, seed) if drawn.units else np.full(count, np.nan)


def _rows(continua: Sequence[Continuum], reach: int) -> Reals:
    """Return cost and count of each document (documents × 2), over its pairs of coders."""
    rows = np.zeros((len(continua), 2))
    for number, one in enumerate(continua):
        places = [
            {edge for start, end, _ in passages for edge in (start, end)} - {0, one.length}
            for passages in one.spans.values()
        ]
        for first, second in combinations(places, 2):
            found = edits(first, second, reach)
            rows[number] += (found.cost(reach), found.count)
    return rows


def _inner(masses: Sequence[int]) -> set[int]:
    return set(accumulate(masses[:-1]))
