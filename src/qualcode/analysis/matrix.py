"""The cross-case matrix: codes, cases, roles or any attribute against each other, each cell with the codings behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

from qualcode.analysis.dimensions import Dimension, Heading, dimension
from qualcode.analysis.families import Families, code_dimension, families
from qualcode.analysis.matrix_cells import CELLS, CellOf, Table, sort_into
from qualcode.analysis.ordering import BY_COUNT, by_count, ordered
from qualcode.analysis.wording import coders_note, label, say, set_aside_note
from qualcode.errors import NotFoundError, UsageError
from qualcode.model.display import Cell, Column, ColumnType, Display, Row
from qualcode.model.evidence import Evidence

Values = Literal[
    "count", "presence", "share", "row-share", "column-share", "per-1000", "state", "weight", "quotes", "summary"
]
TYPES: dict[str, ColumnType] = {
    "count": "count",
    "presence": "count",
    "share": "share",
    "row-share": "share",
    "column-share": "share",
    "per-1000": "number",
    "state": "text",
    "weight": "number",
    "quotes": "quotes",
    "summary": "text",
}
WITHOUT_TOTAL = ("row-share", "state", "quotes", "summary")


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
    order: str | None = None,
    summaries: Mapping[tuple[str, str], str] | None = None,
) -> Display:
    """Return passages counted (or shown) by rows and columns; every cell carries the ids of its codings.

    `rows` and `columns` are `code`, `case`, `document`, `role`, `participant`, `kind`, or the name of an attribute.
    `values`: `count` of passages, identical ones once; `presence` 1, 0 or not known; `share` of the documents where it is
    known (0 to 1); `row-share` and `column-share` of the passages of the row or column; `per-1000` words (each Chinese
    character is one) of the documents of the cell; `state` by the stances there; mean `weight`; `quotes`, the first few;
    `summary`, what a person wrote of the case under the code. `order` is `count`, the rows that hold most first, or an
    attribute by which cases, documents or participants are ordered. `level` folds deeper codes into theirs at that level,
    `descendants` lets a code count what lies below it, `codes` narrows to some codes. A coding that has no place along
    rows or columns is set aside and counted. Raises `UsageError` for a dimension or code that is not there, with the nearest names.
    """
    if rows == columns:
        raise UsageError(f'Rows and columns are both "{rows}".', remedy="Choose two different ones.")
    if values not in TYPES:
        raise NotFoundError("kind of value", values, TYPES)
    found = families(evidence.codebook, codes, level=level, descendants=descendants)
    across, down = (_dimension(evidence, name, found, language) for name in (columns, rows))
    table = _in_order(evidence, across, down, found, summaries, order)
    cell = CELLS[values](table, language, quotes)
    shown = tuple(_row(table, heading, cell, values not in WITHOUT_TOTAL) for heading in table.rows.headings)
    options = {"rows": rows, "columns": columns, "values": values, "level": level, "quotes": quotes, "order": order}
    title = _title(rows, columns, values, language)
    notes = _notes(evidence, table, values, level, descendants, quotes, language)
    return Display(
        title=title,
        unit=say("unit document" if values == "share" else "unit passage", language),
        columns=_columns(table, values, language),
        rows=shown,
        notes=(*notes, *_order_note(order, language)),
        set_aside={**evidence.set_aside, **table.set_aside},
        parameters={**options, "descendants": descendants, "codes": None if codes is None else list(codes)},
        corner=label(rows, language),
        kind="matrix",
    )


def _title(rows: str, columns: str, values: Values, language: str) -> str:
    named = {"rows": label(rows, language), "columns": label(columns, language), "values": say(values, language)}
    return say("matrix", language, **named)


def _dimension(evidence: Evidence, name: str, found: Families, language: str) -> Dimension:
    return code_dimension(evidence, found, language) if name == "code" else dimension(evidence, name, language)


def _in_order(
    evidence: Evidence,
    across: Dimension,
    down: Dimension,
    found: Families,
    summaries: Mapping[tuple[str, str], str] | None,
    order: str | None,
) -> Table:
    if order is not None and order != BY_COUNT:
        across, down = _by_attribute(evidence, across, down, order)
    table = sort_into(evidence, down, across, found, summaries)
    if order != BY_COUNT:
        return table
    return replace(table, rows=by_count(down, {row: len(passages) for row, passages in table.lines.items()}))


def _by_attribute(evidence: Evidence, across: Dimension, down: Dimension, by: str) -> tuple[Dimension, Dimension]:
    """Return columns and rows with one of them ordered by an attribute: the columns, unless only the rows can have one."""
    if across.name in ("case", "document", "participant"):
        return ordered(evidence, across, by), down
    return across, ordered(evidence, down, by)


def _row(table: Table, heading: Heading, cell: CellOf, total: bool) -> Row:
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


def _columns(table: Table, values: Values, language: str) -> tuple[Column, ...]:
    columns = [Column(heading.key, heading.label, TYPES[values]) for heading in table.columns.headings]
    if values == "presence":
        columns.append(Column("total", say("total of", language, of=len(columns)), "count"))
    elif values not in WITHOUT_TOTAL:
        columns.append(Column("total", say("total", language), TYPES[values]))
    return tuple(columns)


def _order_note(order: str | None, language: str) -> tuple[str, ...]:
    if order is None:
        return ()
    if order == BY_COUNT:
        return (say("order count", language),)
    return (say("order attribute", language, name=label(order, language)),)


def _notes(
    evidence: Evidence, table: Table, values: Values, level: int | None, descendants: bool, quotes: int, language: str
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
