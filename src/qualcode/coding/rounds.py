"""Rounds of coding: closed once, looked at again as the ledgers stood then."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from qualcode.errors import NotFoundError, UsageError
from qualcode.model.coding import Coder
from qualcode.model.events import AnyEvent, RoundEvent, VoidEvent
from qualcode.model.names import name_key
from qualcode.study.as_of import StudyAsOf, stood_at
from qualcode.study.paths import STUDY_LEDGER
from qualcode.study.study import Study
from qualcode.study.writing import Clock, utc_now, writing


class ClosedRound(NamedTuple):
    """A round and the handle of whoever closed it."""

    event: RoundEvent
    by: str


def close_round(
    study: Study,
    actor: Coder,
    name: str,
    coders: Sequence[str] = (),
    documents: Sequence[str] = (),
    clock: Clock = utc_now,
) -> RoundEvent:
    """Record what coders have done up to now under a name, and return the event.

    `coders` are handles (`()`: all who are neither consensus nor a round), `documents` ids (`()`: those that at least
    two of them have finished). Raises `UsageError` when the name is taken or nothing can be compared.
    """
    name = name.strip()
    if not name:
        raise UsageError("A round needs a name. Nothing was closed.")
    if any(name_key(each.event.name) == name_key(name) for each in rounds_of(study)):
        raise UsageError(f'There is a round "{name}" already. Nothing was closed.', remedy="Give another name.")
    handles = tuple(dict.fromkeys(study.coder(each).handle for each in coders)) or study.settings.first_readers
    finished = tuple(documents) or _finished_by_two(study, handles)
    if not finished:
        raise UsageError(
            f"No document that two of {', '.join(handles)} have finished. Nothing was closed.",
            remedy="A coder says that a document is finished with `qualcode done DOCUMENT`.",
        )
    with writing(study, actor.handle, [STUDY_LEDGER], clock) as act:
        seen = {h: {d: study.events(h, d) for d in finished} for h in handles}
        latest = max(
            (at for books in seen.values() for events in books.values() for at in _instants(events)), default=""
        )
        return act.add(
            STUDY_LEDGER,
            RoundEvent,
            name=name,
            until=max(act.at, latest),
            coders=handles,
            documents=finished,
            codes=tuple(code.id for code in study.codebook if code.codable),
            ids_sha256={f"{h}/{d}": _hash(events) for h, books in seen.items() for d, events in books.items()},
        )


def reopen_round(study: Study, actor: Coder, name: str, why: str | None = None, clock: Clock = utc_now) -> RoundEvent:
    """Take a closed round back and return it; raise `UsageError` when somebody else closed it."""
    found = find_round(study, name)
    if found.by != actor.handle:
        raise UsageError(f'{found.by} closed "{found.event.name}". Nothing was taken back.', remedy="Only they can.")
    with writing(study, actor.handle, [STUDY_LEDGER], clock) as act:
        act.add(STUDY_LEDGER, VoidEvent, target=found.event.id, why=why)
    return found.event


def rounds_of(study: Study) -> tuple[ClosedRound, ...]:
    """Return every closed round, the earliest first."""
    found = [
        ClosedRound(event, coder.handle)
        for coder in study.settings.coders
        for event in study.state(coder.handle, STUDY_LEDGER).rounds
    ]
    return tuple(sorted(found, key=lambda each: (each.event.until, each.event.id)))


def find_round(study: Study, name: str) -> ClosedRound:
    """Return the round of that name; raise `NotFoundError` with the nearest when there is none."""
    closed = rounds_of(study)
    for each in closed:
        if name_key(each.event.name) == name_key(name.strip()):
            return each
    raise NotFoundError(
        "round", name, [each.event.name for each in closed], outcome="`qualcode round close NAME` closes one."
    )


def study_at(study: Study, closed: RoundEvent) -> StudyAsOf:
    """Return the study as it stood when a round was closed."""
    return StudyAsOf(study.root, closed.until)


def changed_since(study: Study, closed: RoundEvent) -> tuple[tuple[str, ...], tuple[str, ...], int]:
    """Return what became of a round's ledgers: those that no longer hold what they held, erased ones, and events since.

    The first are ledgers in which, by their times, other events stand before the round's end than stood there when it
    was closed (lines merged in later, or lost), the second those whose ledger is gone; the count is of events made since.
    """
    differing: list[str] = []
    gone: list[str] = []
    later = 0
    for ledger, known in closed.ids_sha256.items():
        handle, _, document = ledger.partition("/")
        coder, file = study.settings.find_coder(handle), document
        events = study.events(coder.handle if coder else handle, file)
        then = [event for event in events if stood_at(event, closed.until)]
        later += len(events) - len(then)
        if _hash(then) != known:
            (differing if then else gone).append(ledger)
    return tuple(differing), tuple(gone), later


def _finished_by_two(study: Study, handles: Iterable[str]) -> tuple[str, ...]:
    own = tuple(handles)
    return tuple(id for id in study.document_ids if sum(study.state(h, id).done is not None for h in own) >= 2)


def _instants(events: Iterable[AnyEvent]) -> list[str]:
    return [at for event in events if (at := getattr(event, "at", None)) is not None]


def _hash(events: Iterable[AnyEvent]) -> str:
    """Return the hash of a set of events: of their ids, sorted, a line each."""
    return hashlib.sha256("\n".join(sorted({event.id for event in events})).encode()).hexdigest()
