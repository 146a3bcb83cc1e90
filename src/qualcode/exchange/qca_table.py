"""Cases and their memberships from a table made elsewhere: the first column names the case, each other one is a set."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from qualcode.analysis.qca.analyse import outcome_name
from qualcode.analysis.qca.sets import SetData
from qualcode.errors import NotFoundError
from qualcode.exchange.table_file import Table, read_table
from qualcode.model.names import name_key

_MISSING = frozenset({"", "na", "n/a", "#n/a", "nan", "null", "none", "-", "–", "缺失"})


def read_memberships(data: bytes, path: str, outcome: str, conditions: Sequence[str]) -> SetData:
    """Return the cases in a file's bytes with their membership in the outcome and the conditions (none: all other columns).

    Other columns are not looked at. Raise `StudyError`, with path and line, for a case without a name or named twice, and
    for a membership that is missing or no number; `NotFoundError` for a column that is not there.
    """
    table = read_table(data, path)
    cases, columns = table.columns[0], table.names[1:]
    _refuse_cases(table, cases)
    first = _find(columns, "outcome", outcome_name(outcome))
    names = [first, *(_find(columns, "condition", name) for name in conditions)]
    if not conditions:
        names += [name for name in columns if name != first]
    # One named twice, or as outcome and condition, is refused where the question is put.
    wanted = list(dict.fromkeys(names))
    values = [_numbers(table, name) for name in wanted]
    return SetData(cases, tuple(wanted), np.array(values, dtype=np.float64).T)


def _find(columns: Sequence[str], what: str, name: str) -> str:
    for known in columns:
        if name_key(known) == name_key(name):
            return known
    raise NotFoundError(what, name, columns)


def _refuse_cases(table: Table, cases: Sequence[str]) -> None:
    seen: dict[str, int] = {}
    for row, case in enumerate(cases):
        if not case:
            raise table.fault(row, "This case has no name.", "Name it in the first column.")
        if seen.setdefault(name_key(case), row) != row:
            raise table.fault(row, f'Case "{case}" is there twice.', "A row is a case; give each its own name.")


def _numbers(table: Table, name: str) -> list[float]:
    cells = table.columns[table.names.index(name, 1)]
    return [_number(table, row, name, cell) for row, cell in enumerate(cells)]


def _number(table: Table, row: int, name: str, cell: str) -> float:
    case = table.columns[0][row]
    if cell.casefold() in _MISSING:
        raise table.fault(row, f'"{name}" is missing for case "{case}".', "Fill it in, or leave the case out.")
    try:
        found = float(cell)
    except ValueError:
        raise table.fault(
            row,
            f'"{name}" is "{cell}" for case "{case}", which is no number.',
            "Write a membership such as 0, 1 or 0.67.",
        ) from None
    return found
