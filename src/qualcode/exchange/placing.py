"""Where a quoted passage stands: at its place when the words there are its own, else where they are found, else nowhere."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Literal, NamedTuple

from qualcode.exchange.refi.offsets import Counting, Places, offsets

How = Literal["exact", "counted otherwise", "found"]
_OTHERWISE = (
    Counting(utf16=True),
    Counting(newline="two"),
    Counting(newline="one"),
    Counting(utf16=True, newline="two"),
    Counting(utf16=True, newline="one"),
)
_SEARCHED = 2_000_000_000
_DEAR = 20
_LONG = 50_000
"""What all searches of one text may cost in characters; one that passes over white space counts so many times, and is not
made for a longer passage."""

NOWHERE: Mapping[str, str] = {
    "none": "their words are not in the text",
    "several": "their words stand elsewhere, and more than once",
    "empty": "they hold no words",
    "dear": "their words are not at their place, and there are too many to look for",
}
"""Why a passage has no place, in words."""


class Placed(NamedTuple):
    """A passage `[start, end)` in code points of the text as it came, and how it was found."""

    start: int
    end: int
    how: How


class Placer:
    """Places passages in one text, as it came from its program."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self._ways: list[Places] | None = None
        self._left = _SEARCHED

    def place(self, start: int | None, end: int | None, quote: str) -> Placed | str:
        """Return where a passage stands, or a key of `NOWHERE`; without a quote its place is taken as it is.

        Positions are code points; where the words there are others, they are counted in other ways, and looked for.
        """
        if start is not None and end is not None and 0 <= start < end <= len(self.raw):
            here = self.raw[start:end]
            if not here.strip() and not quote.strip():
                return "empty"
            if here == quote or not quote.strip() or same_words(here, quote):
                return Placed(start, end, "exact")
        if not quote.strip():
            return "empty"
        return self._counted(start, end, quote) or self._found(quote)

    def _counted(self, start: int | None, end: int | None, quote: str) -> Placed | None:
        if start is None or end is None or not 0 <= start < end < 2**62:
            return None
        if self._ways is None:
            self._ways = [at for way in _OTHERWISE if (at := offsets(self.raw, way))[-1] != len(self.raw)]
        for at in self._ways:
            first, last = (int(each) for each in at.searchsorted((start, end)))
            if last < len(at) and at[first] == start and at[last] == end and same_words(self.raw[first:last], quote):
                return Placed(first, last, "counted otherwise")
        return None

    def _found(self, quote: str) -> Placed | str:
        if self._left < 0:
            return "dear"
        self._left -= len(self.raw)
        wanted = quote.strip()
        first = self.raw.find(wanted)
        if first >= 0:
            again = self.raw.find(wanted, first + 1) >= 0
            return "several" if again else Placed(first, first + len(wanted), "found")
        self._left -= len(self.raw) * _DEAR
        if len(wanted) > _LONG:
            return "none"
        parts = unicodedata.normalize("NFC", wanted).split()
        pattern = re.compile(r"\s+".join(map(re.escape, parts)))
        found = pattern.search(self.raw)
        if found is None:
            return "none"
        return "several" if pattern.search(self.raw, found.start() + 1) else Placed(found.start(), found.end(), "found")


def same_words(one: str, other: str) -> bool:
    """Say whether two passages are the same but for white space and the form of their characters.

    >>> same_words("one\\u2029two ", "one\\ntwo"), same_words("one", "on")
    (True, False)
    """
    return _bare(one) == _bare(other)


def _bare(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text.replace("\ufeff", "")).split())
