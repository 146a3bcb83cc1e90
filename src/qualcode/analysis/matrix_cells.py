"""What each kind of value makes of the passages of a cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice

from qualcode.analysis.features import state_of
from qualcode.analysis.gathering import Gathered
from qualcode.analysis.matrix_table import Table
from qualcode.analysis.passages import quoted
from qualcode.analysis.wording import say
from qualcode.model.display import Value

CellOf = Callable[[str, Sequence[str], Gathered], Value]


def _count(table: Table, language: str, most: int) -> CellOf:
    return lambda row, columns, held: held.count


def _presence(table: Table, language: str, most: int) -> CellOf:
    def cell(row: str, columns: Sequence[str], held: Gathered) -> Value:
        if len(columns) != 1:
            return sum(bool(table.cell(row, column)) for column in columns)
        if held:
            return 1
        absent, unknown = table.known(row, columns, frozenset())
        return 0 if absent and not unknown else None

    return cell


def _share(table: Table, language: str, most: int) -> CellOf:
    def cell(row: str, columns: Sequence[str], held: Gathered) -> Value:
        present = held.documents
        absent, unknown = table.known(row, columns, present)
        table.missing.update(unknown)
        known = len(present) + len(absent)
        return len(present) / known if known else None

    return cell


def _quotes(table: Table, language: str, most: int) -> CellOf:
    return lambda row, columns, held: tuple(quoted(passage, language) for passage in islice(held.distinct(), most))


def _row_share(table: Table, language: str, most: int) -> CellOf:
    def cell(row: str, columns: Sequence[str], held: Gathered) -> Value:
        whole = table.line(row).count
        return held.count / whole if whole else None

    return cell


def _column_share(table: Table, language: str, most: int) -> CellOf:
    all_passages = table.placed.count

    def cell(row: str, columns: Sequence[str], held: Gathered) -> Value:
        whole = table.column(columns[0]).count if len(columns) == 1 else all_passages
        return held.count / whole if whole else None

    return cell


def _per_1000(table: Table, language: str, most: int) -> CellOf:
    def cell(row: str, columns: Sequence[str], held: Gathered) -> Value:
        words = sum(table.words.get(document, 0) for document in table.documents(row, columns))
        return 1000 * held.count / words if words else None

    return cell


def _weight(table: Table, language: str, most: int) -> CellOf:
    return lambda row, columns, held: held.weight


def _state(table: Table, language: str, most: int) -> CellOf:
    def cell(row: str, columns: Sequence[str], held: Gathered) -> Value:
        state = state_of(held.stances)
        if state == "silent":
            absent, unknown = table.known(row, columns, frozenset())
            return say("state silent", language) if absent and not unknown else None
        return say(f"state {state}", language)

    return cell


def _summary(table: Table, language: str, most: int) -> CellOf:
    def cell(row: str, columns: Sequence[str], held: Gathered) -> Value:
        found = (table.summaries.get((row, column)) or table.summaries.get((column, row)) for column in columns)
        return next((each for each in found if each), None)

    return cell


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
