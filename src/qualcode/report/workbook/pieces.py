"""What one cell of Excel can hold, and a longer text in as many cells as it takes."""

from __future__ import annotations

import re
import unicodedata

MOST = 32_767
"""Characters that a cell can hold, an emoji counting as two (UTF-16 code units)."""

MOST_LINES = 253
"""Line ends that a cell can hold."""

_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_JOINER = "\u200d"
_NEAR = 1_000


def pieces(text: str) -> list[str]:
    """Return a text in parts that a cell holds, as few as possible; together they are the text.

    A part ends after a line end where there is one, else after white space near its end, else between two characters.
    """
    # What `escaped` adds makes a text at most twice as long.
    most = MOST // 2 if _LOOKS_ESCAPED.search(text) else MOST
    found = []
    while (end := _end(text, most)) < len(text):
        found.append(text[:end])
        text = text[end:]
    return [*found, text]


def escaped(text: str) -> str:
    """Return a text with `_x0041_` written so that Excel shows these characters and not the letter A.

    >>> escaped("_x0041_ and _x")
    '_x005F_x0041_ and _x'
    """
    return _LOOKS_ESCAPED.sub("_x005F_", text)


def _end(text: str, most: int) -> int:
    """Return where the first part of a text ends."""
    end, line = _fitting(text, most), -1
    for _ in range(MOST_LINES):
        line = text.find("\n", line + 1, end)
        if line < 0:
            return end if end == len(text) else _before(text, end)
    return line + 1 if "\n" in text[line + 1 : end] or end < len(text) else end


def _fitting(text: str, most: int) -> int:
    """Return how many characters from the start take no more than `most` UTF-16 code units."""
    if len(text) * 2 <= most:
        return len(text)
    used = 0
    for number, character in enumerate(text):
        used += 2 if character > "\uffff" else 1
        if used > most:
            return number
    return len(text)


def _before(text: str, end: int) -> int:
    """Return a better place to end a part that may hold `end` characters: after a line end, a space, a whole character."""
    line = text.rfind("\n", 0, end)
    if line >= 0:
        return line + 1
    space = text.rfind(" ", end - _NEAR, end)
    if space >= 0:
        return space + 1
    for place in range(end, end - 50, -1):
        if not unicodedata.combining(text[place]) and _JOINER not in text[place - 1 : place + 1]:
            return place
    return end
