"""The cross-case matrix: codes, cases, roles or any attribute against each other, each cell with the codings behind it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from qualcode.analysis.dimensions import Dimension, Heading, dimension
from qualcode.analysis.families import Families, code_dimension, families
from qualcode.analysis.passages import distinct, in_order, place, quoted
from qualcode.analysis.wording import coders_note, label, say, set_aside_note
from qualcode.errors import NotFoundError, UsageError
from qualcode.model.display import Cell, Column, ColumnType, Display, Row, Value
from qualcode.model.evidence import Evidence, Passage

Values = Literal["count", "presence", "share", "quotes"]
TYPES: dict[str, ColumnType] = {"count": "count", "presence": "count", "share": "share", "quotes": "quotes"}


@dataclass(frozen=True, eq=False)
class _Table:
    """Passages sorted into cells, with what is needed to tell absence from silence."""

    rows: Dimension
    columns: Dimension
    found: Families
    cells: Mapping[tuple[str, str], list[Passage]]
    lines: Mapping[str, list[Passage]]
    set_aside: Counter[str]
    decided: Mapping[frozenset[str], frozenset[str]]
    unplaced: Mapping[str, set[str]]
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


def matrix(
    evidence: Evidence,
    *,
    rows: str = "code",
    columns: str = "case",
    values: Values = "count",
    level: int | None = None,
    descendants: bool = True,
    codes: Sequence[str] | None = None,
    language: str = "en",
    quotes: int = 2,
) -> Display:
    """Return passages counted (or shown) by rows and columns; every cell carries the ids of its codings.

    `rows` and `columns` are `code`, `case`, `document`, `role`, `participant`, `kind`, or the name of an attribute.
    `values`: `count` of passages, identical ones once; `presence` 1, 0 or not known; `share` of the documents where it is
    known (0 to 1); `quotes`, the first few. `level` folds deeper codes into theirs at that level, `descendants` lets a code
    count what lies below it, `codes` narrows to some codes. A coding that has no place along rows or columns is set
    aside and counted. Raises `UsageError` for a dimension or code that is not there, with the nearest names.
    """
    if rows == columns:
        raise UsageError(f'Rows and columns are both "{rows}".', remedy="Choose two different ones.")
    if values not in TYPES:
        raise NotFoundError("kind of value", values, TYPES)
    found = families(evidence.codebook, codes, level=level, descendants=descendants)
    table = _table(
        evidence, _dimension(evidence, rows, found, language), _dimension(evidence, columns, found, language), found
    )
    cell = _CELLS[values](table, language, quotes)
    shown = tuple(_row(table, heading, cell, values != "quotes") for heading in table.rows.headings)
    options = {"rows": rows, "columns": columns, "values": values, "level": level, "descendants": descendants}
    return Display(
        title=say(
            "matrix",
            language,
            rows=label(rows, language),
            columns=label(columns, language),
            values=say(values, language),
        ),
        unit=say("unit document" if values == "share" else "unit passage", language),
        columns=_columns(table, values, language),
        rows=shown,
        notes=_notes(evidence, table, values, level, descendants, quotes, language),
        set_aside={**evidence.set_aside, **table.set_aside},
        parameters={**options, "codes": None if codes is None else list(codes), "quotes": quotes},
        corner=label(rows, language),
        kind="matrix",
    )


def _dimension(evidence: Evidence, name: str, found: Families, language: str) -> Dimension:
    return code_dimension(evidence, found, language) if name == "code" else dimension(evidence, name, language)


def _table(evidence: Evidence, rows: Dimension, columns: Dimension, found: Families) -> _Table:
    cells: defaultdict[tuple[str, str], list[Passage]] = defaultdict(list)
    lines: defaultdict[str, list[Passage]] = defaultdict(list)
    set_aside: Counter[str] = Counter()
    unplaced: defaultdict[str, set[str]] = defaultdict(set)
    for passage in in_order(evidence):
        code = passage.coding.code
        if not found.rows_of.get(code):
            continue
        above, across = rows.of(passage), columns.of(passage)
        if isinstance(above, str) or isinstance(across, str):
            set_aside[above if isinstance(above, str) else str(across)] += 1
            unplaced[code].add(passage.coding.document)
            continue
        for row in above:
            lines[row].append(passage)
            for column in across:
                cells[row, column].append(passage)
    kinds = {*found.members.values(), found.all}
    decided = {members: _decided(evidence, members) for members in kinds}
    return _Table(rows, columns, found, cells, lines, set_aside, decided, unplaced)


def _decided(evidence: Evidence, members: frozenset[str]) -> frozenset[str]:
    """Return the documents whose coder decided on every codable one of these codes."""
    codable = members.intersection(evidence.codebook.codable)
    return frozenset(document.id for document in evidence.documents if codable and codable <= document.decided)


CellOf = Callable[[str, Sequence[str], Sequence[Passage]], Value]


def _count(table: _Table, language: str, most: int) -> CellOf:
    return lambda row, columns, passages: len({place(passage) for passage in passages})


def _presence(table: _Table, language: str, most: int) -> CellOf:
    def cell(row: str, columns: Sequence[str], passages: Sequence[Passage]) -> Value:
        if len(columns) != 1:
            return sum(bool(table.cells.get((row, column))) for column in columns)
        if passages:
            return 1
        absent, unknown = table.known(row, columns, frozenset())
        return 0 if absent and not unknown else None

    return cell


def _share(table: _Table, language: str, most: int) -> CellOf:
    def cell(row: str, columns: Sequence[str], passages: Sequence[Passage]) -> Value:
        present = frozenset(passage.coding.document for passage in passages)
        absent, unknown = table.known(row, columns, present)
        table.missing.update(unknown)
        known = len(present) + len(absent)
        return len(present) / known if known else None

    return cell


def _quotes(table: _Table, language: str, most: int) -> CellOf:
    return lambda row, columns, passages: tuple(quoted(passage, language) for passage in distinct(passages)[:most])


_CELLS: dict[str, Callable[[_Table, str, int], CellOf]] = {
    "count": _count,
    "presence": _presence,
    "share": _share,
    "quotes": _quotes,
}


def _row(table: _Table, heading: Heading, cell: CellOf, total: bool) -> Row:
    row = heading.key
    keys = [column.key for column in table.columns.headings]
    cells = []
    for column in keys:
        passages = table.cells.get((row, column), [])
        cells.append(Cell(cell(row, (column,), passages), tuple(passage.coding.id for passage in passages)))
    if total:
        passages = table.lines.get(row, [])
        cells.append(Cell(cell(row, keys, passages), tuple(passage.coding.id for passage in passages)))
    return Row(row, heading.label, tuple(cells), heading.level)


def _columns(table: _Table, values: Values, language: str) -> tuple[Column, ...]:
    columns = [Column(heading.key, heading.label, TYPES[values]) for heading in table.columns.headings]
    if values == "presence":
        columns.append(Column("total", say("total of", language, of=len(columns)), "count"))
    elif values != "quotes":
        columns.append(Column("total", say("total", language), TYPES[values]))
    return tuple(columns)


def _notes(
    evidence: Evidence, table: _Table, values: Values, level: int | None, descendants: bool, quotes: int, language: str
) -> tuple[str, ...]:
    notes = [coders_note(evidence.coders, language)]
    if values == "count":
        notes += [say("counting", language), say("total note", language)]
    elif values == "share":
        notes.append(say("share note", language, missing=len(table.missing), of=len(evidence.documents)))
    else:
        notes.append(say(f"{values} note", language, most=quotes))
    notes.append(say("descendants" if descendants else "own", language))
    if level is not None:
        notes.append(say("level", language, level=level))
    for one in (table.rows, table.columns):
        if one.source is not None:
            notes.append(say(f"source {one.source}", language, name=label(one.name, language)))
    counted = {passage.coding.id: passage.coding.stance for line in table.lines.values() for passage in line}
    stances = Counter(str(stance).lower() for stance in counted.values())
    filling = {stance: stances[stance] for stance in ("affirms", "denies", "mixed", "planned", "none")}
    notes.append(say("stance note", language, count=len(counted), **filling))
    return (*notes, set_aside_note({**evidence.set_aside, **table.set_aside}, language))
