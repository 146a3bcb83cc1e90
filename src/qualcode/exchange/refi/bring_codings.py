"""Selections, codings and notes of a project as events: ids from the file's GUIDs, so that twice adds nothing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from qualcode.coding.anchor import Anchor, anchor
from qualcode.exchange.refi.bring_coders import Coders, is_about_coders
from qualcode.exchange.refi.bring_sheets import CASE_LABELS
from qualcode.exchange.refi.guids import derived_id, event_id
from qualcode.exchange.refi.labels import parse
from qualcode.exchange.refi.loss import Tally
from qualcode.exchange.refi.memos import about_of, body_of, said_of
from qualcode.exchange.refi.offsets import Placing
from qualcode.exchange.refi.project import CaseEntry, CodingEntry, Note, Project, Selection, Source
from qualcode.exchange.refi.ratings import Rating, split_ratings
from qualcode.model.document import Document
from qualcode.model.events import CodeEvent, MemoEvent
from qualcode.model.span import Span
from qualcode.study.paths import STUDY_LEDGER
from qualcode.study.study import Study

_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]{1,18}(?:Z|[+-]\d\d:\d\d)?")
CODINGS, MEMOS = "codings", "memos"


class Planned(NamedTuple):
    """An event to write: which ledger, its type, its id, and its other fields."""

    coder: str
    document: str
    type: type[CodeEvent] | type[MemoEvent]
    id: str
    fields: dict[str, Any]


class Target(NamedTuple):
    """What a note is about: a ledger's document, and fields of `about`; `coder` when the ledger is given."""

    document: str
    about: dict[str, str]
    coder: str = ""
    words: str = ""


