"""States in words as coloured tiles: what holds in which case, and where it is denied."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from qualcode.analysis.feature_wording import state_name
from qualcode.model.display import Column, Display, Value
from qualcode.model.feature import FeatureState
from qualcode.report.figures.body import Body, labels, row_label
from qualcode.report.figures.kind import FigureKind
from qualcode.report.figures.paper import INK, LABEL, SOFT, Paper, line_height
from qualcode.report.options import Language
from qualcode.report.values import ABSENT, label_of, shown
from qualcode.report.wording import WORDING


class _Tint(NamedTuple):
    fill: str
    ink: str
    hatch: str = ""


_STATES: dict[FeatureState, _Tint] = {
    "supported": _Tint("#08519c", "#ffffff"),
    "partial": _Tint("#9ecae1", INK),
    "planned": _Tint("#fff3c9", INK),
    "contradicted": _Tint("#e6851e", INK),
    "silent": _Tint("#ffffff", SOFT),
}
_PLAIN = _Tint("#ffffff", INK)
_TINTS = {state_name(state, language): tint for state, tint in _STATES.items() for language in ("en", "zh")}
_WIDEST_TEXT, _WIDEST_TILE = 2.2, 1.25
LONGEST = 24
"""A cell with a text longer than so many characters makes a column of words, not of tiles."""


def tiles(display: Display, paper: Paper, language: Language) -> Body | None:
    """Draw short texts as tiles, states in their colours; `None` where no cell holds a state."""
    shown_values = [
        [shown(cell.value, column) for cell, column in zip(row.cells, display.columns, strict=True)]
        for row in display.rows
    ]
    if any(isinstance(cell.value, tuple) for row in display.rows for cell in row.cells):
        return None
    if not any(text in _TINTS for line in shown_values for text in line):
        return None
    kept = [place for place, column in enumerate(display.columns) if _wanted(display, column, place)]
    side = labels(paper, [row_label(row) for row in display.rows], [row.level for row in display.rows], least=0.28)
    widths = [_width(paper, display.columns[place], [line[place] for line in shown_values]) for place in kept]
    cells = [
        [paper.wrapped(line[place], width - 0.1) for place, width in zip(kept, widths, strict=True)]
        for line in shown_values
    ]
    y = _header(paper, [label_of(display.columns[place]) for place in kept], widths, side.width)
    before, header, breaks = None, y, []
    for number, line in enumerate(cells):
        height = max(side.heights[number], max(map(len, line)) * line_height(LABEL) + 0.1)
        if side.lines[number] != before:
            side.write(paper, number, y, height)
        before = side.lines[number]
        x = side.width
        for lines, place, width in zip(line, kept, widths, strict=True):
            _tile(paper, x, y, width, height, lines, shown_values[number][place])
            x += width
        y += height
        breaks.append(y)
    absent = any(line[place] == ABSENT for line in shown_values for place in kept)
    return Body(side.width + sum(widths), y, (WORDING[language].absent,) if absent else (), header, tuple(breaks))


def _wanted(display: Display, column: Column, place: int) -> bool:
    """Leave out long texts (memos) and columns in which nothing stands."""
    values: Sequence[Value] = [row.cells[place].value for row in display.rows]
    short = all(value is None or len(str(value)) <= LONGEST * 3 for value in values)
    return column.key != "memo" and short and any(value is not None for value in values)


def _width(paper: Paper, column: Column, texts: Sequence[str]) -> float:
    widest = max((paper.measure(text) for text in set(texts)), default=0.0) + 0.14
    limit = _WIDEST_TILE if all(text in _TINTS or text == ABSENT for text in texts) else _WIDEST_TEXT
    return min(max(widest, min(paper.measure(label_of(column)) + 0.12, 1.0), 0.4), limit)


def _header(paper: Paper, texts: Sequence[str], widths: Sequence[float], x: float) -> float:
    lines = [paper.balanced(text, width - 0.06) for text, width in zip(texts, widths, strict=True)]
    height = max(map(len, lines)) * line_height(LABEL) + 0.06
    for each, width in zip(lines, widths, strict=True):
        paper.write(x + width / 2, height - 0.05 - line_height(LABEL) * len(each), each, align="center")
        x += width
    return height


def _tile(paper: Paper, x: float, y: float, width: float, height: float, lines: Sequence[str], text: str) -> None:
    tint = _TINTS.get(text, _PLAIN)
    known = text in _TINTS
    paper.box(x, y, width, height, tint.fill, edge="#d0d0d0")
    color = SOFT if text == ABSENT else tint.ink
    if known or text in (ABSENT, "≠") or text.isdecimal():
        paper.write(x + width / 2, y + height / 2, lines, align="center", middle=True, color=color)
    else:
        paper.write(x + 0.05, y + height / 2, lines, middle=True, color=color)


figure = FigureKind(("triangulation",), tiles)
