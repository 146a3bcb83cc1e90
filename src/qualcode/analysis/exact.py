"""Exact tests for small tables: Fisher's for r × c by counting all tables, and Holm's correction for several.

Nothing is drawn at random, so the same table gives the same p to the last digit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import lgamma
from typing import Any

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]
Numbers = NDArray[np.float64]

_EQUAL = 1e-7
"""Two tables are equally likely when their chances differ by less than this share, as R's `fisher.test` has it."""

_MOST = 30_000_000
"""So many steps are counted through (a few seconds); a table that needs more is refused with a sentence."""

_ENDS = 3
"""So many of the last columns, or half of them, are counted from the end: both ends have fewer partial tables than one."""

_CHUNK = 1_000_000
_KEYS = 2**62


@dataclass(frozen=True, slots=True)
class Fisher:
    """The two-sided p of Fisher's exact test, or `None` and a sentence saying why there is none."""

    p: float | None
    note: str = ""


def fisher_exact(table: Sequence[Sequence[int]]) -> Fisher:
    """Return the exact two-sided p for an r × c table of counts: the chance of a table no likelier than this one.

    Fisher 1934; Freeman & Halton 1951 for r × c. Tables with the same margins are counted column by column, equal partial
    tables together and those already decided at once, after the network algorithm of Mehta & Patel 1983. Rows and columns
    of zeros are left out. `ValueError` for counts that are negative or rows of different length.
    """
    counts = _checked(table)
    counts = counts[counts.sum(axis=1) > 0][:, counts.sum(axis=0) > 0]
    if min(counts.shape, default=0) < 2:
        return Fisher(None, "Only one row or one column has any count: there is nothing to compare.")
    if counts.shape[0] > counts.shape[1]:
        counts = counts.T
    return _Network(counts).run()


def holm(values: Sequence[float | None]) -> tuple[float | None, ...]:
    """Return p-values corrected for their number by Holm 1979, in the order given; a `None` stays and is not counted.

    >>> [round(p, 3) for p in holm([0.01, 0.04, 0.03, 0.005])]
    [0.03, 0.06, 0.06, 0.02]
    """
    order = sorted((value, place) for place, value in enumerate(values) if value is not None)
    stepped = (min(1.0, value * (len(order) - rank)) for rank, (value, _) in enumerate(order))
    corrected: list[float | None] = [None] * len(values)
    for (_, place), value in zip(order, accumulate(stepped, max), strict=True):
        corrected[place] = value
    return tuple(corrected)


def _checked(table: Sequence[Sequence[int]]) -> Counts:
    if len({len(row) for row in table}) > 1:
        raise ValueError("the rows of a table are equally long")
    counts: Counts = np.array([list(row) for row in table], dtype=np.int64).reshape(
        len(table), len(table[0]) if table else 0
    )
    if (counts < 0).any():
        raise ValueError("a table of counts has no negative cell")
    return counts


@dataclass(slots=True)
class _Ways:
    """Partial tables counted together: the number of their place, the log of their chance, and how many there are."""

    place: Counts
    chance: Numbers
    number: Numbers


class _TooLarge(Exception):
    """More steps than are counted through."""


