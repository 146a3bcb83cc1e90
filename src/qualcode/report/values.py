"""A cell's value as a reader sees it; the same in a terminal, in Markdown and in Word."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from qualcode.model.display import Column, Display, Value
from qualcode.model.evidence import NOT_QUOTED
from qualcode.report.options import Language
from qualcode.report.wording import WORDING

ABSENT = "–"
"""Stands where a value is `None`: nothing, or not known. A note below the table says so."""

NUMERIC = frozenset({"count", "number", "share"})
"""The column types that are set to the right."""

_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def clean(text: str) -> str:
    r"""Return a text that terminals, XML and UTF-8 can hold: no controls but tab and `\n`, no lone surrogate.

    >>> clean("a\x1b[31mb\r\nc")
    'a[31mb\nc'
    """
    return _NOT_TEXT.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n"))


def shown(value: Value, column: Column) -> str:
    """Return one value as text: a count whole, a number with three decimals and no leading zero, a share in per cent, quotes line by line.

    >>> shown(0.5, Column("share", "Share", "share"))
    '50.0%'
    """
    if is_absent(value):
        return ABSENT
    if isinstance(value, tuple):
        return "\n".join(quoted(quote) for quote in value)
    if isinstance(value, str):
        return clean(value)
    if column.type == "share":
        return f"{value:.1%}"
    return _decimal(value) if isinstance(value, float) and column.type != "count" else str(value)


def _decimal(value: float) -> str:
    """Return a number as coefficients are printed (.743, -.042, 1.000), the same as in sentences."""
    text = f"{round(value, 3) + 0.0:.3f}"
    return text.replace("0.", ".", 1) if text.lstrip("-").startswith("0.") else text


def quoted(text: str) -> str:
    """Return a quote between quotation marks, on one line."""
    words = " ".join(clean(text).split())
    return words if words.startswith(("“", *NOT_QUOTED.values())) else f"“{words}”"


def is_absent(value: Value) -> bool:
    """Say whether a value is none: `None`, or a float that is no number."""
    return value is None or (isinstance(value, float) and not math.isfinite(value))


def notes_of(display: Display, language: Language) -> tuple[str, ...]:
    """Return a display's notes, and one more that explains the dash where a value is absent."""
    notes = tuple(note for note in map(clean, display.notes) if note.strip())
    absent = any(is_absent(value) for value in _values(display))
    return (*notes, WORDING[language].absent) if absent else notes


def label_of(column: Column) -> str:
    """Return a column's label, or its key where it has none."""
    return clean(column.label) or clean(column.key)


def _values(display: Display) -> Iterator[Value]:
    return (cell.value for row in display.rows for cell in row.cells)
