"""Taguette's documents are HTML: their words as lines, and where each byte of the words that it counts came to stand."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import numpy as np
from numpy.typing import NDArray

_NAMES = """address article aside blockquote body br caption center dd details div dl dt fieldset figcaption figure footer
form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead title tr ul"""
_BLOCKS = frozenset(_NAMES.split())
_RUNS = re.compile(r"[ \t\r\n\f]+|[^ \t\r\n\f]+")
_AS_IT_IS = re.compile(r"\n+|[^\n]+")


class HtmlText(HTMLParser):
    """The words of a piece of HTML: `text` as a reader has them, line by line, and the places of what was counted."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self._out: list[str] = []
        self._length, self._last, self._kept = 0, "\n", 0
        self._places: list[NDArray[np.int64]] = []
        self._widths: list[NDArray[np.int64]] = []
        self._counted: list[str] = []
        self.feed(html.replace("\r\n", "\n").replace("\r", "\n"))
        self.close()
        self.text = "".join(self._out)
        self._at = np.concatenate([*self._places, np.array([self._length], dtype=np.int64)])
        self._wide = np.concatenate([*self._widths, np.zeros(1, dtype=np.int64)])
        codes = np.frombuffer("".join(self._counted).encode("utf-32-le", "surrogatepass"), dtype="<u4")
        widths = 1 + (codes > 0x7F).astype(np.int64) + (codes > 0x7FF) + (codes > 0xFFFF)
        self._bytes = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(widths)])

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Return where the bytes `[start, end)` of the words (in UTF-8, marks not counted) stand in `text`.

        `None` beyond the words' end, or where a position is inside a character.
        """
        if not 0 <= start < end <= int(self._bytes[-1]):
            return None
        first, last = (int(each) for each in self._bytes.searchsorted((start, end)))
        if self._bytes[first] != start or self._bytes[last] != end:
            return None
        # A passage ends where its last character does, not where the next line begins.
        return int(self._at[first]), int(self._at[last - 1] + self._wide[last - 1])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line where a block begins; within `pre` white space stays."""
        self._break(tag)
        self._kept += tag == "pre"

    def handle_endtag(self, tag: str) -> None:
        """End the line where a block ends."""
        self._break(tag)
        self._kept = max(0, self._kept - (tag == "pre"))

    def _break(self, tag: str) -> None:
        if tag in _BLOCKS and self._last != "\n":
            if self._out[-1] == " ":
                self._out.pop()
                self._length -= 1
            self._put("\n")

    def _put(self, words: str) -> None:
        self._out.append(words)
        self._length += len(words)
        self._last = words[-1]

    def handle_data(self, data: str) -> None:
        """Take words: a run of white space is one space, and none at the beginning of a line."""
        self._counted.append(data)
        for run in (_AS_IT_IS if self._kept else _RUNS).findall(data):
            if self._kept or not run.isspace():
                self._places.append(np.arange(self._length, self._length + len(run), dtype=np.int64))
                self._widths.append(np.ones(len(run), dtype=np.int64))
                self._put(run)
                continue
            self._places.append(np.full(len(run), self._length, dtype=np.int64))
            is_new = self._last not in " \n"
            self._widths.append(np.full(len(run), is_new or self._last == " ", dtype=np.int64))
            if is_new:
                self._put(" ")
