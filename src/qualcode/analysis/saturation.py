"""Saturation by base, run and threshold (Guest, Namey & Chen 2020), in one order and over many random ones.

Base: the codes of the first documents. Run: the new codes in so many documents in a row, divided by those of the base: the
new-information ratio. Runs overlap, each begins one document later. Saturation is reached with the first run whose ratio is
no higher than the threshold, and is written "6+2 at ≤5 %": six documents, confirmed by two more.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

_EQUAL = 1e-9
ORDERS = 1000
SEED = 1


@dataclass(frozen=True, slots=True)
class Rule:
    """How many documents the base and each run hold, and the highest ratio of new information that counts as none."""

    base: int = 4
    run: int = 2
    threshold: float = 0.05

    def __post_init__(self) -> None:
        if self.base < 1 or self.run < 1 or not 0 <= self.threshold < 1:
            raise ValueError("a base and a run hold at least one document, and a threshold is a share below 1")


USUAL = Rule()
"""The base of four, the run of two and the threshold of 5 % that Guest, Namey & Chen propose."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run: its first and last document (from 1), its new codes, and their ratio to the base (`None`: an empty base)."""

    first: int
    last: int
    new: int
    ratio: float | None


@dataclass(frozen=True, slots=True)
class Saturation:
    """New codes document by document, the codes of the base, the runs, and the run with which saturation is reached."""

    rule: Rule
    new: tuple[int, ...]
    base_codes: int
    runs: tuple[Run, ...]
    reached: Run | None

    @property
    def total(self) -> tuple[int, ...]:
        """The codes known after each document."""
        return tuple(accumulate(self.new))

    @property
    def later(self) -> tuple[Run, ...]:
        """The runs after saturation was reached whose ratio is above the threshold again."""
        if self.reached is None:
            return ()
        past = (run for run in self.runs if run.first > self.reached.first and run.ratio is not None)
        return tuple(run for run in past if (run.ratio or 0.0) > self.rule.threshold + _EQUAL)

    @property
    def label(self) -> str | None:
        """The documents before the run and those of the run, as `6+2`; `None` where saturation is not reached."""
        return None if self.reached is None else f"{self.reached.first - 1}+{self.rule.run}"


def first_uses(codes: Sequence[Sequence[Hashable]]) -> tuple[tuple[Hashable, ...], ...]:
    """Return the codes that each document is the first to have, in the order given there."""
    known: set[Hashable] = set()
    found = []
    for document in codes:
        fresh = tuple(code for code in dict.fromkeys(document) if code not in known)
        known.update(fresh)
        found.append(fresh)
    return tuple(found)


def saturation(new: Sequence[int], rule: Rule = USUAL) -> Saturation:
    """Return base, runs and where saturation is reached, from how many codes each document is the first to have.

    With fewer documents than base and run together there is no run; with no code in the base a ratio is `None`.
    """
    base_codes = sum(new[: rule.base])
    runs = []
    for first in range(rule.base + 1, len(new) - rule.run + 2):
        fresh = sum(new[first - 1 : first - 1 + rule.run])
        runs.append(Run(first, first + rule.run - 1, fresh, fresh / base_codes if base_codes else None))
    within = (run for run in runs if run.ratio is not None and run.ratio <= rule.threshold + _EQUAL)
    return Saturation(rule, tuple(new), base_codes, tuple(runs), next(within, None))


@dataclass(frozen=True, slots=True)
class Band:
    """What random orders give: the codes known after each document (low, median, high), and how often saturation is reached.

    `low` and `high` bound the middle 95 % of orders. `documents` says with how many documents (run included) saturation is
    reached: low, median and high of the orders that reach it, `None` where none does.
    """

    seed: int
    orders: int
    low: tuple[float, ...]
    median: tuple[float, ...]
    high: tuple[float, ...]
    reached: float
    documents: tuple[int, int, int] | None


def random_orders(
    codes: Sequence[Sequence[Hashable]], rule: Rule = USUAL, *, orders: int = ORDERS, seed: int = SEED
) -> Band:
    """Return the band over random orders of the same documents; `codes` are those of each document."""
    drawn = _new_in_random_orders(codes, orders, seed)
    known = np.cumsum(drawn, axis=1)
    low, median, high = (tuple(map(float, np.quantile(known, share, axis=0))) for share in (0.025, 0.5, 0.975))
    last = _reached(drawn, rule)
    found = np.sort(last[last > 0])
    at = [int(found[round(share * (len(found) - 1))]) for share in (0.025, 0.5, 0.975)] if len(found) else []
    return Band(seed, orders, low, median, high, len(found) / orders, (at[0], at[1], at[2]) if at else None)


def _new_in_random_orders(codes: Sequence[Sequence[Hashable]], orders: int, seed: int) -> NDArray[np.int64]:
    """Return orders × documents: how many codes the document at each place is the first to have."""
    numbers = {
        code: number for number, code in enumerate(dict.fromkeys(code for document in codes for code in document))
    }
    pairs = sorted({(numbers[code], place) for place, document in enumerate(codes) for code in document})
    code = np.array([number for number, _ in pairs], dtype=np.int64)
    where = np.array([place for _, place in pairs], dtype=np.int64)
    edges = np.flatnonzero(np.concatenate(([True], code[1:] != code[:-1]))) if len(code) else code
    rng = np.random.default_rng(seed)
    drawn = np.zeros((orders, len(codes)), dtype=np.int64)
    for number in range(orders):
        place = rng.permutation(len(codes))
        if len(code):
            drawn[number] = np.bincount(np.minimum.reduceat(place[where], edges), minlength=len(codes))
    return drawn


def _reached(new: NDArray[np.int64], rule: Rule) -> NDArray[np.int64]:
    """Return for each order the number of documents with which saturation is reached, 0 where it is not."""
    orders, documents = new.shape
    if documents < rule.base + rule.run:
        return np.zeros(orders, dtype=np.int64)
    known = np.concatenate((np.zeros((orders, 1), dtype=np.int64), np.cumsum(new, axis=1)), axis=1)
    base = known[:, rule.base, None]
    runs = known[:, rule.base + rule.run :] - known[:, rule.base : documents - rule.run + 1]
    within = (runs <= rule.threshold * base + _EQUAL) & (base > 0)
    last: NDArray[np.int64] = np.where(within.any(axis=1), within.argmax(axis=1) + rule.base + rule.run, 0)
    return last
