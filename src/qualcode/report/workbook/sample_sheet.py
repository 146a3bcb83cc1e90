"""The sheet of a sample as an Excel workbook: codes are chosen from a list, or typed."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from qualcode.exchange.word_desk.sheet import CODE_COLUMNS, HEADERS, SheetUnit
from qualcode.model.codebook import Codebook, worded
from qualcode.report.sample_sheet import sheet_cells, sheet_columns
from qualcode.report.word.package import deterministic
from qualcode.report.workbook.pen import Look, Pen
from qualcode.report.workbook.pieces import pieces
from qualcode.report.workbook.undated import undated

_WIDTHS = (6, 14, 14, 70, *[18] * CODE_COLUMNS, 30, 3)
_HEAD, _PLAIN = Look(bold=True, bottom="thin"), Look()
_FIRST_CODE = 5


def sample_workbook(codebook: Codebook, units: Sequence[SheetUnit], language: str) -> bytes:
    """Return a workbook with the units on its first sheet and the codes with their definitions on its second."""
    book: Any = Workbook()  # one that is only written knows no validation
    sheet, codes = book.active, book.create_sheet("codes")
    sheet.title = "sample"
    columns = sheet_columns(language)
    for number, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "A2"
    pen = Pen(sheet)
    sheet.append([pen.text(name, _HEAD) for name in columns])
    for row in sheet_cells(units):
        sheet.append([pen.text(pieces(cell)[0] if cell else "", _PLAIN) for cell in row])
    _offer(sheet, len(codebook.codable), len(units) + 1)
    _list(codes, codebook, language)
    packed = io.BytesIO()
    book.save(packed)
    return deterministic(undated(packed.getvalue()))


def _offer(sheet: Any, count: int, last: int) -> None:
    if not count:
        return
    first, end = get_column_letter(_FIRST_CODE), get_column_letter(_FIRST_CODE + CODE_COLUMNS - 1)
    # A warning and no bar: several codes in one cell, and a memo behind a colon, are read as well.
    offered = DataValidation("list", formula1=f"codes!$A$2:$A${count + 1}", allow_blank=True, errorStyle="warning")
    offered.add(f"{first}2:{end}{last}")
    sheet.add_data_validation(offered)


def _list(sheet: Any, codebook: Codebook, language: str) -> None:
    for column, width in zip("ABC", (16, 36, 90), strict=True):
        sheet.column_dimensions[column].width = width
    pen = Pen(sheet)
    names = ("编码", "名称", "定义") if language == "zh" else (HEADERS["en"][4], "name", "definition")
    sheet.append([pen.text(name, _HEAD) for name in names])
    for id in codebook.codable:
        code = codebook.by_id[id]
        cells = (id, code.name(language), worded(code.definition, language))
        sheet.append([pen.text(pieces(cell)[0] if cell else "", _PLAIN) for cell in cells])
