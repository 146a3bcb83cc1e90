"""The saturation curve: what each further document brought, over the band of random orders."""

from __future__ import annotations

from math import ceil

from qualcode.model.display import Display
from qualcode.report.figures.body import Body, number_of, row_label
from qualcode.report.figures.kind import FigureKind
from qualcode.report.figures.paper import BLUE, GRID, INK, PALE, RULE, SMALL, SOFT, Paper, line_height
from qualcode.report.options import Language
from qualcode.report.values import label_of

_HEIGHT, _STEP, _WIDEST = 3.0, 0.42, 7.5
_CURVE, _BAND, _MIDDLE = "total", ("low", "high"), "median"
_PARTS = ("first", "arose")
_FILLS = (("none", "////"), ("#4d4d4d", ""))
"""What is new, in parts: hatched and filled, so that they differ in grey."""

Points = list[tuple[float, float]]


def saturation(display: Display, paper: Paper, language: Language) -> Body | None:
    """Draw one step for each row: `total` as a curve, what is new as bars, the band of random orders from `low` to `high`.

    The bars stand on each other where the table tells a-priori from emergent codes. `None` for a table without `total`.
    """
    at = {column.key: number for number, column in enumerate(display.columns)}
    return _Curve(display, paper, at).draw() if _CURVE in at else None


class _Curve:
    def __init__(self, display: Display, paper: Paper, at: dict[str, int]) -> None:
        self.display, self.paper, self.at = display, paper, at
        self.bars = [key for key in _PARTS if key in at] or [key for key in ("new",) if key in at]
        values = (value for key in (_CURVE, *_BAND, *self.bars) if key in at for value in self._values(key))
        self.top = _round_up(max((value for value in values if value is not None), default=1.0))
        self.left = paper.measure(f"{self.top:g}", SMALL) + 0.1
        self.step = min(_STEP, _WIDEST / len(display.rows))
        self.right = self.left + self.step * len(display.rows)

    def draw(self) -> Body:
        self._ground()
        if all(key in self.at for key in _BAND):
            low, high = (self._points(key) for key in _BAND)
            if low and high:
                self.paper.shape([*low, *reversed(high)], PALE)
        if len(middle := self._points(_MIDDLE)) > 1:
            self.paper.line(middle, INK, 0.9, dashed=True)
        self._draw_bars()
        points = self._points(_CURVE)
        if len(points) > 1:
            self.paper.line(points, BLUE, 1.8)
        for x, y in points:
            self.paper.circle(x, y, 0.04, BLUE)
        return Body(*self._legend(self._names() + 0.08))

    def _values(self, key: str) -> list[float | None]:
        return [number_of(row.cells[self.at[key]].value) for row in self.display.rows]

    def _points(self, key: str) -> Points:
        if key not in self.at:
            return []
        known = ((number, value) for number, value in enumerate(self._values(key)) if value is not None)
        return [(self.left + self.step * (number + 0.5), _HEIGHT * (1 - value / self.top)) for number, value in known]

    def _ground(self) -> None:
        for part in range(5):
            y = _HEIGHT * part / 4
            self.paper.line([(self.left, y), (self.right, y)], RULE if part == 4 else GRID, 0.6, behind=True)
            value = [f"{self.top * (4 - part) / 4:g}"]
            self.paper.write(self.left - 0.06, y, value, SMALL, align="right", middle=True, color=SOFT)

    def _draw_bars(self) -> None:
        standing = [_HEIGHT] * len(self.display.rows)
        for key, (fill, hatch) in zip(self.bars, _FILLS, strict=False):
            for number, value in enumerate(self._values(key)):
                if value:
                    height = _HEIGHT * value / self.top
                    standing[number] -= height
                    x = self.left + self.step * (number + 0.2)
                    self.paper.box(x, standing[number], self.step * 0.6, height, fill, "#4d4d4d", hatch)

    def _names(self) -> float:
        """Write the rows' labels upwards below the curve (their numbers where they are many); return how far they reach."""
        texts = [self.paper.balanced(row_label(row), 1.6, SMALL) for row in self.display.rows]
        if self.step < line_height(SMALL) * max(map(len, texts)):
            every = ceil(line_height(SMALL) * 2.2 / self.step)
            texts = [[str(n)] if n == 1 or n % every == 0 else [""] for n in range(1, len(texts) + 1)]
        widths = [max(self.paper.measure(line, SMALL) for line in lines) for lines in texts]
        for number, (lines, width) in enumerate(zip(texts, widths, strict=True)):
            self.paper.write_upwards(self.left + self.step * (number + 0.5), _HEIGHT + 0.06 + width, lines, SMALL)
        return _HEIGHT + 0.06 + max(widths)

    def _legend(self, y: float) -> tuple[float, float]:
        """Say what line, band and bars are, one below the other; return how far that reaches."""
        right = self.right
        self.paper.line([(self.left, y + 0.1), (self.left + 0.3, y + 0.1)], BLUE, 1.8)
        entries: list[tuple[str, ...]] = [(_CURVE,)]
        if all(key in self.at for key in _BAND):
            self.paper.box(self.left, y + 0.24, 0.3, 0.12, PALE)
            entries.append((_BAND[0], *((_MIDDLE,) if _MIDDLE in self.at else ()), _BAND[1]))
            if _MIDDLE in self.at:
                self.paper.line([(self.left, y + 0.3), (self.left + 0.3, y + 0.3)], INK, 0.9, dashed=True)
        for key, (fill, hatch) in zip(self.bars, _FILLS, strict=False):
            self.paper.box(self.left, y + 0.2 * len(entries) + 0.04, 0.3, 0.12, fill, "#4d4d4d", hatch)
            entries.append((key,))
        for number, keys in enumerate(entries):
            text = " – ".join(label_of(self.display.columns[self.at[key]]) for key in keys)
            self.paper.write(self.left + 0.4, y + 0.1 + 0.2 * number, [text], middle=True)
            right = max(right, self.left + 0.4 + self.paper.measure(text))
        return right, y + 0.2 * len(entries)


def _round_up(most: float) -> float:
    """Return a number at least as large that is easily divided by four."""
    unit = 4 if most <= 400 else 40
    return float(max(ceil(most / unit), 1) * unit)


figure = FigureKind(("saturation",), saturation)
