"""From several coders' readings to one: a consensus that is a coder of its own, settled dispute by dispute, with reasons."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from qualcode.coding.anchor import anchor
from qualcode.coding.by_hand import CHANGED, NO_LONGER, OTHER_MARKS, SETTLED, SHARED, decided, key_of
from qualcode.coding.disputes import Dispute, Reading, compare
from qualcode.coding.retrieve import codings
from qualcode.coding.settling import UNSETTLED, Choice, chosen
from qualcode.errors import AmbiguousError, UsageError
from qualcode.model.coding import Coder, Coding
from qualcode.model.document import Document
from qualcode.model.events import AnyEvent, CodeEvent, DoneEvent, SettleEvent, VoidEvent
from qualcode.study.study import Study
from qualcode.study.writing import Clock, Writing, utc_now, writing
from qualcode.text.segments import segment


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
class Settling:
    """A dispute, open, with the codings that will hold and the reason: all that is wrong with it has been told."""

    dispute: Dispute
    kept: tuple[Coding, ...]
    why: str


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

    May be called again at any time: it writes only what has changed, and leaves what was done by hand. A shared coding that
    the consensus took back, rated or replaced stays so. A document without open disputes is marked done.
    """
    coders = coders_of(study, consensus)
    _sync(study, consensus.handle, coders, _ready(study, coders), clock)
    _finish(study, consensus, clock)
    return progress(study, consensus)


def _ready(study: Study, coders: Sequence[str]) -> list[Document]:
    return [study.document(id) for id in study.document_ids if all(study.state(coder, id).done for coder in coders)]


def _sync(study: Study, consensus: str, coders: Sequence[str], documents: Sequence[Document], clock: Clock) -> None:
    """Bring the consensus up to what its coders share. Two acts: a void reaches whatever equals its target at its instant."""
    ids = [document.id for document in documents]
    with writing(study, consensus, ids, clock) as act:
        for document in documents:
            _withdraw(study, act, document, compare(study, document, coders, consensus))
    with writing(study, consensus, ids, clock) as act:
        for document in documents:
            _give(study, act, document, compare(study, document, coders, consensus))


def _withdraw(study: Study, act: Writing, document: Document, reading: Reading) -> None:
    state, known = act.state(document.id), decided(study, document, act.coder)
    wanted = {key_of(coding): coding for coding in reading.shared}
    for held in codings(state, document, act.coder):
        if not all(id in known.taken_over for id in held.ids):
            continue
        shared = wanted.get(known.taken_over[held.id])
        if shared is None:
            act.add(document.id, VoidEvent, target=held.id, why=NO_LONGER)
        elif known.taken_over[held.id] not in known.rated and _marks(shared) != _marks(held):
            act.add(document.id, VoidEvent, target=held.id, why=OTHER_MARKS)
    holding = {dispute.settled.id for dispute in reading.disputes if dispute.settled}
    for settle in state.settles:
        if settle.id not in holding:
            act.add(document.id, VoidEvent, target=settle.id, why=CHANGED)
            for event in _made_by(act.events(document.id), settle):
                if event.id not in state.voided:
                    act.add(document.id, VoidEvent, target=event.id, why=CHANGED)


def _marks(coding: Coding) -> tuple[str, float | None]:
    return coding.stance or "affirms", coding.weight


def _made_by(events: Iterable[AnyEvent], settle: SettleEvent) -> list[CodeEvent]:
    """Return the codings that a settlement made; where none names it, they are those of its act."""
    made = [event for event in events if isinstance(event, CodeEvent) and event.act == settle.act]
    return [event for event in made if event.via in (SETTLED, f"{SETTLED} {settle.id}")]


def _give(study: Study, act: Writing, document: Document, reading: Reading) -> None:
    known = decided(study, document, act.coder)
    held = codings(act.state(document.id), document, act.coder)
    there = {known.taken_over.get(each.id, key_of(each)) for each in held} | {key_of(each) for each in held}
    for coding in reading.shared:
        if key_of(coding) not in there:
            _keep(study, act, document, coding, SHARED)


def _keep(study: Study, act: Writing, document: Document, coding: Coding, via: str) -> None:
    if coding.span is not None:
        place = anchor(document, coding.span)._asdict()
        marks = {"stance": coding.stance, "weight": coding.weight, "case": coding.case}
        act.add(document.id, CodeEvent, **place, **marks, code=coding.code, book=study.codebook.hash, via=via)


def disputes(study: Study, consensus: Coder) -> Iterator[Dispute]:
    """Yield every dispute of the consensus, settled or open, in the order of documents and places."""
    coders = coders_of(study, consensus)
    for document in _ready(study, coders):
        yield from compare(study, document, coders, consensus.handle).disputes


def progress(study: Study, consensus: Coder) -> Progress:
    """Return how far the consensus has come."""
    coders = coders_of(study, consensus)
    ready = [document.id for document in _ready(study, coders)]
    touched = [id for id in study.document_ids if any(study.state(coder, id).codings for coder in coders)]
    found = tuple(disputes(study, consensus))
    held = [coding for id in ready for coding in study.state(consensus.handle, id).codings]
    return Progress(
        documents=tuple(ready),
        waiting=tuple(id for id in touched if id not in ready),
        shared=sum(coding.via == SHARED for coding in held),
        open=sum(dispute.settled is None for dispute in found),
        settled=sum(dispute.settled is not None for dispute in found),
        done=tuple(id for id in ready if study.state(consensus.handle, id).done),
    )


