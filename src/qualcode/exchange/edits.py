"""Replacements in a text, and where each passage of the old text stands in the new one: known exactly, never searched for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from qualcode.model.span import Span


class Edit(NamedTuple):
    """`[start, end)` of a text, in code points, becomes `words`; `why` is what the edit was for (a name, a person)."""

    start: int
    end: int
    words: str
    why: str = ""


@dataclass(frozen=True)
class Edits:
    """Disjoint replacements in one text, in order.

    >>> edits = Edits([Edit(0, 2, "P1")])
    >>> edits.apply("张三说"), edits.place(Span(1, 3))
    ('P1说', Span(start=0, end=3))
    """

    edits: tuple[Edit, ...]
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _ends: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _shifts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __init__(self, edits: Iterable[Edit]) -> None:
        ordered = tuple(sorted(edits))
        shifts, total = [], 0
        for at, edit in enumerate(ordered):
            if edit.start >= edit.end or not edit.words or (at and ordered[at - 1].end > edit.start):
                raise ValueError(f"edits must be of some words, into some, and disjoint: {edit}")
            total += len(edit.words) - (edit.end - edit.start)
            shifts.append(total)
        object.__setattr__(self, "edits", ordered)
        object.__setattr__(self, "_starts", tuple(edit.start for edit in ordered))
        object.__setattr__(self, "_ends", tuple(edit.end for edit in ordered))
        object.__setattr__(self, "_shifts", tuple(shifts))

    def __bool__(self) -> bool:
        return bool(self.edits)

    def __len__(self) -> int:
        return len(self.edits)

    def apply(self, text: str) -> str:
        """Return the new text."""
        pieces, at = [], 0
        for edit in self.edits:
            pieces += [text[at : edit.start], edit.words]
            at = edit.end
        return "".join((*pieces, text[at:]))

    def place(self, span: Span) -> Span:
        """Return where a passage stands in the new text; one that cuts a replaced stretch takes the whole of its new words."""
        return Span(self._at(span.start, last=False), self._at(span.end, last=True))

    def widened(self, span: Span) -> Span:
        """Return a passage of the old text with every stretch that it cuts taken in whole."""
        start, end = span.start, span.end
        for edit in self.touching(span):
            start, end = min(start, edit.start), max(end, edit.end)
        return Span(start, end)

    def touching(self, span: Span) -> tuple[Edit, ...]:
        """Return the edits that a passage of the old text shares a character with."""
        first, after = bisect_right(self._ends, span.start), bisect_left(self._starts, span.end)
        return self.edits[first:after]

    def _at(self, place: int, *, last: bool) -> int:
        before = bisect_right(self._ends, place)  # the edits that end at or before the place
        moved = place + (self._shifts[before - 1] if before else 0)
        if before == len(self.edits) or self.edits[before].start >= place:
            return moved
        edit = self.edits[before]
        start = edit.start + (self._shifts[before - 1] if before else 0)
        return start + len(edit.words) if last else start
