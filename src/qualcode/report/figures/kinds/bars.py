"""Frequencies as bars, a panel for each column of numbers."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.model.display import Display
from qualcode.report.figures.body import Body, below, labels, number_of, numeric, row_label
from qualcode.report.figures.kind import FigureKind
from qualcode.report.figures.paper import BLUE, LABEL, RULE, SOFT, Paper, line_height
from qualcode.report.options import Language
from qualcode.report.values import label_of, shown

_WIDEST, _NARROWEST, _BETWEEN = 2.6, 0.8, 0.22
_ALL = 8.3
"""Inches that panels and labels share where they are many, so that a page still holds them."""

_NAMED = ("name",)
_TOTAL = "total"


def bars(display: Display, paper: Paper, language: Language, columns: Sequence[int] | None = None) -> Body | None:
    """Draw one bar a row for each column of numbers (or those at the places given), each with its number.

    The columns of a matrix share one scale, its total apart; those of other tables count different things, each on its own.
    """
    places = numeric(display.columns) if columns is None else columns
    if not places:
        return None
    named = next((number for number, column in enumerate(display.columns) if column.key in _NAMED), None)
    texts = [
        row_label(row) if named is None else f"{row_label(row)} {row.cells[named].value or ''}" for row in display.rows
    ]
    side = labels(paper, texts, [row.level for row in display.rows], least=0.23)
    share = (_ALL - side.width) / len(places) - _BETWEEN
    panel = _WIDEST * 1.5 if len(places) == 1 else min(max(share, _NARROWEST), _WIDEST)
    most = {place: _most(display, place, places) for place in places}
    headings = [paper.wrapped(label_of(display.columns[place]), panel, bold=True) for place in places]
    top = max(map(len, headings)) * line_height(LABEL) + 0.06
    for number in range(len(display.rows)):
        side.write(paper, number, top + sum(side.heights[:number]), side.heights[number])
    x = side.width
    for place, heading in zip(places, headings, strict=True):
        paper.write(x, top - 0.06 - line_height(LABEL) * len(heading), heading, bold=True)
        _panel(display, paper, place, (x, top, panel, most[place]), side.heights)
        x += panel + _BETWEEN
    return Body(x - _BETWEEN, top + sum(side.heights), (), top, below(top, side.heights))


def _most(display: Display, place: int, places: Sequence[int]) -> float:
    """Return the number for which a bar takes the whole width of its panel."""
    alike = display.kind == "matrix" and display.columns[place].key != _TOTAL
    among = [each for each in places if display.columns[each].key != _TOTAL] if alike else [place]
    numbers = (number_of(row.cells[each].value) for row in display.rows for each in among)
    return max((abs(number) for number in numbers if number is not None), default=0.0) or 1.0


def _panel(
    display: Display, paper: Paper, place: int, box: tuple[float, float, float, float], heights: Sequence[float]
) -> None:
    """Draw one column's bars in a panel: its left, top and width, and the number that fills it."""
    x, top, width, most = box
    column = display.columns[place]
    values = [row.cells[place].value for row in display.rows]
    numbers = [number_of(value) for value in values]
    texts = [shown(value, column) if number is not None else "" for value, number in zip(values, numbers, strict=True)]
    room = width - max((paper.measure(text) for text in texts), default=0.0) - 0.08
    y = top
    for number, text, height in zip(numbers, texts, heights, strict=True):
        if number is not None:
            length = room * abs(number) / most
            paper.box(x, y + height * 0.2, length, height * 0.6, BLUE if number >= 0 else "#ffffff", BLUE)
            color = SOFT if number == 0 else "#1a1a1a"
            paper.write(x + length + 0.05, y + height / 2, [text], middle=True, color=color)
        y += height
    paper.line([(x, top), (x, y)], RULE)


figure = FigureKind(("codebook", "document-groups"), bars)
