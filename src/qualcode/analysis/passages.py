"""Passages in the order of their documents, identical ones once, and as quotes."""

from __future__ import annotations

from collections.abc import Iterable

from qualcode.model.evidence import NOT_QUOTED, Evidence, Passage

Place = tuple[str, int, int]


def place(passage: Passage) -> Place:
    """Return what makes two passages identical: document, start and end in code points."""
    span = passage.coding.span
    return (passage.coding.document, -1, -1) if span is None else (passage.coding.document, span.start, span.end)


def in_order(evidence: Evidence) -> list[Passage]:
    """Return the passages in document order, and within a document by place; unanchored ones are never among them."""
    order = {document.id: number for number, document in enumerate(evidence.documents)}
    anchored = [passage for passage in evidence.passages if passage.coding.span is not None]
    return sorted(anchored, key=lambda passage: (order.get(passage.coding.document, len(order)), place(passage)))


def distinct(passages: Iterable[Passage]) -> list[Passage]:
    """Return the passages with identical ones once, the first of them."""
    found: dict[Place, Passage] = {}
    for passage in passages:
        found.setdefault(place(passage), passage)
    return list(found.values())


def words_in(passage: Passage, language: str = "en") -> str:
    """Return the words of a passage, or that they are not quoted since consent does not cover it."""
    if passage.withheld:
        return NOT_QUOTED["zh" if language.startswith("zh") else "en"]
    return passage.words


def quoted(passage: Passage, language: str = "en") -> str:
    """Return a passage as a quote with its address and speaker: “…” (INT03:14, A)."""
    where, words = passage.address, words_in(passage, language)
    words = words if passage.withheld else f"“{words}”"
    if language.startswith("zh"):
        return f"{words}（{where}{'，' + passage.speaker if passage.speaker else ''}）"
    return f"{words} ({where}{', ' + passage.speaker if passage.speaker else ''})"
