"""The sheet that shows the display itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from math import ceil
from typing import Any, Literal

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from qualcode.model.display import Column, Display, Value
from qualcode.report.options import WriteOptions
from qualcode.report.values import NUMERIC, clean, is_absent, label_of, quoted
from qualcode.report.wording import WORDING
from qualcode.report.workbook.pen import Look, Pen, Weight
from qualcode.report.workbook.pieces import pieces
from qualcode.report.workbook.wording import WORDS, Words

HEADER = 3
"""The row of the column labels, below the title and an empty row."""

_FORMATS = {"count": "0", "number": "0.000", "share": "0.0%"}
_WIDEST, _LONG, _NUMBER, _PAGE, _SHARED = 60.0, 26.0, 9.0, 95.0, 180.0
_LINE_HEIGHT, _HIGHEST = 15.0, 409.0
Part = str | int | float | None


def table_sheet(sheet: Any, display: Display, options: WriteOptions) -> None:
    """Write title, header, rows and notes into an empty sheet; header and row labels stay in view, the table can be filtered."""
    widths = _widths(display)
    _set_up(sheet, widths)
    labels = [pieces(each)[0] for each in (clean(display.corner), *map(label_of, display.columns))]
    sheet.row_dimensions[HEADER].height = _height(labels, [width - 2 for width in widths])
    pen, words = Pen(sheet), WORDS[options.language]
    title = pieces(" ".join(clean(display.title).split()))[0]  # the sheet "about" holds one that is longer
    sheet.append([pen.text(title, Look(bold=True, size=14, wrap=False))])
    sheet.append([])
    sides: Weight | None = "thin" if options.style == "grid" else None
    heading = Look(bold=True, top="medium", bottom="thin", sides=sides)
    sheet.append(
        [
            pen.text(pieces(clean(display.corner))[0], heading),
            *(_heading(pen, each, heading) for each in display.columns),
        ]
    )
    long = written = 0
    for row in display.rows:
        parts: list[list[Part]] = [
            list(pieces(clean(row.label) or clean(row.key))),
            *(_parts(cell.value) for cell in row.cells),
        ]
        long += sum(len(each) > 1 for each in parts)
        height = max(map(len, parts))
        if len(parts[0]) == 1:
            parts[0] += [_continued(str(parts[0][0]), words)] * (height - 1)
        for number, line in enumerate(zip_longest(*parts), 1):
            last = row is display.rows[-1] and number == height
            rule: Weight | None = "medium" if last else sides
            look = Look(indent=row.level, horizontal="left", bottom=rule, sides=sides)
            first = pen.text(str(line[0] or ""), look)
            cells = (_cell(pen, each, c, rule, sides) for each, c in zip(line[1:], display.columns, strict=True))
            written += 1
            sheet.row_dimensions[HEADER + written].height = _height(line, widths)
            sheet.append([first, *cells])
    if display.rows:
        sheet.auto_filter.ref = f"A{HEADER}:{get_column_letter(len(widths))}{HEADER + written}"
    _notes(sheet, pen, list(_sentences(display, options, long)), widths, HEADER + written)


def _sentences(display: Display, options: WriteOptions, long: int) -> Iterator[str]:
    """Yield what stands below the table; a heading that no cell holds stands there whole."""
    words = WORDS[options.language]
    if not display.rows:
        yield WORDING[options.language].nothing
    yield from (note for note in map(clean, display.notes) if note.strip())
    yield from (text for text in map(label_of, display.columns) if len(pieces(text)) > 1)
    if long:
        yield words.long.format(long)
    if any(is_absent(cell.value) for row in display.rows for cell in row.cells):
        yield words.empty


def _continued(label: str, words: Words) -> str:
    text = words.continued.format(label)
    return text if len(pieces(text)) == 1 else label


def _parts(value: Value) -> list[Part]:
    if value is None or is_absent(value):
        return [None]
    if isinstance(value, tuple):
        return list(pieces("\n".join(quoted(quote) for quote in value)))
    return list(pieces(clean(value))) if isinstance(value, str) else [value]


def _cell(pen: Pen, part: Part, column: Column, bottom: Weight | None, sides: Weight | None) -> Any:
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
    return pen.text(pieces(label_of(column))[0], right)


def _notes(sheet: Any, pen: Pen, notes: Sequence[str], widths: Sequence[float], row: int) -> None:
    """Write the notes below row `row`, each over as many columns as make a readable line, high enough for all of it."""
    across, room = 0, 0.0
    while across < len(widths) and room < _PAGE:
        room += widths[across]
        across += 1
    for number, part in enumerate((part for note in notes for part in pieces(note)), row + 1):
        sheet.row_dimensions[number].height = _height([part], [room])
        sheet.append([pen.text(part, Look(size=10))])
        if across > 1:
            sheet.merged_cells.add(f"A{number}:{get_column_letter(across)}{number}")


def _height(parts: Sequence[Part], widths: Sequence[float]) -> float:
    """Return the height of a row in points, enough for its texts as they are wrapped, as far as Excel has rows so high."""
    texts = [(part, max(width - 1, 1)) for part, width in zip(parts, widths, strict=True) if isinstance(part, str)]
    lines = [sum(ceil(_width(line, None) * 1.08 / width) or 1 for line in text.split("\n")) for text, width in texts]
    return min(_LINE_HEIGHT * max(lines, default=1), _HIGHEST)


def _set_up(sheet: Any, widths: Sequence[float]) -> None:
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
    """Return the widths of label and columns in digits: what they need, long texts an equal share of a page."""
    labels = max((_width(clean(row.label) or clean(row.key)) + 2 * row.level for row in display.rows), default=0)
    widths = [min(max(labels, _width(clean(display.corner)), 8) + 2.0, _WIDEST)]
    for number, column in enumerate(display.columns):
        heading = _width(label_of(column)) + 4.0
        if column.type in NUMERIC:
            widths.append(max(_NUMBER, min(heading, 18.0)))
            continue
        texts = (text for row in display.rows for text in _texts(row.cells[number].value))
        widths.append(min(max(max(map(_width, texts), default=0) + 2.0, min(heading, 24.0), 10.0), _WIDEST))
    long = [number for number, width in enumerate(widths) if number and width > _LONG]
    left = _SHARED - sum(width for number, width in enumerate(widths) if number not in long)
    share = max(_LONG, left / max(len(long), 1))
    return [min(width, share) if number in long else width for number, width in enumerate(widths)]


def _texts(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,) if isinstance(value, str) else ()


def _width(text: str, most: int | None = 60) -> int:
    """Return about how many digits wide the widest line is; of each line no more than `most` characters are looked at."""
    return max(len(line[:most]) + sum(each > "\u2e7f" for each in line[:most]) for line in text.split("\n"))
