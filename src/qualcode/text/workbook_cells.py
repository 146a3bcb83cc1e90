"""The first sheet of an Excel workbook as texts, shown as Excel shows them."""

from __future__ import annotations

import datetime
import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from qualcode.model.problem import Problem, error

_MOST_BYTES = 500 * 1024 * 1024
_DIGITS = re.compile(r"(0+|#,##0)(?:\.(0+))?(%?)")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_UNREADABLE = (
    *(zipfile.BadZipFile, zlib.error, InvalidFileException, ParseError),
    *(KeyError, ValueError, TypeError, IndexError, AttributeError, EOFError, OSError, NotImplementedError, SyntaxError),
)
_REMEDY = "Open it in Excel and save it again as .xlsx, or as CSV UTF-8."


def read_cells(data: bytes, path: str, problems: list[Problem]) -> list[tuple[int, list[str]]]:
    """Return the rows of the first sheet with their numbers; a file that cannot be read is one problem and no row.

    A whole number has no point, a date is `YYYY-MM-DD`, a number formatted as `000` or `0%` keeps that form; a formula
    gives the value that Excel stored with it.
    """
    if data.startswith(_OLD_OFFICE):
        message = "This is a workbook with a password, or one of Excel before 2007 (.xls)."
        problems.append(error(path, None, message, "Save it without password as .xlsx."))
        return []
    try:
        if sum(member.file_size for member in zipfile.ZipFile(io.BytesIO(data)).infolist()) > _MOST_BYTES:
            problems.append(
                error(path, None, "This workbook unpacks to more than 500 MB.", "Save the sheet as CSV UTF-8.")
            )
            return []
        with warnings.catch_warnings():
            # What openpyxl cannot keep (a print setting, a picture) it warns of; no cell is lost by it.
            warnings.simplefilter("ignore")
            return list(_rows(data))
    except _UNREADABLE:
        problems.append(
            error(path, None, "This is not a workbook that can be read: it is damaged or something else.", _REMEDY)
        )
        return []


def sheet_names(data: bytes) -> tuple[str, ...]:
    """Return the names of a workbook's sheets that hold cells, in order; of one whose cells could be read."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(io.BytesIO(data), read_only=True)
    try:
        return tuple(sheet.title for sheet in book.worksheets)
    finally:
        book.close()


def _rows(data: bytes) -> Iterator[tuple[int, list[str]]]:
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    try:
        sheet = book.worksheets[0]
        # Some programs write a size that is not the sheet's; without it the cells themselves are counted.
        sheet.reset_dimensions()
        for number, row in enumerate(sheet.iter_rows(), 1):
            yield number, [_shown(cell.value, cell.number_format) for cell in row]
    finally:
        book.close()


def _shown(value: object, number_format: str | None) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value, number_format or "General")
    if isinstance(value, datetime.datetime):
        day = value.date().isoformat()
        return day if value.time() == datetime.time() else f"{day} {_clock(value.time())}"
    if isinstance(value, datetime.time):
        return _clock(value)
    if isinstance(value, datetime.timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return str(value)


def _clock(time: datetime.time) -> str:
    return time.strftime("%H:%M:%S" if time.second else "%H:%M")


def _number(value: float, number_format: str) -> str:
    form = _DIGITS.fullmatch(number_format)
    if form is None:
        return str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else f"{value:.15g}"
    decimals = len(form[2] or "")
    scaled = value * 100 if form[3] else value
    grouped = "," if form[1] == "#,##0" else ""
    shown = f"{scaled:{grouped}.{decimals}f}"
    wide = len(form[1]) + (decimals + 1 if decimals else 0)
    return (shown if grouped else shown.zfill(wide)) + form[3]
