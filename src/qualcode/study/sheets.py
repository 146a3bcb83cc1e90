"""A sheet, as Excel or a text editor saves it, → rows of texts by column; and back to CSV."""

from __future__ import annotations

import csv
import importlib
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from qualcode.model.names import name_key
from qualcode.model.problem import Problem, error, warning
from qualcode.text.sheet_cells import text_cells

_SPLIT = re.compile("[;；、]")
_SAVE_AS = "Save it as CSV UTF-8 or as an Excel workbook (.xlsx)."
Cells = Iterable[tuple[int, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row: the line of the file at which it begins (in Excel the row's number), and its cells by column."""

    line: int
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SheetReading:
    """The columns of a sheet in order, the rows that hold anything, what is wrong with it, and where its header stands."""

    columns: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    problems: tuple[Problem, ...]
    header_line: int = 1


def read_sheet(data: bytes, path: str) -> SheetReading:
    """Return the sheet in a file's bytes (`.csv`, `.tsv`, `.txt`; `.xlsx`) with its problems; never raises for content.

    Text is UTF-8 with or without BOM, UTF-16 or GB18030; the separator (comma, tab, semicolon) is decided by the header
    line alone, or by a first line `sep=;`. Empty rows and nameless empty columns, such as Excel leaves behind, are passed
    over. Of an Excel workbook the first sheet is read, its cells as Excel shows them.
    """
    records, problems = _read(data, path)
    return _assembled(records, path, problems)


def read_records(data: bytes, path: str) -> tuple[list[tuple[int, Sequence[str]]], tuple[Problem, ...]]:
    """Return the rows of the same sheets as they stand, header and empty rows included, each with its line.

    The problems say what is wrong with the file itself; whether rows are as long as each other is the caller's question.
    """
    records, problems = _read(data, path)
    return list(records), tuple(problems)


def _read(data: bytes, path: str) -> tuple[Cells, list[Problem]]:
    problems: list[Problem] = []
    if is_workbook(data, path):
        # Excel's reader takes long to import: only a workbook pays for it.
        reader = importlib.import_module("qualcode.text.workbook_cells")
        cells: Cells = reader.read_cells(data, path, problems)
        return cells, problems
    text = _decoded(data, path, problems)
    return (() if text is None else text_cells(text, path, problems)), problems


def is_workbook(data: bytes, path: str) -> bool:
    """Say whether a file is read as a workbook of Excel, by its first bytes or its suffix."""
    return data.startswith(b"PK\x03\x04") or path.casefold().endswith((".xlsx", ".xls", ".xlsm"))


def split_values(cell: str) -> tuple[str, ...]:
    """Return the several values of one cell, which stand between `;`, `；` or `、`.

    >>> split_values("zj-auto； gd-ict;")
    ('zj-auto', 'gd-ict')
    """
    return tuple(value.strip() for value in _SPLIT.split(cell) if value.strip())


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a sheet as CSV in UTF-8 with a BOM, so that Excel opens it; `read_sheet` gives the same cells back."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return b"\xef\xbb\xbf" + buffer.getvalue().encode("utf-8", "surrogatepass")


def _decoded(data: bytes, path: str, problems: list[Problem]) -> str | None:
    for encoding in _encodings(data):
        try:
            return data.decode(encoding).lstrip("\ufeff")
        except UnicodeDecodeError:
            continue
    problems.append(error(path, None, "This is neither UTF-8 nor UTF-16 nor GB18030 text.", _SAVE_AS))
    return None


def _encodings(data: bytes) -> tuple[str, ...]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    start = data[:200]
    if b"\0" in start and not start.startswith(b"\xef\xbb\xbf"):
        little = start[1::2].count(0) > start[::2].count(0)
        return ("utf-16-le" if little else "utf-16-be",)
    return ("utf-8-sig", "gb18030")


def _assembled(cells: Cells, path: str, problems: list[Problem]) -> SheetReading:
    records = [(line, record) for line, record in cells if any(cell.strip() for cell in record)]
    if not records:
        if not problems:
            problems.append(warning(path, None, "The sheet is empty.", "Its first row must name the columns."))
        return SheetReading((), (), tuple(problems))
    line, header = records[0]
    places = _columns(header, records[1:], line, path, problems)
    width = len(header)
    rows = []
    for row_line, record in records[1:]:
        if any(cell.strip() for cell in record[width:]):
            message = f"This row has {len(record)} cells, the header {width}; the cells beyond are passed over."
            problems.append(error(path, row_line, message, "Put a cell that holds the separator in quotes."))
        elif len(record) < max(places.values(), default=0) + 1:
            message = f"This row has {len(record)} cells, the header {width}; the missing ones are taken as empty."
            problems.append(warning(path, row_line, message))
        values = {name: record[place] if place < len(record) else "" for name, place in places.items()}
        rows.append(SheetRow(row_line, values))
    return SheetReading(tuple(places), tuple(rows), tuple(problems), line)


def _columns(header: Sequence[str], records: Cells, line: int, path: str, problems: list[Problem]) -> dict[str, int]:
    places: dict[str, int] = {}
    keys: dict[str, int] = {}
    used = {place for _, record in records for place, cell in enumerate(record) if cell.strip()}
    for place, written in enumerate(header):
        name = written.strip()
        if not name and place not in used:
            continue
        if not name and place > 0:
            problems.append(error(path, line, f"Column {place + 1} has no name; it is passed over.", "Name it."))
        elif name_key(name) in keys:
            first = keys[name_key(name)] + 1
            message = f'Columns {first} and {place + 1} are both named "{name}"; the second is passed over.'
            problems.append(error(path, line, message, "Rename one."))
        else:
            if not name:
                problems.append(warning(path, line, "The first column has no name.", "Name it."))
            keys[name_key(name)] = places[name] = place
    return places
