"""From the words of a file that came back to the words of the document: exactly, or not at all."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import pairwise

from qualcode.errors import UsageError
from qualcode.exchange.word_desk.body import Returned
from qualcode.exchange.word_desk.lines import Line
from qualcode.model.span import Span

ON_NOTHING = "It stands on no words."
ON_NUMBER = "It stands on a segment's number, not on words."
OUTSIDE = "It stands on the instructions or the list of codes."
ADDED = "It stands on words that were added to the transcript."
EDITED = "The words under it were edited."
TWICE = "The words under it stand more than once, and what stands around them was edited."
CUT = "The passage under it was edited: words are missing in it, or were moved."

_WIDE = 32
_Block = tuple[int, int, int, int]


@dataclass(slots=True)
class Placing:
    """The paragraphs of a file that came back against the lines that were handed out.

    A paragraph that came back as it was is its line. Where paragraphs were edited, words are found only when they stand
    once in what was there and once in what is there now, and with what is still around them once in all. Nothing is guessed.
    """

    text: str
    lines: Sequence[Line]
    paragraphs: Sequence[Returned]
    same: dict[int, int] = field(default_factory=dict)
    unsure: set[int] = field(default_factory=set)
    edited: dict[int, _Block] = field(default_factory=dict)

    def __post_init__(self) -> None:
        handed = [line.text.strip() for line in self.lines]
        back = [each.text.strip() for each in self.paragraphs]
        once = {t for t, n in Counter(handed).items() if n == 1} & {t for t, n in Counter(back).items() if n == 1}
        for tag, i1, i2, j1, j2 in SequenceMatcher(None, handed, back, autojunk=False).get_opcodes():
            if tag == "equal":
                self.same.update(zip(range(j1, j2), range(i1, i2), strict=True))
                if not once.intersection(handed[i1:i2]):  # short answers that stand in many places
                    self.unsure.update(range(j1, j2))
            elif tag == "replace":
                self.edited.update(dict.fromkeys(range(j1, j2), (i1, i2, j1, j2)))

    @property
    def recognised(self) -> int:
        """How many lines of words came back as they were."""
        return sum(self.lines[line].span is not None for line in self.same.values())

    @property
    def is_whole(self) -> bool:
        """Whether every line came back as it was."""
        return len(self.same) == len(self.lines)

    def number_at(self, at: int) -> int | None:
        """Return the number of the segment at a place among the file's characters; `None` before and after the transcript."""
        here = bisect_right(self.paragraphs, at, key=lambda each: each.start) - 1
        if not self.same or not min(self.same) <= here <= max(self.same):
            return None
        nearest = max(index for index in self.same if index <= here)
        return self.lines[self.same[nearest]].number

    def span(self, start: int, end: int) -> Span:
        """Return the words of the document under `[start, end)` of the file's characters; raise `UsageError` saying why not."""
        parts = list(self._parts(start, end))
        spans = [part for part in parts if part is not None]
        if not parts:
            raise UsageError(ON_NOTHING)
        if not spans:
            raise UsageError(ON_NUMBER)
        for one, other in pairwise(spans):
            if other.start < one.end or self._words_between(one.end, other.start):
                raise UsageError(CUT)
        return _trimmed(self.text, spans[0].start, spans[-1].end)

    def _parts(self, start: int, end: int) -> Iterator[Span | None]:
        """Yield, paragraph by paragraph, the words under a stretch; `None` for the head of a segment."""
        at = max(0, bisect_right(self.paragraphs, start, key=lambda each: each.start) - 1)
        while at < len(self.paragraphs) and self.paragraphs[at].start < end:
            here = self.paragraphs[at]
            first, last = max(0, start - here.start), min(len(here.text), end - here.start)
            if first < last and here.text[first:last].strip():
                yield self._part(at, first, last)
            at += 1

    def _part(self, at: int, first: int, last: int) -> Span | None:
        words = self.paragraphs[at].text[first:last].strip()
        if at in self.same:
            line = self.lines[self.same[at]]
            if line.span is None:
                return None
            if at in self.unsure:
                raise UsageError(TWICE)
            shift = line.span.start + _blanks(line.text) - _blanks(self.paragraphs[at].text)
            return _trimmed(self.text, max(line.span.start, shift + first), min(line.span.end, shift + last))
        if at in self.edited:
            return self._found(at, first, words)
        whole = self.same and min(self.same) < at < max(self.same)
        raise UsageError(ADDED if whole else OUTSIDE)

    def _found(self, at: int, first: int, words: str) -> Span | None:
        """Return the one place of words of an edited paragraph in the lines that stood there; `None` for a head."""
        i1, i2, j1, j2 = self.edited[at]
        if any(line.span is None and line.text.strip() == words for line in self.lines[i1:i2]):
            return None
        now = sum(_count(each.text, words) for each in self.paragraphs[j1:j2])
        places = [
            (line, found) for line in self.lines[i1:i2] if line.span is not None for found in _all(line.text, words)
        ]
        if not places:
            raise UsageError(EDITED)
        if len(places) > 1 or now > 1:
            raise UsageError(TWICE)
        line, was = places[0]
        here = self.paragraphs[at].text
        now_at = here.index(words, first)
        if not _alike_around(line.text, was, here, now_at, len(words)) or line.span is None:
            raise UsageError(EDITED)  # the words were part of a longer one, or are now
        wide = _widened(line.text, was, here, now_at, len(words))
        stood = sum(_count(each.text, wide) for each in self.lines if each.span is not None)
        if stood > 1 or sum(_count(each.text, wide) for each in self.paragraphs) > 1:
            raise UsageError(TWICE)  # they may have come from elsewhere
        return Span(line.span.start + was, line.span.start + was + len(words))

    def _words_between(self, start: int, end: int) -> bool:
        """Say whether words of the transcript stand between two places of the document."""
        spoken = [line.span for line in self.lines if line.span is not None]
        first = bisect_left(spoken, start, key=lambda span: span.end)
        between = (
            self.text[max(start, span.start) : min(end, span.end)] for span in spoken[first:] if span.start < end
        )
        return any(words.strip() for words in between)


def _blanks(text: str) -> int:
    return len(text) - len(text.lstrip())


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start >= end:
        raise UsageError(ON_NOTHING)
    return Span(start, end)


def _alike_around(one: str, at: int, other: str, there: int, length: int) -> bool:
    """Say whether the same letters, or none, adjoin words in two texts."""
    sides = (
        (one[:at][-1:], other[:there][-1:]),
        (one[at + length :][:1], other[there + length :][:1]),
    )
    return all(before == now or not (before.isalnum() or now.isalnum()) for before, now in sides)


def _widened(one: str, at: int, other: str, there: int, length: int) -> str:
    """Return words with as much on either side of them as two texts share, up to `_WIDE` characters."""
    before = after = 0
    while before < min(at, there, _WIDE) and one[at - before - 1] == other[there - before - 1]:
        before += 1
    ends = at + length, there + length
    most = min(len(one) - ends[0], len(other) - ends[1], _WIDE)
    while after < most and one[ends[0] + after] == other[ends[1] + after]:
        after += 1
    return one[at - before : ends[0] + after]


def _all(text: str, words: str) -> list[int]:
    found, at = [], text.find(words)
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def _count(text: str, words: str) -> int:
    return len(_all(text, words))
