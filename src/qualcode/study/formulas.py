"""Text that a spreadsheet shows and does not run."""

from __future__ import annotations

import re

_RUNS = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")


def defused(text: str) -> str:
    """Return a text with an apostrophe before it when a spreadsheet would take it for a formula.

    A text that starts with `=`, `+`, `-`, `@`, their full-width forms, a tab or a line end can run as a formula, which
    may send the sheet's contents away. Numbers are not texts and stay as they are. `restored` takes it back.

    >>> defused("=HYPERLINK(A1)"), defused("a = b")
    ("'=HYPERLINK(A1)", 'a = b')
    """
    return f"'{text}" if _RUNS.match(text) else text


def restored(text: str) -> str:
    """Return the text that `defused` was given, from what it returned."""
    return text[1:] if text.startswith("'") and _RUNS.match(text) else text
