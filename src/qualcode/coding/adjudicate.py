"""From several coders' readings to one: a consensus that is a coder of its own, settled dispute by dispute, with reasons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qualcode.coding.anchor import anchor
from qualcode.coding.disputes import Dispute, compare, made_by
from qualcode.errors import AmbiguousError, UsageError
from qualcode.model.coding import Coder, Coding
from qualcode.model.document import Document
from qualcode.model.events import CodeEvent, DoneEvent, SettleEvent, VoidEvent
from qualcode.model.span import Span
from qualcode.study.study import Study
from qualcode.study.writing import Clock, Writing, utc_now, writing

SHARED = "adjudicate:shared"
SETTLED = "adjudicate:settled"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a consensus has come: documents all its coders have finished, what they share, disputes open and settled.

    `waiting` are the documents that not all of them have finished: nothing there is adjudicated.
    """

    documents: tuple[str, ...]
    waiting: tuple[str, ...]
    shared: int
    open: int
    settled: int
    done: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """How a dispute is settled: the codings to keep, given the dispute, and `codes` for those that are made anew."""

    side: str | None = None
    both: bool = False
    neither: bool = False
    codes: tuple[str, ...] = ()


def coders_of(study: Study, consensus: Coder) -> tuple[str, ...]:
    """Return the coders that a consensus is between; raise `UsageError` when it names fewer than two."""
    if consensus.kind != "consensus":
        raise UsageError(f"{consensus.handle} is no consensus but a {consensus.kind} coder.")
    coders = tuple(study.coder(handle).handle for handle in consensus.of)
    if len(coders) < 2:
        raise UsageError(
            f"{consensus.handle} does not say whose consensus it is.",
            remedy=f"`qualcode adjudicate start --coders A,B --into {consensus.handle}`.",
        )
    return coders


def begin(study: Study, consensus: Coder, clock: Clock = utc_now) -> Progress:
    """Give the consensus what its coders share, take back what they no longer share, and return how far it has come.

    May be called again at any time: it writes only what has changed. A document without open disputes is marked done.
    """
    coders = coders_of(study, consensus)
    for document in _ready(study, coders):
        with writing(study, consensus.handle, [document.id], clock) as act:
            _sync(study, act, document, coders, consensus.handle)
    _finish(study, consensus, clock)
    return progress(study, consensus)


def _ready(study: Study, coders: Sequence[str]) -> list[Document]:
    return [study.document(id) for id in study.document_ids if all(study.state(coder, id).done for coder in coders)]


def _sync(study: Study, act: Writing, document: Document, coders: Sequence[str], consensus: str) -> None:
    state = act.state(document.id)
    reading = compare(study, document, coders, state.settles)
    present = {(coding.code, coding.place.start, coding.place.end, coding.case): coding for coding in state.codings}
    wanted = {(c.code, c.span.start, c.span.end, c.case): c for c in reading.shared if c.span}
    for key, coding in wanted.items():
        if key not in present:
            _keep(study, act, document, coding, SHARED)
    for key, stored in present.items():
        if stored.via == SHARED and key not in wanted:
            act.add(document.id, VoidEvent, target=stored.id, why="no longer shared")
    holding = {dispute.settled.id for dispute in reading.disputes if dispute.settled}
    for settle in state.settles:
        if settle.id not in holding:
            _take_back(act, document.id, settle)


def _take_back(act: Writing, document: str, settle: SettleEvent) -> None:
    voided = act.state(document).voided
    act.add(document, VoidEvent, target=settle.id, why="the codings it settled have changed")
    for event in made_by(act.events(document), settle.act):
        if event.id not in voided:
            act.add(document, VoidEvent, target=event.id, why="the codings it settled have changed")


def _keep(study: Study, act: Writing, document: Document, coding: Coding, via: str) -> None:
    if coding.span is not None:
        place = anchor(document, coding.span)._asdict()
        marks = {"stance": coding.stance, "weight": coding.weight, "case": coding.case}
        act.add(document.id, CodeEvent, **place, **marks, code=coding.code, book=study.codebook.hash, via=via)


def disputes(study: Study, consensus: Coder) -> Iterator[Dispute]:
    """Yield every dispute of the consensus, settled or open, in the order of documents and places."""
    coders = coders_of(study, consensus)
    for document in _ready(study, coders):
        yield from compare(study, document, coders, study.state(consensus.handle, document.id).settles).disputes


def progress(study: Study, consensus: Coder) -> Progress:
    """Return how far the consensus has come."""
    coders = coders_of(study, consensus)
    ready = [document.id for document in _ready(study, coders)]
    touched = [id for id in study.document_ids if any(study.state(coder, id).codings for coder in coders)]
    found = tuple(disputes(study, consensus))
    codings = [coding for id in ready for coding in study.state(consensus.handle, id).codings]
    return Progress(
        documents=tuple(ready),
        waiting=tuple(id for id in touched if id not in ready),
        shared=sum(coding.via == SHARED for coding in codings),
        open=sum(dispute.settled is None for dispute in found),
        settled=sum(dispute.settled is not None for dispute in found),
        done=tuple(id for id in ready if study.state(consensus.handle, id).done),
    )


