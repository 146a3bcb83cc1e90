"""Boxes in rows, each above those it leads to, and lines between them that pass through no box."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

Point = tuple[float, float]
_SWEEPS = 24
_UPRIGHT = 0.14
"""Inches in which a line comes down upright onto a box, so that its arrow points at the box, and goes down from one."""


@dataclass(frozen=True, slots=True)
class Layered:
    """The middle of each box, and for each edge the points that its line runs through, from its source to its target."""

    places: tuple[Point, ...]
    lines: tuple[tuple[Point, ...], ...]
    width: float
    height: float


def layered(
    sizes: Sequence[Point],
    edges: Sequence[tuple[int, int]],
    gap: Point = (0.25, 0.75),
    lane: float = 0.3,
    widest: float = 7.2,
) -> Layered:
    """Return where boxes of these widths and heights stand, with their top left at (0, 0).

    After Sugiyama, Tagawa & Toda (1981): edges that close a circle are turned about, a box stands one row below the lowest that
    leads to it, rows are ordered to cross little, and a line over several rows keeps a `lane` free in each. No chance in it.
    Parts without an edge between them stand side by side up to a width of `widest`, then below each other. An edge from a box
    to itself is refused with `ValueError`.
    """
    if any(source == target for source, target in edges):
        raise ValueError("an edge leads from a box to itself")
    places: dict[int, Point] = {}
    lines: dict[int, tuple[Point, ...]] = {}
    x = y = right = bottom = 0.0
    for part in _parts(len(sizes), edges):
        within = [n for n, edge in enumerate(edges) if edge[0] in part]
        order = {node: n for n, node in enumerate(part)}
        found = _part([sizes[n] for n in part], [(order[edges[n][0]], order[edges[n][1]]) for n in within], gap, lane)
        if x and x + found.width > widest:
            x, y = 0.0, bottom + gap[1] * 0.7
        places |= {node: (x + px, y + py) for node, (px, py) in zip(part, found.places, strict=True)}
        for number, line in zip(within, found.lines, strict=True):
            lines[number] = tuple((x + px, y + py) for px, py in line)
        right, bottom = max(right, x + found.width), max(bottom, y + found.height)
        x += found.width + gap[0] * 2
    return Layered(
        tuple(places[n] for n in range(len(sizes))), tuple(lines[n] for n in range(len(edges))), right, bottom
    )


def _parts(count: int, edges: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Return the boxes that edges hold together, largest part first."""
    part = list(range(count))
    for source, target in edges:
        one, other = part[source], part[target]
        part = [min(one, other) if each in (one, other) else each for each in part]
    held: dict[int, list[int]] = {}
    for node, each in enumerate(part):
        held.setdefault(each, []).append(node)
    return sorted(held.values(), key=lambda nodes: -len(nodes))


def _part(sizes: Sequence[Point], edges: Sequence[tuple[int, int]], gap: Point, lane: float) -> Layered:
    forward = _acyclic(len(sizes), edges)
    ranks = _ranks(len(sizes), forward)
    rows, chains, widths = _rows(sizes, forward, ranks, lane)
    links = [pair for chain in chains for pair in pairwise(chain)]
    _uncross(rows, links)
    xs = _across(rows, links, widths, gap[0])
    heights = [max((sizes[n][1] for n in row if n < len(sizes)), default=0.2) for row in rows]
    tops = [sum(heights[:at]) + gap[1] * at for at in range(len(rows))]
    row_of = {node: at for at, row in enumerate(rows) for node in row}
    places = tuple((xs[n], tops[row_of[n]] + heights[row_of[n]] / 2) for n in range(len(sizes)))
    lines = _lines(sizes, forward, chains, xs, (row_of, tops, heights), places)
    turned = (line[::-1] if made != edge else line for line, made, edge in zip(lines, forward, edges, strict=True))
    right = max((xs[n] + widths[n] / 2 for n in range(len(widths))), default=0.0)
    return Layered(places, tuple(turned), right, sum(heights) + gap[1] * max(len(rows) - 1, 0))


