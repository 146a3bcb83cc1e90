"""A data structure in three columns: first-order concepts, the themes they form, the dimensions those form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from qualcode.model.display import Display, Row
from qualcode.report.figures.body import Body, number_of, row_label
from qualcode.report.figures.kind import FigureKind
from qualcode.report.figures.paper import BLUE, INK, LABEL, PALE, RULE, Paper, line_height
from qualcode.report.figures.wording import WORDS
from qualcode.report.options import Language
from qualcode.report.values import clean, label_of

_WIDTHS = (2.35, 1.75, 1.5)
"""Inches of the three columns of boxes."""

_BETWEEN, _AIR, _INSET, _APART = 0.45, 0.09, 0.1, 0.3


class _Node(NamedTuple):
    """A box with its lines, the boxes to its left, and how high all of it is."""

    lines: tuple[str, ...]
    parts: tuple[_Node, ...]
    height: float
    tint: int


_TINTS = (("#ffffff", INK), (PALE, INK), (BLUE, "#ffffff"))
"""Fill and ink of concepts, themes and dimensions: light to dark in grey too."""


def gioia(display: Display, paper: Paper, language: Language) -> Body | None:
    """Draw a box for each concept, theme and dimension and a line from each to what it is part of.

    After Gioia, Corley & Hamilton (2013). The number beside a concept counts its passages. A theme in two dimensions is drawn
    in both; what is in none yet has no box to its right. `None` without the columns `theme` and `dimension`.
    """
    at = {column.key: number for number, column in enumerate(display.columns)}
    if not {"theme", "dimension"} <= set(at):
        return None
    tree = _Tree(paper, at)
    nodes = list(tree.dimensions(display.rows))
    headings = [clean(display.corner), *(label_of(display.columns[at[key]]) for key in ("theme", "dimension"))]
    y = _headings(paper, headings)
    header, breaks = y, []
    for node in nodes:
        _draw(paper, node, y)
        y += node.height + _APART
        breaks.append(y - _APART / 2)
    notes = (WORDS[language].gioia,) if "passages" in at else ()
    return Body(_left(2) + _WIDTHS[2], y - _APART, notes, header, tuple(breaks))


class _Tree:
    """The rows, grouped: rows that follow each other with the same dimension and theme belong together."""

    def __init__(self, paper: Paper, at: dict[str, int]) -> None:
        self.paper, self.at = paper, at

    def dimensions(self, rows: Sequence[Row]) -> Iterator[_Node]:
        for name, held in groupby(rows, key=lambda row: self._text(row, "dimension")):
            themes = tuple(self._themes(tuple(held)))
            if name:
                yield self._node(name, themes, 2)
            else:
                yield from themes

    def _themes(self, rows: Sequence[Row]) -> Iterator[_Node]:
        for name, held in groupby(rows, key=lambda row: self._text(row, "theme")):
            concepts = tuple(self._node(self._concept(row), (), 0) for row in held)
            if name:
                yield self._node(name, concepts, 1)
            else:
                yield from concepts

    def _concept(self, row: Row) -> str:
        count = number_of(row.cells[self.at["passages"]].value) if "passages" in self.at else None
        return row_label(row) + ("" if count is None else f" ({count:g})")

    def _text(self, row: Row, key: str) -> str:
        return clean(str(row.cells[self.at[key]].value or "")).strip()

    def _node(self, text: str, parts: tuple[_Node, ...], column: int) -> _Node:
        width = _WIDTHS[column] - 2 * _INSET
        lines = self.paper.wrapped(text, width, bold=True) if column == 2 else self.paper.balanced(text, width)
        own = line_height(LABEL) * len(lines) + 0.13
        air = _AIR * (2 if column == 2 else 1)
        inside = sum(part.height for part in parts) + air * max(len(parts) - 1, 0)
        return _Node(tuple(lines), parts, max(own, inside), column)


def _headings(paper: Paper, texts: Sequence[str]) -> float:
    """Write the columns' headings above y = the height returned."""
    lines = [paper.balanced(text, width) for text, width in zip(texts, _WIDTHS, strict=True)]
    height = max(map(len, lines)) * line_height(LABEL)
    for column, each in enumerate(lines):
        top = height - line_height(LABEL) * len(each)
        paper.write(_left(column) + _WIDTHS[column] / 2, top, each, bold=True, align="center")
    return height + 0.1


def _left(column: int) -> float:
    return sum(_WIDTHS[:column]) + _BETWEEN * column


def _draw(paper: Paper, node: _Node, y: float) -> float:
    """Draw a box in the middle of its height with all to its left; return where its middle is."""
    air = _AIR * (2 if node.tint == 2 else 1)
    inside = sum(part.height for part in node.parts) + air * max(len(node.parts) - 1, 0)
    top = y + (node.height - inside) / 2
    middle = y + node.height / 2
    left = _left(node.tint)
    own = line_height(LABEL) * len(node.lines) + 0.13
    for part in node.parts:
        end = _draw(paper, part, top)
        start = _left(part.tint) + _WIDTHS[part.tint]
        turn = left - _BETWEEN / 2
        paper.line([(start, end), (turn, end), (turn, middle), (left, middle)], RULE, 0.9, behind=True)
        top += part.height + air
    fill, ink = _TINTS[node.tint]
    paper.box(left, middle - own / 2, _WIDTHS[node.tint], own, fill, edge="#4d4d4d")
    if node.tint:
        center = left + _WIDTHS[node.tint] / 2
        paper.write(center, middle, node.lines, align="center", middle=True, color=ink, bold=node.tint == 2)
    else:
        paper.write(left + _INSET, middle, node.lines, middle=True, color=ink)
    return middle


figure = FigureKind(("structure-gioia",), gioia)
