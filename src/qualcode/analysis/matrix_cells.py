"""A matrix's cells: the passages sorted into them, and what each kind of value makes of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from qualcode.analysis.dimensions import Dimension
from qualcode.analysis.families import Families
from qualcode.analysis.features import sorted_out
from qualcode.analysis.passages import Place, distinct, in_order, place, quoted
from qualcode.analysis.wording import say
from qualcode.model.display import Value
from qualcode.model.evidence import Evidence, Passage


@dataclass(frozen=True, eq=False)
class Table:
    """Passages sorted into cells, with what is needed to tell absence from silence."""

    rows: Dimension
    columns: Dimension
    found: Families
    cells: Mapping[tuple[str, str], list[Passage]]
    lines: Mapping[str, list[Passage]]
    set_aside: Counter[str]
    decided: Mapping[frozenset[str], frozenset[str]]
    unplaced: Mapping[str, set[str]]
    across: Mapping[str, list[Passage]] = field(default_factory=dict)
    words: Mapping[str, int] = field(default_factory=dict)
    summaries: Mapping[tuple[str, str], str] = field(default_factory=dict)
    missing: set[str] = field(default_factory=set)

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
        unplaced = frozenset(document for code in members for document in self.unplaced.get(code, ()))
        absent = (silent & self.decided[members]) - unplaced
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
    cells: defaultdict[tuple[str, str], list[Passage]] = defaultdict(list)
    lines: defaultdict[str, list[Passage]] = defaultdict(list)
    set_aside: Counter[str] = Counter()
    unplaced: defaultdict[str, set[str]] = defaultdict(set)
    across: defaultdict[str, list[Passage]] = defaultdict(list)
    for passage in in_order(evidence):
        code = passage.coding.code
        if not found.rows_of.get(code):
            continue
        above, beside = rows.of(passage), columns.of(passage)
        if isinstance(above, str) or isinstance(beside, str):
            set_aside[above if isinstance(above, str) else str(beside)] += 1
            unplaced[code].add(passage.coding.document)
            continue
        for row in above:
            lines[row].append(passage)
            for column in beside:
                cells[row, column].append(passage)
        for column in beside:
            across[column].append(passage)
    kinds = {*found.members.values(), found.all}
    decided = {members: _decided(evidence, members) for members in kinds}
    words = {document.id: document.words for document in evidence.documents}
    return Table(rows, columns, found, cells, lines, set_aside, decided, unplaced, across, words, summaries or {})


def _decided(evidence: Evidence, members: frozenset[str]) -> frozenset[str]:
    """Return the documents whose coder decided on every codable one of these codes."""
    codable = members.intersection(evidence.codebook.codable)
    return frozenset(document.id for document in evidence.documents if codable and codable <= document.decided)


CellOf = Callable[[str, Sequence[str], Sequence[Passage]], Value]


def _count(table: Table, language: str, most: int) -> CellOf:
    return lambda row, columns, passages: len({place(passage) for passage in passages})


def _presence(table: Table, language: str, most: int) -> CellOf:
    def cell(row: str, columns: Sequence[str], passages: Sequence[Passage]) -> Value:
        if len(columns) != 1:
            return sum(bool(table.cells.get((row, column))) for column in columns)
        if passages:
            return 1
        absent, unknown = table.known(row, columns, frozenset())
        return 0 if absent and not unknown else None

    return cell


def _share(table: Table, language: str, most: int) -> CellOf:
    def cell(row: str, columns: Sequence[str], passages: Sequence[Passage]) -> Value:
        present = frozenset(passage.coding.document for passage in passages)
        absent, unknown = table.known(row, columns, present)
        table.missing.update(unknown)
        known = len(present) + len(absent)
        return len(present) / known if known else None

    return cell


def _quotes(table: Table, language: str, most: int) -> CellOf:
    return lambda row, columns, passages: tuple(quoted(passage, language) for passage in distinct(passages)[:most])


def _row_share(table: Table, language: str, most: int) -> CellOf:
    def cell(row: str, columns: Sequence[str], passages: Sequence[Passage]) -> Value:
        whole = _places(table.lines.get(row, ()))
        return len(_places(passages)) / len(whole) if whole else None

    return cell


def _column_share(table: Table, language: str, most: int) -> CellOf:
    def cell(row: str, columns: Sequence[str], passages: Sequence[Passage]) -> Value:
        whole = _places(passage for column in columns for passage in table.across.get(column, ()))
        return len(_places(passages)) / len(whole) if whole else None

    return cell


def _per_1000(table: Table, language: str, most: int) -> CellOf:
    def cell(row: str, columns: Sequence[str], passages: Sequence[Passage]) -> Value:
        words = sum(table.words.get(document, 0) for document in table.documents(row, columns))
        return 1000 * len(_places(passages)) / words if words else None

    return cell


def _weight(table: Table, language: str, most: int) -> CellOf:
    def cell(row: str, columns: Sequence[str], passages: Sequence[Passage]) -> Value:
        weights = [p.coding.weight for p in distinct(passages) if p.coding.weight is not None]
        return sum(weights) / len(weights) if weights else None

    return cell


def _state(table: Table, language: str, most: int) -> CellOf:
    def cell(row: str, columns: Sequence[str], passages: Sequence[Passage]) -> Value:
        state = sorted_out(passages).state
        if state == "silent":
            absent, unknown = table.known(row, columns, frozenset())
            return say("state silent", language) if absent and not unknown else None
        return say(f"state {state}", language)

    return cell


def _summary(table: Table, language: str, most: int) -> CellOf:
    def cell(row: str, columns: Sequence[str], passages: Sequence[Passage]) -> Value:
        found = (table.summaries.get((row, column)) or table.summaries.get((column, row)) for column in columns)
        return next((each for each in found if each), None)

    return cell


def _places(passages: Iterable[Passage]) -> set[Place]:
    return {place(passage) for passage in passages}


CELLS: dict[str, Callable[[Table, str, int], CellOf]] = {
    "count": _count,
    "presence": _presence,
    "share": _share,
    "quotes": _quotes,
    "row-share": _row_share,
    "column-share": _column_share,
    "per-1000": _per_1000,
    "weight": _weight,
    "state": _state,
    "summary": _summary,
}
