"""Drawing units again: the bootstrap of any coefficient that is a ratio of sums over units.

Units that add the same to the sums are alike, so they are kept once, with their number; a resample is one multinomial
draw over these numbers. What is drawn is a whole unit: decisions about several codes on one turn, or of several pairs of
coders, are drawn together, since they are not independent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, partial

import numpy as np
from numpy.typing import NDArray

from qualcode.agreement.counts import Integers, Reals

REPLICATES = 1000
SEED = 1
"""The seed of every interval unless another is given; it is printed with the interval."""

Places = NDArray[np.intp]
Settle = Callable[[Reals], Reals]
_CELLS = 1 << 21
_SPARSE = 4
_MOST = 1 << 24
_KEPT = 1 << 24
"""Counts of a draw that are kept for the next coefficient: 64 MB."""


@dataclass(frozen=True, eq=False)
class Sample:
    """Units that can be drawn again: the distinct rows of what a unit adds to the sums, and how many units have each.

    `rows` is distinct units × sums; `settle` turns sums (draws × sums) into values, `nan` where undefined. `each`, of a
    mean, gives the values that it averages (values × draws).
    """

    times: Integers
    rows: Reals
    settle: Settle
    each: Settle | None = None

    @property
    def units(self) -> int:
        """How many units there are."""
        return int(self.times.sum())

    @cached_property
    def estimate(self) -> float:
        """The coefficient of the units as they are; `nan` when undefined."""
        return float(self.settle((self.times @ self.rows)[None, :])[0])

    def replicates(self, number: int = REPLICATES, seed: int = SEED) -> Reals:
        """Return the coefficient of each of so many resamples; `nan` where a resample leaves it undefined."""
        return self.settle(self.sums(number, seed))

    def sums(self, number: int = REPLICATES, seed: int = SEED) -> Reals:
        """Return the sums of each of so many resamples: resamples × sums."""
        if not self.units:
            return np.zeros((number, self.rows.shape[1]))
        return np.concatenate([drawn @ self.rows for drawn in _draws(self.times, number, seed)])

    def left_out(self) -> tuple[Reals, Integers]:
        """Return the coefficient without one unit of each distinct row, and how many units that stands for."""
        return self.settle(self.times @ self.rows - self.rows), self.times


def sample(rows: Reals, settle: Settle, times: Integers | None = None) -> Sample:
    """Return units as a sample; `rows` is units × sums, or distinct rows × sums when `times` says how often each occurs."""
    if times is not None:
        return Sample(times, rows, settle)
    if not len(rows):
        return Sample(np.zeros(0, dtype=np.int64), rows, settle)
    first, of = distinct(rows)
    return Sample(np.bincount(of), rows[first], settle)


def clustered(rows: Reals, of: Integers, stacked: int) -> Reals:
    """Return what each unit adds to the sums where decisions of several codes are stacked: units × sums.

    `rows` is distinct decisions × sums, `of` the row of each decision (below 0: it adds nothing). The decisions come code
    by code, each code with all `stacked` units in one order.
    """
    padded = np.concatenate([rows, np.zeros((1, rows.shape[1]))])
    by_code = of.reshape(-1, stacked)
    step = max(1, _CELLS // max(stacked * rows.shape[1], 1))
    added = np.zeros((stacked, rows.shape[1]))
    for start in range(0, len(by_code), step):
        added += padded[by_code[start : start + step]].sum(axis=0)
    return added


def mean_of(parts: Sequence[tuple[Reals, Settle]], times: Integers | None = None) -> Sample:
    """Return the mean of several coefficients over the same units, each unit drawn for all of them together.

    Each part is units × sums with its settling (distinct units × sums when `times` says how often each occurs). In a
    resample that leaves some of them undefined the mean is taken over the others, as in the point estimate.
    """
    ends = np.cumsum([rows.shape[1] for rows, _ in parts])
    alike = all(rows.shape[1] == ends[0] and _same(one, parts[0][1]) for rows, one in parts)

    def each(sums: Reals) -> Reals:
        if alike:
            return parts[0][1](sums.reshape(-1, ends[0])).reshape(len(sums), -1).T
        split = np.split(sums, ends[:-1], axis=1)
        return np.array([one(columns) for (_, one), columns in zip(parts, split, strict=True)])

    drawn = sample(np.concatenate([rows for rows, _ in parts], axis=1), lambda sums: averaged(each(sums)), times)
    return replace(drawn, each=each)


def _same(one: Settle, other: Settle) -> bool:
    # Coefficients settle by the same function with the same settings: then all can be settled in one call.
    if not isinstance(one, partial) or not isinstance(other, partial):
        return one is other
    return (one.func, one.args, one.keywords) == (other.func, other.args, other.keywords)


def averaged(values: Reals) -> Reals:
    """Return the mean of the defined values (values × draws) of each draw; `nan` where none is."""
    defined = np.isfinite(values)
    count = defined.sum(axis=0)
    return np.where(count > 0, np.where(defined, values, 0.0).sum(axis=0) / np.maximum(count, 1), np.nan)


def _draws(times: Integers, number: int, seed: int) -> Iterator[Reals]:
    """Yield resamples, so many rows at a time that memory stays small: how often each distinct unit was drawn."""
    if len(times) * number <= _KEPT:
        yield from (drawn.astype(np.float64) for drawn in _drawn_again(times.tobytes(), number, seed))
    else:
        yield from _drawn(times, number, seed)


@lru_cache(maxsize=1)
def _drawn_again(times: bytes, number: int, seed: int) -> tuple[NDArray[np.int32], ...]:
    # Several coefficients on the same units ask for the same draw: it is made once, and kept in half the space.
    return tuple(drawn.astype(np.int32) for drawn in _drawn(np.frombuffer(times, dtype=np.int64), number, seed))


def _drawn(times: Integers, number: int, seed: int) -> Iterator[Reals]:
    generator = np.random.default_rng(seed)
    each = max(1, _CELLS // len(times))
    for start in range(0, number, each):
        yield _draw(times, min(each, number - start), generator)


def _draw(times: Integers, size: int, generator: np.random.Generator) -> Reals:
    units, kinds = int(times.sum()), len(times)
    if units > _SPARSE * kinds or size * max(units, kinds) > _MOST:
        return generator.multinomial(units, times / units, size=size).astype(np.float64)
    # With few units alike, drawing units is faster than drawing how many of each kind; the law is the same.
    each = np.repeat(np.arange(kinds, dtype=np.int32), times)
    drawn = each[generator.integers(0, units, size=(size, units), dtype=np.int32)]
    drawn += np.arange(0, size * kinds, kinds, dtype=np.int32)[:, None]
    return np.bincount(drawn.ravel(), minlength=size * kinds).reshape(size, -1).astype(np.float64)


def distinct(rows: Reals | Integers) -> tuple[Places, Places]:
    """Return the first place of each distinct row of a table, and which of them each row is."""
    wide = np.ascontiguousarray(rows + 0)
    keys = wide.view(np.dtype((np.void, wide.dtype.itemsize * wide.shape[1]))).ravel()
    _, first, of = np.unique(keys, return_index=True, return_inverse=True)
    return first, of
