"""What a figure's drawing function takes and gives, and what several of them share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from qualcode.model.display import Column, Display, Row, Value
from qualcode.report.figures.paper import LABEL, Paper, line_height
from qualcode.report.options import Language
from qualcode.report.values import NUMERIC, clean, is_absent

INDENT = 0.13
"""Inches by which a row label stands to the right of its parent's."""

GAP = 0.12
"""Inches between row labels and what stands beside them."""


@dataclass(frozen=True, slots=True)
class Body:
    """How far a drawing reaches to the right and down (inches), and sentences about it that go below.

    Where it is too high for a page it may be cut at `breaks` (from the top, between rows), the part down to `header`
    standing above each piece.
    """

    width: float
    height: float
    notes: tuple[str, ...] = ()
    header: float = 0.0
    breaks: tuple[float, ...] = ()


Draw = Callable[[Display, Paper, Language], Body | None]
"""Draws a display from (0, 0) to the right and down; returns `None` for one that is nothing to draw, before drawing."""


@dataclass(frozen=True, slots=True)
class Labels:
    """Row labels set in lines, the width of the widest with the gap beside it, and the least height of each row."""

    lines: tuple[tuple[str, ...], ...]
    levels: tuple[int, ...]
    width: float
    heights: tuple[float, ...]

    def write(self, paper: Paper, number: int, y: float, height: float) -> None:
        """Write one row's label around the middle of its row, which begins at `y`; top levels are bold where there are lower ones."""
        bold = self.levels[number] == 0 and max(self.levels) > 0
        x = self.levels[number] * INDENT
        paper.write(x, y + height / 2, self.lines[number], bold=bold, middle=True)


def labels(
    paper: Paper,
    texts: Sequence[str],
    levels: Sequence[int],
    widest: float = 2.7,
    least: float = 0.26,
    air: float = 0.09,
) -> Labels:
    """Return row labels wrapped to at most `widest` inches; a row is `least` inches high or more, its lines with `air`."""
    deep = max(levels, default=0) > 0
    lines, heights, width = [], [], 0.0
    for text, level in zip(texts, levels, strict=True):
        bold = deep and level == 0
        wrapped = paper.wrapped(text, widest - level * INDENT, bold=bold)
        width = max(width, level * INDENT + max(paper.measure(line, bold=bold) for line in wrapped))
        lines.append(tuple(wrapped))
        heights.append(max(least, line_height(LABEL) * len(wrapped) + air))
    return Labels(tuple(lines), tuple(levels), width + GAP, tuple(heights))


def below(top: float, heights: Sequence[float]) -> tuple[float, ...]:
    """Return where rows of these heights end, the first of which begins at `top`."""
    return tuple(accumulate(heights, initial=top))[1:]


def row_label(row: Row) -> str:
    """Return a row's label, or its key where it has none."""
    return clean(row.label) or clean(row.key)


def number_of(value: Value) -> float | None:
    """Return a value as a number, `None` for a text and for what is absent."""
    return float(value) if isinstance(value, int | float) and not is_absent(value) else None


def numeric(columns: Sequence[Column]) -> list[int]:
    """Return the places of the columns that hold numbers."""
    return [number for number, column in enumerate(columns) if column.type in NUMERIC]
