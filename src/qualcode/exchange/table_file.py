"""A table that somebody made elsewhere, read strictly: a number must not rest on a row that was guessed at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qualcode.errors import StudyError
from qualcode.model.names import name_key
from qualcode.study.sheets import is_workbook, read_records


@dataclass(frozen=True, eq=False, slots=True)
class Table:
    """The columns of a table by name, in order, their cells stripped; `lines` says where each row stands in the file.

    `header` is the line of the names. Empty rows, and empty columns without a name, are left out.
    """

    path: str
    header: int
    names: tuple[str, ...]
    columns: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]

    def fault(self, row: int | None, message: str, remedy: str) -> StudyError:
        """Return the error about a row by its place (`None`: about the header), to be raised."""
        return StudyError(message, remedy=remedy, path=self.path, line=self.header if row is None else self.lines[row])


def read_table(data: bytes, path: str) -> Table:
    """Return the table in a file's bytes: CSV in the encodings and with the separators of a study's sheets, or Excel.

    Raise `StudyError`, with path and line, for a file that cannot be read, for no rows below the names, for a row of
    another length than the names (in a workbook: longer), for a column without a name, and for two of one name.
    """
    records, problems = read_records(data, path)
    for problem in problems:
        raise StudyError(problem.message, remedy=problem.remedy, path=path, line=problem.line)
    filled = [record for record in records if _holds_anything(record[1])]
    if len(filled) < 2:
        what = "This file is empty." if not filled else "There is no row below the names of the columns."
        raise StudyError(what, remedy="Its first row names the columns; each further row is data.", path=path)
    line, header = filled[0]
    cells = _even([cells for _, cells in filled[1:]], len(header))
    if cells is None:
        cells = _padded(filled[1:], header, path, short=is_workbook(data, path))
    columns = [tuple(map(str.strip, column)) for column in zip(*cells, strict=True)]
    names = [name.strip() for name in header]
    kept = [place for place, name in enumerate(names) if name or place == 0 or any(columns[place])]
    _refuse_names(names, kept, path, line)
    return Table(
        path,
        line,
        tuple(names[place] for place in kept),
        tuple(columns[place] for place in kept),
        tuple(number for number, _ in filled[1:]),
    )


def _holds_anything(cells: Sequence[str]) -> bool:
    return bool(cells) and bool(cells[0].strip() or any(map(str.strip, cells)))


def _even(rows: list[Sequence[str]], width: int) -> list[Sequence[str]] | None:
    return rows if set(map(len, rows)) == {width} else None


def _padded(
    rows: Sequence[tuple[int, Sequence[str]]], header: Sequence[str], path: str, *, short: bool
) -> list[Sequence[str]]:
    """Return the rows cut or filled to the header's width where that loses and invents nothing, else raise."""
    width = len(header)
    named = max(place for place, name in enumerate(header, 1) if name.strip())
    found: list[Sequence[str]] = []
    for line, cells in rows:
        beyond = any(cell.strip() for cell in cells[width:])
        if beyond or (len(cells) < named and not short):
            raise StudyError(
                f"This row has {len(cells)} cells, and the row of names has {width}.",
                remedy=f"Give it {width}: nothing between two separators is an empty cell, and a cell that holds the separator stands in quotes.",
                path=path,
                line=line,
            )
        found.append([*cells[:width], *[""] * (width - len(cells))])
    return found


def _refuse_names(names: Sequence[str], kept: Sequence[int], path: str, line: int) -> None:
    seen: dict[str, int] = {}
    for place in kept:
        if not names[place] and place:
            raise StudyError(
                f"Column {place + 1} has no name.", remedy="Name it in the first row.", path=path, line=line
            )
        first = seen.setdefault(name_key(names[place]), place)
        if first != place:
            raise StudyError(
                f'Columns {first + 1} and {place + 1} are both named "{names[place]}".',
                remedy="Rename one.",
                path=path,
                line=line,
            )


def named_columns(table: Table, wanted: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the columns of these names, in that order; raise `StudyError` when one is not there."""
    places = {name_key(name): place for place, name in enumerate(table.names)}
    missing = [name for name in wanted if name_key(name) not in places]
    if missing:
        raise table.fault(
            None,
            f'There is no column "{missing[0]}"; the columns are {", ".join(table.names[:8])}.',
            f"Name the columns {', '.join(wanted)}.",
        )
    return [table.columns[places[name_key(name)]] for name in wanted]
