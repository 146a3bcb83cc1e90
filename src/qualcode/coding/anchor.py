"""Where a coding's words stand in the text as it is now. Nothing shifts: a coding keeps its words or is unanchored."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from qualcode.model.coding import PlaceState
from qualcode.model.document import Document
from qualcode.model.span import Span

CONTEXT = 32
"""How many code points either side of a passage are kept with it, at least."""

_MOST = 4096


class Placed(Protocol):
    """An event about a place: where it stood, its words, its surroundings, and the hash of the text it stood in."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def quote(self) -> str: ...
    @property
    def before(self) -> str: ...
    @property
    def after(self) -> str: ...
    @property
    def text(self) -> str: ...


class Anchor(NamedTuple):
    """A passage as it is kept in a ledger."""

    start: int
    end: int
    quote: str
    before: str
    after: str
    text: str


def anchor(document: Document, span: Span) -> Anchor:
    """Return what a ledger keeps of a passage, so that it can be found again.

    Where the words stand elsewhere with the same surroundings, more of these are kept, until the passage is told from its
    twins: else, with the passage gone from the text, a twin would pass for it.
    """
    text, width = document.text, CONTEXT
    while width < _MOST and _stands_twice(text, text[max(0, span.start - width) : span.end + width]):
        width *= 2
    before, after = text[max(0, span.start - width) : span.start], text[span.end : span.end + width]
    return Anchor(span.start, span.end, span.of(text), before, after, document.text_sha256)


def _stands_twice(text: str, words: str) -> bool:
    found = text.find(words)
    return text.find(words, found + 1) >= 0


def place_in(document: Document, place: Placed) -> tuple[Span | None, PlaceState]:
    """Return where a passage stands in the present text, and how it was found.

    `exact`: its words and both contexts stand at its place. `moved`: they stand at exactly one other place.
    `unanchored` (no span): nowhere or at several places, and nothing is guessed, not even among equal words.
    """
    text, (start, end) = document.text, (place.start, place.end)
    if 0 <= start < end <= len(text) and text[start:end] == place.quote:
        if place.text == document.text_sha256:  # the same text, so the same surroundings
            return Span(start, end), "exact"
        width = max(CONTEXT, len(place.before), len(place.after))
        same_before = text[max(0, start - width) : start] == place.before
        if same_before and text[end : end + width] == place.after:
            return Span(start, end), "exact"
    whole = place.before + place.quote + place.after
    found = text.find(whole) if place.quote else -1
    if found < 0 or text.find(whole, found + 1) >= 0:
        return None, "unanchored"
    moved = found + len(place.before)
    return Span(moved, moved + len(place.quote)), "moved"