def settle(
    study: Study, consensus: Coder, id: str, choice: Choice, why: str, clock: Clock = utc_now
) -> tuple[Dispute, SettleEvent]:
    """Settle one open dispute as one act of the consensus, with the reason, and return both.

    `id` may be the beginning of one, four characters or more. The codings of the side chosen are taken over as they are;
    codes named with `choice.codes` stand on the words that coders gave them, or on the whole passage. Where nothing is left
    open in the document, it is marked done.
    """
    if not why.strip():
        raise UsageError("A settlement needs its reason.", remedy="Add --why.")
    dispute = _find(study, consensus, id)
    kept = _kept(study, dispute, choice)
    with writing(study, consensus.handle, [dispute.document], clock) as act:
        document = study.document(dispute.document)
        ids = tuple(sorted(id for coding in dispute.codings for id in coding.ids))
        codes = tuple(dict.fromkeys(coding.code for coding in kept))
        event = act.add(dispute.document, SettleEvent, ids=ids, codes=codes, why=why)
        for coding in kept:
            _keep(study, act, document, coding, SETTLED)
    _finish(study, consensus, clock, only=dispute.document)
    return dispute, event


def _find(study: Study, consensus: Coder, id: str) -> Dispute:
    wanted = id.strip().upper()
    found = [each for each in disputes(study, consensus) if len(wanted) >= 4 and each.id.startswith(wanted)]
    if len(found) > 1:
        raise AmbiguousError("dispute", id, (each.id for each in found))
    if not found:
        raise UsageError(
            f'No dispute has an id that starts with "{id}".', remedy="`qualcode adjudicate next` shows one."
        )
    if found[0].settled is not None:
        raise UsageError(
            f"{id} is settled already: {', '.join(found[0].settled.codes) or 'neither'} ({found[0].settled.why}).",
            remedy="`qualcode undo --coder` the consensus's latest act, if it was that one.",
        )
    return found[0]


def _kept(study: Study, dispute: Dispute, choice: Choice) -> list[Coding]:
    given = sum((choice.side is not None, choice.both, choice.neither, bool(choice.codes)))
    if given != 1:
        raise UsageError("Say one thing: --side HANDLE, --both, --neither or --codes A,B. Nothing was settled.")
    if choice.neither:
        return []
    if choice.side is not None:
        side = study.coder(choice.side).handle
        if side not in {coding.coder for coding in dispute.codings}:
            given_by = ", ".join(sorted({coding.coder for coding in dispute.codings}))
            raise UsageError(
                f"{side} gave no code there; {given_by} did.",
                remedy="--neither, if no code holds. Nothing was settled.",
            )
        return list(dispute.side(side))
    if choice.both:
        return _each_once(dispute.codings)
    return [_chosen(study, dispute, study.codebook.lookup(code).id) for code in choice.codes]


def _each_once(codings: Sequence[Coding]) -> list[Coding]:
    kept: dict[tuple[str, Span | None, str | None], Coding] = {}
    for coding in codings:
        kept.setdefault((coding.code, coding.span, coding.case), coding)
    return list(kept.values())


def _chosen(study: Study, dispute: Dispute, code: str) -> Coding:
    if not study.codebook.by_id[code].codable:
        raise UsageError(f"{code} is a heading. Nothing was settled.")
    same = [coding for coding in dispute.codings if coding.code == code]
    if same:
        return same[0]
    return Coding(id="", document=dispute.document, code=code, coder="", quote="", span=dispute.span)


def _finish(study: Study, consensus: Coder, clock: Clock, only: str | None = None) -> None:
    """Mark done each document in which nothing is open, and take the mark back where something is open again."""
    coders = coders_of(study, consensus)
    handle = consensus.handle
    for document in _ready(study, coders):
        if only not in (None, document.id):
            continue
        state = study.state(handle, document.id)
        found = compare(study, document, coders, state.settles).disputes
        settled = all(dispute.settled for dispute in found)
        if settled == (state.done is not None):
            continue
        with writing(study, handle, [document.id], clock) as act:
            if state.done is not None:
                act.add(document.id, VoidEvent, target=state.done.id, why="disputes are open again")
            else:
                codes = _known_to_all(study, coders, document.id)
                act.add(document.id, DoneEvent, book=study.codebook.hash, codes=codes)


def _known_to_all(study: Study, coders: Sequence[str], document: str) -> tuple[str, ...]:
    """Return the codes that every coder's codebook had when they finished: only these can be absent by consensus."""
    current = study.codebook.current_id
    dones = [done for coder in coders if (done := study.state(coder, document).done) is not None]
    known = [frozenset(current(code) for code in done.codes) for done in dones]
    return tuple(code for code in study.codebook.codable if all(code in each for each in known))
