"""Words in context."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qualcode.coding.places import address_of
from qualcode.errors import UsageError
from qualcode.model.document import Document, Unit
from qualcode.model.span import Span
from qualcode.text.segments import segment


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where words stand: its span in code points, address, speaker, and the text either side of it."""

    document: str
    span: Span
    address: str
    speaker: str | None
    before: str
    words: str
    after: str


def find_words(
    documents: Iterable[Document], words: str, *, regex: bool, case_sensitive: bool, unit: Unit, width: int = 30
) -> Iterator[Hit]:
    """Yield every place where words stand, in order: literally and anywhere (Chinese has no word boundaries), or by `regex`.

    White space in literal words matches any white space, so a phrase is found across a line wrap; straight and curly quotes
    are alike. `width` is the number of
    code points shown either side. Raises `UsageError` for a pattern that is none or matches nothing at all.
    """
    pattern = _pattern(words, regex=regex, case_sensitive=case_sensitive)
    for document in documents:
        segments = None
        for match in pattern.finditer(document.text):
            if match.start() == match.end():
                continue
            segments = segment(document, unit) if segments is None else segments
            span = Span(match.start(), match.end())
            turn = next((t for t in document.turns if t.span.overlaps(span)), None)
            yield Hit(
                document=document.id,
                span=span,
                address=address_of(document.id, segments, span, unit),
                speaker=turn.speaker if turn else None,
                before=document.text[max(0, span.start - width) : span.start],
                words=match[0],
                after=document.text[span.end : span.end + width],
            )


def _literal(word: str) -> str:
    # A keyboard has straight quotes; a transcript made in Word has curly ones.
    return re.sub("['‘’]", "['‘’]", re.sub('["“”]', '["“”]', re.escape(word)))


def _pattern(words: str, *, regex: bool, case_sensitive: bool) -> re.Pattern[str]:
    if not words.strip():
        raise UsageError("There are no words to find.")
    flags = 0 if case_sensitive else re.IGNORECASE
    if not regex:
        return re.compile(r"\s+".join(_literal(part) for part in words.split()), flags)
    try:
        return re.compile(words, flags | re.MULTILINE)
    except re.error as fault:
        raise UsageError(f'"{words}" is no regular expression: {fault}.') from None
