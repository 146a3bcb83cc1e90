"""Rows of a batch from the bytes of a CSV, Excel or JSON Lines file."""

from __future__ import annotations

import difflib
from collections.abc import Mapping

import msgspec

from qualcode.coding.batch import COLUMNS, BatchRow
from qualcode.errors import StudyError, UsageError, nearest
from qualcode.study.sheets import read_sheet

_OPTIONAL_ELSEWHERE = "A batch has the columns document and code, one of segment, start and end, quote, and memo, stance, weight, case as wished."


def batch_rows(data: bytes, name: str, renamed: Mapping[str, str]) -> tuple[BatchRow, ...]:
    """Return the rows of a batch with the lines they stand on; `name`'s suffix says the format (CSV without one).

    `renamed` maps a column's wanted name to its name in the file. Columns that are none of a batch's are passed over.
    Raises when the file cannot be read, or lacks the columns document and code.
    """
    rows = _json_lines(data, name) if name.lower().endswith((".jsonl", ".ndjson")) else _sheet(data, name)
    columns = {column for row in rows for column in row.values}
    _refuse_missing(columns, name, renamed)
    _refuse_misspelt(columns, name, renamed)
    wanted = {renamed.get(column, column): column for column in COLUMNS}
    return tuple(
        BatchRow(row.line, {wanted[name]: value for name, value in row.values.items() if name in wanted})
        for row in rows
    )


def _sheet(data: bytes, name: str) -> tuple[BatchRow, ...]:
    reading = read_sheet(data, name)
    faults = [problem for problem in reading.problems if problem.severity == "error"]
    if faults:
        raise StudyError(faults[0].message, path=name, line=faults[0].line, remedy=faults[0].remedy)
    return tuple(BatchRow(row.line, row.values) for row in reading.rows)


def _json_lines(data: bytes, name: str) -> tuple[BatchRow, ...]:
    rows = []
    for number, line in enumerate(data.split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            content = msgspec.json.decode(line, type=dict[str, str | int | float | None])
        except (msgspec.MsgspecError, UnicodeDecodeError) as fault:
            raise StudyError(
                f"the line is no JSON object of texts and numbers ({fault}).", path=name, line=number
            ) from None
        rows.append(BatchRow(number, {key: _as_text(value) for key, value in content.items() if value is not None}))
    return tuple(rows)


def _refuse_misspelt(columns: set[str], name: str, renamed: Mapping[str, str]) -> None:
    """Refuse a column that is all but one of a batch's own: passing `qoute` over would code whole segments."""
    known = {*COLUMNS, *renamed.values()}
    for column in sorted(columns - known):
        close = difflib.get_close_matches(column.casefold(), COLUMNS, n=1, cutoff=0.75)
        if close:
            raise UsageError(
                f'{name} has a column "{column}", which is none of a batch\'s.',
                remedy=f'Is it "{close[0]}"? Write it so, or take it out.',
            )


def _as_text(value: str | int | float | None) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _refuse_missing(columns: set[str], name: str, renamed: Mapping[str, str]) -> None:
    for wanted, given in renamed.items():
        if wanted not in COLUMNS:
            raise UsageError(f'A batch has no column "{wanted}".', remedy=f"Columns: {', '.join(COLUMNS)}.")
        if columns and given not in columns:
            near = ", ".join(nearest(given, columns)) or ", ".join(sorted(columns))
            raise UsageError(f'{name} has no column "{given}".', remedy=f"It has {near}.")
    for needed in ("document", "code"):
        if columns and renamed.get(needed, needed) not in columns:
            raise UsageError(
                f'{name} has no column "{needed}".',
                remedy=f"{_OPTIONAL_ELSEWHERE} --columns {needed}=NAME renames one.",
            )
