"""Excel workbooks: one row of the first sheet a turn or an answer."""

from __future__ import annotations

import html
import io
import re
from dataclasses import replace

from qualcode.errors import StudyError
from qualcode.model.problem import Problem
from qualcode.text.archive import Refusal, opened
from qualcode.text.extract import Extract
from qualcode.text.formats._rows import rows_extract
from qualcode.text.left_out import LeftOut, left_out
from qualcode.text.workbook_cells import read_cells, sheet_names

_MOST_BYTES = 300 * 2**20
_REFUSAL = Refusal("This workbook cannot be read", "Open it in Excel and save it again as .xlsx, or as CSV UTF-8.")
_UNCOUNTED = re.compile(rb'<c r="([A-Z]{1,3}\d{1,7})"[^<>]*><f(?:\s[^<>]*)?>([^<>]*)</f>(?:<v\s*/>|<v></v>)?</c>')


def read(data: bytes, name: str) -> Extract:
    """Return the rows of the first sheet as turns, with a note of the other sheets; refuse what cannot be read.

    A formula gives the value that Excel stored with it; one without a value (words typed with `=` before them) is left out, and said.
    """
    problems: list[Problem] = []
    formulas = _formulas(data) if data.startswith(b"PK") else ()
    rows = read_cells(data, name, problems)
    if problems:
        raise StudyError(problems[0].message, remedy=problems[0].remedy, path=name)
    first, *others = sheet_names(data)
    notes: tuple[str, ...] = (
        (f'Only its first sheet, "{first}", was read, and not {", ".join(others)}.',) if others else ()
    )
    if formulas:
        cells = ", ".join(entry.where.removeprefix("cell ") for entry in formulas[:4])
        notes += (f"Formulas without a value are left out: {cells}. If they are words, put ' before the =.",)
    found = rows_extract(rows, notes=notes)
    return replace(found, left_out=(*found.left_out, *formulas))


def _formulas(data: bytes) -> tuple[LeftOut, ...]:
    """Return the formulas of the sheets that have no value; refuse an archive that is not to be trusted."""
    found: list[LeftOut] = []
    with opened(io.BytesIO(data), _REFUSAL) as members:
        for member in members.names:
            part = members.read(member, _MOST_BYTES)
            if member.startswith("xl/worksheets/") and b"<f" in part:
                for cell, formula in _UNCOUNTED.findall(part):
                    words = "=" + html.unescape(formula.decode("utf-8", "replace"))
                    found += left_out("data", words, f"cell {cell.decode()}")
    return tuple(found)
