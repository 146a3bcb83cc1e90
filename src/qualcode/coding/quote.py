"""Finding the words that a person quotes."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal, NamedTuple

from qualcode.errors import UsageError
from qualcode.model.span import Span

How = Literal["exact", "white space", "page furniture"]


class Found(NamedTuple):
    """Where quoted words stand, and what had to be passed over to find them."""

    span: Span
    how: How


def find_quote(text: str, quote: str, within: Span, where: str, furniture: tuple[Span, ...] = ()) -> Found:
    """Return the one place of a quote within a span of a text.

    It is looked for letter by letter, else passing over white space on both sides (so it is found across hard line wraps),
    else passing over `furniture` in the text as well (the numbers that a page adds). Raises `UsageError` when the words
    are not there or stand there more than once; `where` names the span in the message.
    """
    wanted = unicodedata.normalize("NFC", quote).strip()
    if not wanted:
        raise UsageError(f"The quote for {where} is empty.")
    exact = _all(text, wanted, within.start, within.end)
    if exact:
        return Found(_one([Span(at, at + len(wanted)) for at in exact], wanted, where), "exact")
    bare = re.sub(r"\s+", "", wanted)
    ways: tuple[tuple[How, tuple[Span, ...]], ...] = (("white space", ()), ("page furniture", furniture))
    for how, left_out in ways if furniture else ways[:1]:
        squeezed, places = _squeeze(text, left_out)
        spans = [Span(places[at], places[at + len(bare) - 1] + 1) for at in _all(squeezed, bare, 0, len(squeezed))]
        inside = [span for span in spans if span in within]
        if inside:
            return Found(_one(inside, wanted, where), how)
    raise UsageError(f'"{_short(wanted)}" does not stand in {where}.', remedy="Check the words, or widen the address.")


def _one(spans: list[Span], quote: str, where: str) -> Span:
    if len(spans) > 1:
        places = ", ".join(f"#{span.start}-{span.end}" for span in spans[:4])
        raise UsageError(
            f'"{_short(quote)}" stands {len(spans)} times in {where} ({places}).',
            remedy="Quote more words, or give the span itself.",
        )
    return spans[0]


def _all(text: str, words: str, start: int, end: int) -> list[int]:
    found, at = [], text.find(words, start, end)
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1, end)
    return found


@lru_cache(maxsize=8)
def _squeeze(text: str, left_out: tuple[Span, ...]) -> tuple[str, list[int]]:
    """Return the text without white space and these spans, and the place in the text of each character that is left."""
    edges = [0, *(edge for span in left_out for edge in (span.start, span.end)), len(text)]
    kept = (range(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True))
    places = [at for piece in kept for at in piece if not text[at].isspace()]
    return "".join(text[at] for at in places), places


def _short(words: str) -> str:
    return words if len(words) <= 60 else words[:57] + "…"
