"""Cells as they look, each kind of look made once."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from typing import Any, Literal

from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, Side

from qualcode.report.spreadsheet import defused
from qualcode.report.values import clean
from qualcode.report.workbook.pieces import escaped

Weight = Literal["thin", "medium"]


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks; `top`, `bottom` and `sides` are lines of Excel's weights."""

    format: str = "General"
    bold: bool = False
    italic: bool = False
    size: int = 11
    indent: int = 0
    horizontal: str | None = None
    wrap: bool = True
    top: Weight | None = None
    bottom: Weight | None = None
    sides: Weight | None = None


class Pen:
    """Writes the cells of one sheet: a number is a number, a text is a text and never a formula."""

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet
        self._styles: dict[tuple[Look, bool], Any] = {}

    def number(self, value: float, look: Look) -> Cell:
        """Return a cell that holds a number."""
        return self._styled(WriteOnlyCell(self._sheet, value), look, False)

    def text(self, text: str, look: Look) -> Cell:
        """Return a cell that holds a text as it is, without what XML forbids; it is short enough (see `pieces`)."""
        text = clean(text)
        if not text:
            return self._styled(WriteOnlyCell(self._sheet), look, False)
        cell = WriteOnlyCell(self._sheet, escaped(text))
        cell.data_type = "s"  # openpyxl takes a text that begins with = for a formula, and "#N/A" for an error
        # The prefix keeps Excel from taking it for a formula when somebody edits the cell.
        return self._styled(cell, look, defused(text) != text)

    def _styled(self, cell: Any, look: Look, prefixed: bool) -> Cell:
        known = self._styles.get((look, prefixed))
        if known is None:
            cell.font = Font(name="Calibri", size=look.size, bold=look.bold, italic=look.italic)
            cell.alignment = Alignment(
                horizontal=look.horizontal, vertical="top", wrap_text=look.wrap, indent=look.indent
            )
            cell.border = Border(
                top=_side(look.top), bottom=_side(look.bottom), left=_side(look.sides), right=_side(look.sides)
            )
            cell.number_format = look.format
            cell.quotePrefix = prefixed
            self._styles[look, prefixed] = copy(cell._style)
        else:
            cell._style = known
        styled: Cell = cell
        return styled


def _side(weight: Weight | None) -> Side:
    return Side(style=weight)
