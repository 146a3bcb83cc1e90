"""A document's portrait: where along it each code stands."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from qualcode.model.display import Display
from qualcode.report.figures.body import Body, labels, row_label
from qualcode.report.figures.kind import FigureKind
from qualcode.report.figures.paper import BLUE, GRID, PALE, RULE, SMALL, SOFT, Paper, line_height
from qualcode.report.figures.wording import WORDS
from qualcode.report.options import Language

_PLACE = re.compile(r"^(?P<document>.+):[tps]?(?P<first>\d+)(?:-(?P<last>\d+))?(?:@\d+-\d+)?$")
_WIDTH = 5.6


def portrait(display: Display, paper: Paper, language: Language) -> Body | None:
    """Draw the passages of one document, a line for each code along its segments; `None` for several documents."""
    passages = list(_passages(display))
    if len({document for document, *_ in passages}) != 1:
        return None
    counts: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for _, label, first, last in sorted(passages, key=lambda each: (each[2], each[3])):
        for segment in range(first, last + 1):
            counts[label][segment] += 1
    end = max(last for *_, last in passages)
    side = labels(paper, list(counts), [0] * len(counts), least=0.22)
    step, y = _WIDTH / end, 0.0
    for number, (_, segments) in enumerate(counts.items()):
        height = side.heights[number]
        side.write(paper, number, y, height)
        paper.line([(side.width, y + height / 2), (side.width + _WIDTH, y + height / 2)], GRID, 0.6, behind=True)
        for segment, count in segments.items():
            x = side.width + (segment - 1) * step
            paper.box(x, y + 0.035, max(step, 0.02), height - 0.07, PALE if count == 1 else BLUE, edge="#4a6a8a")
        y += height
    paper.line([(side.width, y + 0.02), (side.width + _WIDTH, y + 0.02)], RULE)
    for tick in _ticks(end):
        x = side.width + (tick - 0.5) * step
        paper.line([(x, y + 0.02), (x, y + 0.06)], RULE)
        paper.write(x, y + 0.07, [str(tick)], SMALL, align="center", color=SOFT)
    y += 0.07 + line_height(SMALL)
    axis = paper.wrapped(WORDS[language].segment.format(passages[0][0]), _WIDTH, SMALL)
    y += paper.write(side.width, y, axis, SMALL, color=SOFT)
    return Body(side.width + _WIDTH, y, (WORDS[language].portrait,))


def _passages(display: Display) -> Iterator[tuple[str, str, int, int]]:
    """Yield document, code, first and last segment of each row whose place is an address of segments."""
    place = next((number for number, column in enumerate(display.columns) if column.key == "place"), None)
    for row in display.rows if place is not None else ():
        found = _PLACE.match(str(row.cells[place].value)) if place is not None else None
        if found:
            first = int(found["first"])
            yield found["document"], row_label(row), first, int(found["last"] or first)


def _ticks(end: int) -> list[int]:
    step = next((step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000) if end / step <= 12), end)
    return [1, *range(step, end + 1, step)] if step > 1 else list(range(1, end + 1))


figure = FigureKind(("quotes",), portrait)
