"""A coder's own ledgers: finding an event by its id, and walking through acts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from qualcode.errors import AmbiguousError, UsageError
from qualcode.model.coding import Coder
from qualcode.model.events import Event, WithdrawnEvent
from qualcode.study.paths import STUDY_LEDGER
from qualcode.study.study import Study

_LEAST = 4


class Located(NamedTuple):
    """An event and the ledger (document id, or `@study`) it stands in."""

    document: str
    event: Event


def ledgers_of(study: Study, coder: Coder) -> tuple[str, ...]:
    """Return the documents that a coder has a ledger for, and `@study` when there is one."""
    own = (STUDY_LEDGER,) if study.ledger_paths(coder.handle, STUDY_LEDGER) else ()
    return (*study.documents_coded_by(coder.handle), *own)


def events_of(study: Study, coder: Coder) -> Iterator[Located]:
    """Yield every event of a coder, ledger by ledger, each id once; erased ones are passed over."""
    for document in ledgers_of(study, coder):
        seen: set[str] = set()
        for event in study.events(coder.handle, document):
            if event.id not in seen and not isinstance(event, WithdrawnEvent):
                seen.add(event.id)
                yield Located(document, event)


def find_event(study: Study, coder: Coder, prefix: str) -> Located:
    """Return the coder's event that an id, or its first four characters or more, names.

    Raises `UsageError` when there is none (saying whose it is, where another coder has it), `AmbiguousError` when several fit.
    """
    wanted = prefix.strip().upper()
    if len(wanted) < _LEAST:
        raise UsageError(f'"{prefix}" is too short for an id.', remedy=f"Type at least its first {_LEAST} characters.")
    found = [each for each in events_of(study, coder) if each.event.id.upper().startswith(wanted)]
    if len(found) == 1:
        return found[0]
    if found:
        raise AmbiguousError("id", prefix, sorted(each.event.id for each in found))
    raise _not_own(study, coder, prefix, wanted)


def _not_own(study: Study, coder: Coder, prefix: str, wanted: str) -> UsageError:
    for other in study.settings.coders:
        if other.handle != coder.handle:
            for each in events_of(study, other):
                if each.event.id.upper().startswith(wanted):
                    return UsageError(
                        f"{prefix} is {other.handle}'s, in {each.document}; a coder changes only their own work.",
                        remedy=f"If you are {other.handle}, add --coder {other.handle}.",
                    )
    return UsageError(
        f'No event of {coder.handle} has an id that starts with "{prefix}".', remedy="`qualcode log` lists them."
    )


class Act(NamedTuple):
    """What one command did: its id, its instant, and its events with their ledgers, in order."""

    id: str
    at: str
    events: tuple[Located, ...]


def acts_of(study: Study, coder: Coder) -> tuple[Act, ...]:
    """Return a coder's acts in the order in which they were done."""
    grouped: dict[str, list[Located]] = {}
    for located in events_of(study, coder):
        grouped.setdefault(located.event.act, []).append(located)
    acts = [Act(id, max(each.event.at for each in events), tuple(events)) for id, events in grouped.items()]
    return tuple(sorted(acts, key=lambda act: (act.at, act.id)))


def voided_ids(study: Study, coder: Coder) -> Mapping[str, str]:
    """Return the ids of a coder's events that are out of force, each with the void that took it out."""
    voided: dict[str, str] = {}
    for document in ledgers_of(study, coder):
        voided.update(study.state(coder.handle, document).voided)
    return voided
