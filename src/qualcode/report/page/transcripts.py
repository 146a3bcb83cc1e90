"""Transcripts as the page shows them, and positions in them as a browser counts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

from qualcode.model.document import Document, Segment, Turn
from qualcode.model.span import Span
from qualcode.report.values import clean


class PageSegment(NamedTuple):
    """A segment's number, its words (`None` where they are left out), how many characters they have, and whether it is silent.

    In a silent one consent does not cover quoting.
    """

    number: int
    words: str | None
    length: int
    silent: bool = False


class PageTurn(NamedTuple):
    """A speaker's stretch: label and time stamp as the file writes them, whether it asks, and its segments in order."""

    speaker: str | None
    time: str | None
    interviewer: bool
    segments: tuple[PageSegment, ...]


@dataclass(frozen=True, slots=True)
class Transcript:
    """A document on the page: its number there, its id, one line of facts, and its turns."""

    number: int
    id: str
    facts: str
    turns: tuple[PageTurn, ...]


class Browser:
    """Positions of a text as a browser counts them, in UTF-16 units: a character beyond the BMP is two.

    >>> Browser("a😀b").at(2)
    3
    """

    def __init__(self, text: str) -> None:
        self._double = [at for at, character in enumerate(text) if character > "\uffff"] if _beyond(text) else []

    def at(self, position: int) -> int:
        """Return the position in UTF-16 units of one in code points."""
        return position + bisect_left(self._double, position)

    def span(self, span: Span) -> tuple[int, int]:
        """Return start and end in UTF-16 units."""
        return self.at(span.start), self.at(span.end)


def turns_of(
    document: Document, segments: tuple[Segment, ...], silent: Collection[int], redact: bool
) -> tuple[PageTurn, ...]:
    """Return a document's turns with their segments; with `redact`, without words, labels and time stamps.

    The segments whose numbers are in `silent` have no words in any case: consent does not cover quoting them.
    """
    by_turn: dict[int, tuple[Turn, list[PageSegment]]] = {}
    for each in segments:
        quiet = each.number in silent
        words = None if redact or quiet else _as_long(each.span.of(document.text))
        own = by_turn.setdefault(each.turn.span.start, (each.turn, []))[1]
        own.append(PageSegment(each.number, words, len(each.span), quiet))
    return tuple(
        PageTurn(
            speaker=None if redact or turn.speaker is None else clean(turn.speaker),
            time=None if redact or turn.time is None else clean(turn.time),
            interviewer=turn.turn_role == "interviewer",
            segments=tuple(own),
        )
        for turn, own in by_turn.values()
    )


def _beyond(text: str) -> bool:
    return bool(text) and max(text) > "\uffff"


def _as_long(words: str) -> str:
    """Return words that a page can hold, of the same length: what it cannot hold becomes a replacement character."""
    cleaned = clean(words)
    return cleaned if len(cleaned) == len(words) else "".join(clean(each) or "\ufffd" for each in words)
