"""The passages of a matrix sorted by rows and columns, with what is needed to tell absence from silence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from qualcode.analysis.dimensions import Dimension
from qualcode.analysis.families import Families
from qualcode.analysis.gathering import Gathered, Gathering
from qualcode.analysis.in_order import Bools, InOrder, Ints, passages_in_order, spread
from qualcode.model.evidence import Evidence


@dataclass(frozen=True, eq=False)
class Table:
    """Passages sorted into cells, and rows (`lines`); `placed` are all that have a place.

    `decided` holds, for a set of codes, the documents where silence about all of them is known to be absence.
    """

    rows: Dimension
    columns: Dimension
    found: Families
    placed: InOrder
    cells: Gathering
    lines: Gathering
    beside: tuple[Ints, Ints]
    numbers: tuple[Mapping[str, int], Mapping[str, int]]
    set_aside: Counter[str]
    decided: Mapping[frozenset[str], frozenset[str]]
    words: Mapping[str, int] = field(default_factory=dict)
    summaries: Mapping[tuple[str, str], str] = field(default_factory=dict)
    missing: set[str] = field(default_factory=set)

    def cell(self, row: str, column: str) -> Gathered:
        """Return the passages of one cell."""
        above, beside = self.numbers[0].get(row), self.numbers[1].get(column)
        return self.cells.of(None if above is None or beside is None else beside * len(self.numbers[0]) + above)

    def line(self, row: str) -> Gathered:
        """Return the passages of one row."""
        return self.lines.of(self.numbers[0].get(row))

    def column(self, column: str) -> Gathered:
        """Return the passages of one column."""
        return self._across.of(self.numbers[1].get(column))

    @cached_property
    def _across(self) -> Gathering:
        passage, column = self.beside
        return Gathering(self.placed, column, passage, len(self.numbers[1]))

    def members(self, row: str, column: str | None) -> frozenset[str]:
        """Return the codes that count in a cell."""
        if self.rows.name == "code":
            return self.found.members[row]
        if self.columns.name == "code" and column is not None:
            return self.found.members[column]
        return self.found.all

    def documents(self, row: str, columns: Iterable[str]) -> frozenset[str]:
        """Return the documents that could speak in a row under any of these columns."""
        held = frozenset().union(*(self.columns.documents.get(column, frozenset()) for column in columns))
        return held & self.rows.documents.get(row, frozenset())

    def known(self, row: str, columns: Sequence[str], present: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
        """Return the documents where the code is known to be absent, and those where nothing is known."""
        members = self.members(row, columns[0] if len(columns) == 1 else None)
        silent = self.documents(row, columns) - present
        absent = silent & self.decided[members]
        return absent, silent - absent


def sort_into(
    evidence: Evidence,
    rows: Dimension,
    columns: Dimension,
    found: Families,
    summaries: Mapping[tuple[str, str], str] | None = None,
) -> Table:
    """Return the evidence sorted into cells, rows and columns; what has no place is set aside by reason.

    `summaries` are what a person wrote of a case under a code, by (case, code).
    """
    asked = frozenset(code for code, lines in found.rows_of.items() if lines)
    every = passages_in_order(evidence, asked)
    above, beside = _Places(rows, every), _Places(columns, every)
    lost = above.lost | beside.lost
    set_aside: Counter[str] = Counter()
    unplaced: defaultdict[str, set[str]] = defaultdict(set)
    for number in np.flatnonzero(lost).tolist():
        set_aside[above.reason(number) or beside.reason(number)] += 1
        coding = every.passages[number].coding
        unplaced[coding.code].add(coding.document)
    placed = every.kept(~lost)
    line, row = above.headings(~lost)
    height, width = len(above.numbers), len(beside.numbers)
    passage, column = beside.headings(~lost)
    first = np.searchsorted(passage, np.arange(len(placed.passages) + 1))
    stand, step = spread(np.diff(first)[line])
    inside = column[first[line[stand]] + step]
    kinds = {*found.members.values(), found.all}
    return Table(
        rows,
        columns,
        found,
        placed,
        # By column and then by row: the passages of a column mostly stand in a few documents, and so near each other.
        cells=Gathering(placed, inside * height + row[stand], line[stand], height * width),
        lines=Gathering(placed, row, line, height),
        beside=(passage, column),
        numbers=(above.numbers, beside.numbers),
        set_aside=set_aside,
        decided={members: _decided(evidence, members, unplaced) for members in kinds},
        words={document.id: document.words for document in evidence.documents},
        summaries=summaries or {},
    )


class _Places:
    """Where passages stand along one dimension, those that stand under the same headings together."""

    def __init__(self, dimension: Dimension, every: InOrder) -> None:
        # Asked once for all passages that agree in what decides, and otherwise one by one.
        parts = [every.read(name) for name in dimension.decided_by]
        one_by_one = map(dimension.of, every.passages)
        given: list[Hashable] = list(
            one_by_one if not parts else parts[0] if len(parts) == 1 else zip(*parts, strict=True)
        )
        numbers = {each: number for number, each in enumerate(dict.fromkeys(given))}
        self._which = np.fromiter(map(numbers.__getitem__, given), np.int64, len(given))
        first = np.zeros(len(numbers), dtype=np.int64)
        first[self._which[::-1]] = np.arange(len(given))[::-1]
        self._answers = [dimension.of(every.passages[number]) for number in first.tolist()]
        keys = (key for answer in self._answers if not isinstance(answer, str) for key in answer)
        known = dict.fromkeys([*(heading.key for heading in dimension.headings), *keys])
        self.numbers = {key: number for number, key in enumerate(known)}
        self.lost = np.array([isinstance(answer, str) for answer in self._answers], dtype=bool)[self._which]

    def reason(self, passage: int) -> str:
        """Return why a passage has no place; nothing where it has one."""
        answer = self._answers[self._which[passage]]
        return answer if isinstance(answer, str) else ""

    def headings(self, kept: Bools) -> tuple[Ints, Ints]:
        """Return the number of each passage kept, as often as it has headings, and the numbers of those."""
        held = [() if isinstance(answer, str) else answer for answer in self._answers]
        many = np.array([len(keys) for keys in held], dtype=np.int64)
        flat = np.array([self.numbers[key] for keys in held for key in keys], dtype=np.int64)
        which = self._which[kept]
        passage, step = spread(many[which])
        return passage, flat[(np.cumsum(many) - many)[which[passage]] + step]


def _decided(evidence: Evidence, members: frozenset[str], unplaced: Mapping[str, set[str]]) -> frozenset[str]:
    """Return the documents whose coder decided on every codable one of these codes, none of their codings set aside."""
    codable = members.intersection(evidence.codebook.codable)
    doubtful = {document for code in members for document in unplaced.get(code, ())}
    known = (document.id for document in evidence.documents if codable and codable <= document.decided)
    return frozenset(known) - doubtful
