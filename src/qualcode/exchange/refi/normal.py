"""A foreign text in the one form in which every text is kept, and where each of its characters came to stand."""

from __future__ import annotations

import re
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from qualcode.model.span import Span
from qualcode.text.normalise import normalise

_CJK = ((0x2E80, 0x9FFF), (0xAC00, 0xD7AF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))
# What begins with one of these is normalised apart from what stands before it; characters that are taken out are none.
_PIECE = re.compile("\r\n|[\t-\r -~\u4e00-\u9fff]?[^\t-\r -~\u4e00-\u9fff]*")
_LONG = 256


class NormalText:
    """A text as it came (`raw`) and as it is kept (`text`)."""

    def __init__(self, raw: str) -> None:
        self.raw, self.text = raw, normalise(raw)

    @cached_property
    def _map(self) -> NDArray[np.int64] | None:
        """The place in `text` of each character of `raw`, and of its end; `None` where the two are one."""
        if self.raw == self.text:
            return None
        found: list[NDArray[np.int64]] = []
        reached = 0
        for line in _lines(self.raw):
            body = line[:-2] if line.endswith("\r\n") else line
            if normalise(body) == body:
                found.append(np.arange(reached, reached + len(body), dtype=np.int64))
                reached += len(body)
                pieces = [line[len(body) :]] if len(body) < len(line) else []
            else:
                pieces = [match[0] for match in _PIECE.finditer(line) if match[0]]
            for piece in pieces:
                starts, length = _starts(piece)
                found.append(starts + reached)
                reached += length
        return np.concatenate([*found, np.array([reached], dtype=np.int64)])

    @cached_property
    def joins(self) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """For each place in `raw`: whether it is inside a word, and whether nobody can tell (between Chinese characters)."""
        codes = np.frombuffer(self.raw.encode("utf-32-le", "surrogatepass"), dtype="<u4")
        known, places = np.unique(codes, return_inverse=True)
        characters = [chr(code) for code in known]
        chinese = np.array([any(low <= code <= high for low, high in _CJK) for code in known], dtype=bool)
        letters = np.array([each.isalnum() for each in characters], dtype=bool)
        is_letter, is_chinese = letters[places], (chinese & letters)[places]
        inside = np.zeros(len(codes) + 1, dtype=bool)
        neutral = np.zeros(len(codes) + 1, dtype=bool)
        if len(codes) > 1:
            both = is_letter[1:] & is_letter[:-1]
            either = is_chinese[1:] | is_chinese[:-1]
            inside[1:-1], neutral[1:-1] = both & ~either, both & either
        return inside, neutral

    def span(self, start: int, end: int) -> Span | None:
        """Return the span of `text` that holds what `raw` has from `start` to `end`; `None` when that cannot be said.

        It is checked: the words must come out the same, and there must be some.
        """
        if not 0 <= start < end <= len(self.raw):
            return None
        if self._map is None:
            return Span(start, end) if self.raw[start:end].strip() else None
        first, last = int(self._map[start]), int(self._map[end])
        words = self.text[first:last]
        return Span(first, last) if words.strip() and words == normalise(self.raw[start:end]) else None


def _lines(raw: str) -> list[str]:
    parts = raw.split("\n")
    return [f"{part}\n" for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])


def _starts(piece: str) -> tuple[NDArray[np.int64], int]:
    """Return where each character of a piece comes to stand in its normalised form, and how long that is."""
    length = len(normalise(piece))
    if len(piece) <= _LONG:
        return np.array([len(normalise(piece[:count])) for count in range(len(piece))], dtype=np.int64), length
    steps = [len(normalise(piece[count : count + _LONG])) for count in range(0, len(piece), _LONG)]
    rough = np.repeat(np.cumsum([0, *steps[:-1]]), _LONG)[: len(piece)] + np.arange(len(piece)) % _LONG
    return np.minimum(rough, length).astype(np.int64), length
