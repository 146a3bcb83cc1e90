"""Memos and paraphrases about a document, where they belong in its text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from qualcode.coding.anchor import Anchor, place_in
from qualcode.coding.retrieve import as_memo
from qualcode.model.coding import Memo
from qualcode.model.document import Document
from qualcode.model.events import MemoEvent
from qualcode.model.span import Span
from qualcode.study.study import Study


class Note(NamedTuple):
    """A memo about a document; `span` is the passage it paraphrases, `None` when it is about the whole, or its words are gone."""

    memo: Memo
    span: Span | None


def notes_on(study: Study, document: Document, coders: Iterable[str]) -> tuple[Note, ...]:
    """Return the memos in force that coders wrote about a document, coder by coder, in the order of their time."""
    return tuple(
        Note(as_memo(memo, coder), _place(document, memo))
        for coder in coders
        for memo in study.state(coder, document.id).memos
        if memo.about.document is not None
    )


def _place(document: Document, memo: MemoEvent) -> Span | None:
    data = memo.data or {}
    if set(data) != set(Anchor._fields):
        return None
    return place_in(document, Anchor(**data))[0]  # type: ignore[arg-type]  # the fields are an anchor's own
