"""Agreement as a forest plot: value and interval of each code, the pooled value below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from qualcode.model.display import Display, Row, Value
from qualcode.report.figures.body import Body, Labels, below, labels, number_of, row_label
from qualcode.report.figures.kind import FigureKind
from qualcode.report.figures.paper import BLUE, GRID, INK, LABEL, RULE, SMALL, SOFT, Paper, line_height
from qualcode.report.figures.wording import WORDS
from qualcode.report.options import Language
from qualcode.report.values import label_of

_INTERVAL = re.compile(r"\[\s*(-?\d*\.?\d+)\s*,\s*(-?\d*\.?\d+)\s*\]")
_WIDTH, _MARKER, _MANY = 3.4, 0.045, 30
_BOUNDS = (0.667, 0.8)
"""Krippendorff (2004), for his α: below the first no conclusion, below the second a tentative one."""


class _Line(NamedTuple):
    label: str
    value: float | None
    ends: tuple[float, float] | None
    whole: bool


def forest(display: Display, paper: Paper, language: Language) -> Body | None:
    """Draw a dot and its interval for each row, the highest value first, pooled and mean values apart below them.

    The coefficient is the one whose interval the table shows, else the last that is a number.
    """
    place = _coefficient(display)
    if place is None:
        return None
    lines = _lines(display, place)
    side = labels(
        paper, [line.label for line in lines], [0] * len(lines), least=0.18, air=0.09 if len(lines) <= _MANY else 0.03
    )
    ends = [end for line in lines for end in (*(line.ends or ()), line.value) if end is not None]
    low, high = min([0.0, *ends]), max([1.0, *ends])
    scale = _Scale(side.width, low, high)
    heading = [label_of(display.columns[place])]
    paper.write(scale.x(low), 0, heading, bold=True)
    top = line_height(LABEL) + 0.08
    gap = 0.14 if any(line.whole for line in lines) and not all(line.whole for line in lines) else 0.0
    bottom = top + sum(side.heights) + gap
    bounds = display.columns[place].key.startswith("alpha")
    _ground(paper, scale, top, bottom, bounds)
    width = _marks(paper, lines, side, scale, top, gap, WORDS[language].undefined)
    for tick in scale.ticks():
        paper.write(scale.x(tick), bottom + 0.04, [f"{tick:.1f}"], SMALL, align="center", color=SOFT)
    ordered = [WORDS[language].sorted.format(heading[0])] if "by" in display.parameters else []
    notes = (*ordered, *([WORDS[language].levels] if bounds else []))
    parts = sum(not line.whole for line in lines)  # what is pooled stands with the last of them
    breaks = below(top, side.heights)[: max(parts - 1, 0)]
    return Body(width, bottom + 0.04 + line_height(SMALL), notes, top, breaks)


class _Scale(NamedTuple):
    left: float
    low: float
    high: float

    def x(self, value: float) -> float:
        return self.left + (value - self.low) / (self.high - self.low) * _WIDTH

    def ticks(self) -> list[float]:
        first = -5 if self.low < -0.1 else 0
        return [tick / 5 for tick in range(first, 6) if self.low <= tick / 5 <= self.high]


def _coefficient(display: Display) -> int | None:
    """Return the place of the column that the interval names, else of the one before it, else of the last of numbers."""
    interval = next((n for n, column in enumerate(display.columns) if column.key == "interval"), None)
    places = [n for n, column in enumerate(display.columns) if column.type in ("number", "share")]
    if interval is None:
        return places[-1] if places else None
    heading = label_of(display.columns[interval])
    named = [n for n in places if label_of(display.columns[n]) in heading]
    if named:
        return max(named, key=lambda n: len(label_of(display.columns[n])))
    return max((n for n in places if n < interval), default=None)


def _lines(display: Display, place: int) -> list[_Line]:
    interval = next((n for n, column in enumerate(display.columns) if column.key == "interval"), None)
    rows = [(row, number_of(row.cells[place].value)) for row in display.rows]
    found = [
        _Line(row_label(row), value, None if interval is None else _ends(row.cells[interval].value), _is_whole(row))
        for row, value in rows
    ]
    if "by" not in display.parameters:  # the coefficients of a file, each row another one
        return found
    parts = [line for line in found if not line.whole]
    parts.sort(key=lambda line: (line.value is None, -(line.value or 0.0)))
    return [*parts, *(line for line in found if line.whole)]


def _is_whole(row: Row) -> bool:
    return row.key in ("pooled", "mean") or row.key.startswith("without-")


def _ends(value: Value) -> tuple[float, float] | None:
    found = _INTERVAL.search(value) if isinstance(value, str) else None
    return (float(found[1]), float(found[2])) if found else None


def _ground(paper: Paper, scale: _Scale, top: float, bottom: float, bounds: bool) -> None:
    for tick in scale.ticks():
        paper.line([(scale.x(tick), top), (scale.x(tick), bottom)], GRID, 0.6, behind=True)
    paper.line([(scale.x(scale.low), bottom), (scale.x(scale.high), bottom)], RULE)
    for bound in _BOUNDS if bounds else ():
        paper.line([(scale.x(bound), top), (scale.x(bound), bottom)], SOFT, 0.8, dashed=True, behind=True)


def _marks(
    paper: Paper, lines: Sequence[_Line], side: Labels, scale: _Scale, top: float, gap: float, undefined: str
) -> float:
    """Draw the rows and return how far the numbers beside them reach."""
    numbers = scale.x(scale.high) + 0.12
    reach, y, apart = numbers, top, False
    for number, line in enumerate(lines):
        if line.whole and not apart and number:
            paper.line([(0, y + gap / 2), (scale.x(scale.high), y + gap / 2)], RULE, 0.5)
            y += gap
        apart = apart or line.whole
        height = side.heights[number]
        middle = y + height / 2
        side.write(paper, number, y, height)
        if line.ends is not None:
            paper.line([(scale.x(line.ends[0]), middle), (scale.x(line.ends[1]), middle)], BLUE, 1.6)
            for end in line.ends:
                paper.line([(scale.x(end), middle - 0.035), (scale.x(end), middle + 0.035)], BLUE, 1.2)
        if line.value is not None:
            _mark(paper, scale.x(line.value), middle, line.whole)
        text = undefined if line.value is None else _decimal(line.value)
        if line.ends is not None:
            text += f" [{_decimal(line.ends[0])}, {_decimal(line.ends[1])}]"
        paper.write(numbers, middle, [text], bold=line.whole, middle=True, color=SOFT if line.value is None else INK)
        reach = max(reach, numbers + paper.measure(text, bold=line.whole))
        y += height
    return reach


def _mark(paper: Paper, x: float, y: float, whole: bool) -> None:
    if whole:
        half = _MARKER * 1.5
        paper.shape([(x - half, y), (x, y - half), (x + half, y), (x, y + half)], INK, above=True)
    else:
        paper.circle(x, y, _MARKER, BLUE)


def _decimal(value: float) -> str:
    """Return three decimals without a leading zero, as APA sets what cannot exceed 1."""
    return f"{value:.3f}".replace("0.", ".", 1) if abs(value) < 1 else f"{value:.3f}"


figure = FigureKind(("agree",), forest)
