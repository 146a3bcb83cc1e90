"""From ledgers to codings, and from codings to the evidence that analysis takes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from qualcode.coding.anchor import place_in
from qualcode.coding.coder_set import coder_set
from qualcode.coding.places import address_of
from qualcode.coding.voices import Voices
from qualcode.errors import StudyError
from qualcode.model.case import NO_CASE
from qualcode.model.coding import Coding, Memo
from qualcode.model.document import Document, Segment
from qualcode.model.events import MemoEvent
from qualcode.model.evidence import DocumentFacts, Evidence, Passage, unquoted
from qualcode.model.fold import LedgerState, StoredCoding
from qualcode.model.span import Span
from qualcode.study.study import Study
from qualcode.text.segments import segment

UNANCHORED = "unanchored codings"
OUTSIDE = "codings whose code is not in the codebook"
UNREADABLE = "documents that cannot be read"


@cache
def _word() -> re.Pattern[str]:
    """Return what counts as one word; compiled when words are counted."""
    return re.compile(
        r"[㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff]|[^\W_㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff]+(?:['’-][^\W_]+)*"
    )


def codings(state: LedgerState, document: Document, coder: str) -> tuple[Coding, ...]:
    """Return one coder's codings of a document, in order of their place; those without a place come last."""
    made = [_coding(stored, document, coder) for stored in state.codings]
    there: dict[tuple[str, Span, str | None], Coding] = {}
    for each in sorted((each for each in made if each.span), key=lambda each: (each.at, each.id)):
        if each.span is not None:
            key = (each.code, each.span, each.case)
            there[key] = _as_one(there[key], each) if key in there else each
    anchored = sorted(there.values(), key=lambda each: (each.span or Span(0, 1), each.at, each.id))
    return (*anchored, *(each for each in made if each.span is None))


def _as_one(first: Coding, later: Coding) -> Coding:
    """Return two codings as one: made in two versions of a text, they have come to stand on the same words."""
    return replace(
        first,
        stance=later.stance or first.stance,
        weight=first.weight if later.weight is None else later.weight,
        memos=(*first.memos, *later.memos),
        ids=(*first.ids, *later.ids),
    )


def _coding(stored: StoredCoding, document: Document, coder: str) -> Coding:
    span, state = place_in(document, stored.place)
    return Coding(
        id=stored.id,
        document=document.id,
        code=stored.code,
        coder=coder,
        quote=stored.place.quote if span is None else span.of(document.text),
        recorded=stored.place.quote,
        span=span,
        state=state,
        stance=stored.stance,
        weight=stored.weight,
        case=stored.case,
        memos=tuple(as_memo(memo, coder) for memo in stored.memos),
        at=stored.at,
        via=stored.via,
        book=stored.book,
        ids=stored.ids,
    )


def as_memo(event: MemoEvent, coder: str) -> Memo:
    """Return a memo as readers take it; `coder` is its ledger's, who wrote it unless the event says otherwise."""
    about = {name: value for name in event.about.__struct_fields__ if (value := getattr(event.about, name)) is not None}
    return Memo(event.id, event.kind, event.body, event.by or coder, event.at, about, event.data or {})


def document_codings(study: Study, document: Document, coders: Iterable[str]) -> tuple[Coding, ...]:
    """Return the codings of a document by several coders, coder by coder."""
    return tuple(each for coder in coders for each in codings(study.state(coder, document.id), document, coder))


