"""The sheets of a workbook as texts, whoever saved it last."""

from __future__ import annotations

import io
from typing import Any

from openpyxl import load_workbook

Sheet = tuple[str, tuple[tuple[str, ...], ...]]


def read_sheets(data: bytes) -> tuple[Sheet, ...]:
    """Return every sheet's name and its rows; numbers with all their digits, an empty cell as an empty text."""
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    try:
        return tuple(
            (sheet.title, tuple(tuple(map(_text, row)) for row in sheet.iter_rows(values_only=True))) for sheet in book
        )
    finally:
        book.close()


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.15g}"
    return str(value)
