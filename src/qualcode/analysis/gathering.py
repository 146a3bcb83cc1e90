"""Passages gathered by number: a million of them sorted into cells at once, each cell with the codings behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import compress
from math import isnan, nan

import numpy as np

from qualcode.analysis.in_order import InOrder, Ints, Objects, changes
from qualcode.model.evidence import Passage


class Gathering:
    """Passages gathered by group: those of each stand together, in document order."""

    def __init__(self, found: InOrder, group: Ints, passage: Ints, groups: int) -> None:
        """Take passages by their numbers in `found`, each with its group's; a passage may be in several groups."""
        size = max(1, len(found.passages))
        self.group, self.numbers = np.divmod(np.sort(group * size + passage), size)
        self.found, self.groups = found, groups
        # One more than there are groups: the last is the empty one.
        self.edges: list[int] = np.searchsorted(self.group, np.arange(groups + 2)).tolist()
        self.fresh = changes(self.group) | changes(found.place[self.numbers])
        self.counts: list[int] = np.bincount(self.group[self.fresh], minlength=groups + 1).tolist()

    # What stands for every passage of every group is fetched at one go: from place to place memory is slow.

    @cached_property
    def ids(self) -> Objects:
        return self.found.ids[self.numbers]

    @cached_property
    def documents(self) -> Objects:
        return self.found.documents[self.numbers]

    @cached_property
    def stances(self) -> Objects:
        return self.found.stances[self.numbers]

    @cached_property
    def weights(self) -> list[float]:
        """The mean weight in each group, identical passages once; no number where none bears one."""
        weight = self.found.column("coding.weight").astype(np.float64)[self.numbers]
        borne = self.fresh & ~np.isnan(weight)
        group = self.group[borne]
        sums = np.bincount(group, weights=weight[borne], minlength=self.groups + 1)
        counts = np.bincount(group, minlength=self.groups + 1)
        return [each / many if many else nan for each, many in zip(sums.tolist(), counts.tolist(), strict=True)]

    def of(self, group: int | None) -> Gathered:
        """Return one group; no passages for `None`."""
        return Gathered(self, self.groups if group is None else group)


@dataclass(frozen=True, eq=False, slots=True)
class Gathered:
    """The passages of one group, in document order."""

    whole: Gathering
    group: int

    def __len__(self) -> int:
        return self.whole.edges[self.group + 1] - self.whole.edges[self.group]

    @property
    def count(self) -> int:
        """How many passages there are, identical ones once."""
        return self.whole.counts[self.group]

    @property
    def weight(self) -> float | None:
        """The mean weight of those that bear one."""
        weight = self.whole.weights[self.group]
        return None if isnan(weight) else weight

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of their codings."""
        return tuple(self.whole.ids[self._place].tolist())

    @property
    def documents(self) -> frozenset[str]:
        """The documents they are in."""
        return frozenset(self.whole.documents[self._place].tolist())

    @property
    def stances(self) -> set[str]:
        """What is said in them: their stances, none counting as `affirms`."""
        return {stance or "affirms" for stance in set(self.whole.stances[self._place].tolist())}

    def passages(self) -> Iterator[Passage]:
        """Yield the passages."""
        return map(self.whole.found.passages.__getitem__, self.whole.numbers[self._place].tolist())

    def distinct(self) -> Iterator[Passage]:
        """Yield the passages with identical ones once, the first of them."""
        return compress(self.passages(), self.whole.fresh[self._place].tolist())

    @property
    def _place(self) -> slice:
        return slice(self.whole.edges[self.group], self.whole.edges[self.group + 1])
