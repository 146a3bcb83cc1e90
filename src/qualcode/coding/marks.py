"""Acts on what is coded already: rating, memos, paraphrases, taking back, and saying that a document is done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, get_args

from msgspec import UNSET, UnsetType

from qualcode.coding.acts import NOTHING, check_stance, check_weight, find_case
from qualcode.coding.anchor import anchor
from qualcode.coding.own import Located, find_event
from qualcode.coding.places import Place
from qualcode.errors import UsageError
from qualcode.model.coding import Coder, MemoKind, Stance
from qualcode.model.events import About, CodeEvent, DoneEvent, MemoEvent, RateEvent, VoidEvent
from qualcode.study.paths import STUDY_LEDGER
from qualcode.study.study import Study
from qualcode.study.writing import Clock, utc_now, writing

MEMO_KINDS: tuple[MemoKind, ...] = get_args(MemoKind)


def find_coding(study: Study, coder: Coder, prefix: str) -> tuple[str, CodeEvent]:
    """Return the document and event of the coder's coding in force that an id or its beginning names."""
    document, event = find_event(study, coder, prefix)
    if not isinstance(event, CodeEvent):
        raise UsageError(f"{prefix} is no coding.", remedy="`qualcode log` says what it is.")
    if event.id in study.state(coder.handle, document).voided:
        raise UsageError(f"{prefix} was taken back.", remedy="`qualcode log` says when.")
    return document, event


def rate(
    study: Study,
    coder: Coder,
    prefix: str,
    *,
    stance: Stance | UnsetType | None = UNSET,
    weight: float | UnsetType | None = UNSET,
    case: str | UnsetType | None = UNSET,
    clock: Clock = utc_now,
) -> tuple[str, CodeEvent]:
    """Give one of the coder's codings a new stance, weight or case; `None` clears one, what is not named stays."""
    if stance is UNSET and weight is UNSET and case is UNSET:
        raise UsageError("There is nothing to rate.", remedy="Give --stance, --weight or --case.")
    document, event = find_coding(study, coder, prefix)
    code = study.codebook.resolve(event.code)
    try:
        check_stance(stance if isinstance(stance, str) else None)
        if isinstance(weight, (int, float)) and code is not None:
            check_weight(code, weight)
        case = find_case(study, document, case) if isinstance(case, str) else case
    except UsageError as fault:
        raise UsageError(fault.message.replace(NOTHING, "Nothing was rated."), remedy=fault.remedy) from None
    with writing(study, coder.handle, [document], clock) as act:
        act.add(document, RateEvent, target=event.id, stance=stance, weight=weight, case=case)
    return document, event


def memo(
    study: Study,
    coder: Coder,
    body: str,
    about: About,
    *,
    kind: MemoKind = "theoretical",
    data: Mapping[str, object] | None = None,
    replaces: str | None = None,
    clock: Clock = utc_now,
) -> tuple[str, MemoEvent]:
    """Record a memo and return it with its ledger; `about.coding` and `replaces` may be beginnings of ids.

    A memo about a coding stands in the coding's ledger, one about a document in that document's, any other in `@study`.
    """
    if kind not in MEMO_KINDS:
        raise UsageError(f'"{kind}" is no kind of memo.', remedy=f"Kinds: {', '.join(MEMO_KINDS)}.")
    if not body.strip():
        raise UsageError("The memo is empty. Nothing was recorded.")
    ledger = about.document or STUDY_LEDGER
    if about.coding is not None:
        ledger, coding = find_coding(study, coder, about.coding)
        about = About(**{**_named(about), "coding": coding.id})
    if replaces is not None:
        ledger, earlier = find_event(study, coder, replaces)
        if not isinstance(earlier, MemoEvent):
            raise UsageError(f"{replaces} is no memo.", remedy="`qualcode log` says what it is.")
        about, kind, replaces = earlier.about, earlier.kind, earlier.id
    with writing(study, coder.handle, [ledger], clock) as act:
        values = None if data is None else dict(data)
        event = act.add(ledger, MemoEvent, about=about, kind=kind, body=body, data=values, replaces=replaces)
    return ledger, event


def _named(about: About) -> dict[str, str]:
    return {name: value for name in about.__struct_fields__ if (value := getattr(about, name)) is not None}


def paraphrase(study: Study, coder: Coder, place: Place, body: str, clock: Clock = utc_now) -> tuple[str, MemoEvent]:
    """Record in other words what a passage says; the passage is kept in the memo's data, anchored as a coding is."""
    about = About(document=place.document.id)
    data = anchor(place.document, place.span)._asdict()
    return memo(study, coder, body, about, kind="paraphrase", data=data, clock=clock)


def void(study: Study, coder: Coder, prefix: str, why: str | None = None, clock: Clock = utc_now) -> Located:
    """Take one of the coder's events out of force (a coding, a memo, a done, another void) and return it."""
    return void_all(study, coder, [prefix], why, clock)[0]


def void_all(
    study: Study, coder: Coder, prefixes: Sequence[str], why: str | None = None, clock: Clock = utc_now
) -> tuple[Located, ...]:
    """Take several of the coder's events out of force as one act, all or none, and return them.

    Of a coding that stands under several ids all are taken out.
    """
    found = tuple(dict.fromkeys(find_event(study, coder, prefix) for prefix in prefixes))
    with writing(study, coder.handle, [document for document, _ in found], clock) as act:
        for document, event in found:
            if event.id in act.state(document).voided:
                raise UsageError(
                    f"{event.id[:6]} is out of force already. Nothing was taken back.",
                    remedy="`qualcode log` says since when.",
                )
            equal = next((each.ids for each in act.state(document).codings if event.id in each.ids), ())
            for target in dict.fromkeys((event.id, *equal)):
                act.add(document, VoidEvent, target=target, why=why)
    return found


class Finished(NamedTuple):
    """A document that a coder has finished, the event that says so, and whether it said so before."""

    document: str
    event: DoneEvent
    before: bool


def done(study: Study, coder: Coder, document: str, clock: Clock = utc_now) -> DoneEvent:
    """Record that the coder has finished a document under the present codebook; from now on, silence there is absence."""
    return done_all(study, coder, [document], clock)[0].event


def done_all(study: Study, coder: Coder, documents: Sequence[str], clock: Clock = utc_now) -> tuple[Finished, ...]:
    """Record as one act that the coder has finished documents; where that stands for all of the present codebook, nothing is added."""
    codebook = study.codebook
    finished = []
    with writing(study, coder.handle, documents, clock) as act:
        for document in dict.fromkeys(documents):
            standing = act.state(document).done
            if standing is not None and (standing.book, standing.codes) == (codebook.hash, codebook.codable):
                finished.append(Finished(document, standing, True))
            else:
                event = act.add(document, DoneEvent, book=codebook.hash, codes=codebook.codable)
                finished.append(Finished(document, event, False))
    return tuple(finished)
