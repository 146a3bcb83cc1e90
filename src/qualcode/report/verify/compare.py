"""Two states of one file, what was handed in and what the ledgers give now, cell by cell."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from qualcode.report.verify.contents import Delivered, Grid

DifferenceKind = Literal["cell", "row", "table", "text", "picture", "wording"]
_NUMBERED = re.compile(r"^\s*(?:Table|表)\s*\d+[.:：]?")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*%?")


class Difference(NamedTuple):
    """One place that differs: which table (empty for text), row and column; what the file has, and what the ledgers give.

    `None` where one side has no such place. A `wording` is a sentence with the same figures: somebody's own pen.
    """

    kind: DifferenceKind
    table: str
    row: str
    column: str
    found: str | None
    now: str | None


def differences(found: Delivered, now: Delivered) -> tuple[Difference, ...]:
    """Return where two states of a file differ, in the file's order; sentences that an author has added are not among them."""
    return tuple(_differences(found, now))


def _differences(found: Delivered, now: Delivered) -> Iterator[Difference]:
    for old, new in _pairs([*map(_name, found.grids)], [*map(_name, now.grids)]):
        if old is None and new is not None:
            yield Difference("table", now.grids[new].title, "", "", None, _size(now.grids[new]))
        elif new is None and old is not None:
            yield Difference("table", found.grids[old].title, "", "", _size(found.grids[old]), None)
        elif old is not None and new is not None:
            yield from _grids(found.grids[old], now.grids[new])
    yield from _texts(found.texts, now.texts)
    if sorted(found.other.values()) != sorted(now.other.values()):
        lost = len(set(now.other.values()) - set(found.other.values()))
        if lost:
            yield Difference("picture", "", "", "", None, str(lost))


def _name(grid: Grid) -> str:
    """Return a table's title without its number: Word counts anew when a table before it is taken out."""
    return _NUMBERED.sub("", grid.title).strip()


def _size(grid: Grid) -> str:
    return f"{len(grid.rows)} × {max(0, len(grid.header) - 1)}"


def _pairs(found: Sequence[str], now: Sequence[str]) -> Iterator[tuple[int | None, int | None]]:
    """Yield which of two lists belong together: equal ones in order, then those between equal ones, one after the other."""
    for what, a, b, c, d in SequenceMatcher(None, found, now, autojunk=False).get_opcodes():
        for at in range(max(b - a, d - c)):
            left, right = (a + at if a + at < b else None), (c + at if c + at < d else None)
            if what == "replace" and left is not None and right is not None and (b - a) != (d - c):
                # Lists of unequal length between equal ones: nothing says which belong together.
                yield left, None
                yield None, right
            else:
                yield left, right


def _grids(found: Grid, now: Grid) -> Iterator[Difference]:
    title = now.title or found.title
    if _name(found) != _name(now):
        yield from _text(title, found.title, now.title)
    columns = list(_pairs(found.header, now.header))
    for old, new in columns:
        names = None if old is None else found.header[old], None if new is None else now.header[new]
        if names[0] != names[1]:
            yield Difference("cell", title, "", "", *names)  # in the header
    labels = [_label(row) for row in found.rows], [_label(row) for row in now.rows]
    for left, right in _pairs(*labels):
        if left is None and right is not None:
            yield Difference("row", title, labels[1][right], "", None, _line(now.rows[right]))
        elif right is None and left is not None:
            yield Difference("row", title, labels[0][left], "", _line(found.rows[left]), None)
        elif left is not None and right is not None:
            yield from _rows(title, now.header, columns, found.rows[left], now.rows[right])


def _rows(
    title: str,
    header: Sequence[str],
    columns: Sequence[tuple[int | None, int | None]],
    found: Sequence[str],
    now: Sequence[str],
) -> Iterator[Difference]:
    width = max(len(found), len(now))
    beyond = [(at, at) for at in range(len(header), width)]
    for old, new in (*columns, *beyond):
        if old is not None and new is not None and not _alike(_at(found, old), _at(now, new)):
            name = header[new] if new < len(header) else ""
            yield Difference("cell", title, _label(now), name, _at(found, old), _at(now, new))


def _alike(found: str, now: str) -> bool:
    """Say whether two cells hold the same; of a long fraction programs round the last digit their own way."""
    if found == now or "." not in found:
        return found == now
    try:
        return math.isclose(float(found), float(now), rel_tol=1e-11)
    except ValueError:
        return False


def _at(row: Sequence[str], at: int) -> str:
    return row[at].strip() if at < len(row) else ""


def _label(row: Sequence[str]) -> str:
    return row[0].strip() if row else ""


def _line(row: Sequence[str]) -> str:
    return " | ".join(each for each in row if each)


def _texts(found: Sequence[str], now: Sequence[str]) -> Iterator[Difference]:
    for what, a, b, c, d in SequenceMatcher(None, found, now, autojunk=False).get_opcodes():
        if what == "equal" or c == d:
            continue
        left = list(found[a:b])
        for sentence in now[c:d]:
            near = max(left, key=lambda each: SequenceMatcher(None, each, sentence).quick_ratio(), default=None)
            if near is not None:
                left.remove(near)
            yield from _text("", near, sentence)


def _text(table: str, found: str | None, now: str) -> Iterator[Difference]:
    same = found is not None and _figures(found) == _figures(now)
    if same or (found is None and not _figures(now)):
        yield Difference("wording", table, "", "", found, now)
    else:
        yield Difference("text", table, "", "", found, now)


def _figures(text: str) -> defaultdict[str, int]:
    counts: defaultdict[str, int] = defaultdict(int)
    for each in _NUMBER.findall(text):
        counts[each] += 1
    return counts
