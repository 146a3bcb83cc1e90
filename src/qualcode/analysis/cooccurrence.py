"""How often codes stand together: counts for every pair of codes, and the coefficients made of them.

Within units (segment, turn, paragraph, sentence, document, case) n1 and n2 count the units with either code and n12 those
with both. Lift and φ need the units without: they rest on the documents (cases) in which both codes are decided, finished
under a codebook that had them, since silence elsewhere is not absence. Within a passage or a window there are no units
that could be empty, so passages are paired: n12 counts pairs of passages that overlap (or lie so near), c may exceed 1,
and lift and φ do not exist.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array  # type: ignore[import-untyped]

from qualcode.analysis.coded_units import CodedUnits, Places, coded_units, places
from qualcode.analysis.families import Families, families
from qualcode.analysis.in_order import Ints, changes, spread
from qualcode.analysis.within import UnitSpans, Within
from qualcode.collector import collector_paused
from qualcode.errors import UsageError
from qualcode.model.evidence import Evidence

Floats = NDArray[np.float64]
Numbers = NDArray[np.integer[Any]]
_AT_A_TIME = 50_000
"""So many passages are paired at a time."""
UNEVEN = 5.0
"""Where one code is more than so many times as frequent as the other, a coefficient says little about the pair."""


@dataclass(frozen=True, eq=False, slots=True)
class Known:
    """The units in which both codes of a pair are decided: `n` of them, `n1` with the first code, `n12` with both."""

    n: Ints
    n1: Ints
    n12: Ints


@dataclass(frozen=True, eq=False)
class Cooccurrence:
    """Counts for all pairs of codes, each a square array by the order of `codes`.

    `n1[a, b]` counts units (or passages) of code a, so its transpose is n2; `n12` those of both. `known` is their 2 × 2
    table where both codes are decided, `None` where passages were paired. `met[a, b]` counts passages of a that meet one
    of b. `related` marks what is no pair: a code with itself, or with one below or above it.
    """

    codes: tuple[str, ...]
    within: Within
    n1: Ints
    n12: Ints
    known: Known | None
    met: Ints
    related: NDArray[np.bool_]
    set_aside: Mapping[str, int]
    lines: CodedUnits | Places

    @property
    def c(self) -> Floats:
        """The c-coefficient n12 / (n1 + n2 − n12) (Garcia-Horta & Guerra-Ramos 2009)."""
        return _divided(self.n12, self.n1 + self.n1.T - self.n12)

    @property
    def jaccard(self) -> Floats:
        """Jaccard (1901): what both share of what either has.

        Over units this is c. Over passages it is m / (n1 + n2 − m), m the mean of how many passages of either code meet
        one of the other: c where each meets one at most, and never above 1.
        """
        met = (self.met + self.met.T) / 2
        return self.c if self.known else _divided(met, self.n1 + self.n1.T - met)

    @property
    def lift(self) -> Floats:
        """n12 · n / (n1 · n2): how many times as often together as chance would have them (Brin et al. 1997)."""
        if self.known is None:
            return np.full(self.n12.shape, np.nan)
        return _divided(self.known.n12 * self.known.n, self.known.n1 * self.known.n1.T)

    @property
    def phi(self) -> Floats:
        """Pearson's φ of the 2 × 2 table of units."""
        if self.known is None:
            return np.full(self.n12.shape, np.nan)
        first, second, n = (each.astype(float) for each in (self.known.n1, self.known.n1.T, self.known.n))
        return _divided(self.known.n12 * n - first * second, np.sqrt(first * second * (n - first) * (n - second)))

    @property
    def unevenness(self) -> Floats:
        """How many times as frequent the commoner code of a pair is."""
        return _divided(np.maximum(self.n1, self.n1.T), np.minimum(self.n1, self.n1.T))

    @cached_property
    def _by_row(self) -> tuple[Ints, Ints]:
        order = np.argsort(self.lines.row, kind="stable")
        return order, np.searchsorted(self.lines.row[order], np.arange(len(self.codes) + 1))

    def lines_of(self, row: int) -> Ints:
        """Return the numbers of the lines under a code, in order."""
        order, edges = self._by_row
        return order[edges[row] : edges[row + 1]]

    def units_of(self, row: int) -> NDArray[np.bool_]:
        """Return of each unit whether it holds the code."""
        assert isinstance(self.lines, CodedUnits)
        held = np.zeros(len(self.lines.group), dtype=bool)
        held[self.lines.unit[self.lines_of(row)]] = True
        return held

    def pairs(self) -> list[tuple[int, int]]:
        """Return the pairs that stand together at least once: the most often first, then by c and the codebook's order."""
        first, second = np.nonzero(np.triu(self.n12 > 0, 1) & ~self.related)
        order = np.lexsort((second, first, -self.c[first, second], -self.n12[first, second]))
        return [(int(first[at]), int(second[at])) for at in order]


