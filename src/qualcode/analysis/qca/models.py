"""All tied models: every choice of equally few prime implicants that covers all that is to be explained.

As R's QCA does with `all.sol = FALSE`: prime implicants that are dominated by others are kept, so a longer term may stand
in a tied model; a model with more terms than needed never does (Duşa 2019, ch. 8; Baumgartner & Thiem 2017 on ambiguity).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product

import numpy as np
from numpy.typing import NDArray

from qualcode.errors import StudyError

Floats = NDArray[np.float32]

MOST = 1_000
"""So many tied models are listed; then it is only said that there are more."""

_PATIENCE = 150_000
"""So many steps the search may take, one for each 8,000 cells of the chart: a few seconds whatever its size."""

_CELLS = 8_000


@dataclass(frozen=True, slots=True)
class Models:
    """Tied models as numbers of the columns they choose, and whether there are more than are listed."""

    chosen: tuple[tuple[int, ...], ...]
    truncated: bool


def tied_models(coverages: Sequence[int], rows: int, most: int = MOST) -> Models:
    """Return the choices of fewest columns that cover all rows, at most `most` of them.

    `coverages[i]` has a bit for each of the `rows` that column i covers. No rows: no model. The search is bounded: raise
    `StudyError` when even the number of columns cannot be settled; `truncated` also when it ended before all were found.
    """
    if not rows:
        return Models((), False)
    alike: dict[int, list[int]] = {}
    for column, covered in enumerate(coverages):
        alike.setdefault(covered, []).append(column)
    whole = (1 << rows) - 1
    if _union(list(alike)) != whole:
        raise ValueError("the columns do not cover all rows")
    chart = _Chart(list(alike), rows)
    fewest = _fewest(chart, whole, rows)
    choices = (choice for cover in chart.covers(whole, fewest) for choice in product(*(alike[each] for each in cover)))
    listed: list[tuple[int, ...]] = []
    try:
        for choice in islice(choices, most + 1):
            listed.append(tuple(sorted(choice)))
    except _TooManySteps:  # that these are the shortest is settled; that they are all is not
        return Models(tuple(sorted(listed[:most])), True)
    return Models(tuple(sorted(listed[:most])), len(listed) > most)


def _fewest(chart: _Chart, whole: int, rows: int) -> int:
    try:
        return next(size for size in range(1, rows + 1) if chart.fits(whole, size))
    except _TooManySteps:
        raise StudyError(
            "These conditions leave too many ways to the shortest solution to settle which it is.",
            remedy="Name fewer conditions, or raise the frequency.",
        ) from None


class _TooManySteps(Exception):
    """The search was stopped."""


class _Chart:
    """Distinct coverages as bits, and what has been learnt of how few of them cover a set of rows."""

    def __init__(self, columns: list[int], rows: int) -> None:
        self._columns = [[each for each in columns if each >> row & 1] for row in range(rows)]
        widest = _maximal(columns)
        self._bytes = -(-rows // 8)
        self._matrix = np.stack([self._flags(each) for each in widest])
        self._widest = [[each for each in widest if each >> row & 1] for row in range(rows)]
        # Rows that share no column need one each: counting such rows tells how many columns are needed at least.
        self._reach = [_union(each) for each in self._widest]
        self._order = sorted(range(rows), key=lambda row: len(self._widest[row]))
        self._needed: dict[int, int] = {}
        self._enough: dict[int, int] = {}
        self._cost = 1 + self._matrix.size // _CELLS
        self._spent = 0

    def fits(self, open: int, budget: int) -> bool:
        """Say whether `budget` columns cover the open rows."""
        if not open:
            return True
        if budget >= self._enough.get(open, rows_in(open)):
            return True
        if budget < self._needed.get(open, 1) or budget < self._apart(open):
            return False
        self._count()
        found = False
        if self._most(open, budget) >= rows_in(open):
            useful = _maximal({each & open for each in self._widest[self._first(open)]})
            found = any(self.fits(open & ~each, budget - 1) for each in useful)
        if found:
            self._enough[open] = budget
        else:
            self._needed[open] = budget + 1
        return found

    def covers(self, open: int, budget: int) -> Iterator[tuple[int, ...]]:
        """Yield every set of `budget` columns that covers the open rows, each once; `budget` must be the fewest."""
        seen: set[frozenset[int]] = set()
        for cover in self._covers(open, budget):
            key = frozenset(cover)
            if key not in seen:
                seen.add(key)
                yield cover

    def _covers(self, open: int, budget: int) -> Iterator[tuple[int, ...]]:
        if not open:
            yield ()
            return
        for left, columns in self._branches(open, budget - 1):
            for rest in self._covers(left, budget - 1):
                for column in columns:
                    yield (column, *rest)

    def _branches(self, open: int, budget: int) -> Iterator[tuple[int, list[int]]]:
        """Yield what can be left open once one row is covered, with the columns that leave just that."""
        alike: dict[int, list[int]] = {}
        for column in self._columns[self._first(open)]:
            alike.setdefault(column & open, []).append(column)
        failed: list[int] = []
        for covered in sorted(alike, key=lambda each: (-each.bit_count(), each)):
            # What covers less than a column that does not do, does not do either.
            if any(covered & other == covered for other in failed):
                continue
            if self.fits(open & ~covered, budget):
                yield open & ~covered, alike[covered]
            else:
                failed.append(covered)

    def _first(self, open: int) -> int:
        return next(row for row in self._order if open >> row & 1)

    def _most(self, open: int, budget: int) -> int:
        """Return how many open rows the best columns would cover if they did not overlap."""
        gains = self._matrix @ self._flags(open)
        return int(np.partition(gains, -budget)[-budget:].sum() if budget < len(gains) else gains.sum())

    def _flags(self, bits: int) -> Floats:
        raw = np.frombuffer(bits.to_bytes(self._bytes, "little"), dtype=np.uint8)
        return np.unpackbits(raw, bitorder="little").astype(np.float32)

    def _apart(self, open: int) -> int:
        needed = 0
        for row in self._order:
            if open >> row & 1:
                open &= ~self._reach[row]
                needed += 1
        return needed

    def _count(self) -> None:
        self._spent += self._cost
        if self._spent > _PATIENCE:
            raise _TooManySteps


def rows_in(bits: int) -> int:
    """Return how many rows are open: no cover of them needs more columns."""
    return bits.bit_count()


def _maximal(columns: set[int] | list[int]) -> list[int]:
    """Return the columns that no other covers wholly, the widest first."""
    kept: list[int] = []
    for column in sorted(columns, key=lambda each: (-each.bit_count(), each)):
        if not any(column & other == column for other in kept):
            kept.append(column)
    return kept


def _union(columns: list[int]) -> int:
    found = 0
    for each in columns:
        found |= each
    return found