class _Network:
    """One table's margins, and the walk over its columns. A chance is the log of Π 1/x! over the cells, without constants.

    A place is what is left of the rows after some columns, sorted, for the order of rows does not matter.
    """

    def __init__(self, counts: Counts) -> None:
        self.rows = counts.sum(axis=1)
        # The largest column first: from the one place at the start it takes the fewest steps.
        self.columns = np.roll(np.sort(counts.sum(axis=0)), 1)
        self.log_factorial: Numbers = np.array([lgamma(number + 1.0) for number in range(int(counts.sum()) + 1)])
        self.observed = -float(self.log_factorial[counts].sum()) + _EQUAL
        self.whole = self._whole(self.rows[None, :], self.columns)[0]
        self.found = 0.0
        self.steps = 0

    def run(self) -> Fisher:
        """Return the p, or why the table is too large for it."""
        places, paths = np.sort(self.rows)[None, :], _Ways(np.zeros(1, dtype=np.int64), np.zeros(1), np.ones(1))
        half = len(self.columns) - min(_ENDS, max(2, len(self.columns) // 2))
        try:
            for at in range(half):
                if len(places):
                    places, paths = self._after(places, paths, at)
            if len(places):
                self._join(paths, self._ends(places, half), len(places))
        except _TooLarge:
            return Fisher(None, "The table is too large to count all tables with its margins.")
        return Fisher(min(1.0, self.found))

    def _whole(self, left: Counts, columns: Counts) -> Numbers:
        """Return the log of the summed chances of all ways to fill these columns with what is left of the rows."""
        each = self.log_factorial
        total: Numbers = each[int(columns.sum())] - each[left].sum(axis=1) - each[columns].sum()
        return total

    def _best(self, left: Counts, columns: Counts) -> Numbers:
        """Return a chance that no end exceeds: rows, or columns, spread as evenly as they can be."""
        by_column = sum(self._even(np.array([column]), left.shape[1])[0] for column in columns)
        bound: Numbers = -np.maximum(self._even(left, len(columns)).sum(axis=1), by_column)
        return bound

    def _worst(self, left: Counts, columns: Counts) -> Numbers:
        """Return a chance that no end falls below: each row, or each column, in a single cell."""
        bound: Numbers = -np.minimum(self.log_factorial[left].sum(axis=1), self.log_factorial[columns].sum())
        return bound

    def _even(self, totals: Counts, parts: int) -> Numbers:
        every = np.arange(int(totals.max(initial=0)) + 1)
        low, more = every // parts, every % parts
        spread: Numbers = more * self.log_factorial[low + (more > 0)] + (parts - more) * self.log_factorial[low]
        return spread[totals]

    def _step(self, steps: int) -> None:
        self.steps += steps
        if self.steps > _MOST:
            raise _TooLarge

    def _arcs(self, places: Counts, column: int) -> tuple[Counts, _Ways, Counts]:
        """Return the places after one more column, the arcs to them (equal ones as one), and where each arc ends."""
        most = places.max(axis=0, initial=0)
        if _number_of_ways(column, most) > _MOST // 30:
            raise _TooLarge
        ways = _compositions(column, most)
        self._step(len(places) * len(ways))
        size = max(1, _CHUNK // max(1, len(ways)))
        fitting = [_fitting(places[start : start + size], ways) for start in range(0, len(places), size)]
        place = np.concatenate([which + size * number for number, (which, _) in enumerate(fitting)])
        taken = ways[np.concatenate([way for _, way in fitting])]
        further, end = _distinct(np.sort(places[place] - taken, axis=1))
        chance = -self.log_factorial[taken].sum(axis=1)
        arcs = _merged(_Ways(place * len(further) + end, chance, np.ones(len(place))))
        arcs.place, end = np.divmod(arcs.place, max(1, len(further)))
        return further, arcs, end

    def _after(self, places: Counts, paths: _Ways, at: int) -> tuple[Counts, _Ways]:
        """Return the places after one more column, and the partial tables there that are not decided yet."""
        further, arcs, end = self._arcs(places, int(self.columns[at]))
        edges = np.searchsorted(paths.place, np.arange(len(places) + 1))
        made = []
        for arc, path in self._joined(arcs, edges, arcs.place):
            chance = arcs.chance[arc] + paths.chance[path]
            ways = _Ways(end[arc], chance, arcs.number[arc] * paths.number[path])
            made.append(_merged(self._undecided(further, ways, self.columns[at + 1 :])))
        whole = _merged(_together(made)) if len(made) > 1 else made[0]
        kept, which = np.unique(whole.place, return_inverse=True)
        return further[kept], _Ways(which.ravel(), whole.chance, whole.number)

    def _undecided(self, places: Counts, ways: _Ways, columns: Counts) -> _Ways:
        """Return the ways that may end on either side; count those all of whose ends are no likelier than the table observed."""
        inside = ways.chance + self._best(places, columns)[ways.place] <= self.observed
        logs = ways.chance[inside] + self._whole(places, columns)[ways.place[inside]] - self.whole
        self.found += float((ways.number[inside] * np.exp(logs)).sum())
        open = ~inside & (ways.chance + self._worst(places, columns)[ways.place] <= self.observed)
        return _Ways(ways.place[open], ways.chance[open], ways.number[open])

    def _ends(self, places: Counts, at: int) -> _Ways:
        """Return all ways to fill the columns from one on at each of these places."""
        if at == len(self.columns) - 1:
            return _Ways(np.arange(len(places)), -self.log_factorial[places].sum(axis=1), np.ones(len(places)))
        further, arcs, end = self._arcs(places, int(self.columns[at]))
        later = self._ends(further, at + 1)
        made = []
        for arc, way in self._joined(arcs, np.searchsorted(later.place, np.arange(len(further) + 1)), end):
            number = arcs.number[arc] * later.number[way]
            made.append(_merged(_Ways(arcs.place[arc], arcs.chance[arc] + later.chance[way], number)))
        return _merged(_together(made)) if len(made) > 1 else made[0]

    def _joined(self, arcs: _Ways, edges: Counts, at: Counts) -> Iterator[tuple[Counts, Counts]]:
        """Yield, some at a time, every arc with every way at the place where it stands (`at`); at least once."""
        many = np.diff(edges)[at]
        self._step(int(many.sum()))
        cuts = np.searchsorted(np.cumsum(many), np.arange(_CHUNK, int(many.sum()), _CHUNK))
        for low, high in pairwise((0, *cuts.tolist(), len(many))):
            here = many[low:high]
            arc = np.repeat(np.arange(low, high), here)
            yield arc, edges[at[arc]] + np.arange(len(arc)) - np.repeat(np.cumsum(here) - here, here)

    def _join(self, paths: _Ways, ends: _Ways, places: int) -> None:
        """Count the tables: the ends of each place, the least likely first, are cut where each path to it needs."""
        arrived = np.searchsorted(paths.place, np.arange(places + 1))
        edges = np.searchsorted(ends.place, np.arange(places + 1))
        for (first, last), (begin, end) in zip(pairwise(arrived.tolist()), pairwise(edges.tolist()), strict=True):
            chance, tail = paths.chance[first:last], ends.chance[begin:end]
            most = tail[-1]
            below = np.concatenate(([0.0], np.cumsum(ends.number[begin:end] * np.exp(tail - most))))
            cut = np.searchsorted(tail, self.observed - chance, side="right")
            logs = chance - self.whole + most
            self.found += float((paths.number[first:last] * np.exp(logs) * below[cut]).sum())


def _fitting(left: Counts, ways: Counts) -> tuple[Counts, Counts]:
    """Return which place can give which way of filling a column."""
    fits = np.ones((len(left), len(ways)), dtype=bool)
    for row in range(left.shape[1]):
        fits &= ways[None, :, row] <= left[:, row, None]
    place, way = np.nonzero(fits)
    return place, way


def _compositions(total: int, most: Counts) -> Counts:
    """Return all ways to take `total` from rows that hold at most so much, one way a line."""
    ways: Any = np.zeros((1, 0), dtype=np.int64)
    for row, limit in enumerate(most):
        later = int(most[row + 1 :].sum())
        used = ways.sum(axis=1)
        low, high = np.maximum(0, total - used - later), np.minimum(limit, total - used)
        many = np.maximum(0, high - low + 1)
        which = np.repeat(np.arange(len(ways)), many)
        own = low[which] + np.arange(len(which)) - np.repeat(np.cumsum(many) - many, many)
        ways = np.column_stack((ways[which], own))
    return np.asarray(ways, dtype=np.int64)


def _number_of_ways(total: int, most: Counts) -> float:
    ways = np.ones(1)
    for limit in most:
        ways = np.convolve(ways, np.ones(int(limit) + 1))[: total + 1]
    return float(ways[total])


def _together(parts: Sequence[_Ways]) -> _Ways:
    return _Ways(
        np.concatenate([part.place for part in parts]),
        np.concatenate([part.chance for part in parts]),
        np.concatenate([part.number for part in parts]),
    )


def _merged(ways: _Ways) -> _Ways:
    """Return ways by place and rising chance, those of one place and one chance counted together."""
    less = np.rint(ways.chance * -1e9).astype(np.int64)
    span = int(less.max(initial=0)) + 1
    place = ways.place
    if int(place.max(initial=0)) >= _KEYS // span:
        raise _TooLarge
    key = place * span + (span - 1 - less)
    order = np.argsort(key)
    key = key[order]
    starts = np.flatnonzero(np.concatenate(([True], key[1:] != key[:-1]))) if len(key) else order
    number = np.add.reduceat(ways.number[order], starts) if len(starts) else ways.number
    return _Ways(place[order[starts]], ways.chance[order[starts]], number)


def _distinct(places: Counts) -> tuple[Counts, Counts]:
    """Return the different places, and for each one given its number among them."""
    base = int(places.max(initial=0)) + 1
    key = np.zeros(len(places), dtype=np.int64)
    for row in range(places.shape[1] - 1):  # the last row follows from the others
        if int(key.max(initial=0)) >= _KEYS // base:
            key = np.unique(key, return_inverse=True)[1].ravel()
        key = key * base + places[:, row]
    _, first, which = np.unique(key, return_index=True, return_inverse=True)
    return places[first], which.ravel()
