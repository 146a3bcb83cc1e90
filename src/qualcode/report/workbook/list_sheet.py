"""A display as a plain list: header and rows from the first line on, to be filtered and counted, not to be printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from openpyxl.utils import get_column_letter

from qualcode.model.display import Display, Value
from qualcode.report.options import WriteOptions
from qualcode.report.values import clean, is_absent, label_of, quoted
from qualcode.report.workbook.pen import Look, Pen
from qualcode.report.workbook.pieces import pieces
from qualcode.report.workbook.wording import WORDS

_HEADING = Look(bold=True, bottom="thin")
_PLAIN = Look(wrap=False)
_WORD = re.compile(r"(?!.*_x)\w[\w -]{0,200}")
"""What openpyxl and Excel take for nothing else than a text, and XML allows: it needs no cell of its own."""

_SURELY, _SURELY_LINES = 5_000, 100
_LEAST, _WIDEST, _SEEN = 9.0, 44.0, 200


def list_sheet(sheet: Any, display: Display, options: WriteOptions) -> None:
    """Write header and rows into an empty sheet; a text that no cell holds goes on in the rows below, under the same label.

    Several times faster than a table: there may be tens of thousands of rows.
    """
    names = [clean(display.corner), *map(label_of, display.columns)]
    for at, width in enumerate(_widths(display, names), 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    sheet.freeze_panes = "B2"
    pen, rows = Pen(sheet), 0
    sheet.append([pen.text(pieces(name)[0], _HEADING) for name in names])
    for row in display.rows:
        texts = (row.label, *(cell.value for cell in row.cells))
        if all(map(_short, texts)):
            sheet.append([_cell(pen, each) for each in texts])
            rows += 1
            continue
        parts = [pieces(clean(row.label) or clean(row.key)), *(_parts(cell.value) for cell in row.cells)]
        for number, line in enumerate(zip_longest(*parts)):
            first = line[0] or WORDS[options.language].continued.format(row.label) if number else line[0]
            sheet.append([_cell(pen, each) for each in (first, *line[1:])])
            rows += 1
    if rows:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(names))}{rows + 1}"


def _short(value: Value) -> bool:
    """Say whether a value is one that a cell surely holds as it is."""
    if isinstance(value, str):
        return 0 < len(value) < _SURELY and value.count("\n") < _SURELY_LINES
    return not isinstance(value, tuple) and (value is None or not is_absent(value))


def _parts(value: Value) -> list[Any]:
    if value is None or is_absent(value):
        return [None]
    if isinstance(value, tuple):
        return list(pieces("\n".join(map(quoted, value))))
    return list(pieces(clean(value))) if isinstance(value, str) else [value]


def _cell(pen: Pen, part: Any) -> Any:
    if not isinstance(part, str):
        return part
    return part if _WORD.fullmatch(part) else pen.text(part, _PLAIN)


def _widths(display: Display, names: list[str]) -> Iterator[float]:
    yield 12.0
    for at, name in enumerate(names[1:]):
        texts = (row.cells[at].value for row in display.rows[:_SEEN])
        longest = max((len(str(each)) for each in texts if each is not None), default=0)
        yield min(_WIDEST, max(_LEAST, 1.2 * len(name) + 2, 1.1 * longest + 2))
