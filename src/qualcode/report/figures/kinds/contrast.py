"""In how many units of each group a code is present, side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from qualcode.model.display import Display, Value
from qualcode.report.figures.body import Body, below, labels, row_label
from qualcode.report.figures.kind import FigureKind
from qualcode.report.figures.paper import BLUE, LABEL, RULE, SOFT, Paper, line_height
from qualcode.report.figures.wording import WORDS
from qualcode.report.options import Language
from qualcode.report.values import label_of, shown

_PRESENT = re.compile(r"^(?P<present>\d+)(?: of |/)(?P<known>\d+)")
_BAR, _BETWEEN, _PATTERN = 0.95, 0.28, "pattern"


class _Share(NamedTuple):
    present: int
    known: int


def contrast(display: Display, paper: Paper, language: Language) -> Body | None:
    """Draw one bar a row for each group, in a frame that stands for all its known units; beside them in which groups the code is.

    Groups are the columns before `pattern`, their cells texts such as “3 of 4”; `None` without them.
    """
    groups = _groups(display)
    if not groups:
        return None
    side = labels(paper, [row_label(row) for row in display.rows], [row.level for row in display.rows], least=0.23)
    numbers = max((paper.measure(_counted(row.cells[g].value)) for row in display.rows for g in groups), default=0.0)
    panel = _BAR + 0.06 + numbers
    headings = [paper.balanced(label_of(display.columns[g]), panel) for g in groups]
    pattern = len(groups)
    headings.append(paper.balanced(label_of(display.columns[pattern]), panel))
    top = max(map(len, headings)) * line_height(LABEL) + 0.06
    lefts = [side.width + (panel + _BETWEEN) * n for n in range(len(groups) + 1)]
    for x, heading in zip(lefts, headings, strict=True):
        paper.write(x, top - 0.06 - line_height(LABEL) * len(heading), heading, bold=True)
    right, y = lefts[-1], top
    for number, row in enumerate(display.rows):
        height = side.heights[number]
        side.write(paper, number, y, height)
        for x, group in zip(lefts, groups, strict=False):
            _bar(paper, x, y, height, row.cells[group].value)
        text = shown(row.cells[pattern].value, display.columns[pattern])
        paper.write(lefts[-1], y + height / 2, [text], middle=True, color=SOFT)
        right = max(right, lefts[-1] + paper.measure(text), lefts[-1] + paper.measure(headings[-1][0], bold=True))
        y += height
    unknown = any(_share(row.cells[g].value) is None for row in display.rows for g in groups)
    words = WORDS[language]
    return Body(right, y, (words.groups, *([words.unknown] if unknown else [])), top, below(top, side.heights))


def _groups(display: Display) -> Sequence[int]:
    """Return the places of the groups' columns: those before the pattern."""
    place = next((n for n, column in enumerate(display.columns) if column.key == _PATTERN), 0)
    return range(place)


def _share(value: Value) -> _Share | None:
    found = _PRESENT.match(value) if isinstance(value, str) else None
    known = int(found["known"]) if found else 0
    return _Share(int(found["present"]), known) if found and known else None


def _counted(value: Value) -> str:
    share = _share(value)
    return "–" if share is None else f"{share.present}/{share.known}"


def _bar(paper: Paper, x: float, y: float, height: float, value: Value) -> None:
    share = _share(value)
    top, high = y + height * 0.2, height * 0.6
    if share is None:
        paper.box(x, top, _BAR, high, "#ffffff", edge="#c8c8c8", hatch="////")
    else:
        paper.box(x, top, _BAR, high, "#ffffff", edge=RULE)
        if share.present:
            paper.box(x, top, _BAR * share.present / share.known, high, BLUE, edge=RULE)
    color = "#1a1a1a" if share and share.present else SOFT
    paper.write(x + _BAR + 0.06, y + height / 2, [_counted(value)], middle=True, color=color)


figure = FigureKind(("contrast",), contrast)
