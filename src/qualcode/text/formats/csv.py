"""Sheets as text, commas, tabs or semicolons between the cells: one row a turn or an answer."""

from __future__ import annotations

from qualcode.errors import StudyError
from qualcode.model.problem import Problem
from qualcode.text.encoding import decode
from qualcode.text.extract import Extract
from qualcode.text.formats._rows import rows_extract
from qualcode.text.sheet_cells import text_cells


def read(data: bytes, name: str) -> Extract:
    """Return the rows of a sheet as turns; refuse one without a column of words, or whose quotation marks do not close."""
    decoded = decode(data)
    problems: list[Problem] = []
    rows = text_cells(decoded.text.lstrip("\ufeff"), name, problems)
    if problems:
        fault = problems[0]
        raise StudyError(fault.message, remedy=fault.remedy, path=fault.path, line=fault.line)
    return rows_extract(rows, decoded.encoding, decoded.notes)
