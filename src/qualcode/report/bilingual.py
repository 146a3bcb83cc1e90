"""One display in two languages: “中文 / English” where the words differ, once where they are the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from qualcode.model.display import Cell, Column, Display, Row, Value

BETWEEN = " / "
_LONG = 24
_MARKS = str.maketrans("（），；：、", "(),;:,")


def bilingual(first: Display, second: Display) -> Display:
    """Return a display with headings, row labels and texts of both; title and notes stay those of the first.

    Rows are joined by key, else by place; figures, codings and quotes are those of the first. A display that has other
    rows or columns in the second language stays as it is.
    """
    if len(first.columns) != len(second.columns) or len(first.rows) != len(second.rows):
        return first
    others = _others(first.rows, second.rows)
    columns = (replace(a, label=both(a.label or a.key, b.label)) for a, b in _pairs(first.columns, second.columns))
    rows = (_row(row, other) for row, other in zip(first.rows, others, strict=True))
    corner = both(first.corner, second.corner)
    return replace(first, columns=tuple(columns), rows=tuple(rows), corner=corner)


def both(first: str, second: str) -> str:
    """Return two wordings beside each other, long ones below each other; one where they say the same.

    >>> both("编码", "Code"), both("INT03（A）", "INT03 (A)")
    ('编码 / Code', 'INT03（A）')
    >>> both("BOT 瓶颈", "BOT Bottlenecks")
    'BOT 瓶颈 / Bottlenecks'
    """
    if not second.strip() or not first.strip() or _bare(first) == _bare(second):
        return first if first.strip() else second
    head, _, rest = second.partition(" ")
    if rest and first.startswith(f"{head} "):  # an id stands before both names
        second = rest
    between = "\n" if "\n" in first + second or max(len(first) * 2, len(second)) > _LONG * 2 else BETWEEN
    return f"{first}{between}{second}"


def paragraphs(first: Sequence[str], second: Sequence[str]) -> tuple[str, ...]:
    """Return the paragraphs of both, each beside its other; those that say the same once."""
    if len(first) != len(second):
        return (*first, *(text for text in second if text not in first))
    return tuple(text for pair in zip(first, second, strict=True) for text in dict.fromkeys(pair))


def _pairs(first: Sequence[Column], second: Sequence[Column]) -> list[tuple[Column, Column]]:
    by_key = {column.key: column for column in second}
    return [(column, by_key.get(column.key, second[at])) for at, column in enumerate(first)]


def _others(first: Sequence[Row], second: Sequence[Row]) -> list[Row]:
    by_key: Mapping[str, Row] = {row.key: row for row in second}
    unlike = len(by_key) != len(second) or {row.key for row in first} != set(by_key)
    return list(second) if unlike else [by_key[row.key] for row in first]


def _row(row: Row, other: Row) -> Row:
    cells = (Cell(_value(a.value, b.value), a.codings) for a, b in zip(row.cells, other.cells, strict=True))
    return replace(row, label=both(row.label or row.key, other.label or other.key), cells=tuple(cells))


def _value(first: Value, second: Value) -> Value:
    if isinstance(first, str) and isinstance(second, str):
        return both(first, second)
    if isinstance(first, tuple) and isinstance(second, tuple) and len(first) == len(second):
        return tuple(both(a, b) for a, b in zip(first, second, strict=True))
    return first


def _bare(text: str) -> str:
    """Return a text without what the two languages set otherwise: brackets, commas and the spaces beside them."""
    return "".join(text.translate(_MARKS).split())
