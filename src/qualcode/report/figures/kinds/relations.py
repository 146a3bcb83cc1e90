"""Typed relations between categories as arrows between boxes, the core category set off from the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise
from math import hypot
from typing import NamedTuple

from qualcode.analysis.structure_wording import say
from qualcode.model.display import Display
from qualcode.model.structure import RELATION_TYPES, RelationType
from qualcode.report.figures.body import Body, row_label
from qualcode.report.figures.kind import FigureKind
from qualcode.report.figures.layered import Layered, Point, layered
from qualcode.report.figures.paper import BLUE, INK, LABEL, SMALL, Paper, line_height
from qualcode.report.figures.wording import WORDS
from qualcode.report.options import Language
from qualcode.report.values import clean

_WIDTH, _PAD, _BADGE, _HEAD = 1.3, 0.1, 0.085, 0.1


class _Look(NamedTuple):
    """How the arrow of a type is drawn: told apart by dashes and weight, so in grey too."""

    pattern: tuple[float, ...]
    weight: float
    color: str


_LOOKS: dict[RelationType, _Look] = {
    "condition": _Look((), 1.3, INK),
    "context": _Look((5, 2.5), 1.2, "#4d4d4d"),
    "action": _Look((1, 1.6), 1.8, BLUE),
    "consequence": _Look((), 2.6, "#7a7a7a"),
}
_TYPES = {say(type, language): type for type in RELATION_TYPES for language in ("en", "zh")}


class _Relation(NamedTuple):
    number: int
    source: str
    target: str
    type: RelationType


def relations(display: Display, paper: Paper, language: Language) -> Body | None:
    """Draw a box for each category and an arrow for each relation, from condition to what it makes possible.

    Rows are relations: the label is where they start, `target` and `relation` say where they lead and their type. The
    parameter `core` names the core category. `None` without those columns.
    """
    held = list(_relations(display))
    if not held:
        return None
    core = clean(str(display.parameters.get("core") or ""))
    ends = (name for each in held for name in (each.source, each.target))
    names = list(dict.fromkeys((*ends, *([core] if core else []))))
    lines = [paper.balanced(name, _WIDTH) for name in names]
    marked = [[*each, WORDS[language].core] if name == core else each for name, each in zip(names, lines, strict=True)]
    sizes = [_size(paper, each) for each in marked]
    order = {name: number for number, name in enumerate(names)}
    found = layered(sizes, [(order[each.source], order[each.target]) for each in held])
    badges = _badges(found)
    for each, line, badge in zip(held, found.lines, badges, strict=True):
        _arrow(paper, line, _LOOKS[each.type])
        paper.circle(*badge, _BADGE, "#ffffff", edge=INK)
        paper.write(*badge, [str(each.number)], SMALL, align="center", middle=True)
    for name, words, size, place in zip(names, marked, sizes, found.places, strict=True):
        _box(paper, words, size, place, core=name == core)
    used = [type for type in RELATION_TYPES if any(each.type == type for each in held)]
    right = _legend(paper, used, found.height + 0.25, language)
    width = max(right, found.width, *(x for line in found.lines for x, _ in line))
    return Body(width, found.height + 0.25 + line_height(LABEL), (WORDS[language].relations,))


def _relations(display: Display) -> Iterator[_Relation]:
    at = {column.key: number for number, column in enumerate(display.columns)}
    if not {"relation", "target"} <= set(at):
        return
    for number, row in enumerate(display.rows, start=1):
        type = _TYPES.get(clean(str(row.cells[at["relation"]].value or "")))
        source, target = row_label(row), clean(str(row.cells[at["target"]].value or ""))
        if type is None or not target or source == target:
            continue
        ends = (target, source) if type == "consequence" else (source, target)
        yield _Relation(number, *ends, type)


def _size(paper: Paper, lines: Sequence[str]) -> Point:
    widest = max(paper.measure(line, bold=True) for line in lines)
    return max(widest, 0.6) + 2 * _PAD, line_height(LABEL) * len(lines) + 0.16


def _box(paper: Paper, lines: Sequence[str], size: Point, place: Point, *, core: bool) -> None:
    left, top = place[0] - size[0] / 2, place[1] - size[1] / 2
    paper.box(left, top, *size, BLUE if core else "#ffffff", edge=INK)
    if not core:
        paper.write(place[0], place[1], lines, align="center", middle=True)
        return
    step = line_height(LABEL)
    first = place[1] - step * len(lines) / 2
    paper.write(place[0], first, lines[:-1], align="center", bold=True, color="#ffffff")
    paper.write(place[0], first + step * (len(lines) - 1) + 0.02, lines[-1:], SMALL, align="center", color="#ffffff")


def _arrow(paper: Paper, points: Sequence[Point], look: _Look) -> None:
    """Draw a line with a head at its end, which stops where the head begins."""
    points = [point for n, point in enumerate(points) if n == 0 or point != points[n - 1]]
    (fx, fy), (x, y) = points[-2], points[-1]
    length = hypot(x - fx, y - fy) or 1.0
    along = ((x - fx) / length, (y - fy) / length)
    base = (x - along[0] * _HEAD, y - along[1] * _HEAD)
    half = (-along[1] * _HEAD * 0.45, along[0] * _HEAD * 0.45)
    paper.line([*points[:-1], base], look.color, look.weight, behind=True, pattern=look.pattern)
    paper.shape(
        [(x, y), (base[0] + half[0], base[1] + half[1]), (base[0] - half[0], base[1] - half[1])], look.color, above=True
    )


def _badges(found: Layered) -> list[Point]:
    """Return where on each line its number stands: off the numbers before it, and off the other lines where it can be."""
    placed: list[Point] = []
    for line in found.lines:
        others = [other for other in found.lines if other is not line]
        placed.append(max(_along(line), key=partial(_room, placed=placed, others=others)))
    return placed


def _room(point: Point, placed: Sequence[Point], others: Sequence[Sequence[Point]]) -> tuple[bool, float]:
    apart = min((hypot(point[0] - x, point[1] - y) for x, y in placed), default=1.0)
    clear = min((_distance(point, other) for other in others), default=1.0)
    return apart >= 2.3 * _BADGE, min(clear, 1.2 * _BADGE) + min(apart, 0.5) * 0.1


def _along(line: Sequence[Point]) -> Iterator[Point]:
    """Yield points on the slanting parts of a line, between the rows of boxes."""
    for (x, y), (to_x, to_y) in pairwise(line):
        if hypot(to_x - x, to_y - y) > 0.4:
            for share in (0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78):
                yield x + (to_x - x) * share, y + (to_y - y) * share


def _distance(point: Point, line: Sequence[Point]) -> float:
    steps = (n / 12 for n in range(13))
    spots = ((a, b, share) for share in steps for a, b in pairwise(line))
    return min(hypot(a[0] + (b[0] - a[0]) * s - point[0], a[1] + (b[1] - a[1]) * s - point[1]) for a, b, s in spots)


def _legend(paper: Paper, types: Sequence[RelationType], y: float, language: Language) -> float:
    x = 0.0
    middle = y + line_height(LABEL) / 2
    for type in types:
        _arrow(paper, [(x, middle), (x + 0.55, middle)], _LOOKS[type])
        text = say(type, language)
        paper.write(x + 0.63, middle, [text], middle=True)
        x += 0.63 + paper.measure(text) + 0.3
    return x - 0.3 if types else 0.0


figure = FigureKind(("structure-relations",), relations)
