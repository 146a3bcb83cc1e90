"""The sheet of a sample as CSV, for any spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qualcode.exchange.word_desk.sheet import CODE_COLUMNS, HEADERS, SheetUnit
from qualcode.report.spreadsheet import defused
from qualcode.report.values import clean
from qualcode.study.sheets import write_csv


def sheet_columns(language: str) -> tuple[str, ...]:
    """Return the names of the columns of a sheet, several for codes."""
    names = HEADERS["zh" if language == "zh" else "en"]
    codes = (f"{names[4]} {number}" for number in range(1, CODE_COLUMNS + 1))
    return (*names[:4], *codes, *names[5:])


def sheet_cells(units: Sequence[SheetUnit]) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a sheet, the cells to be filled in empty."""
    for unit in units:
        number = str(unit.number) if unit.number else ""
        yield number, unit.address, unit.speaker, clean(unit.words), *[""] * CODE_COLUMNS, "", unit.key


def sample_csv(units: Sequence[SheetUnit], language: str) -> bytes:
    """Return the sheet as CSV; a text that a spreadsheet would take for a formula is neutralised."""
    return write_csv(sheet_columns(language), (list(map(defused, row)) for row in sheet_cells(units)))
