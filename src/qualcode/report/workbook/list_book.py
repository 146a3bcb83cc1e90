"""A workbook of one plain list, made to be read back by programs as well as by people."""

from __future__ import annotations

import io

from openpyxl import Workbook

from qualcode.model.display import Display
from qualcode.report.options import WriteOptions
from qualcode.report.values import clean
from qualcode.report.word.package import deterministic
from qualcode.report.workbook.list_sheet import list_sheet
from qualcode.report.workbook.undated import undated


def list_book(display: Display, options: WriteOptions) -> bytes:
    """Return a display as `.xlsx` with one sheet: header in the first row, then the rows; the same display, the same bytes."""
    book = Workbook(write_only=True)
    list_sheet(book.create_sheet(clean(display.kind)[:31] or "list"), display, options)
    book.properties.title = " ".join(clean(display.title).split())[:250]
    book.properties.creator = "qualcode"
    file = io.BytesIO()
    book.save(file)
    return deterministic(undated(file.getvalue()))
