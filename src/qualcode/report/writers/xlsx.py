"""An Excel workbook: the table to be read and computed with, the codings behind each cell, and how it was made."""

from __future__ import annotations

import io
from itertools import islice

from openpyxl import Workbook

from qualcode.errors import UsageError
from qualcode.model.display import Display
from qualcode.report.options import WriteOptions
from qualcode.report.values import clean
from qualcode.report.word.package import deterministic
from qualcode.report.workbook.other_sheets import about_sheet, coding_rows, codings_header, codings_line
from qualcode.report.workbook.table_sheet import table_sheet
from qualcode.report.workbook.undated import undated

MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
_RESERVED = 10_000


def write(display: Display, options: WriteOptions) -> bytes:
    """Return a display as `.xlsx` with the sheets `table`, `codings` and `about`; the same display, the same bytes.

    Counts, numbers and shares are numbers, shares shown in per cent; an absent value is an empty cell; no text runs as a
    formula. A text longer than a cell holds goes on in the rows below. More rows or columns than Excel has are refused;
    more codings than a sheet holds go on in `codings 2`.
    """
    if len(display.rows) > MOST_ROWS - _RESERVED or len(display.columns) >= MOST_COLUMNS:
        raise UsageError(
            f"A sheet of Excel holds {MOST_ROWS:,} rows and {MOST_COLUMNS:,} columns; "
            f"this table has {len(display.rows):,} and {len(display.columns) + 1:,}.",
            remedy="Write it to a .csv, or choose fewer codes.",
        )
    book = Workbook(write_only=True)
    table_sheet(book.create_sheet("table"), display, options)
    _codings(book, display, options)
    about_sheet(book.create_sheet("about"), display, options.language)
    book.properties.title = " ".join(clean(display.title).split())[:250]
    book.properties.creator = "qualcode"
    book.properties.language = {"zh": "zh-CN", "en": "en"}[options.language]
    file = io.BytesIO()
    book.save(file)
    return deterministic(undated(file.getvalue()))


def _codings(book: Workbook, display: Display, options: WriteOptions) -> None:
    rows = coding_rows(display)
    number, more = 1, True
    while more:
        sheet = book.create_sheet("codings" if number == 1 else f"codings {number}")
        pen = codings_header(sheet, display, options.language)
        count = 0
        for texts in islice(rows, MOST_ROWS - 1):
            sheet.append(codings_line(pen, texts))
            count += 1
        sheet.auto_filter.ref = f"A1:E{count + 1}"
        number, more = number + 1, count == MOST_ROWS - 1
