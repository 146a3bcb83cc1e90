"""Ledgers with names replaced: every coding on its words, whose place in the new text is known exactly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import msgspec

from qualcode.coding.anchor import Anchor, anchor, place_in
from qualcode.exchange.anonymise.matching import Matcher, Rule, rules_of
from qualcode.exchange.edits import Edits
from qualcode.model.document import Document
from qualcode.model.events import (
    AnyEvent,
    BookEvent,
    CodeEvent,
    Event,
    MemoEvent,
    MoveEvent,
    RejectEvent,
    RoundEvent,
    SampleEvent,
    encode_event,
)
from qualcode.model.span import Span
from qualcode.study.ledger_lines import read_events

_E = TypeVar("_E", bound=Event)
Placed = CodeEvent | MoveEvent | RejectEvent


@dataclass(frozen=True)
class Changed:
    """A document before and after, and the edits between the two."""

    old: Document
    new: Document
    edits: Edits


@dataclass
class LedgerChange:
    """How the ledgers of a study are rewritten: `words` replaces in what is written, `ids` in names of things.

    `books` maps the codebook's old hash to its new one. `counts` gathers what was replaced; `unread` counts lines that no
    reader of events understands, which are left out of the copy: nobody could say what they hold.
    """

    documents: Mapping[str, Changed]
    ids: Matcher
    books: Mapping[str, str] = field(default_factory=dict)
    counts: Counter[Rule] = field(default_factory=Counter)
    unread: int = 0

    def ledger(self, data: bytes, document: str | None, words: Matcher) -> bytes:
        """Return a ledger's lines rewritten; `document` is the present id of what it is about, `None` without one."""
        lines = []
        for line in data.removeprefix(b"\xef\xbb\xbf").split(b"\n"):
            if line.strip():
                lines += self._line(line, document, words)
        return b"".join(line + b"\n" for line in lines)

    def _line(self, line: bytes, document: str | None, words: Matcher) -> list[bytes]:
        events = read_events(line + b"\n", "").events
        if events:
            return [encode_event(self._event(event, document, words)) for event in events]
        try:
            content = msgspec.json.decode(line)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            content = None
        if not isinstance(content, dict) or not isinstance(content.get("op"), str):
            self.unread += 1
            return []
        return [msgspec.json.encode(self._deep(content, words))]

    def _event(self, event: AnyEvent, document: str | None, words: Matcher) -> AnyEvent:
        if isinstance(event, (CodeEvent, MoveEvent, RejectEvent)):
            event = self._placed(event, document, words)
        elif isinstance(event, SampleEvent):
            event = self._sample(event)
        elif isinstance(event, RoundEvent):
            event = msgspec.structs.replace(
                event, ids_sha256={self.ids.replaced(name): known for name, known in event.ids_sha256.items()}
            )
        elif isinstance(event, MemoEvent) and event.data is not None:
            event = msgspec.structs.replace(event, data=self._deep(event.data, words))
        return self._strings(event, words)

    def _strings(self, event: AnyEvent, words: Matcher) -> AnyEvent:
        """Return an event with names replaced in every plain field: ids by `ids`, what a person wrote by `words`."""
        fields: dict[str, Any] = {}
        for name in event.__struct_fields__:
            value = getattr(event, name)
            if name in ("id", "act", "at", "quote", "before", "after", "text", "target", "ids", "units", "texts"):
                continue
            if name in ("book",) or (isinstance(event, BookEvent) and name in ("before", "after")):
                fields[name] = self.books.get(value, value)
            elif name in ("body", "why", "via", "author"):
                fields[name] = self._counted(value, words)
            elif name == "about":
                inner = {each: getattr(value, each) for each in value.__struct_fields__}
                fields[name] = type(value)(**{key: self._id(each) for key, each in inner.items()})
            elif isinstance(value, (str, tuple)):
                fields[name] = self._id(value)
        if isinstance(event, BookEvent):
            fields |= {name: self.books.get(getattr(event, name), getattr(event, name)) for name in ("before", "after")}
        return msgspec.structs.replace(event, **fields)

    def _placed(self, event: _E, document: str | None, words: Matcher) -> _E:
        assert isinstance(event, (CodeEvent, MoveEvent, RejectEvent))
        changed = self.documents.get(document or "")
        place = None if changed is None else self._place(event, changed)
        if place is not None:
            for edit in () if changed is None else changed.edits.touching(Span(event.start, event.end)):
                self.counts[Rule(edit.why, edit.words)] += 1
            return msgspec.structs.replace(event, **place._asdict())
        fields = {name: self._counted(getattr(event, name), words) for name in ("quote", "before", "after")}
        if changed is not None:
            fields["text"] = _nowhere(event, fields["quote"], changed.new)
        return msgspec.structs.replace(event, **fields)

    @staticmethod
    def _place(event: Placed, changed: Changed) -> Anchor | None:
        """Return where a passage stands in the new text: its place in the old one is followed through the edits."""
        span, _ = place_in(changed.old, event)
        return None if span is None else anchor(changed.new, changed.edits.place(span))

    def _sample(self, event: SampleEvent) -> SampleEvent:
        texts, units = dict(event.texts), []
        for unit in event.units:
            changed = self.documents.get(unit.document)
            if changed is not None and event.texts.get(unit.document) == changed.old.text_sha256:
                texts[unit.document] = changed.new.text_sha256
                span = changed.edits.place(Span(unit.start, unit.end))
                unit = msgspec.structs.replace(unit, start=span.start, end=span.end)
            units.append(msgspec.structs.replace(unit, document=self.ids.replaced(unit.document)))
        renamed = {self.ids.replaced(document): text for document, text in texts.items()}
        return msgspec.structs.replace(event, units=tuple(units), texts=renamed)

    def _id(self, value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(self._id(each) for each in value)
        return self.ids.replaced(value) if isinstance(value, str) else value

    def _counted(self, value: str | None, words: Matcher) -> str | None:
        if value is None:
            return None
        edits = words.edits(value)
        self.counts.update(rules_of(edits))
        return edits.apply(value)

    def _deep(self, value: Any, words: Matcher) -> Any:
        if isinstance(value, str):
            return self._counted(value, words)
        if isinstance(value, dict):
            return {words.replaced(key): self._deep(each, words) for key, each in value.items()}
        return [self._deep(each, words) for each in value] if isinstance(value, list) else value


def _nowhere(event: Placed, quote: str | None, new: Document) -> str:
    """Return the text that a passage without a place is said to be of: the new one, in which its words then stay unfound."""
    stands = new.text[event.start : event.end] == quote
    return event.text if stands else new.text_sha256
