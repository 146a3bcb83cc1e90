"""The sheet that shows the display itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from math import ceil
from typing import Any, Literal

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from qualcode.model.display import Column, Display, Row, Value
from qualcode.report.options import WriteOptions
from qualcode.report.values import NUMERIC, clean, is_absent, label_of, quoted
from qualcode.report.wording import WORDING
from qualcode.report.workbook.pen import LINE, THICK, Look, Pen
from qualcode.report.workbook.pieces import pieces
from qualcode.report.workbook.wording import WORDS

HEADER = 3
"""The row of the column labels, below the title and an empty row."""

_FORMATS = {"count": "0", "number": "0.000", "share": "0.0%"}
_WIDEST, _NUMBER, _PAGE = 60, 9, 95
_LINE_HEIGHT = 15.0
Part = str | int | float | None


def table_sheet(sheet: Any, display: Display, options: WriteOptions) -> None:
    """Write title, header, rows and notes into an empty sheet; header and row labels stay in view, the table can be filtered."""
    widths = _widths(display)
    _set_up(sheet, display, widths)
    pen, words = Pen(sheet), WORDS[options.language]
    sheet.append([pen.text(" ".join(clean(display.title).split()), Look(bold=True, size=14, wrap=False))])
    sheet.append([])
    sides = LINE if options.style == "grid" else ""
    heading = Look(bold=True, top=THICK, bottom=LINE, sides=sides)
    sheet.append([pen.text(clean(display.corner), heading), *(_heading(pen, each, heading) for each in display.columns)])
    long = written = 0
    for row, last in _with_last(display.rows):
        lines = list(zip_longest(*(_parts(cell.value) for cell in row.cells)))
        lines = lines or [()]
        long += sum(part is not None for part in lines[1]) if len(lines) > 1 else 0
        for number, line in enumerate(lines):
            rule = THICK if last and number == len(lines) - 1 else LINE if sides else ""
            label = clean(row.label) or clean(row.key)
            look = Look(indent=row.level, bottom=rule, sides=sides)
            first = pen.text(words.continued.format(label) if number else label, look)
            sheet.append([first, *(_cell(pen, each, c, rule, sides) for each, c in zip(line, display.columns, strict=True))])
            written += 1
    if display.rows:
        sheet.auto_filter.ref = f"A{HEADER}:{get_column_letter(len(widths))}{HEADER + written}"
    notes = [] if display.rows else [WORDING[options.language].nothing]
    notes += [note for note in map(clean, display.notes) if note.strip()]
    notes += [words.long.format(long)] if long else []
    if any(is_absent(cell.value) for row in display.rows for cell in row.cells):
        notes.append(words.empty)
    _notes(sheet, pen, notes, widths, HEADER + written)


def _with_last(rows: Sequence[Row]) -> Iterator[tuple[Row, bool]]:
    return ((row, number == len(rows)) for number, row in enumerate(rows, 1))


def _parts(value: Value) -> list[Part]:
    if value is None or is_absent(value):
        return [None]
    if isinstance(value, tuple):
        return list(pieces("\n".join(quoted(quote) for quote in value)))
    return list(pieces(clean(value))) if isinstance(value, str) else [value]


def _cell(pen: Pen, part: Part, column: Column, bottom: str, sides: str) -> Any:
    format = _FORMATS.get(column.type, "General")
    if isinstance(part, int | float):
        if column.type == "count" and part != int(part):
            format = "General"
        return pen.number(part, Look(format=format, bottom=bottom, sides=sides))
    horizontal = "right" if column.type in NUMERIC else "left"
    return pen.text(part or "", Look(horizontal=horizontal, bottom=bottom, sides=sides))


def _heading(pen: Pen, column: Column, look: Look) -> Any:
    side = "right" if column.type in NUMERIC else "left"
    right = Look(bold=True, top=look.top, bottom=look.bottom, sides=look.sides, horizontal=side)
    return pen.text(label_of(column), right)


def _notes(sheet: Any, pen: Pen, notes: Sequence[str], widths: Sequence[float], row: int) -> None:
    """Write the notes below row `row`, each over as many columns as make a readable line, high enough for all of it."""
    across, room = 0, 0.0
    while across < len(widths) and room < _PAGE:
        room += widths[across]
        across += 1
    for number, part in enumerate((part for note in notes for part in pieces(note)), row + 1):
        sheet.append([pen.text(part, Look(size=10))])
        if across > 1:
            sheet.merged_cells.add(f"A{number}:{get_column_letter(across)}{number}")
        lines = sum(ceil((_width(line, None) + 1) * 1.1 / room) for line in part.split("\n"))
        sheet.row_dimensions[number].height = min(_LINE_HEIGHT * max(lines, 1), 409)


def _set_up(sheet: Any, display: Display, widths: Sequence[float]) -> None:
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = f"B{HEADER + 1}"
    sheet.sheet_view.showGridLines = False
    sheet.print_title_rows = f"{HEADER}:{HEADER}"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    orientation: Literal["landscape", "portrait"] = "landscape" if sum(widths) > _PAGE else "portrait"
    sheet.page_setup.orientation = orientation
    sheet.page_setup.paperSize, sheet.page_setup.fitToHeight = Worksheet.PAPERSIZE_A4, 0
    sheet.oddFooter.center.text = "&P / &N"


def _widths(display: Display) -> list[float]:
    labels = max((_width(clean(row.label) or clean(row.key)) + 2 * row.level for row in display.rows), default=0)
    widths = [float(min(max(labels, _width(clean(display.corner)), 8) + 2, _WIDEST))]
    for number, column in enumerate(display.columns):
        heading = _width(label_of(column))
        if column.type in NUMERIC:
            widths.append(float(max(_NUMBER, min(heading + 4, 18))))
            continue
        values = [row.cells[number].value for row in display.rows]
        widest = max((_width(text) for value in values for text in _texts(value)), default=0)
        widths.append(float(min(max(widest + 2, min(heading + 4, 24), 10), _WIDEST)))
    return widths


def _texts(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,) if isinstance(value, str) else ()


def _width(text: str, most: int | None = _WIDEST) -> int:
    """Return about how many digits wide the widest line is; of each line no more than `most` characters are looked at."""
    return max(len(line[:most]) + sum(each > "\u2e7f" for each in line[:most]) for line in text.split("\n"))
