"""A sheet for Excel and for other programs: the table alone, values unrounded."""

from __future__ import annotations

import csv
import io

from qualcode.model.display import Display, Value
from qualcode.report.options import WriteOptions
from qualcode.report.spreadsheet import defused
from qualcode.report.values import clean, is_absent, label_of


def write(display: Display, options: WriteOptions) -> bytes:
    r"""Return a display as CSV (RFC 4180: comma, CRLF), UTF-8 with a BOM so that Excel opens Chinese rightly.

    The first column is the row's key, the second its label. Shares are from 0 to 1, quotes stand one a line within
    their cell, an absent value is an empty cell. A text that would run as a formula has an apostrophe before it. The
    notes are not part of the sheet; the other writers carry them.
    """
    file = io.StringIO(newline="")
    sheet = csv.writer(file)
    sheet.writerow(["key", *map(_text, (display.corner or "label", *map(label_of, display.columns)))])
    for row in display.rows:
        sheet.writerow([_text(row.key), _text(row.label), *(_field(cell.value) for cell in row.cells)])
    return b"\xef\xbb\xbf" + file.getvalue().encode()


def _field(value: Value) -> str | int | float:
    if value is None or is_absent(value):
        return ""
    if isinstance(value, tuple):
        return _text("\n".join(" ".join(clean(quote).split()) for quote in value))
    return _text(value) if isinstance(value, str) else value


def _text(text: str) -> str:
    return defused(clean(text))
