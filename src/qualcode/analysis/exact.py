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
class _Paths:
    """Partial tables that end at one place: what is left of each row, the log chance so far, and how many there are."""

    left: Counts
    chance: Numbers
    number: Numbers


class _Network:
    """One table's margins, and the walk over its columns. A chance is the log of Π 1/x! over the cells, without constants."""

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
        paths = _Paths(np.sort(self.rows)[None, :], np.zeros(1), np.ones(1))
        for at in range(len(self.columns) - 2):
            paths = self._after(paths, at)
            if self.steps > _MOST:
                break
        if self.steps <= _MOST:
            self._finish(paths)
        if self.steps > _MOST:
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

    def _fillings(self, left: Counts, column: int) -> Iterator[tuple[Counts, Counts]]:
        """Yield, some places at a time, which place (its number) and what the column takes from each of its rows."""
        if not len(left):
            return
        if _number_of_ways(column, left.max(axis=0)) > _MOST // 30:
            self.steps = _MOST + 1
            return
        ways = _compositions(column, left.max(axis=0))
        size = max(1, _CHUNK // len(ways))
        for start in range(0, len(left), size):
            here = left[start : start + size]
            self.steps += len(here) * len(ways)
            if self.steps > _MOST:
                return
            fits = np.ones((len(here), len(ways)), dtype=bool)
            for row in range(left.shape[1]):
                fits &= ways[None, :, row] <= here[:, row, None]
            place, way = np.nonzero(fits)
            yield place + start, ways[way]

    def _after(self, paths: _Paths, at: int) -> _Paths:
        """Return the partial tables after one more column that are not decided yet, equal ones as one."""
        places, which = np.unique(paths.left, axis=0, return_inverse=True)
        order = np.argsort(which.ravel(), kind="stable")
        first = np.searchsorted(which.ravel()[order], np.arange(len(places) + 1))
        many = np.diff(first)
        made: list[_Paths] = []
        for place, taken in self._fillings(places, int(self.columns[at])):
            further = int(many[place].sum())
            self.steps += further if further <= _MOST // 5 else _MOST
            if self.steps > _MOST:
                return paths
            arc = np.repeat(np.arange(len(place)), many[place])
            offset = np.arange(len(arc)) - np.repeat(np.cumsum(many[place]) - many[place], many[place])
            path = order[first[place][arc] + offset]
            left = np.sort(places[place] - taken, axis=1)
            chance = paths.chance[path] - self.log_factorial[taken].sum(axis=1)[arc]
            open = self._undecided(left, arc, chance, paths.number[path], self.columns[at + 1 :])
            made.append(_merged(_Paths(left[arc[open]], chance[open], paths.number[path[open]])))
        return _merged(_joined(made)) if len(made) > 1 else made[0] if made else paths

    def _undecided(self, left: Counts, arc: Counts, chance: Numbers, number: Numbers, columns: Counts) -> Counts:
        """Return which paths may end on either side; count those all of whose ends are no likelier than the table observed.

        `left` are the places, `arc` says which of them a path has reached.
        """
        inside = chance + self._best(left, columns)[arc] <= self.observed
        logs = chance[inside] + self._whole(left, columns)[arc[inside]] - self.whole
        self.found += float((number[inside] * np.exp(logs)).sum())
        return np.flatnonzero(~inside & (chance + self._worst(left, columns)[arc] <= self.observed))

    def _finish(self, paths: _Paths) -> None:
        """Fill the last two columns: the chances of all ways, sorted once for each place, are cut where each path needs."""
        places, which = np.unique(paths.left, axis=0, return_inverse=True)
        for place, taken in self._fillings(places, int(self.columns[-2])):
            tail = -(self.log_factorial[taken] + self.log_factorial[places[place] - taken]).sum(axis=1)
            order = np.lexsort((tail, place))
            place, tail = place[order], tail[order]
            edges = np.searchsorted(place, np.arange(place[0], place[-1] + 2)) if len(place) else np.zeros(1, int)
            for number, (begin, end) in enumerate(pairwise(edges), int(place[0])):
                own = which.ravel() == number
                most = tail[end - 1] if end > begin else 0.0
                below = np.concatenate(([0.0], np.cumsum(np.exp(tail[begin:end] - most))))
                cut = np.searchsorted(tail[begin:end], self.observed - paths.chance[own], side="right")
                logs = paths.chance[own] - self.whole + most
                self.found += float((paths.number[own] * np.exp(logs) * below[cut]).sum())


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


def _joined(parts: Sequence[_Paths]) -> _Paths:
    return _Paths(
        np.concatenate([part.left for part in parts]),
        np.concatenate([part.chance for part in parts]),
        np.concatenate([part.number for part in parts]),
    )


def _merged(paths: _Paths) -> _Paths:
    """Return the paths with those that end at one place by one chance counted together."""
    chance = np.rint(paths.chance * -1e9).astype(np.int64)
    base, span = int(paths.left.max(initial=0)) + 1, int(chance.max(initial=0)) + 1
    key = np.zeros(len(paths.left), dtype=np.int64)
    for row in range(paths.left.shape[1] - 1):  # the last row follows from the others
        if int(key.max(initial=0)) >= _KEYS // base:
            key = np.unique(key, return_inverse=True)[1].ravel()
        key = key * base + paths.left[:, row]
    if int(key.max(initial=0)) >= _KEYS // span:
        key = np.unique(key, return_inverse=True)[1].ravel()
    key = key * span + chance
    order = np.argsort(key)
    key = key[order]
    starts = np.flatnonzero(np.concatenate(([True], key[1:] != key[:-1]))) if len(key) else order
    number = np.add.reduceat(paths.number[order], starts) if len(starts) else paths.number
    return _Paths(paths.left[order[starts]], paths.chance[order[starts]], number)
