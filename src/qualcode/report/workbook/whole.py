"""Displays together in one workbook: a sheet each, and a list of them in front."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

from openpyxl import Workbook

from qualcode.report.contents import Named
from qualcode.report.options import WriteOptions
from qualcode.report.values import clean
from qualcode.report.word.package import deterministic
from qualcode.report.workbook.list_sheet import list_sheet
from qualcode.report.workbook.pen import Look, Pen
from qualcode.report.workbook.pieces import pieces
from qualcode.report.workbook.table_sheet import table_sheet
from qualcode.report.workbook.undated import undated
from qualcode.report.workbook.wording import WORDS

MOST_NAME = 31
"""Characters that the name of a sheet may have."""

LISTS = frozenset({"codings"})
"""Kinds of displays that are lists to be filtered, and not tables to be printed."""

_NO_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


def write_whole(displays: Sequence[Named], title: str, options: WriteOptions) -> bytes:
    """Return displays as one `.xlsx`, a sheet each under its name; the first sheet lists them with their titles.

    Cells as `writers.xlsx` makes them. The same displays give the same bytes.
    """
    book = Workbook(write_only=True)
    names = sheet_names([name for name, _ in displays])
    contents = book.create_sheet("contents")
    contents.column_dimensions["A"].width, contents.column_dimensions["B"].width = 36, 90
    contents.freeze_panes = "A2"
    pen, words = Pen(contents), WORDS[options.language]
    contents.append([pen.text(each, Look(bold=True, bottom="thin")) for each in (words.sheet, words.title)])
    for sheet, (_, display) in zip(names, displays, strict=True):
        cell = pen.text(sheet, Look(wrap=False))
        quoted = sheet.replace("'", "''")
        cell.hyperlink = f"#'{quoted}'!A1"
        contents.append([cell, pen.text(pieces(clean(display.title))[0], Look())])
    for sheet, (_, display) in zip(names, displays, strict=True):
        write = list_sheet if display.kind in LISTS else table_sheet
        write(book.create_sheet(sheet), display, options)
    book.properties.title = " ".join(clean(title).split())[:250]
    book.properties.creator = "qualcode"
    book.properties.language = {"zh": "zh-CN", "en": "en"}[options.language]
    file = io.BytesIO()
    book.save(file)
    return deterministic(undated(file.getvalue()))


def sheet_names(names: Sequence[str]) -> list[str]:
    """Return a name for each sheet: short enough for Excel, without what it forbids, no two alike.

    >>> sheet_names(["matrix-code-province/city", "contents"])
    ['matrix-code-province_city', 'contents 2']
    """
    taken, found = {"contents", "history"}, []
    for name in names:
        base = _NO_NAME.sub("_", clean(name)).strip("' ") or "sheet"
        number, made = 1, base[:MOST_NAME]
        while made.casefold() in taken:
            number += 1
            made = f"{base[: MOST_NAME - len(str(number)) - 1]} {number}"
        taken.add(made.casefold())
        found.append(made)
    return found
