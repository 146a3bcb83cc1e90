"""Finding the words that a person quotes."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal, NamedTuple

from qualcode.errors import UsageError
from qualcode.model.span import Span

How = Literal["exact", "white space"]


class Found(NamedTuple):
    """Where quoted words stand, and whether white space had to be passed over to find them."""

    span: Span
    how: How


def find_quote(text: str, quote: str, within: Span, where: str) -> Found:
    """Return the one place of a quote within a span of a text: letter by letter, else passing over white space.

    White space is passed over on both sides, so a quote finds its words across hard line wraps. Raises `UsageError`
    when the words are not there or stand there more than once; `where` names the span in the message.
    """
    wanted = unicodedata.normalize("NFC", quote).strip()
    if not wanted:
        raise UsageError(f"The quote for {where} is empty.")
    exact = _all(text, wanted, within.start, within.end)
    if exact:
        return Found(_one([Span(at, at + len(wanted)) for at in exact], wanted, where), "exact")
    squeezed, places = _squeeze(text)
    bare = re.sub(r"\s+", "", wanted)
    spans = [Span(places[at], places[at + len(bare) - 1] + 1) for at in _all(squeezed, bare, 0, len(squeezed))]
    inside = [span for span in spans if span in within]
    if not inside:
        raise UsageError(
            f'"{_short(wanted)}" does not stand in {where}.', remedy="Check the words, or widen the address."
        )
    return Found(_one(inside, wanted, where), "white space")


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
def _squeeze(text: str) -> tuple[str, list[int]]:
    """Return the text without white space, and the place in the text of each character that is left."""
    places = [at for at, character in enumerate(text) if not character.isspace()]
    return "".join(text[at] for at in places), places


def _short(words: str) -> str:
    return words if len(words) <= 60 else words[:57] + "…"