def _divided(above: NDArray[np.generic], below: NDArray[np.generic]) -> Floats:
    """Return a ratio, and no number where it is divided by nothing (or, over passages, by less)."""
    top, bottom = np.asarray(above, dtype=float), np.asarray(below, dtype=float)
    result: Floats = np.full(top.shape, np.nan)
    np.divide(top, bottom, out=result, where=bottom > 0)
    return result


@collector_paused
def cooccurrence(
    evidence: Evidence,
    within: Within,
    spans: UnitSpans | None = None,
    *,
    codes: Sequence[str] | None = None,
    level: int | None = None,
) -> Cooccurrence:
    """Return how often each pair of codes stands together.

    A code counts with all below it; codes below `level` count in theirs at that level; `codes` narrows to some, by id or
    name. `spans` are the units of the text, where `within` names one. An identical passage counts once.
    """
    found = families(evidence.codebook, codes, level=level)
    related = np.array(
        [[bool(found.members[a] & found.members[b]) for a in found.rows] for b in found.rows], dtype=bool
    )
    related = related.reshape(len(found.rows), len(found.rows))
    if within.unit == "case" and not evidence.cases:
        raise UsageError("The study has no cases.", remedy="Make a folder for each below cases/.")
    if within.unit in ("passage", "window"):
        return _by_passage(evidence, found, within, related)
    lines = coded_units(evidence, found, within, spans or {})
    size = len(found.rows)
    key = distinct(lines.unit * size + lines.row)
    unit, row = np.divmod(key, max(1, size))
    return _counted(found, within, related, lines, unit, row)


def distinct(values: Ints) -> Ints:
    """Return the numbers in order, each once; sorting is several times as fast here as NumPy's own way."""
    ordered = np.sort(values)
    return ordered[np.concatenate(([True], ordered[1:] != ordered[:-1]))] if len(ordered) else ordered


def same(unit: Ints) -> tuple[Ints, Ints]:
    """Return all pairs of places that hold the same number, the earlier first; equal numbers stand together."""
    edges = np.flatnonzero(np.concatenate(([True], unit[1:] != unit[:-1]))) if len(unit) else unit
    ends = np.repeat(np.append(edges[1:], len(unit)), np.diff(np.append(edges, len(unit)))) if len(unit) else unit
    one, step = spread(ends - np.arange(len(unit)) - 1)
    return one, one + step + 1


def _counted(
    found: Families,
    within: Within,
    related: NDArray[np.bool_],
    lines: CodedUnits,
    unit: Ints,
    row: Ints,
) -> Cooccurrence:
    size, groups = len(found.rows), len(lines.size)
    group = lines.group[unit]
    sure = lines.decided[row, group]
    present = np.bincount(row * groups + group, minlength=size * groups).reshape(size, groups)
    decided = lines.decided.astype(np.int64)
    known = Known(
        (decided * lines.size) @ decided.T,
        (present * decided) @ decided.T,
        _together(unit[sure], row[sure], len(lines.group), size),
    )
    n1 = np.repeat(present.sum(axis=1)[:, None], size, axis=1)
    n12 = _together(unit, row, len(lines.group), size)
    return Cooccurrence(found.rows, within, n1, n12, known, n12, related, lines.set_aside, lines)


def _together(unit: Ints, row: Ints, units: int, size: int) -> Ints:
    """Return in how many units each two rows stand together; each row is in a unit once at most."""
    present = csr_array((np.ones(len(unit), dtype=np.int64), (row, unit)), shape=(size, units))
    counts: Ints = (present @ present.T).toarray()
    np.fill_diagonal(counts, 0)
    return counts


