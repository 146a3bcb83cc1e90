"""The sheets behind the table: the codings of each cell, and what the display was made with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from openpyxl.worksheet.properties import PageSetupProperties

from qualcode.model.display import Display
from qualcode.report.options import Language
from qualcode.report.values import clean, label_of
from qualcode.report.workbook.pen import Look, Pen
from qualcode.report.workbook.pieces import pieces
from qualcode.report.workbook.wording import WORDS

_HEADING = Look(bold=True, bottom="thin")
_PLAIN = Look(wrap=False)
_WORD = re.compile(r"(?!.*_x)\w[\w -]{0,200}")
"""What openpyxl and Excel take for nothing else than a text, and XML allows."""


def coding_rows(display: Display) -> Iterator[tuple[str, str, str, str, str]]:
    """Yield row key, row label, column key, column label and id for each coding behind each cell, in reading order."""
    for row in display.rows:
        for column, cell in zip(display.columns, row.cells, strict=True):
            for coding in cell.codings:
                yield row.key, row.label, column.key, label_of(column), coding


def codings_header(sheet: Any, display: Display, language: Language) -> Pen:
    """Write the header of a sheet of codings, to be filtered by; return the pen for its rows."""
    words, pen = WORDS[language], Pen(sheet)
    for letter, width in zip("ABCDE", (22, 30, 22, 30, 30), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes, sheet.print_title_rows = "A2", "1:1"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    names = (words.row_key, clean(display.corner) or words.key, words.column_key, words.column, words.coding)
    sheet.append([pen.text(name, _HEADING) for name in names])
    return pen


def codings_line(pen: Pen, texts: tuple[str, ...]) -> list[Any]:
    """Return one row of a sheet of codings as cells; a key or label that no cell holds is given by its first part.

    A plain word is given as it is, which is much faster: there may be hundreds of thousands.
    """
    return [text if _WORD.fullmatch(text) else pen.text(pieces(clean(text))[0], _PLAIN) for text in texts]


def about_sheet(sheet: Any, display: Display, language: Language) -> None:
    """Write title, kind, unit, seed, every parameter, and what was set aside, with its count."""
    words, pen = WORDS[language], Pen(sheet)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 40, 80
    sheet.freeze_panes = "A2"
    sheet.append([pen.text(words.about, _HEADING), pen.text(words.value, _HEADING)])
    facts: dict[str, object] = {words.title: display.title, words.kind: display.kind, words.unit: display.unit}
    if display.seed is not None:
        facts[words.seed] = display.seed
    facts |= {words.parameter.format(name): value for name, value in display.parameters.items()}
    facts |= {words.set_aside.format(reason): count for reason, count in display.set_aside.items()}
    left = Look(horizontal="left")
    for name, value in facts.items():
        if isinstance(value, int | float) and not isinstance(value, bool):
            sheet.append([pen.text(name, left), pen.number(value, left)])
            continue
        for part in pieces(clean(_plain(value))):
            sheet.append([pen.text(name, left), pen.text(part, left)])


def _plain(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return "; ".join(f"{key} = {_plain(each)}" for key, each in value.items())
    if isinstance(value, set | frozenset):
        return ", ".join(sorted(map(_plain, value)))
    return ", ".join(map(_plain, value)) if isinstance(value, list | tuple) else str(value)