def holding(study: Study, consensus: Coder, dispute: Dispute) -> tuple[Coding, ...]:
    """Return what holds in the consensus already in the segments that a dispute touches, in order of place."""
    document = study.document(dispute.document)
    around = dispute.span
    for unit in segment(document, study.settings.unit):
        if unit.span.overlaps(dispute.span):
            around = around | unit.span
    held = codings(study.state(consensus.handle, document.id), document, consensus.handle)
    return tuple(coding for coding in held if coding.span is not None and coding.span.overlaps(around))


def settle(
    study: Study, consensus: Coder, id: str, choice: Choice, why: str, clock: Clock = utc_now
) -> tuple[Dispute, SettleEvent]:
    """Settle one open dispute as one act of the consensus, with the reason, and return both.

    `id` may be the beginning of one, four characters or more. The codings of the side chosen are taken over as they are, but
    for what the choice gives them; a code that no side gave stands on the words quoted, or on the whole passage. Where
    nothing is left open in the document, it is marked done.
    """
    ready = settling(study, consensus, tuple(disputes(study, consensus)), id, choice, why)
    return settle_all(study, consensus, [ready], clock)[0]


def settling(study: Study, consensus: Coder, found: Sequence[Dispute], id: str, choice: Choice, why: str) -> Settling:
    """Return what a choice comes to, checked, with nothing written; `found` are the disputes of the consensus."""
    if not why.strip():
        raise UsageError(f"A settlement needs its reason. {UNSETTLED}", remedy="Add --why.")
    dispute = _find(found, id)
    return Settling(dispute, tuple(chosen(study, dispute, choice, coders_of(study, consensus))), why)


def settle_all(
    study: Study, consensus: Coder, settlings: Sequence[Settling], clock: Clock = utc_now
) -> tuple[tuple[Dispute, SettleEvent], ...]:
    """Record settlements as one act of the consensus, and return them with their disputes."""
    ids = tuple(dict.fromkeys(each.dispute.document for each in settlings))
    documents = {id: study.document(id) for id in ids}
    _sync(study, consensus.handle, coders_of(study, consensus), tuple(documents.values()), clock)
    made = []
    with writing(study, consensus.handle, ids, clock) as act:
        for each in settlings:
            document = documents[each.dispute.document]
            over = tuple(sorted(id for coding in each.dispute.codings for id in coding.ids))
            codes = tuple(dict.fromkeys(coding.code for coding in each.kept))
            event = act.add(document.id, SettleEvent, ids=over, codes=codes, why=each.why)
            for coding in each.kept:
                _keep(study, act, document, coding, f"{SETTLED} {event.id}")
            made.append((each.dispute, event))
    _finish(study, consensus, clock, only=ids)
    return tuple(made)


def _find(found: Sequence[Dispute], id: str) -> Dispute:
    wanted = id.strip().upper()
    fitting = [each for each in found if len(wanted) >= 4 and each.id.startswith(wanted)]
    if len(fitting) > 1:
        raise AmbiguousError("dispute", id, (each.id for each in fitting))
    if not fitting:
        raise UsageError(
            f'No dispute has an id that starts with "{id}".', remedy="`qualcode adjudicate next` shows one."
        )
    settled = fitting[0].settled
    if settled is not None:
        raise UsageError(
            f"{id} is settled already: {', '.join(settled.codes) or 'neither'} ({settled.why}).",
            remedy="`qualcode undo --coder` the consensus's latest act, if it was that one.",
        )
    return fitting[0]


def _finish(study: Study, consensus: Coder, clock: Clock, only: Collection[str] | None = None) -> None:
    """Mark done each document in which nothing is open, and take the mark back where something is open again."""
    coders = coders_of(study, consensus)
    ready = [document for document in _ready(study, coders) if only is None or document.id in only]
    with writing(study, consensus.handle, [document.id for document in ready], clock) as act:
        for document in ready:
            done = act.state(document.id).done
            settled = all(each.settled for each in compare(study, document, coders, consensus.handle).disputes)
            if done is not None and not settled:
                act.add(document.id, VoidEvent, target=done.id, why="disputes are open again")
            elif done is None and settled:
                codes = _known_to_all(study, coders, document.id)
                act.add(document.id, DoneEvent, book=study.codebook.hash, codes=codes)


def _known_to_all(study: Study, coders: Sequence[str], document: str) -> tuple[str, ...]:
    """Return the codes that every coder's codebook had when they finished: only these can be absent by consensus."""
    current = study.codebook.current_id
    dones = [done for coder in coders if (done := study.state(coder, document).done) is not None]
    known = [frozenset(current(code) for code in done.codes) for done in dones]
    return tuple(code for code in study.codebook.codable if all(code in each for each in known))
