"""One coder's passages laid out along the text: each place belongs to one passage or to one gap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from qualcode.agreement.counts import Integers
from qualcode.agreement.unitising.continuum import Passage

GAP = 0
"""The value of a stretch without passage."""


@dataclass(slots=True)
class Values:
    """The values that passages carry, numbered from 1 in order of appearance; 0 is the gap.

    A value is a code or, where one coder's codes overlap, a combination of codes.
    """

    numbers: dict[tuple[str, ...], int] = field(default_factory=dict)

    def number(self, codes: tuple[str, ...]) -> int:
        """Return the number of a value, a new one for a value not met before."""
        return self.numbers.setdefault(codes, len(self.numbers) + 1)


@dataclass(frozen=True, eq=False, slots=True)
class Layout:
    """The stretches of one coder in one document, in order and without hole: where each starts, and its value.

    `joined` counts the passages that overlapped one of the same code and were joined to it, `combined` the stretches on
    which codes overlap. Passages that only touch stay apart.
    """

    starts: Integers
    values: Integers
    lengths: Integers
    joined: int
    combined: int


def join(passages: Sequence[Passage]) -> tuple[list[Passage], int]:
    """Return passages by start, those of one code that overlap joined to one, and how many were swallowed so.

    >>> join([(0, 5, "A"), (3, 9, "A"), (9, 12, "A"), (4, 6, "B")])
    ([(0, 9, 'A'), (4, 6, 'B'), (9, 12, 'A')], 1)
    """
    found: list[Passage] = []
    latest: dict[str, int] = {}
    for passage in sorted(passages):
        start, end, code = passage
        place = latest.get(code)
        if place is not None and start < found[place][1]:
            if end > found[place][1]:
                found[place] = (found[place][0], end, code)
        else:
            latest[code] = len(found)
            found.append(passage)
    return found, len(passages) - len(found)


def lay_out(passages: Sequence[Passage], length: int, values: Values) -> Layout:
    """Return one coder's stretches in a text of that length; where codes overlap, each stretch carries their combination."""
    apart, joined = join(passages)
    pieces: list[tuple[int, int, int]] = []
    combined = 0
    for cluster in _clusters(apart):
        if len(cluster) == 1:
            ((start, end, code),) = cluster
            pieces.append((start, end, values.number((code,))))
        else:
            combined += _combine(cluster, values, pieces)
    table = np.array(pieces, dtype=np.int64).reshape(-1, 3)
    before = np.concatenate([[0], table[:, 1]])
    after = np.concatenate([table[:, 0], [length]])
    gaps = before[before < after]
    starts = np.concatenate([table[:, 0], gaps])
    order = np.argsort(starts, kind="stable")
    starts = starts[order]
    found = np.concatenate([table[:, 2], np.full(len(gaps), GAP)])[order]
    return Layout(starts, found, np.diff(np.concatenate([starts, [length]])), joined, combined)


def _clusters(passages: Sequence[Passage]) -> Iterator[list[Passage]]:
    """Yield passages, given by start, in runs that overlap from one to the next."""
    cluster: list[Passage] = []
    reach = 0
    for passage in passages:
        if cluster and passage[0] >= reach:
            yield cluster
            cluster = []
        cluster.append(passage)
        reach = max(reach, passage[1])
    if cluster:
        yield cluster


def _combine(cluster: Sequence[Passage], values: Values, pieces: list[tuple[int, int, int]]) -> int:
    """Append the stretches between all edges of a cluster, and return how many of them carry several codes."""
    opening = [(start, True, code) for start, _, code in cluster]
    events = sorted([*opening, *((end, False, code) for _, end, code in cluster)])
    active: set[str] = set()
    before = combined = 0
    for place, opens, code in events:
        if active and place > before:
            pieces.append((before, place, values.number(tuple(sorted(active)))))
            combined += len(active) > 1
        before = place
        # A passage that touches the one before it of the same code opens after that one has closed.
        active.add(code) if opens else active.discard(code)
    return combined