@dataclass(slots=True)
class Plan:
    """From a project, and where its parts are in the study, to events."""

    study: Study
    project: Project
    placing: Placing
    documents: list[str | None]
    codes: Mapping[str, str]
    cases: Mapping[str, str]
    coders: Coders
    tally: Tally
    case_ids: Mapping[str, str] = field(default_factory=dict)
    events: list[Planned] = field(default_factory=list)
    about: dict[str, list[Target]] = field(default_factory=lambda: defaultdict(list))
    ids: set[str] = field(default_factory=set)
    anchors: dict[tuple[str, Span], Anchor] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    codable: frozenset[str] = frozenset()
    book: str = ""

    def __post_init__(self) -> None:
        codebook = self.study.codebook
        self.codable, self.book = frozenset(codebook.codable), codebook.hash

    def make(self) -> list[Planned]:
        """Return the events of all codings and notes, in the project's order."""
        for number, source in enumerate(self.project.sources):
            self._source(number, source)
        for code in self.project.codes:
            for note in code.notes:
                if code.guid in self.codes:
                    self.about[note].append(Target(STUDY_LEDGER, {"code": self.codes[code.guid]}))
        for case in self.project.cases:
            if case.guid in self.case_ids:
                self._case(case)
        for link in self.project.links:
            for one, other in ((link.origin, link.target), (link.target, link.origin)):
                self.about[one] += self.about.get(other, [])
        self._notes()
        return self.events

    def _source(self, number: int, source: Source) -> None:
        id = self.documents[number]
        if source.area_codings:
            why = "on a region of a page or picture, or a stretch of a recording"
            self.tally.leave(CODINGS, why, source.area_codings)
        if id is None:
            self._lost(source)
            return
        document = self.study.document(id)
        for note in (*source.notes, source.guid):
            self.about[note].append(Target(id, {"document": id}))
        if source.description and not source.description.startswith("Id: "):
            self._memo(Target(id, {"document": id}), source.description, "", "", ("about", source.guid))
        for selection, span in zip(source.selections, self.placing.spans[number], strict=True):
            self._selection(document, selection, span)
        whole = _whole(document)
        if source.codings and whole is not None:
            self.tally.say(f"{id}: a coding of the whole source is a coding of its whole text.")
            for coding in source.codings:
                self._coding(document, coding, whole, None, Rating())

    def _case(self, case: CaseEntry) -> None:
        target = Target(STUDY_LEDGER, {"case": self.case_ids[case.guid]})
        for note in case.notes:
            self.about[note].append(target)
        if case.description.strip() and parse(case.description, CASE_LABELS) is None:
            self._memo(target, case.description.strip(), "", "", ("case", case.guid))

    def _lost(self, source: Source) -> None:
        codings = [coding for each in source.selections for coding in each.codings] + list(source.codings)
        self.tally.leave(CODINGS, "in sources that have no text here", len(codings))
        bare = sum(1 for each in source.selections if not each.codings)
        self.tally.leave("annotations", "in sources that have no text here", bare)
        said = sum(1 for each in source.selections if each.codings and each.description)
        self.tally.leave(MEMOS, "on passages of sources that have no text here", said)

    def _selection(self, document: Document, selection: Selection, span: Span | None) -> None:
        if span is None:
            self.tally.leave(CODINGS, "their place is not in the text", len(selection.codings))
            self.tally.leave("annotations", "their place is not in the text", int(not selection.codings))
            shown = f"{selection.start}–{selection.end}"
            self.tally.say(f'{document.id}: the selection {shown} ("{selection.name[:40]}") has no place in the text.')
            return
        ratings, said = split_ratings(
            selection.description, {self.codes.get(each.code, "") for each in selection.codings}
        )
        made: list[tuple[str, str]] = []
        for coding in selection.codings:
            dated = coding._replace(user=coding.user or selection.user, date=coding.date or selection.date)
            case = self.cases.get(selection.guid)
            rating = ratings.get(self.codes.get(coding.code, ""), Rating())
            found = self._coding(document, dated, span, case, rating)
            made += [found] if found else []
        if made:
            coder, id = made[0]
            target = Target(document.id, {"coding": id}, coder)
        else:
            target = Target(document.id, {"document": document.id}, "", span.of(document.text))
        for note in (*selection.notes, selection.guid):
            self.about[note].append(target)
        bodies = {self._note(guid) for coding in selection.codings for guid in coding.notes}
        if said and not all(part in bodies for part in (said, *([] if said in bodies else said.split("\n")))):
            self._memo(target, said, selection.user, selection.date, ("said", selection.guid))
        elif not said and not selection.codings and not selection.notes:
            self.tally.leave("annotations", "nothing is said of them")

    def _note(self, guid: str) -> str:
        if not self.words:
            self.words.update((each.guid, each.text.strip()) for each in reversed(self.project.notes))
        return self.words.get(guid, "")

    def _coding(
        self, document: Document, coding: CodingEntry, span: Span, case: str | None, rating: Rating
    ) -> tuple[str, str] | None:
        code = self.codes.get(coding.code)
        if code is None:
            self.tally.leave(CODINGS, "their code is not in the file")
            return None
        if code not in self.codable:
            self.tally.leave(CODINGS, "their code is a heading in this study")
            return None
        if case is not None and case not in self.study.cases_of(document.id):
            self.tally.say(f"{document.id}: codings name the case {case}, to which it does not belong here.")
            case = None
        place = self.anchors.get((document.id, span))
        if place is None:
            place = self.anchors[document.id, span] = anchor(document, span)
        id = self._id(coding.guid, "code", code, document.id, span.start, span.end)
        fields: dict[str, Any] = {
            **place._asdict(),
            **self._source_of(coding.user, coding.date),
            "code": code,
            "book": self.book,
            "case": "" if rating.elsewhere else case,
            "stance": rating.stance,
            "weight": rating.weight,
            "via": rating.via,
        }
        handle = self.coders.handle(coding.user)
        self.events.append(Planned(handle, document.id, CodeEvent, id, fields))
        for note in (*coding.notes, coding.guid):
            self.about[note].append(Target(document.id, {"coding": id}, handle))
        return handle, id

    def _id(self, guid: str, *keys: object) -> str:
        """Return an id for a GUID, another one each time that the file uses it again."""
        id = event_id(guid) if guid else derived_id(*keys)
        while id in self.ids:
            id = derived_id(id, *keys)
        self.ids.add(id)
        return id

    def _source_of(self, user: str, date: str) -> dict[str, str | None]:
        return {"made": date if _is_instant(date) else None, "author": self.coders.name(user)}

    def _memo(self, target: Target, body: str, user: str, date: str, keys: tuple[str, str]) -> None:
        words = f"“{' '.join(target.words.split())}”\n{body}" if target.words else body
        handle = target.coder or self.coders.handle(user)
        fields = {"about": about_of(target.about), "kind": "theoretical", "body": words}
        fields |= self._source_of(user, date)
        self.events.append(Planned(handle, target.document, MemoEvent, derived_id(*keys), fields))

    def _notes(self) -> None:
        for note in self.project.notes:
            if not is_about_coders(note):
                self._bring_note(note)

    def _bring_note(self, note: Note) -> None:
        said = said_of(note)
        body = body_of(note, said.own)
        if not body.strip():
            self.tally.leave(MEMOS, "they have no words")
            return
        found = self.about.get(note.guid, [])
        nowhere = [Target(STUDY_LEDGER, {})]
        target = sorted(found or nowhere, key=lambda each: ("coding" not in each.about, each.document == STUDY_LEDGER))[
            0
        ]
        writer = self.coders.handle(note.user)
        handle = target.coder or writer
        about = (
            target.about
            if not said.about
            else {**said.about, **{k: v for k, v in target.about.items() if k == "coding"}}
        )
        words = f"“{' '.join(target.words.split())}”\n{body}" if target.words and not said.own else body
        fields: dict[str, Any] = {"about": about_of(about), "kind": said.kind, "body": words, "data": said.data}
        fields |= {"by": writer if writer != handle else None, **self._source_of(note.user, note.date)}
        id = self._id(note.guid, "memo", body)
        self.events.append(Planned(handle, target.document, MemoEvent, id, fields))


@lru_cache(maxsize=4096)
def _is_instant(written: str) -> bool:
    return _INSTANT.fullmatch(written) is not None


def _whole(document: Document) -> Span | None:
    text = document.text
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    return Span(start, end) if start < end else None
