"""Events in words, for `undo`, `redo` and `log`."""

from __future__ import annotations

from collections.abc import Mapping

from qualcode.cli.output import SHORT, flat
from qualcode.coding.own import Located
from qualcode.coding.places import address_of
from qualcode.errors import QualcodeError
from qualcode.model.document import Document, Segment
from qualcode.model.events import (
    About,
    BookEvent,
    CodeEvent,
    DoneEvent,
    MemoEvent,
    MoveEvent,
    RateEvent,
    RejectEvent,
    RoundEvent,
    SampleEvent,
    SettleEvent,
    VoidEvent,
)
from qualcode.model.span import Span
from qualcode.study.study import Study
from qualcode.text.segments import segment


def about_words(about: About) -> str:
    """Return what a memo is about: document, coding, code, case or feature, else the study."""
    coding = about.coding and about.coding[:SHORT]
    named = [each for each in (about.document, coding, about.code, about.case, about.feature) if each]
    return ", ".join(named) or "the study"


def describe_event(study: Study, located: Located) -> str:
    """Return one event in words, by itself."""
    return EventWords(study, {}).describe(located)


class EventWords:
    """Says events as a person would. `targets` maps the id of each void to what it aims at, so a redo names the first act."""

    def __init__(self, study: Study, targets: Mapping[str, str]) -> None:
        self._study, self._targets = study, targets
        self._texts: dict[str, tuple[Document, tuple[Segment, ...]] | None] = {}

    def describe(self, located: Located) -> str:
        """Return one event in words, its place as an address."""
        document, event = located
        match event:
            case CodeEvent():
                return f'{event.code} at {self._address(document, event)} "{_short(event.quote)}"'
            case RejectEvent():
                return f"suggestion of {event.code} rejected at {self._address(document, event)}"
            case MemoEvent():
                return f'{event.kind} memo on {about_words(event.about)}: "{_short(event.body)}"'
            case DoneEvent():
                return f'done {document}, sample "{event.sample}"' if event.sample else f"done {document}"
            case VoidEvent():
                return self._void(document, event)
            case RateEvent():
                return f"rating of {event.target[:SHORT]} in {document}"
            case MoveEvent():
                return f"move of {event.target[:SHORT]} in {document}"
            case SettleEvent():
                return f"settled in {document}: {', '.join(event.codes) or 'neither'}"
            case BookEvent():
                return f"codebook: {event.change} {', '.join(event.codes)}"
            case RoundEvent():
                return f'round "{event.name}" closed'
            case SampleEvent():
                return f'sample "{event.name}" drawn: {len(event.units)} units'
        return type(event).__name__

    def _void(self, document: str, event: VoidEvent) -> str:
        if event.redoes:
            return f"redo of {self._targets.get(event.target, event.target)[:SHORT]} in {document}"
        return f"{'undo' if event.undoes else 'void'} of {event.target[:SHORT]} in {document}"

    def _address(self, id: str, event: CodeEvent | RejectEvent) -> str:
        """Return the address of a passage, or its bare span where the text is another now."""
        if id not in self._texts:
            self._texts[id] = self._read(id)
        found = self._texts[id]
        if found is None or found[0].text_sha256 != event.text or event.end > len(found[0].text):
            return f"{id}#{event.start}-{event.end}"
        return address_of(id, found[1], Span(event.start, event.end), self._study.settings.unit)

    def _read(self, id: str) -> tuple[Document, tuple[Segment, ...]] | None:
        try:
            document = self._study.document(id)
        except QualcodeError:  # the log tells what was done, also in a document that cannot be read now
            return None
        return document, segment(document, self._study.settings.unit)


def _short(words: str) -> str:
    line = flat(words)
    return line if len(line) <= 40 else line[:37] + "…"
