"""The cross-case matrix: codes, cases, roles or any attribute against each other, each cell with the codings behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from qualcode.analysis.dimensions import Dimension, dimension
from qualcode.analysis.families import Families, code_dimension, families
from qualcode.analysis.gathering import Gathered
from qualcode.analysis.matrix_cells import CELLS, CellOf
from qualcode.analysis.matrix_table import Table, sort_into
from qualcode.analysis.matrix_values import TYPES, Values
from qualcode.analysis.ordering import BY_COUNT, by_count, ordered
from qualcode.analysis.wording import coders_note, label, listing, say, set_aside_note
from qualcode.collector import collector_paused
from qualcode.errors import NotFoundError, UsageError
from qualcode.model.coding import STANCES
from qualcode.model.display import Cell, Column, Display, Row
from qualcode.model.evidence import Evidence

__all__ = ["Values", "matrix"]

WITHOUT_TOTAL = ("row-share", "state", "quotes", "summary")


@collector_paused
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
    shown = _rows(table, cell, values not in WITHOUT_TOTAL)
    options = {"rows": rows, "columns": columns, "values": values, "level": level, "quotes": quotes, "order": order}
    names = [evidence.codebook.by_id[code].name(language) for code in _asked(evidence, codes)]
    title = _title(rows, columns, values, names, language)
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


def _title(rows: str, columns: str, values: Values, codes: Sequence[str], language: str) -> str:
    named = {"rows": label(rows, language), "columns": label(columns, language), "values": say(values, language)}
    title = say("matrix", language, **named)
    return say("matrix of", language, title=title, codes=listing(language).join(codes)) if codes else title


def _asked(evidence: Evidence, codes: Sequence[str] | None) -> tuple[str, ...]:
    """Return the ids of the codes to which a matrix is narrowed; none where it holds all."""
    found = (evidence.codebook.resolve(code) for code in codes or ())
    return tuple(dict.fromkeys(code.id for code in found if code is not None))


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
    return replace(table, rows=by_count(down, {row: len(table.line(row)) for row in table.numbers[0]}))


def _by_attribute(evidence: Evidence, across: Dimension, down: Dimension, by: str) -> tuple[Dimension, Dimension]:
    """Return columns and rows with one of them ordered by an attribute: the columns, unless only the rows can have one."""
    if across.name in ("case", "document", "participant"):
        return ordered(evidence, across, by), down
    return across, ordered(evidence, down, by)


def _rows(table: Table, cell: CellOf, total: bool) -> tuple[Row, ...]:
    headings, keys = table.rows.headings, [column.key for column in table.columns.headings]
    columns = [[_cell(cell, row.key, (key,), table.cell(row.key, key)) for row in headings] for key in keys]
    if total:
        columns.append([_cell(cell, row.key, keys, table.line(row.key)) for row in headings])
    cells = zip(*columns, strict=True) if columns else ((),) * len(headings)
    return tuple(Row(row.key, row.label, own, row.level) for row, own in zip(headings, cells, strict=True))


def _cell(cell: CellOf, row: str, columns: Sequence[str], held: Gathered) -> Cell:
    return Cell(cell(row, columns, held), held.ids)


def _columns(table: Table, values: Values, language: str) -> tuple[Column, ...]:
    columns = [Column(heading.key, heading.label, TYPES[values]) for heading in table.columns.headings]
    if values == "presence":
        columns.append(Column("total", say("total of", language, of=len(columns)), "count"))
    elif values not in WITHOUT_TOTAL:
        # What is set aside here may count in the total of another table: the heading says that the two differ.
        partial = values == "count" and any(table.set_aside.values())
        columns.append(Column("total", say("total here" if partial else "total", language), TYPES[values]))
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
        empty = [each.label for each in one.headings if one.name == "case" and not one.documents.get(each.key)]
        if not one.headings:
            notes.insert(0, say("nothing along", language, name=label(one.name, language)))
        elif empty:
            notes.append(say("no documents", language, names=listing(language).join(empty)))
        if one.source is not None:
            notes.append(say(f"source {one.source}", language, name=label(one.name, language)))
    stances = Counter(table.placed.stances.tolist())
    filling = {str(stance).lower(): stances[stance] for stance in (*STANCES, None)}
    notes.append(say("stance note", language, count=len(table.placed.passages), **filling))
    return (*notes, set_aside_note({**evidence.set_aside, **table.set_aside}, language))
