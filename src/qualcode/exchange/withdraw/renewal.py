"""Events of a document that others speak in too, as they are once somebody's words are out of it."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Collection, Iterable, Mapping

import msgspec

from qualcode.coding.anchor import anchor, place_in
from qualcode.exchange.edits import Edits
from qualcode.exchange.withdraw.whose import Words
from qualcode.model.document import Document
from qualcode.model.events import (
    AnyEvent,
    CodeEvent,
    MemoEvent,
    MoveEvent,
    RateEvent,
    RejectEvent,
    RoundEvent,
    SampleEvent,
    SettleEvent,
    VoidEvent,
)
from qualcode.model.fold import StoredCoding
from qualcode.model.span import Span
from qualcode.study.erasing import WITHDRAWN as MARK
from qualcode.study.study import Study


def new_id(id: str) -> str:
    """Return the id of what stands for an erased event: always the same, so that doing it twice does it once."""
    digest = hashlib.sha256(f"withdrawn {id}".encode()).digest()[:16]
    return base64.b32encode(digest).decode("ascii").rstrip("=")


def without_documents(event: RoundEvent, gone: Collection[str]) -> RoundEvent:
    """Return a round as if it had been closed without some documents."""
    kept = {name: known for name, known in event.ids_sha256.items() if name.partition("/")[2] not in gone}
    documents = tuple(id for id in event.documents if id not in gone)
    return msgspec.structs.replace(event, documents=documents, ids_sha256=kept)


class Renewal:
    """Events of documents with turns of the participant, as they are without these words."""

    def __init__(self, study: Study, words: Words, texts: Mapping[str, Document]) -> None:
        self.texts, self._changes = texts, words.turns
        self._codings: dict[str, StoredCoding] = {}
        for id in texts:
            for coder in study.settings.coders:
                for stored in study.state(coder.handle, id).codings:
                    self._codings |= dict.fromkeys(stored.ids, stored)
        self.gone: set[str] = {event_id for id in texts for event_id in self._erased(study, id)}
        self.gone |= {id for document in words.whole for id in _ids_in(study, document.id)}
        self._renewed = {id for id in self._codings if id not in self.gone and self._moves(id)}
        there = {event for id in texts for event in _ids_in(study, id)}
        self._renewed |= {id for id in there if new_id(id) in there}  # a withdrawal that a crash cut off got so far

    def placed(self, event: CodeEvent | MoveEvent | RejectEvent, document: str) -> AnyEvent | None:
        """Return a coding in force, or a rejection, at its place in the new text; `None` for what has none, and for moves."""
        if isinstance(event, MoveEvent) or (isinstance(event, CodeEvent) and event.id not in self._codings):
            return None
        place = self._codings[event.id].place if isinstance(event, CodeEvent) else event
        span = self._span(document, place)
        if span is None:
            return None
        return msgspec.structs.replace(event, id=new_id(event.id), **anchor(self.texts[document], span)._asdict())

    def is_lost(self, event: CodeEvent | MoveEvent | RejectEvent, document: str) -> bool:
        """Say whether an event's passage is not found in the text as it is: then its own words must tell whose they are."""
        return place_in(self._changes[document][0], event)[0] is None

    def refers(self, event: MemoEvent | RateEvent | VoidEvent | SettleEvent) -> bool:
        """Say whether an event is about a coding that is written anew."""
        return bool(self._renewed & set(_references(event)))

    def referring(self, event: AnyEvent) -> AnyEvent:
        """Return an event with the new ids of the codings that it is about."""
        fields: dict[str, object] = {"id": new_id(event.id)}
        if isinstance(event, (RateEvent, VoidEvent)):
            fields["target"] = self._now(event.target)
        elif isinstance(event, SettleEvent):
            fields["ids"] = tuple(map(self._now, event.ids))
        elif isinstance(event, MemoEvent):
            coding = event.about.coding
            fields["about"] = msgspec.structs.replace(event.about, coding=None if coding is None else self._now(coding))
        return msgspec.structs.replace(event, **fields)

    def sample(self, event: SampleEvent, whole: Collection[str]) -> SampleEvent:
        """Return a sample with its units at their places in the new texts, and none in documents that went whole."""
        texts, units = {id: text for id, text in event.texts.items() if id not in whole}, []
        for unit in (each for each in event.units if each.document not in whole):
            document, edits = self._changes.get(unit.document, (None, Edits(())))
            if document is not None and event.texts.get(unit.document) == document.text_sha256:
                span = edits.place(Span(unit.start, unit.end))
                texts[unit.document] = self.texts[unit.document].text_sha256
                unit = msgspec.structs.replace(unit, start=span.start, end=span.end)
            units.append(unit)
        return msgspec.structs.replace(event, units=tuple(units), texts=texts)

    def _now(self, id: str) -> str:
        return new_id(id) if id in self._renewed else id

    def _moves(self, id: str) -> bool:
        place = self._codings[id].place
        return all(place.text != text.text_sha256 for text in self.texts.values())

    def _erased(self, study: Study, document: str) -> Iterable[str]:
        for coder in study.settings.coders:
            for stored in study.state(coder.handle, document).codings:
                known = stored.place.text == self.texts[document].text_sha256 or self.is_lost(stored.place, document)
                if not known and self._span(document, stored.place) is None:
                    yield from stored.ids

    def _span(self, document: str, place: CodeEvent | MoveEvent | RejectEvent) -> Span | None:
        """Return where a passage stands in the new text; `None` when nothing of its words but the erased ones is left."""
        old, edits = self._changes[document]
        span, _ = place_in(old, place)
        if span is None:
            return None
        new = edits.place(span)
        left = new.of(self.texts[document].text).replace(MARK, "")
        return new if any(char.isalnum() for char in left) else None


def _references(event: MemoEvent | RateEvent | VoidEvent | SettleEvent) -> tuple[str, ...]:
    if isinstance(event, SettleEvent):
        return event.ids
    if isinstance(event, MemoEvent):
        return () if event.about.coding is None else (event.about.coding,)
    return (event.target,)


def _ids_in(study: Study, document: str) -> Iterable[str]:
    for coder in study.settings.coders:
        yield from (event.id for event in study.events(coder.handle, document))
