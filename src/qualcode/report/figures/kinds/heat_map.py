"""Codes against cases as a heat map: every cell says its number, and its shade how much it is."""

from __future__ import annotations

from math import sqrt

from qualcode.model.display import Column, Display, Value
from qualcode.report.figures.body import Body, below, labels, number_of, row_label
from qualcode.report.figures.kind import FigureKind
from qualcode.report.figures.kinds.bars import bars
from qualcode.report.figures.kinds.tiles import tiles
from qualcode.report.figures.paper import INK, LABEL, RULE, SMALL, SOFT, Paper, line_height
from qualcode.report.figures.wording import WORDS
from qualcode.report.options import Language
from qualcode.report.values import ABSENT, NUMERIC, label_of, shown
from qualcode.report.wording import WORDING

_SHADES = ("#ffffff", "#deebf7", "#c6dbef", "#9ecae1", "#6baed6", "#4292c6", "#2171b5", "#08519c", "#08306b")
"""Blues (Brewer 2003), from light to dark in grey as well."""

_TOTAL = "total"
_UPRIGHT, _HEADER, _NARROWEST = 12, 2.4, 0.42


def heat_map(display: Display, paper: Paper, language: Language) -> Body | None:
    """Draw a matrix of numbers; bars where it has one column alone, tiles where its cells are short texts."""
    if not all(column.type in NUMERIC for column in display.columns):
        return tiles(display, paper, language)
    data = [number for number, column in enumerate(display.columns) if column.key != _TOTAL]
    if len(data) < 2:
        return bars(display, paper, language, data)
    return _Map(display, paper, language, data).draw()


class _Map:
    def __init__(self, display: Display, paper: Paper, language: Language, data: list[int]) -> None:
        self.display, self.paper, self.language, self.data = display, paper, language, data
        self.labels = labels(paper, [row_label(row) for row in display.rows], [row.level for row in display.rows])
        values = (number_of(row.cells[number].value) for row in display.rows for number in data)
        self.most = max((value for value in values if value is not None), default=0.0)
        self.upright = len(display.columns) > _UPRIGHT
        self.widths = [self._width(number, column) for number, column in enumerate(display.columns)]

    def draw(self) -> Body:
        y = top = self._header()
        for number, row in enumerate(self.display.rows):
            height = self.labels.heights[number]
            self.labels.write(self.paper, number, y, height)
            x = self.labels.width
            for place, cell in enumerate(row.cells):
                total = place not in self.data
                x += 0.1 if total else 0.0
                self._cell(x, y, self.widths[place], height, cell.value, place)
                x += self.widths[place]
            y += height
        width = self.labels.width + sum(self.widths) + 0.1
        absent = any(
            number_of(row.cells[place].value) is None for row in self.display.rows for place in range(len(row.cells))
        )
        return Body(
            *self._legend(width, y + 0.14),
            (WORDING[self.language].absent,) if absent else (),
            top,
            below(top, self.labels.heights),
        )

    def _cell(self, x: float, y: float, width: float, height: float, value: Value, place: int) -> None:
        number, column = number_of(value), self.display.columns[place]
        text = ABSENT if number is None else shown(value, column)
        if place not in self.data:
            self.paper.stamp(x + width / 2, y + height / 2, text, bold=True)
            return
        shade = shade_of(number, self.most)
        self.paper.box(x, y, width, height, shade, edge="#ffffff" if shade != _SHADES[0] else "#e6e6e6")
        color = SOFT if not number else ink_on(shade)
        self.paper.stamp(x + width / 2, y + height / 2, text, color=color)

    def _width(self, place: int, column: Column) -> float:
        texts = {shown(row.cells[place].value, column) for row in self.display.rows}
        widest = max((self.paper.measure(text, bold=True) for text in texts), default=0.0) + 0.14
        if self.upright:
            lines = self.paper.wrapped(label_of(column), _HEADER)
            return max(_NARROWEST - 0.12, widest, line_height(LABEL) * len(lines) + 0.08)
        return max(_NARROWEST, widest, min(1.15, self.paper.measure(label_of(column)) + 0.12))

    def _header(self) -> float:
        """Write the column labels above y = height and return it."""
        room = [_HEADER if self.upright else width - 0.08 for width in self.widths]
        lines = [self.paper.balanced(label_of(c), w) for c, w in zip(self.display.columns, room, strict=True)]
        if self.upright:
            height = max(self.paper.measure(line) for each in lines for line in each) + 0.08
        else:
            height = max(len(each) for each in lines) * line_height(LABEL) + 0.06
        x = self.labels.width
        for place, (each, width) in enumerate(zip(lines, self.widths, strict=True)):
            x += 0.1 if place not in self.data else 0.0
            if self.upright:
                self.paper.write_upwards(x + width / 2, height - 0.05, each)
            else:
                top = height - 0.05 - line_height(LABEL) * len(each)
                self.paper.write(x + width / 2, top, each, align="center")
            x += width
        return height

    def _legend(self, width: float, y: float) -> tuple[float, float]:
        """Draw five shades with their values; return how far it reaches."""
        sentence = WORDS[self.language].shading
        x = self.paper.measure(sentence, SMALL) + 0.1
        self.paper.write(0, y + 0.085, [sentence], SMALL, color=SOFT, middle=True)
        column = self.display.columns[self.data[0]]
        steps: list[float] = [self.most * (step / 4) ** 2 for step in range(5)]
        if column.type == "count":
            steps = [*dict.fromkeys(round(value) for value in steps)]
        for value in steps:
            text = shown(value, column)
            wide = max(0.36, self.paper.measure(text, SMALL) + 0.1)
            shade = shade_of(value, self.most)
            self.paper.box(x, y, wide, 0.17, shade, edge=RULE)
            self.paper.write(x + wide / 2, y + 0.085, [text], SMALL, align="center", middle=True, color=ink_on(shade))
            x += wide
        return max(width, x), y + 0.17


def shade_of(value: float | None, most: float) -> str:
    """Return the shade of a value between 0 and the most, by its square root; white for nothing."""
    if value is None or value <= 0 or most <= 0:
        return _SHADES[0]
    place = sqrt(min(value / most, 1.0)) * (len(_SHADES) - 1)
    lower = min(int(place), len(_SHADES) - 2)
    parts = (_rgb(_SHADES[lower]), _rgb(_SHADES[lower + 1]))
    mixed = (round(a + (b - a) * (place - lower)) for a, b in zip(*parts, strict=True))
    return "#" + "".join(f"{each:02x}" for each in mixed)


def ink_on(color: str) -> str:
    """Return black or white, whichever is read better on a colour (contrast as WCAG 2 has it)."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in _rgb(color))]
    light = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return INK if (light + 0.05) / 0.06 > 1.05 / (light + 0.05) else "#ffffff"


def _rgb(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


figure = FigureKind(("matrix", "cooccurrence-matrix"), heat_map)
