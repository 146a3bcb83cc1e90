"""A text without its white space, and the way back: changed line wraps and paragraph marks change none of its words."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate

from qualcode.model.span import Span

_RUN = re.compile(r"\S+")


class Letters:
    """The characters of a text that are no white space, in order, and where each of them stands in the text.

    >>> found = Letters("one  two")
    >>> found.text, found.span(2, 5)
    ('onetwo', Span(start=2, end=7))
    """

    __slots__ = ("_letters", "_places", "_source", "text")

    def __init__(self, text: str) -> None:
        self._source = text
        spans = [match.span() for match in _RUN.finditer(text)]
        self.text = "".join([text[start:end] for start, end in spans])
        self._places = [start for start, _ in spans]
        self._letters = list(accumulate([end - start for start, end in spans[:-1]], initial=0))

    def before(self, place: int) -> int:
        """Return how many letters stand before a place of the text (a code point, from 0)."""
        run = bisect_right(self._places, place) - 1
        if run < 0:
            return 0
        past = self._letters[run] + place - self._places[run]
        return min(past, self._letters[run + 1] if run + 1 < len(self._letters) else len(self.text))

    def span(self, start: int, end: int) -> Span:
        """Return the span of the text that holds the letters `[start, end)` and no white space at its edges."""
        return Span(self._place(start), self._place(end - 1) + 1)

    def breaks(self, start: int, end: int) -> bool:
        """Say whether a line ends in or beside the letters `[start, end)`."""
        own = self.span(start, end)
        return "\n" in self._source[max(0, own.start - 1) : own.end + 1]

    def opens_line(self, letter: int) -> bool:
        """Say whether a line begins with a letter; one past the last letter counts as one that does."""
        if letter in (0, len(self.text)):
            return True
        return "\n" in self._source[self._place(letter - 1) : self._place(letter)]

    def _place(self, letter: int) -> int:
        run = bisect_right(self._letters, letter) - 1
        return self._places[run] + letter - self._letters[run]


@lru_cache(maxsize=512)
def letters_of(text: str) -> Letters:
    """Return the letters of a text; worked out once for all the codings of a document."""
    return Letters(text)


def squeezed(text: str) -> str:
    """Return a text without its white space."""
    return "".join(_RUN.findall(text))


def shared(one: str, other: str) -> int:
    """Return how many letters two texts begin with that are the same.

    >>> shared("abcd", "abd")
    2
    """
    least, most = 0, min(len(one), len(other))
    while least < most:
        middle = (least + most + 1) // 2
        least, most = (middle, most) if one[:middle] == other[:middle] else (least, middle - 1)
    return least
