"""What a suggester is asked, and the parts that every answer is made of."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qualcode.model.codebook import Code, Codebook
from qualcode.model.coding import Suggestion
from qualcode.model.document import Document, Segment


@dataclass(frozen=True, slots=True)
class SuggestRequest:
    """Documents with their segments, and the codes to look for: all that may be applied when `codes` is `None`.

    `codes` holds ids as the codebook writes them; a heading among them is passed over. `pipeline` is the spaCy pipeline
    that the study names.
    """

    codebook: Codebook
    codes: tuple[str, ...] | None
    documents: tuple[tuple[Document, tuple[Segment, ...]], ...]
    pipeline: str | None = None

    @property
    def wanted(self) -> tuple[Code, ...]:
        """The codes to look for, in the codebook's order."""
        return tuple(
            code
            for id, code in self.codebook.by_id.items()
            if code.codable and (self.codes is None or id in self.codes)
        )


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where one cue or pattern of a code spoke: `[start, end)` in code points of the document."""

    what: str
    start: int
    end: int


def suggestions_in(
    document: Document, hits: Iterable[tuple[Segment, str, list[Hit]]], suggester: str
) -> Iterator[Suggestion]:
    """Yield a suggestion for each segment and code, from the hits there.

    With n distinct cues or patterns the score is 1 - 0.5**n; the reason names each with the first place where it spoke.
    """
    for segment, code, found in hits:
        first: dict[str, Hit] = {}
        for hit in found:
            first.setdefault(hit.what, hit)
        yield Suggestion(
            id=suggestion_id(document.text_sha256, segment.span.start, segment.span.end, code, suggester),
            document=document.id,
            span=segment.span,
            code=code,
            score=1 - 0.5 ** len(first),
            by=suggester,
            reason="; ".join(f"{what} at [{hit.start},{hit.end})" for what, hit in first.items()),
            quote=segment.span.of(document.text),
        )


def suggestion_id(text_sha256: str, start: int, end: int, code: str, suggester: str) -> str:
    """Return the id of a suggestion: 16 characters in base32, the same whenever the same thing is suggested."""
    digest = hashlib.sha256("\0".join((text_sha256, str(start), str(end), code, suggester)).encode()).digest()
    return base64.b32encode(digest[:10]).decode()
