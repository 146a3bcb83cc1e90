"""How the columns of a table share the width of a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

GAP = 2
"""Terminal columns between two columns of the table."""


class Want(NamedTuple):
    """The least and the wished width of one column, in terminal columns."""

    least: int
    natural: int


class Band(NamedTuple):
    """Columns that stand side by side (indices, without the label column) and all widths, that of the label first."""

    columns: range
    widths: tuple[int, ...]


def bands(label: Want, columns: Sequence[Want], width: int | None) -> list[Band] | None:
    """Return the columns in as few bands as fit the width, each band with the row labels again; `None` when none is readable.

    A band of several holds at least two columns: with less, one record a row reads better.
    """
    if width is None or _sum(want.natural for want in (label, *columns)) <= width:
        return [Band(range(len(columns)), tuple(want.natural for want in (label, *columns)))]
    ranges = _filled(label, columns, width)
    if ranges is None or any(len(each) < 2 for each in ranges[:-1]):
        return None
    even = _even(len(columns), len(ranges))
    if all(_sum(want.least for want in (label, *(columns[i] for i in each))) <= width for each in even):
        ranges = even
    return [Band(each, shared([label, *(columns[i] for i in each)], width)) for each in ranges]


def _filled(label: Want, columns: Sequence[Want], width: int) -> list[range] | None:
    ranges, start, used = list[range](), 0, label.least
    for index, want in enumerate(columns):
        if index > start and used + GAP + want.least > width:
            ranges.append(range(start, index))
            start, used = index, label.least
        used += GAP + want.least
        if used > width:
            return None
    return [*ranges, range(start, len(columns))]


def _even(columns: int, bands: int) -> list[range]:
    edges = [round(columns * number / bands) for number in range(bands + 1)]
    return [range(start, end) for start, end in pairwise(edges)]


def shared(wants: Sequence[Want], width: int) -> tuple[int, ...]:
    """Return a width for each column: the least, and what is left handed to the narrowest that still wants some.

    >>> shared([Want(4, 10), Want(4, 100), Want(3, 3)], 41)
    (10, 24, 3)
    """
    widths = [min(want) for want in wants]
    left = width - _sum(widths)
    while left > 0:
        hungry = sorted((widths[i], i) for i, want in enumerate(wants) if widths[i] < want.natural)
        if not hungry:
            break
        for _, index in hungry[:left]:
            widths[index] += 1
        left -= len(hungry[:left])
    return tuple(widths)


def _sum(widths: Iterable[int]) -> int:
    parts = list(widths)
    return sum(parts) + GAP * (len(parts) - 1)
