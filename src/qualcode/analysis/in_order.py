"""Passages in the order of the text with their places as arrays, so that a million of them can be sorted at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import compress
from operator import attrgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qualcode.model.coding import Coding
from qualcode.model.evidence import Evidence, Passage
from qualcode.model.span import Span

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Objects = NDArray[np.object_]


@dataclass(frozen=True, eq=False)
class InOrder:
    """Passages in document order; `document` is the number of each one's document, `start` and `end` its place there."""

    passages: Sequence[Passage]
    document: Ints
    start: Ints
    end: Ints

    @cached_property
    def codings(self) -> list[Coding]:
        """Their codings."""
        return list(map(attrgetter("coding"), self.passages))

    @cached_property
    def place(self) -> Ints:
        """A number that identical passages share, and no others; it never falls."""
        return np.cumsum(changes(self.document) | changes(self.start) | changes(self.end))

    @property
    def count(self) -> int:
        """How many there are, identical ones once."""
        return int(changes(self.place).sum())

    @cached_property
    def ids(self) -> Objects:
        """The ids of their codings."""
        return self.column("coding.id")

    @cached_property
    def documents(self) -> Objects:
        """The ids of their documents."""
        return self.column("coding.document")

    @cached_property
    def stances(self) -> Objects:
        """Their stances, `None` where none was given."""
        return self.column("coding.stance")

    def read(self, name: str) -> Iterator[Any]:
        """Yield something of each of them, by its name: `role`, `coding.code`."""
        of_coding = name.startswith("coding.")
        return map(attrgetter(name.removeprefix("coding.")), self.codings if of_coding else self.passages)

    def column(self, name: str) -> Objects:
        """Return something of each of them, by its name."""
        return np.fromiter(self.read(name), np.object_, len(self.passages))

    def kept(self, which: Bools) -> InOrder:
        """Return some of them."""
        if which.all():
            return self
        left = list(compress(self.passages, which.tolist()))
        return InOrder(left, self.document[which], self.start[which], self.end[which])


def passages_in_order(evidence: Evidence, codes: frozenset[str]) -> InOrder:
    """Return the anchored passages under some codes; a document that the evidence does not have comes after all others."""
    passages = [p for p in evidence.passages if p.coding.code in codes and p.coding.span is not None]
    codings = list(map(attrgetter("coding"), passages))
    documents = list(map(attrgetter("document"), codings))
    known = dict.fromkeys([*(document.id for document in evidence.documents), *dict.fromkeys(documents)])
    numbers = {document: number for number, document in enumerate(known)}
    spans: list[Span] = list(map(attrgetter("span"), codings))
    size = len(passages)
    document = np.fromiter(map(numbers.__getitem__, documents), np.int64, size)
    start = np.fromiter(map(attrgetter("start"), spans), np.int64, size)
    end = np.fromiter(map(attrgetter("end"), spans), np.int64, size)
    begin = document * (int(start.max(initial=0)) + 1) + start
    if ((begin[1:] > begin[:-1]) | ((begin[1:] == begin[:-1]) & (end[1:] >= end[:-1]))).all():
        return InOrder(passages, document, start, end)
    order = np.lexsort((end, begin))
    return InOrder([passages[n] for n in order.tolist()], document[order], start[order], end[order])


def changes(values: Ints) -> Bools:
    """Return where a value is not the one before it; the first never is."""
    return np.concatenate((np.ones(min(1, len(values)), dtype=bool), values[1:] != values[:-1]))


def spread(many: Ints) -> tuple[Ints, Ints]:
    """Return each place as often as it counts, and the how-manieth time it is: (3, 0, 1) → (0 0 0 2), (0 1 2 0)."""
    line = np.repeat(np.arange(len(many)), many)
    return line, np.arange(len(line)) - np.repeat(np.cumsum(many) - many, many)
