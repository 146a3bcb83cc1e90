"""What the α family for unitising needs of each document, counted by a sweep over the edges of passages; it adds up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from qualcode.agreement.counts import Integers, Reals
from qualcode.agreement.unitising.continuum import Continuum
from qualcode.agreement.unitising.layout import GAP, Layout, Values, lay_out
from qualcode.agreement.wording import Sentence


@dataclass(frozen=True, eq=False, slots=True)
class Totals:
    """Sums over documents, a row for each draw (rows × values; value 0 is the gap), in characters × coders.

    `length`: ℓ_c, how much carries each value. `same`: o_cc, how much of it meets the same value with another coder.
    `met`: how much of a code meets any code of another coder. `squares`: Σ of squared lengths of passages; for the gap its
    length, as a gap has no units. `met_squares`: the same of the parts of passages that meet a passage.
    Everything about pairs of coders is divided by the coders of the document less one.
    """

    length: Reals
    same: Reals
    met: Reals
    squares: Reals
    met_squares: Reals


@dataclass(frozen=True, eq=False)
class Tally:
    """The counts of each document that at least two coders finished, and what there was to say while counting.

    `values` name the columns: 0 is the gap, then codes and combinations of codes. `documents` are the rows.
    """

    documents: tuple[str, ...]
    values: tuple[str, ...]
    rows: Totals
    characters: Integers
    coders: int
    notes: tuple[Sentence, ...]

    @property
    def totals(self) -> Totals:
        """The sums over documents, as one row."""
        rows = (self.rows.length, self.rows.same, self.rows.met, self.rows.squares, self.rows.met_squares)
        return Totals(*(one.sum(axis=0, keepdims=True) for one in rows))

    def place(self, code: str) -> int | None:
        """Return the column of a code, `None` when nobody used it by itself."""
        return self.values.index(code, 1) if code in self.values[1:] else None


def tally(continua: Sequence[Continuum]) -> Tally:
    """Return the counts of each document: the memory depends on the passages, never on the length of the texts."""
    values = Values()
    shared = [one for one in continua if len(one.spans) >= 2]
    layouts = [[lay_out(passages, one.length, values) for passages in one.spans.values()] for one in shared]
    width = len(values.numbers) + 1
    fields = np.zeros((5, len(shared), width))
    for number, (one, laid) in enumerate(zip(shared, layouts, strict=True)):
        if one.length:
            fields[:, number] = _count(laid, one.length, width)
    every = [layout for laid in layouts for layout in laid]
    return Tally(
        documents=tuple(one.document for one in shared),
        values=("", *(" + ".join(codes) for codes in values.numbers)),
        rows=Totals(*fields),
        characters=np.array([one.length for one in shared], dtype=np.int64),
        coders=len({coder for one in continua for coder in one.spans}),
        notes=tuple(
            Sentence(key, (("count", count),))
            for key, count in (
                ("joined", sum(layout.joined for layout in every)),
                ("combined", sum(layout.combined for layout in every)),
                ("documents_alone", len(continua) - len(shared)),
            )
            if count
        ),
    )


def _count(laid: Sequence[Layout], length: int, width: int) -> Reals:
    edges = np.unique(np.concatenate([*(layout.starts for layout in laid), [length]]))
    sizes = np.diff(edges).astype(np.float64)
    units = [np.searchsorted(layout.starts, edges[:-1], side="right") - 1 for layout in laid]
    values = [layout.values[unit] for layout, unit in zip(laid, units, strict=True)]
    found, others = np.zeros((5, width)), len(laid) - 1
    for layout, value in zip(laid, values, strict=True):
        found[0] += np.bincount(value, weights=sizes, minlength=width)
        lengths = layout.lengths.astype(np.float64)
        squares = np.where(layout.values == GAP, lengths, lengths**2)
        found[3] += np.bincount(layout.values, weights=squares, minlength=width)
    for one, two in combinations(range(len(laid)), 2):
        equal = sizes * (values[one] == values[two])
        found[1] += 2 * np.bincount(values[one], weights=equal, minlength=width) / others
        both = sizes * ((values[one] != GAP) & (values[two] != GAP))
        for number in (one, two):
            met = np.bincount(units[number], weights=both, minlength=len(laid[number].values))
            found[2] += np.bincount(laid[number].values, weights=met, minlength=width) / others
            found[4] += np.bincount(laid[number].values, weights=met**2, minlength=width) / others
    return found
