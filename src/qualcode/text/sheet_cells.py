"""The text of a sheet → its rows."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from qualcode.model.problem import Problem, error

_SEPARATOR_LINE = re.compile(r"\"?sep=(.)\"?\r?\n?", re.IGNORECASE)


def text_cells(text: str, path: str, problems: list[Problem]) -> list[tuple[int, Sequence[str]]]:
    """Return the rows of a sheet's text with the lines at which they begin, header and empty rows included.

    The separator (comma, tab, semicolon) is decided by the first line alone, or by a line `sep=;` above it. A fault of
    quotation marks is a problem, and the rows are read as far as they can be.
    """
    skipped = 0
    named = _SEPARATOR_LINE.match(text)
    if named:
        text, skipped = text[named.end() :], 1
    separator = named[1] if named else _separator(text)
    records, last, fault = _records(text, separator, skipped, strict=True)
    if fault:
        problems.append(_quoting_problem(fault, last + 1, path))
        records, _, _ = _records(text, separator, skipped, strict=False)
    return records


def _separator(text: str) -> str:
    counts = dict.fromkeys(",\t;", 0)
    quoted = False
    for char in text:
        if char == '"':
            quoted = not quoted
        elif not quoted and char in "\r\n":
            break
        elif not quoted and char in counts:
            counts[char] += 1
    return max(counts, key=lambda char: counts[char])


def _records(
    text: str, separator: str, skipped: int, *, strict: bool
) -> tuple[list[tuple[int, Sequence[str]]], int, str]:
    """Return the rows as (first line, cells) up to the first fault, the last line read, and what that fault is."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=strict)
    found: list[tuple[int, Sequence[str]]] = []
    last = skipped
    try:
        for cells in reader:
            found.append((last + 1, cells))
            last = skipped + reader.line_num
    except csv.Error as fault:
        return found, last, str(fault)
    return found, last, ""


def _quoting_problem(fault: str, line: int, path: str) -> Problem:
    if "field limit" in fault:
        return error(
            path, line, f"A cell of this row is longer than {csv.field_size_limit():,} characters.", "Shorten it."
        )
    if "unexpected end" in fault:
        message = "A quotation mark in this row is never closed, so the rows after it are read as one cell."
        return error(path, line, message, "Close it, or delete it.")
    return error(path, line, "A quotation mark stands inside a quoted cell.", 'Write it twice: "".')