def _acyclic(count: int, edges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the edges with those turned about that lead back to a box on the way to their own source."""
    below: dict[int, list[int]] = {node: [] for node in range(count)}
    for source, target in edges:
        below[source].append(target)
    state = [0] * count
    back: set[tuple[int, int]] = set()
    entered = {target for _, target in edges}
    for first in sorted(range(count), key=lambda node: node in entered):
        stack = [(first, iter(below[first]))] if not state[first] else []
        state[first] = state[first] or 1
        while stack:
            node, targets = stack[-1]
            target = next(targets, -1)
            if target < 0:
                state[node] = 2
                stack.pop()
            elif state[target] == 1:
                back.add((node, target))
            elif not state[target]:
                state[target] = 1
                stack.append((target, iter(below[target])))
    return [(target, source) if (source, target) in back else (source, target) for source, target in edges]


def _ranks(count: int, edges: Sequence[tuple[int, int]]) -> list[int]:
    """Return the row of each box: one below the lowest that leads to it, and a first box just above what it leads to."""
    ranks = [0] * count
    for _ in range(count):
        for source, target in edges:
            ranks[target] = max(ranks[target], ranks[source] + 1)
    entered = {target for _, target in edges}
    for node in range(count):
        leads = [ranks[target] for source, target in edges if source == node]
        if node not in entered and leads:
            ranks[node] = min(leads) - 1
    return ranks


def _rows(
    sizes: Sequence[Point], edges: Sequence[tuple[int, int]], ranks: Sequence[int], lane: float
) -> tuple[list[list[int]], list[list[int]], list[float]]:
    """Return the rows, each edge as a chain with a lane in every row that it passes, and the widths of boxes and lanes."""
    rows: list[list[int]] = [[] for _ in range(max(ranks, default=-1) + 1)]
    for node, rank in enumerate(ranks):
        rows[rank].append(node)
    widths = [width for width, _ in sizes]
    chains = []
    for source, target in edges:
        chain = [source]
        for rank in range(ranks[source] + 1, ranks[target]):
            widths.append(lane)
            rows[rank].append(len(widths) - 1)
            chain.append(len(widths) - 1)
        chains.append([*chain, target])
    return rows, chains, widths


def _uncross(rows: list[list[int]], links: Sequence[tuple[int, int]]) -> None:
    """Order each row by the middle of its neighbours in the row before, down and up in turn; keep what crosses least."""
    best, least = [list(row) for row in rows], _crossings(rows, links)
    for sweep in range(_SWEEPS):
        down = sweep % 2 == 0
        order = range(1, len(rows)) if down else range(len(rows) - 2, -1, -1)
        for at in order:
            place = {node: n for n, node in enumerate(rows[at - 1 if down else at + 1])}
            now = {node: float(n) for n, node in enumerate(rows[at])}
            pairs = [(b, a) if down else (a, b) for a, b in links]
            middles = {
                node: _mean([place[other] for own, other in pairs if own == node and other in place], now[node])
                for node in rows[at]
            }
            rows[at].sort(key=middles.__getitem__)
        crossings = _crossings(rows, links)
        if crossings < least:
            best, least = [list(row) for row in rows], crossings
    rows[:] = best


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _crossings(rows: Sequence[Sequence[int]], links: Sequence[tuple[int, int]]) -> int:
    place = {node: n for row in rows for n, node in enumerate(row)}
    rank = {node: at for at, row in enumerate(rows) for node in row}
    between: dict[int, list[tuple[int, int]]] = {}
    for a, b in links:
        between.setdefault(rank[a], []).append((place[a], place[b]))
    pairs = ((one, other) for held in between.values() for n, one in enumerate(held) for other in held[:n])
    return sum((one[0] - other[0]) * (one[1] - other[1]) < 0 for one, other in pairs)


def _across(
    rows: Sequence[Sequence[int]], links: Sequence[tuple[int, int]], widths: Sequence[float], gap: float
) -> list[float]:
    """Return the middle of each box and lane: near its neighbours, in its row's order, and never over another."""
    xs = [0.0] * len(widths)
    for row in rows:
        _spread(row, [0.0] * len(row), widths, gap, xs)
    near: dict[int, list[int]] = {}
    for a, b in links:
        near.setdefault(a, []).append(b)
        near.setdefault(b, []).append(a)
    for sweep in range(_SWEEPS):
        for row in rows if sweep % 2 == 0 else rows[::-1]:
            wished = [_mean([xs[other] for other in near.get(node, ())], xs[node]) for node in row]
            _spread(row, wished, widths, gap, xs)
    left = min((x - width / 2 for x, width in zip(xs, widths, strict=True)), default=0.0)
    return [x - left for x in xs]


def _spread(row: Sequence[int], wished: Sequence[float], widths: Sequence[float], gap: float, xs: list[float]) -> None:
    """Put a row as near to what is wished as its order and the gap allow: least squares, by pooling neighbours that collide."""
    offset = [0.0]
    for before, node in pairwise(row):
        offset.append(offset[-1] + (widths[before] + widths[node]) / 2 + gap)
    blocks: list[tuple[float, int]] = []
    for value, shift in zip(wished, offset, strict=False):
        blocks.append((value - shift, 1))
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            (last, many), (first, few) = blocks.pop(), blocks.pop()
            blocks.append(((last * many + first * few) / (many + few), many + few))
    values = [value for value, count in blocks for _ in range(count)]
    for node, value, shift in zip(row, values, offset, strict=False):
        xs[node] = value + shift


_Rows = tuple[dict[int, int], list[float], list[float]]


def _lines(
    sizes: Sequence[Point],
    edges: Sequence[tuple[int, int]],
    chains: Sequence[Sequence[int]],
    xs: Sequence[float],
    rows: _Rows,
    places: Sequence[Point],
) -> list[tuple[Point, ...]]:
    """Return the points of each line: from the foot of its upper box, straight through each lane, to the head of the lower."""
    row_of, tops, heights = rows
    starts = _ports(sizes, xs, [(chain[0], chain[1]) for chain in chains])
    ends = _ports(sizes, xs, [(chain[-1], chain[-2]) for chain in chains])
    lines = []
    for number, (source, target) in enumerate(edges):
        first, last = row_of[source], row_of[target]
        foot = (starts[number], places[source][1] + sizes[source][1] / 2)
        points = [foot, (starts[number], tops[first] + heights[first] + _UPRIGHT)]
        for node in chains[number][1:-1]:
            top = tops[row_of[node]]
            points += [(xs[node], top), (xs[node], top + heights[row_of[node]])]
        head = (ends[number], places[target][1] - sizes[target][1] / 2)
        lines.append((*points, (ends[number], tops[last] - _UPRIGHT), head))
    return lines


def _ports(sizes: Sequence[Point], xs: Sequence[float], ends: Sequence[tuple[int, int]]) -> list[float]:
    """Return where on its box each line begins, side by side in the order of what it leads to."""
    found = [0.0] * len(ends)
    for node in dict.fromkeys(own for own, _ in ends):
        held = sorted((n for n, (own, _) in enumerate(ends) if own == node), key=lambda n: (xs[ends[n][1]], n))
        room = sizes[node][0] * 0.7
        for place, number in enumerate(held):
            found[number] = xs[node] + room * ((place + 0.5) / len(held) - 0.5)
    return found
