"""Displays as the page takes them: every cell with its words, its number and the codings behind it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from qualcode.model.display import Cell, Column, Display, Row
from qualcode.report.options import Language
from qualcode.report.values import NUMERIC, clean, is_absent, label_of, notes_of, shown

PLACES = {
    "matrix": "matrices",
    "agree": "coders",
    "features": "features",
    "feature-rules": "features",
    "feature-notes": "features",
    "feature-cases": "features",
    "feature-support": "features",
    "negative-cases": "features",
    "rivals": "features",
    "triangulation": "features",
    "contrast": "matrices",
    "saturation": "saturation",
    "structure-gioia": "structure",
    "structure-open": "structure",
    "structure-axial": "structure",
    "structure-selective": "structure",
    "structure-relations": "structure",
}
"""In which part of the page a display of a kind stands; any other stands among the tables."""

HOLDS_WORDS = ("quotes", "disagreements", "participants")
"""Kinds of displays whose rows are passages or people: a page without texts has none of them."""

SAFE = (
    *("agree", "documents", "document-groups", "participant-groups", "codebook", "contrast", "saturation", "qca"),
    *("features", "feature-rules", "feature-cases", "triangulation"),
    *("checklist", "events", "settlements", "book", "versions", "inputs"),
)
"""Kinds whose columns of text hold no words of a transcript; of every other kind only numbers are kept."""

VERBATIM = {
    "codebook": ("example",),
    "triangulation": ("memo",),
    "feature-rules": ("expect",),
    "qca": ("calibration",),
}
"""The columns of those kinds that do."""


def tables(
    displays: Iterable[tuple[str, Display]], numbers: Mapping[str, int], language: Language, redact: bool
) -> list[dict[str, Any]]:
    """Return displays as plain values, in order; `numbers` maps a coding's id to its place in the page.

    With `redact`, quotes become their number, and text that may hold words of a transcript is left out.
    """
    return [
        _table(name, display, numbers, language, redact)
        for name, display in displays
        if not (redact and display.kind in HOLDS_WORDS)
    ]


def _table(name: str, display: Display, numbers: Mapping[str, int], language: Language, redact: bool) -> dict[str, Any]:
    hidden = {column.key for column in display.columns if redact and _verbatim(display.kind, column)}
    return {
        "name": name,
        "place": PLACES.get(display.kind, "tables"),
        "heat": display.kind == "matrix" and all(column.type in NUMERIC for column in display.columns),
        "title": clean(display.title),
        "corner": clean(display.corner),
        "columns": [{"key": clean(each.key), "label": label_of(each), "type": each.type} for each in display.columns],
        "rows": [_row(row, display, numbers, hidden) for row in display.rows],
        "notes": list(notes_of(display, language)),
    }


def _row(row: Row, display: Display, numbers: Mapping[str, int], hidden: Collection[str]) -> dict[str, Any]:
    made: dict[str, Any] = {
        "key": clean(row.key),
        "label": clean(row.label),
        "level": row.level,
        "cells": [
            _cell(cell, column, numbers, column.key in hidden)
            for cell, column in zip(row.cells, display.columns, strict=True)
        ],
    }
    # A row of a matrix in which nothing is known is a row; elsewhere a row of nothing heads those below it.
    if display.kind != "matrix" and all(cell.value is None for cell in row.cells):
        made["heading"] = True
    return made


def _verbatim(kind: str, column: Column) -> bool:
    if column.type in NUMERIC:
        return False
    return column.type == "quotes" or kind not in SAFE or column.key in VERBATIM.get(kind, ())


def _cell(cell: Cell, column: Column, numbers: Mapping[str, int], hidden: bool) -> list[Any]:
    """Return `[words]`, `[words, codings]` or `[words, codings, number]`; codings as differences in base 36."""
    behind = sorted({numbers[id] for id in cell.codings if id in numbers})
    words = (str(len(behind)) if behind else "") if hidden else shown(cell.value, column)
    number = cell.value if column.type in NUMERIC and not is_absent(cell.value) else None
    if number is not None:
        return [words, packed(behind), number]
    return [words, packed(behind)] if behind else [words]


def packed(numbers: Sequence[int]) -> str:
    """Return rising numbers as their differences in base 36: a total over a large study would else be most of the page.

    >>> packed([3, 4, 40])
    '3 1 10'
    """
    return " ".join(_base36(number - before) for number, before in zip(numbers, [0, *numbers], strict=False))


def _base36(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return digits or "0"
