"""A study → a project of REFI-QDA, and what that has no place for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from qualcode import __version__
from qualcode.coding.retrieve import codings as codings_of
from qualcode.collector import collector_paused
from qualcode.errors import StudyError
from qualcode.exchange.refi.attributes import Columns, case_entries, participant_entries
from qualcode.exchange.refi.codebook import code_entries, code_guid
from qualcode.exchange.refi.guids import event_guid, guid_of
from qualcode.exchange.refi.labels import compose
from qualcode.exchange.refi.loss import Tally
from qualcode.exchange.refi.memos import gathered_note
from qualcode.exchange.refi.project import CodingEntry, Note, Project, Selection, Source, User
from qualcode.exchange.refi.ratings import rating_line
from qualcode.model.coding import Coder, Coding
from qualcode.model.document import Document
from qualcode.model.events import AnyEvent, CodeEvent, MemoEvent
from qualcode.model.fold import fold
from qualcode.model.names import name_key
from qualcode.model.span import Span
from qualcode.study.paths import STUDY_LEDGER
from qualcode.study.study import Study

CODERS_NOTE = "coders of the study"
_NAME = 80
Placed = tuple[Coding, Span]


@dataclass(slots=True)
class _Gathering:
    """What is under way: the coders taken, the notes found so far and what they are about."""

    study: Study
    target: str
    coders: Sequence[Coder]
    tally: Tally = field(default_factory=Tally)
    notes: dict[str, Note] = field(default_factory=dict)
    on_document: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    on_code: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    on_all: list[str] = field(default_factory=list)
    in_case: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def source(self, document: Document, columns: Columns) -> Source:
        selections: list[Selection] = []
        for coder in self.coders:
            selections += self._of_coder(document, coder)
        selections.sort(key=lambda each: (each.start, each.end))
        self._count_text(document)
        case = document.kind == "case"
        name = document.id if self.target in ("", "qualcoder") else document.id.replace("/", " - ")
        labels = [("Id", "", document.id), *([("Kind", "", "case document")] if case else [])]
        guid = document_guid(document.id)
        return Source(
            guid,
            name,
            text=document.text,
            description=compose(labels) if case or name != document.id else "",
            selections=tuple(selections),
            notes=tuple(self.on_document[document.id]),
            values=columns.values({k: v for k, v in document.attributes.items() if k != "case"}),
        )

    def _count_text(self, document: Document) -> None:
        self.tally.bring("documents")
        if document.layout == "bold_label":
            self.tally.say(f"{document.id}: speakers told by bold type are plain words in the file.")

    def _of_coder(self, document: Document, coder: Coder) -> Iterator[Selection]:
        study, tally = self.study, self.tally
        if not study.ledger_paths(coder.handle, document.id):
            return
        read = study.events(coder.handle, document.id)
        events: dict[str, AnyEvent] = {each.id: each for each in read}
        state = fold(read, study.codebook.current_id)
        for memo in state.memos:
            self.note(memo, coder, document.id)
        together: dict[tuple[object, ...], list[Placed]] = {}
        for coding in codings_of(state, document, coder.handle):
            if coding.span is None:
                tally.leave("codings", "their words are no longer in the text", 1)
                tally.leave("memos", "on codings that are left out", len(coding.memos))
            elif coding.code not in study.codebook.by_id:
                tally.leave("codings", "their code is not in the codebook", 1)
                tally.leave("memos", "on codings that are left out", len(coding.memos))
            else:
                alone = (coding.id,) if self.target == "qualcoder" else ()
                key = (coding.span.start, coding.span.end, coding.case, *alone)
                together.setdefault(key, []).append((coding, coding.span))
        own = {memo.id: memo for memo in events.values() if isinstance(memo, MemoEvent)}
        for equal in together.values():
            yield self._selection(document, coder, equal, events, own)
        self._count_rest(state.done is not None, len(state.settles), len(state.rejects))

    def _count_rest(self, done: bool, settles: int, rejects: int) -> None:
        self.tally.leave("marks that a document is done", "REFI-QDA has no such thing", int(done))
        self.tally.leave("settled disagreements", "REFI-QDA has no such thing; the codings are written", settles)
        self.tally.leave("rejected suggestions", "REFI-QDA has no such thing", rejects)

    def _selection(
        self,
        document: Document,
        coder: Coder,
        placed: Sequence[Placed],
        events: Mapping[str, AnyEvent],
        memos: Mapping[str, MemoEvent],
    ) -> Selection:
        entries, lines = [], []
        span, case = placed[0][1], placed[0][0].case
        words = " ".join(span.of(document.text).split())
        guid = guid_of("selection", document.id, coder.handle, span.start, span.end, case, *(
            (placed[0][0].id,) if self.target == "qualcoder" else ()
        ))  # fmt: skip
        for coding, _ in placed:
            event = events.get(coding.id)
            made = event.made if isinstance(event, CodeEvent) and event.made else coding.at
            notes = [self.note(memos[each.id], coder, on_coding=True) for each in coding.memos if each.id in memos]
            user = user_guid(coder.handle)
            entries.append(CodingEntry(event_guid(coding.id), code_guid(coding.code), user, made, tuple(notes)))
            lines += [line for line in (rating_line(coding),) if line]
            if self.target == "qualcoder":
                lines += [memo.body for memo in coding.memos]
            self._count(coding)
        if case:
            self.in_case[case].append(guid)
        name = words if len(words) <= _NAME else f"{words[:_NAME]}…"
        first = entries[0]
        return Selection(
            guid, span.start, span.end, name, "\n".join(lines), first.user, first.date, codings=tuple(entries)
        )

    def _count(self, coding: Coding) -> None:
        self.tally.bring("codings")
        if coding.stance is not None:
            self.tally.bring("stances (in the selection's description)")
        if coding.weight is not None:
            self.tally.bring("weights (in the selection's description)")
        if coding.case:
            self.tally.bring("codings about one case of several (in the case)")

    def note(self, memo: MemoEvent, coder: Coder, document: str = "", *, on_coding: bool = False) -> str:
        """Keep a memo of a ledger (`document`, or the study's) as a note and return its GUID."""
        user = self.study.settings.find_coder(memo.by) if memo.by else None
        writer = user_guid(user.handle if user else coder.handle)
        note = gathered_note(memo, writer, event_guid(memo.id), on_coding=on_coding)
        if note.guid in self.notes:
            return note.guid
        self.notes[note.guid] = note
        self.tally.bring("memos")
        if on_coding:
            return note.guid
        if document:
            self.on_document[document].append(note.guid)
        elif memo.about.code is not None and self.study.codebook.resolve(memo.about.code) is not None:
            self.on_code[self.study.codebook.current_id(memo.about.code)].append(note.guid)
        else:
            self.on_all.append(note.guid)
        return note.guid


def document_guid(id: str) -> str:
    """Return the GUID of a document of ours."""
    return guid_of("document", name_key(id))


@lru_cache(maxsize=1024)
def user_guid(handle: str) -> str:
    """Return the GUID of a coder of ours."""
    return guid_of("coder", name_key(handle))


@dataclass(frozen=True, slots=True)
class Gathered:
    """A study as a project, and the tally of what it could not hold."""

    project: Project
    tally: Tally


@collector_paused
def gather(study: Study, coders: Sequence[str] = (), *, target: str = "", codes_only: bool = False) -> Gathered:
    """Return a study as a project: all coders' codings, or those of some; with `codes_only`, its codebook alone.

    Positions are code points. `target` is the program that it is for (see `TARGETS`), or empty for the standard.
    """
    wanted = tuple(study.coder(handle).handle for handle in coders if handle != "all")
    chosen = [each for each in study.settings.coders if not wanted or each.handle in wanted]
    found = _Gathering(study, target, chosen)
    language = study.settings.report_language or next(iter(study.settings.languages), "")
    origin = f"qualcode {__version__}" + (f" (for {target})" if target else "")
    found.tally.bring("codes", len(study.codebook.by_id))
    if codes_only:
        codes = code_entries(study.codebook, language, target, {})
        found.tally.say("A codebook holds codes alone; a project (.qdpx) holds the texts and codings too.")
        return Gathered(Project(study.settings.title, origin, codes=codes), found.tally)
    for coder in chosen:
        for memo in study.state(coder.handle, STUDY_LEDGER).memos:
            found.note(memo, coder)
    columns = Columns.of(study)
    sources = tuple(_sources(study, found, columns))
    project = Project(
        name=study.settings.title or study.root.resolve().name,
        origin=origin,
        description=study.settings.notice,
        users=tuple(User(user_guid(each.handle), each.name or each.handle, each.handle) for each in chosen),
        codes=code_entries(study.codebook, language, target, {k: tuple(v) for k, v in found.on_code.items()}),
        variables=columns.variables,
        cases=(*case_entries(study, columns, found.in_case), *participant_entries(study, columns)),
        sources=sources,
        notes=(*found.notes.values(), *_coders_note(chosen)),
        notes_on_all=tuple(found.on_all),
    )
    _count_study(study, found.tally, project)
    return Gathered(project, found.tally)


def _sources(study: Study, found: _Gathering, columns: Columns) -> Iterator[Source]:
    for id in study.document_ids:
        try:
            document = study.document(id)
        except StudyError as fault:
            found.tally.leave("documents", "they cannot be read")
            found.tally.say(str(fault))
            continue
        yield found.source(document, columns)


def _coders_note(coders: Sequence[Coder]) -> Iterator[Note]:
    special = [each for each in coders if each.kind != "human" or each.of or each.person]
    if special:
        lines = [("Coder", "", "; ".join((each.handle, each.kind, each.person or "", *each.of))) for each in special]
        yield Note(guid_of("note", CODERS_NOTE), CODERS_NOTE, compose(lines))


def _count_study(study: Study, tally: Tally, project: Project) -> None:
    tally.bring("coders", len(project.users))
    tally.bring("cases", len(study.cases))
    tally.bring("participants (as cases)", len(study.participants))
    values = [each.values for each in project.cases] + [each.values for each in project.sources]
    tally.bring("values of attributes", sum(map(len, values)))
    structure = len(study.structure.groupings) + len(study.structure.relations)
    tally.leave("concepts, themes, dimensions and relations", "REFI-QDA has no place for them", structure)
    tally.say("Left behind: the history of the ledgers (what was taken back, moved, rated before), rounds and samples.")
    tally.say("Ids, rules, examples and cues of codes stand in labelled lines of their descriptions.")
