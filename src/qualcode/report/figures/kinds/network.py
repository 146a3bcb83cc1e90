"""Which codes stand together, as a network."""

from __future__ import annotations

from collections.abc import Iterator
from math import sqrt
from typing import NamedTuple

import numpy as np

from qualcode.model.display import Display
from qualcode.report.figures.body import Body, number_of
from qualcode.report.figures.kind import FigureKind
from qualcode.report.figures.paper import BLUE, INK, LABEL, Paper, line_height
from qualcode.report.figures.spring import Points, apart, spring_layout
from qualcode.report.figures.wording import WORDS
from qualcode.report.options import Language
from qualcode.report.values import label_of

_STRENGTH = ("n12", "both", "count")
_MOST = 60
_LABEL, _RADIUS, _LINE = 1.25, 0.2, 7.0


class _Pair(NamedTuple):
    first: str
    second: str
    strength: float
    sizes: tuple[float, float] | None


def network(display: Display, paper: Paper, language: Language) -> Body | None:
    """Draw codes as circles and pairs as lines: the rows are pairs, keyed and named `A+B` and `A + B`.

    Lines are as thick as the column `n12` says, circles as large as `n1` and `n2`. Rows below a pair (its cases) are left
    out; of more than 60 pairs the strongest are drawn and a note says so.
    """
    place = next((n for n, column in enumerate(display.columns) if column.key in _STRENGTH), None)
    names: dict[str, str] = {}
    pairs = [] if place is None else [pair for pair in _pairs(display, place, names) if pair.strength > 0]
    if not pairs or place is None:
        return None
    words, every = WORDS[language], len(pairs)
    pairs = sorted(pairs, key=lambda pair: -pair.strength)[:_MOST]
    nodes = list(dict.fromkeys(name for pair in pairs for name in (pair.first, pair.second)))
    body = _Network(paper, pairs, nodes, names).draw()
    notes = [words.nodes.format(label_of(display.columns[place]))]
    if every > len(pairs):
        notes.append(words.strongest.format(len(pairs), every))
    return Body(*body, tuple(notes))


def _pairs(display: Display, place: int, names: dict[str, str]) -> Iterator[_Pair]:
    at = {column.key: number for number, column in enumerate(display.columns)}
    for row in display.rows:
        ids, labels = row.key.split("+"), row.label.split(" + ")
        strength = number_of(row.cells[place].value)
        if row.level or len(ids) != 2 or strength is None:
            continue
        for id, label in zip(ids, labels if len(labels) == 2 else ids, strict=True):
            names.setdefault(id, label)
        sizes = [number_of(row.cells[at[key]].value) if key in at else None for key in ("n1", "n2")]
        known = None if None in sizes else (sizes[0] or 0.0, sizes[1] or 0.0)
        yield _Pair(ids[0], ids[1], strength, known)


class _Network:
    def __init__(self, paper: Paper, pairs: list[_Pair], nodes: list[str], names: dict[str, str]) -> None:
        self.paper, self.pairs, self.nodes = paper, pairs, nodes
        self.labels = [paper.balanced(names[node], _LABEL) for node in nodes]
        self.radius = [_RADIUS * sqrt(share) for share in self._shares()]

    def _shares(self) -> list[float]:
        size: dict[str, float] = {}
        for pair in self.pairs:
            for node, count in zip((pair.first, pair.second), pair.sizes or (1.0, 1.0), strict=True):
                size[node] = max(size.get(node, 0.0), count)
        most = max(size.values()) or 1.0
        return [max(size[node] / most, 0.04) for node in self.nodes]

    def draw(self) -> tuple[float, float]:
        boxes = [self._box(number) for number in range(len(self.nodes))]
        places = self._places(boxes)
        most = max(pair.strength for pair in self.pairs)
        order = {node: number for number, node in enumerate(self.nodes)}
        for pair in sorted(self.pairs, key=lambda pair: pair.strength):
            share = pair.strength / most
            ends = [self._middle(order[node], places, boxes) for node in (pair.first, pair.second)]
            color = f"#{round(205 - 95 * share):02x}" + f"{round(205 - 95 * share):02x}" * 2
            self.paper.line(ends, color, max(0.5, _LINE * share), behind=True)
        for number, lines in enumerate(self.labels):
            x, y = self._middle(number, places, boxes)
            self.paper.circle(x, y, self.radius[number], BLUE)
            self.paper.write(x, y + self.radius[number] + 0.03, lines, align="center", color=INK, halo=True)
        right, bottom = (float(max(places[n][axis] + boxes[n][axis] / 2 for n in range(len(boxes)))) for axis in (0, 1))
        return right, bottom

    def _box(self, number: int) -> tuple[float, float]:
        lines, radius = self.labels[number], self.radius[number]
        width = max(2 * radius, max(self.paper.measure(line) for line in lines))
        return width, 2 * radius + 0.03 + line_height(LABEL) * len(lines)

    def _middle(self, number: int, places: Points, boxes: list[tuple[float, float]]) -> tuple[float, float]:
        """Return the middle of a node's circle, which stands at the top of its box."""
        return float(places[number][0]), float(places[number][1]) - boxes[number][1] / 2 + self.radius[number]

    def _places(self, boxes: list[tuple[float, float]]) -> Points:
        """Return the middle of each node's box, all of them right of and below (0, 0)."""
        order = {node: number for number, node in enumerate(self.nodes)}
        weights = np.zeros((len(self.nodes), len(self.nodes)))
        for pair in self.pairs:
            a, b = order[pair.first], order[pair.second]
            weights[a, b] = weights[b, a] = sqrt(pair.strength)
        side = max(3.4, 1.05 * sqrt(len(self.nodes)) + 0.3)
        found = apart(spring_layout(weights) * np.array([side * 1.15, side]), boxes, 0.08)
        low = np.min(found - np.asarray(boxes) / 2, axis=0)
        return np.asarray(found - low)


figure = FigureKind(("cooccurrence",), network)
