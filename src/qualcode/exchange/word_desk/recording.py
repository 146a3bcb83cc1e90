"""What a coder asks for, held against the locked ledger of a document: what is new is added, twice adds nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from qualcode.coding.anchor import anchor, place_in
from qualcode.exchange.refi.guids import derived_id
from qualcode.exchange.word_desk.findings import Asked, Findings, Note
from qualcode.model.document import Document
from qualcode.model.events import About, CodeEvent, MemoEvent
from qualcode.model.span import Span
from qualcode.study.writing import Writing

_Key = tuple[str, Span, str | None]


@dataclass(slots=True)
class Brought:
    """What an import did: new and known codings and memos, what stayed behind, and what is to be said of it.

    `source` is the document or sample that the file was of.
    """

    source: str
    findings: Findings
    codings: int = 0
    known: int = 0
    memos: int = 0
    reworded: int = 0
    known_memos: int = 0
    done: bool = False
    remarks: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _There:
    """A coding that stands: its ids, its ratings, and its memos by author."""

    id: str
    stance: str | None = None
    weight: float | None = None
    via: str | None = None
    memos: list[MemoEvent] = field(default_factory=list)


class Recording:
    """Codings and memos of one document; `via` says where they come from, `book` is the codebook that the coder had."""

    def __init__(
        self, act: Writing, document: Document, asked: Sequence[Asked], brought: Brought, *, via: str, book: str
    ) -> None:
        self.act, self.document, self.brought, self.via, self.book = act, document, brought, via, book
        self.ids = {event.id for event in act.events(document.id)}
        self.asked = {_key(each) for each in asked}
        self.bodies: dict[_Key | None, set[str]] = {}
        for each in asked:
            self.bodies.setdefault(_key(each), set()).update(note.body for note in each.memos)
        self.there: dict[_Key, _There] = {}
        for coding in act.state(document.id).codings:
            span, _ = place_in(document, coding.place)
            if span is not None:
                there = _There(coding.id, coding.stance, coding.weight, coding.via, list(coding.memos))
                self.there[coding.code, span, coding.case] = there

    def record(self, asked: Asked) -> None:
        """Add a coding and its memos where they are not there yet."""
        key = _key(asked)
        if key is None:
            self._notes(asked)
            return
        there = self.there.get(key)
        if there is not None:
            self.brought.known += 1
            self._say_other_rating(asked, there)
        else:
            there = self._code(key, asked)
        if there is None:
            return
        for note in asked.memos:
            self._memo(there, note, self.bodies[key])

    def _code(self, key: _Key, asked: Asked) -> _There | None:
        code, span, case = key
        keys = (
            self.via,
            self.act.coder,
            self.document.id,
            self.document.text_sha256,
            span.start,
            span.end,
            code,
            case or "",
        )
        id = derived_id(*keys)
        if id in self.ids:
            self.brought.known += 1
            self.brought.remarks.append(
                f"{code} at #{span.start}-{span.end} was taken back in the study, and stays so."
            )
            return None
        request = asked.request
        fields: dict[str, Any] = {"author": asked.author, "made": asked.made, "case": case, "via": self.via}
        if request is not None:
            fields |= {"stance": request.stance, "weight": request.weight}
        place = anchor(self.document, span)._asdict()
        self.act.add(self.document.id, CodeEvent, id=id, code=code, book=self.book, **place, **fields)
        self.ids.add(id)
        self.brought.codings += 1
        self.there[key] = there = _There(id, fields.get("stance"), fields.get("weight"), self.via)
        return there

    def _memo(self, there: _There, note: Note, bodies: set[str]) -> None:
        id = derived_id(self.via, "memo", there.id, note.author or "", note.body)
        if id in self.ids or any(memo.body == note.body for memo in there.memos):
            self.brought.known_memos += 1
            return
        # A comment by the same hand whose words are in the file no more is the earlier wording of this one.
        earlier = [m for m in there.memos if m.author and m.author == note.author and m.body not in bodies]
        replaces = earlier[0].id if len(earlier) == 1 else None
        event = self._add(id, About(coding=there.id), "code", note.body, note, replaces)
        there.memos = [memo for memo in there.memos if memo.id != replaces] + [event]
        self.brought.reworded += replaces is not None
        self.brought.memos += replaces is None

    def _notes(self, asked: Asked) -> None:
        """Add memos on words that bear no code: about the document, with the words in front."""
        quote = " ".join(asked.span.of(self.document.text).split())
        for note in asked.memos:
            id = derived_id(self.via, "note", self.document.id, quote, note.author or "", note.body)
            if id in self.ids:
                self.brought.known_memos += 1
                continue
            self._add(id, About(document=self.document.id), "theoretical", f"“{quote}”\n{note.body}", note, None)
            self.brought.memos += 1

    def _add(self, id: str, about: About, kind: str, body: str, note: Note, replaces: str | None) -> MemoEvent:
        self.ids.add(id)
        fields: dict[str, Any] = {"author": note.author, "made": note.made, "replaces": replaces}
        return self.act.add(self.document.id, MemoEvent, id=id, about=about, kind=kind, body=body, **fields)

    def _say_other_rating(self, asked: Asked, there: _There) -> None:
        request = asked.request
        if request is None:
            return
        for name, wanted, has in (("stance", request.stance, there.stance), ("weight", request.weight, there.weight)):
            if wanted is not None and wanted != has:
                self.brought.remarks.append(
                    f"{request.code.id} stands there already ({there.id[:6]}) with another {name}; `qualcode rate` changes it."
                )

    def say_gone(self) -> None:
        """Say which codings an earlier import brought that the file has no more: they stay."""
        gone = [there.id[:6] for key, there in self.there.items() if there.via == self.via and key not in self.asked]
        if gone:
            self.brought.remarks.append(
                f"{len(gone)} codings that came so before are in this file no more, and stand: {_few(gone)}. "
                "`qualcode void ID` takes one back."
            )


def _key(asked: Asked) -> _Key | None:
    request = asked.request
    return None if request is None else (request.code.id, asked.span, request.case)


def _few(ids: Sequence[str]) -> str:
    return ", ".join(ids[:8]) + (", …" if len(ids) > 8 else "")
