"""What a coefficient on sets of codes is: sums over units, and what they say of observed and expected disagreement."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from qualcode.agreement.coefficient import Estimate, Parts, too_many_parts
from qualcode.agreement.counts import Reals
from qualcode.agreement.resample import Sample, sample
from qualcode.agreement.sets.table import CodeSets
from qualcode.agreement.wording import Sentence

CELLS = 50_000_000
"""Cells of a table of sets × codes, or sixteenths of sets × sets, beyond which sets are not compared with each other."""
_TINY = 1e-12

Disagreement = tuple[Reals, Reals | None]
"""Observed and expected disagreement of each row, 0 to 1; expected is `None` where no chance is taken off."""


@dataclass(frozen=True, eq=False, slots=True)
class Sums:
    """What one unit of each profile adds to the sums, and what the sums say.

    `own` is profiles × 2: the disagreement within a unit, and what it is to be divided by. `settle` takes sums of both and,
    for a coefficient with `chance`, how often each distinct set was given: rows × (2 + sets).
    """

    own: Reals
    settle: Callable[[Reals], Disagreement]
    chance: bool = True


@dataclass(frozen=True, slots=True)
class SetCoefficient:
    """A coefficient on sets of codes by name: counts first, ratios last.

    `prepare` looks at the code sets once; `chance` says whether chance is taken off. `beside` are remarks that its value
    always carries; `empty` words the note on empty sets.
    """

    name: str
    prepare: Callable[[CodeSets], Sums]
    chance: bool = True
    beside: tuple[Sentence, ...] = ()
    empty: str = "empty_sets"

    def of(self, table: CodeSets) -> Estimate:
        """Return its estimate; undefined is a value of `None` with a note. `units` are those with at least two sets."""
        found, why = table.pairable, self.cannot(table)
        if why is not None:
            return Estimate(None, found.units, notes=(why,))
        sums = self.prepare(table)
        total = np.concatenate([found.times @ sums.own, found.totals if self.chance else []])
        observed, expected = sums.settle(total[None, :].astype(np.float64))
        agreed, notes = float(1 - observed[0]), (*self.beside, *_empty(table, self.empty))
        if expected is None:
            return Estimate(agreed, found.units, agreed, notes=notes)
        if expected[0] < _TINY:
            # Two different sets that were given can be drawn again, so chance agrees for certain on one set alone.
            return Estimate(None, found.units, agreed, notes=(Sentence("one_set"),))
        value = float(1 - observed[0] / expected[0])
        return Estimate(value, found.units, agreed, float(1 - expected[0]), notes=notes)

    def cannot(self, table: CodeSets) -> Sentence | None:
        """Say why the sets cannot be compared, if so."""
        if table.coders < 2:
            return Sentence("one_coder")
        if table.pairable.units == 0:
            return Sentence("no_pairs")
        if self.chance and len(table.sets) * max(len(table.codes), len(table.sets) // 16) > CELLS:
            return Sentence("too_many_sets", (("sets", len(table.sets)), ("codes", len(table.codes))))
        return None

    def parts(self, table: CodeSets) -> Parts | Sentence:
        """Return it taken apart by units, so that units can be drawn again, or why that cannot be."""
        why = self.cannot(table) or too_many_parts(table.pairable, 2 + len(table.sets) * self.chance)
        if why is not None:
            return why
        sums = self.prepare(table)
        matrix = np.column_stack([sums.own, table.pairable.dense()]) if self.chance else sums.own

        def settle(rows: Reals) -> Reals:
            observed, expected = sums.settle(rows)
            return 1 - observed if expected is None else ratio(observed, expected)

        return Parts(table.pairable, matrix, settle)

    def sample(self, table: CodeSets) -> Sample | Sentence:
        """Return the pairable units as a sample to draw from again, or why that cannot be."""
        parts = self.parts(table)
        return parts if isinstance(parts, Sentence) else sample(parts.matrix, parts.settle, parts.units.times)

    def replicates(self, table: CodeSets, *, seed: int, count: int) -> Reals:
        """Return its value in `count` resamples of the pairable units, with replacement; `nan` where undefined."""
        drawn = self.sample(table)
        return np.full(count, np.nan) if isinstance(drawn, Sentence) else drawn.replicates(count, seed)


def ratio(observed: Reals, expected: Reals) -> Reals:
    """Return 1 - observed / expected disagreement, `nan` where chance would never disagree."""
    return np.asarray(1 - observed / np.where(expected > _TINY, expected, np.nan), dtype=np.float64)


def _empty(table: CodeSets, key: str) -> tuple[Sentence, ...]:
    given = table.pairable.totals
    count = int(given[table.sizes == 0].sum())
    return (Sentence(key, (("count", count), ("of", int(given.sum())))),) if count else ()