def _by_passage(evidence: Evidence, found: Families, within: Within, related: NDArray[np.bool_]) -> Cooccurrence:
    lines, size = places(evidence, found), len(found.rows)
    slack = within.characters + 1 if within.characters else 0
    passages = _each_once(lines)
    met, n12 = np.zeros((size, size), dtype=np.int64), np.zeros((size, size), dtype=np.int64)
    for part in _by_documents(passages[0]):
        document, start, end, row = (each[part] for each in passages)
        meets = _meetings(*_near(document, start, end, slack), row, size)
        pair = np.repeat(row, np.diff(meets.indptr)) * size + meets.indices
        met += np.bincount(pair, None, size * size).reshape(size, size)
        n12 += np.bincount(pair, meets.data, size * size).astype(np.int64).reshape(size, size)
    n1 = np.repeat(np.bincount(passages[3], minlength=size)[:, None], size, axis=1)
    met[related] = n12[related] = 0
    return Cooccurrence(found.rows, within, n1, n12, None, met, related, {}, lines)


def _by_documents(document: Ints) -> Iterator[slice]:
    """Yield the places of some whole documents at a time: what fits into a processor's memory is counted much faster."""
    begins = np.flatnonzero(changes(document))
    wanted = np.arange(0, len(document), _AT_A_TIME)
    cuts = np.unique(np.append(begins[np.searchsorted(begins, wanted, side="right") - 1], len(document)))
    return (slice(low, high) for low, high in pairwise(cuts.tolist()))


def _meetings(one: Numbers, other: Numbers, row: Ints, size: int) -> Any:
    """Return for each passage how many passages under each row it meets, from the pairs of passages that meet."""
    sides = np.concatenate((one, other)), np.concatenate((row[other], row[one]))
    return csr_array((np.ones(2 * len(one), dtype=np.int32), sides), shape=(len(row), size))


def _each_once(lines: Places) -> tuple[Ints, Ints, Ints, Ints]:
    """Return document, start, end and row of each passage under each code once, in that order."""
    if not len(lines.row):
        return lines.document, lines.start, lines.end, lines.row
    stride, size = int(lines.start.max()) + 1, len(lines.rows)
    first, second = lines.document * stride + lines.start, (lines.end - lines.start) * size + lines.row
    firsts, seconds = distinct(first), distinct(second)
    width = len(seconds)
    key = distinct(np.searchsorted(firsts, first) * width + np.searchsorted(seconds, second))
    first, second = firsts[key // width], seconds[key % width]
    start = first % stride
    return first // stride, start, start + second // size, second % size


def _near(document: Ints, start: Ints, end: Ints, slack: int) -> tuple[Numbers, Numbers]:
    """Return all pairs of passages of one document that overlap, or have fewer than `slack` characters between them.

    Passages are in order of document and start, so those that meet a passage and begin no earlier stand right behind it.
    """
    if not len(start):
        return start, start
    stride = int(end.max()) + slack + 1
    until = np.searchsorted(document * stride + start, document * stride + end + slack, side="left")
    first = np.arange(1, len(start) + 1)
    many = np.maximum(0, until - first)
    one = np.repeat(np.arange(len(start), dtype=np.int32), many)
    return one, np.arange(len(one), dtype=np.int32) + np.repeat(first - np.cumsum(many) + many, many).astype(np.int32)


def behind(found: Cooccurrence, a: int, b: int) -> tuple[str, ...]:
    """Return the ids of the codings behind one pair's n12, in the order of the text."""
    lines = found.lines
    which = np.concatenate((found.lines_of(a), found.lines_of(b)))
    if isinstance(lines, CodedUnits):
        both = found.units_of(a) & found.units_of(b)
        kept = lines.coding[which[both[lines.unit[which]]]]
    else:
        order = np.sort(which)  # the lines are in the order of the text
        slack = found.within.characters + 1 if found.within.characters else 0
        one, other = _near(lines.document[order], lines.start[order], lines.end[order], slack)
        apart = lines.row[order[one]] != lines.row[order[other]]
        kept = lines.coding[order[np.concatenate((one[apart], other[apart]))]]
    return tuple(lines.ids[distinct(kept)].tolist())


def behind_one(found: Cooccurrence, a: int) -> tuple[str, ...]:
    """Return the ids of the codings behind one code's own count."""
    which = distinct(found.lines.coding[found.lines_of(a)])
    return tuple(found.lines.ids[which].tolist())
