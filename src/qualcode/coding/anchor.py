"""Where a coding's words stand in the text as it is now. Nothing shifts: a coding follows its words or is unanchored."""

from __future__ import annotations

import importlib
from functools import cache
from typing import Any, NamedTuple, Protocol

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

    Where the words stand elsewhere with the same surroundings on one side, more of these are kept, until the passage is
    told from its twins by either side: else, with the passage gone from the text, a twin would pass for it.
    """
    text, width = document.text, CONTEXT
    while width < _MOST and _has_twin(text, span.start, span.end, width):
        width *= 2
    before, after = text[max(0, span.start - width) : span.start], text[span.end : span.end + width]
    return Anchor(span.start, span.end, span.of(text), before, after, document.text_sha256)


def _has_twin(text: str, start: int, end: int, width: int) -> bool:
    """Say whether the surroundings of a passage, so wide, stand on either side of another place as well."""
    first, last = max(0, start - width), end + width
    before = text[first : start if first else end]  # at the edge of a text the words themselves must speak
    after = text[end if last < len(text) else start : last]
    return _stands_twice(text, before) or _stands_twice(text, after)


def _stands_twice(text: str, words: str) -> bool:
    found = text.find(words)
    return found >= 0 and text.find(words, found + 1) >= 0


def place_in(document: Document, place: Placed) -> tuple[Span | None, PlaceState]:
    """Return where a passage stands in the present text, and how it was found.

    `exact`: its words and both contexts stand at its place. `moved`: the text is another, and the passage was found in it,
    perhaps with edits in its words. `unanchored` (no span): its words are gone, or several places fit, or it is doubtful:
    nothing is guessed, not even among equal words.
    """
    text, (start, end) = document.text, (place.start, place.end)
    if 0 <= start < end <= len(text) and text[start:end] == place.quote:
        if place.text == document.text_sha256:  # the same text, so the same surroundings
            return Span(start, end), "exact"
        width = max(CONTEXT, len(place.before), len(place.after))
        same_before = text[max(0, start - width) : start] == place.before
        if same_before and text[end : end + width] == place.after:
            stays = _is_sure(document, place, width)
            return (Span(start, end), "exact") if stays else (None, "unanchored")
    found = found_again(document, place)
    return (None, "unanchored") if found is None else (found, "moved")


def _is_sure(document: Document, place: Placed, width: int) -> bool:
    """Say whether what stands at the old place is the passage, and not a copy of it that was put there since."""
    if not _has_twin(document.text, place.start, place.end, width):
        return True
    return document.earlier(place.text) is not None and found_again(document, place) == Span(place.start, place.end)


def found_again(document: Document, place: Placed) -> Span | None:
    """Return where a passage of an older text stands in a document, `None` where that is doubtful."""
    if not place.quote or place.text == document.text_sha256:
        return None
    earlier = document.earlier(place.text)
    found: Span | None = _looking().find_again(
        document.text, earlier, place.start, place.end, place.quote, place.before, place.after
    )
    return found


@cache
def _looking() -> Any:
    # Comparing texts costs more to import than most commands take, and most texts have not changed.
    return importlib.import_module("qualcode.coding.find_again")