def evidence(study: Study, coders: Sequence[str] | None = None, *, documents: Sequence[str] | None = None) -> Evidence:
    """Return all that a display may count: the anchored passages of one coder set, joined with whose words they are.

    `coders` are handles, `["all"]` for everyone, `None` for the study's rule (see `coder_set`). What is left out is
    counted in `set_aside`: unanchored codings, codes the codebook does not have, documents that cannot be read.
    """
    chosen = coder_set(study, coders)
    passages: list[Passage] = []
    facts: list[DocumentFacts] = []
    aside: Counter[str] = Counter()
    voices = Voices(study.participants)
    for id in study.document_ids if documents is None else documents:
        try:
            document = study.document(id)
        except StudyError:
            aside[UNREADABLE] += 1
            continue
        states = {handle: study.state(handle, id) for handle in chosen.by_document.get(id, ())}
        facts.append(_facts(study, document, voices, states))
        passages += _passages(study, document, voices, states, aside)
    return Evidence(tuple(passages), tuple(facts), study.cases, study.codebook, chosen, dict(aside))


def _facts(study: Study, document: Document, voices: Voices, states: Mapping[str, LedgerState]) -> DocumentFacts:
    current = study.codebook.current_id
    decided = [
        frozenset(map(current, state.done.codes)) - lost_codes(document, state) if state.done else frozenset()
        for state in states.values()
    ]
    people = voices.people(document)
    return DocumentFacts(
        id=document.id,
        kind=document.kind,
        cases=study.cases_of(document.id),
        roles=tuple(dict.fromkeys(person.role for person in people if person.role)),
        attributes=document.attributes,
        words=count_words(document),
        decided=frozenset.intersection(*decided) if decided else frozenset(),
        participants=people,
    )


def lost_codes(document: Document, state: LedgerState) -> frozenset[str]:
    """Return the codes of which a coding lost its words in the document: where it stood is not known, so nothing is absent."""
    return frozenset(coding.code for coding in state.codings if place_in(document, coding.place)[0] is None)


def count_words(document: Document) -> int:
    """Return the number of words in a document's turns, labels left out: each Chinese character is one."""
    return sum(
        len(_word().findall(document.text, turn.words.start, turn.words.end)) for turn in document.turns if turn.words
    )


def _passages(
    study: Study, document: Document, voices: Voices, states: Mapping[str, LedgerState], aside: Counter[str]
) -> Iterator[Passage]:
    if not any(state.codings for state in states.values()):
        return
    segments = segment(document, study.settings.unit)
    cases = study.cases_of(document.id)
    for handle, state in states.items():
        for coding in codings(state, document, handle):
            if coding.span is None:
                aside[UNANCHORED] += 1
            elif coding.code not in study.codebook.by_id:
                aside[OUTSIDE] += 1
            else:
                yield unquoted(passage(study, document, segments, voices, cases, coding))


def _case_in_effect(coding: Coding, cases: tuple[str, ...]) -> str | None:
    if coding.case is not None:
        return None if coding.case == NO_CASE else coding.case
    return cases[0] if len(cases) == 1 else None


def words_of(document: Document, span: Span) -> str:
    """Return the words of a passage as they are read: on one line, without the page's own numbers between them."""
    edges = [span.start]
    for extra in document.furniture:
        if span.overlaps(extra):
            edges += [max(span.start, extra.start), min(span.end, extra.end)]
    pieces = zip(edges[::2], [*edges[1::2], span.end], strict=True)
    return " ".join(" ".join(document.text[start:end] for start, end in pieces).split())


def passage(
    study: Study,
    document: Document,
    segments: tuple[Segment, ...],
    voices: Voices,
    cases: tuple[str, ...],
    coding: Coding,
) -> Passage:
    """Return a coding joined with its address, speaker, participant, role and the case in effect, with its words."""
    if coding.span is None:
        return Passage(coding, f"{document.id}#", case=coding.case or None)
    turn = voices.turn_at(document, coding.span)
    speaker = turn.speaker if turn else None
    person = voices.participant(document.id, turn) if turn else None
    return Passage(
        coding=coding,
        address=address_of(document.id, segments, coding.span, study.settings.unit),
        speaker=speaker,
        participant=person,
        role=person.role if person else None,
        case=_case_in_effect(coding, cases),
        words=words_of(document, coding.span),
        withheld=voices.withheld(document, coding.span),
        time=turn.time if turn else None,
    )
