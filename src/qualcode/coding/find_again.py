"""Looking for a passage in a text that has changed. It is found with good reason, or not at all.

Where the old text is still known, the diff between the two says what became of each letter; words that it cannot account
for are looked for among those that are new (a paragraph that was moved). Without the old text, the passage and its
surroundings are all there is: they are looked for in the whole text, and a rival anywhere is reason for doubt.
White space counts for nothing here, so line wraps and another format of the same transcript change no place.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from qualcode.coding.by_diff import by_diff
from qualcode.coding.by_surroundings import by_surroundings, candidates, words_of
from qualcode.coding.letters import letters_of, shared
from qualcode.model.span import Span


@lru_cache(maxsize=65_536)
def find_again(
    text: str, earlier: str | None, start: int, end: int, quote: str, before: str, after: str
) -> Span | None:
    """Return where a passage of an older text stands in `text`, or `None` where that is doubtful.

    `earlier` is the older text, if it is still known, and `start` and `end` are the passage's place in it.
    """
    new = letters_of(text)
    if earlier is not None and earlier[start:end] == quote:
        old = letters_of(earlier)
        first, last = old.before(start), old.before(end)
        found = by_diff(old, new, first, last) if first < last else None
    else:
        found = by_surroundings(new, words_of(quote, before, after))
    return None if found is None else _with_its_space(text, new.span(*found), quote)


def _with_its_space(text: str, span: Span, quote: str) -> Span:
    """Return a span with the white space that the passage began and ended with, where that still stands there."""
    start = span.start - (len(quote) - len(quote.lstrip()))
    return Span(start, start + len(quote)) if start >= 0 and text[start : start + len(quote)] == quote else span


class Likely(NamedTuple):
    """A place that a passage may have, and how much speaks for it, from 0 to 1."""

    span: Span
    score: float


def likely_places(text: str, quote: str, before: str, after: str, most: int = 5) -> tuple[Likely, ...]:
    """Return places that a doubtful passage may have, the likeliest first, for a person to choose from.

    The score is half the likeness of the words, and half the share of the surroundings that stand beside them.
    """
    letters, words = letters_of(text), words_of(quote, before, after)
    if not words.quote:
        return ()
    scored = {
        (each.place.start, each.place.end): each.place.alike / 2 + sum(each.shares) / 4
        for each in candidates(letters, words)
    }
    at = letters.text.find(words.quote)
    while at >= 0 and len(scored) < 50 * most:
        place = (at, at + len(words.quote))
        scored.setdefault(place, 0.5 + _beside(letters.text, words.before, words.after, place))
        at = letters.text.find(words.quote, at + 1)
    best = sorted(scored.items(), key=lambda each: (-each[1], each[0]))[:most]
    return tuple(Likely(letters.span(*place), round(score, 2)) for place, score in best if score >= 0.3)


def _beside(text: str, before: str, after: str, place: tuple[int, int]) -> float:
    """Return a quarter for each side whose letters all stand beside a place as they did, less where fewer do."""
    head = shared(before[::-1], text[max(0, place[0] - len(before)) : place[0]][::-1])
    tail = shared(after, text[place[1] : place[1] + len(after)])
    return head / (4 * max(1, len(before))) + tail / (4 * max(1, len(after)))
