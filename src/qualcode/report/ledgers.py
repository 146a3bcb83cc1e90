"""Every entry of a study's ledgers, with the coder in whose ledger it stands."""

from __future__ import annotations

from typing import NamedTuple

from qualcode.model.events import AnyEvent, WithdrawnEvent
from qualcode.study.study import Study


class Entry(NamedTuple):
    """One event and the handle of the coder whose ledger holds it."""

    coder: str
    event: AnyEvent


def entries(study: Study) -> tuple[Entry, ...]:
    """Return the entries of all ledgers, also those of coders no longer registered, ledger by ledger."""
    found = []
    for file in study.ledger_files:
        coder = study.settings.find_coder(file.folder)
        handle = file.folder if coder is None else coder.handle
        found += [Entry(handle, event) for event in study.ledger_reading(file.path).events]
    return tuple(found)


class InForce(NamedTuple):
    """What holds of a coder's ledgers today: codings, and documents finished."""

    codings: int
    finished: int


def in_force(study: Study) -> dict[str, InForce]:
    """Return, for each coder of the study, what holds today: each coding once, without those undone or replaced."""
    found = {}
    for coder in study.settings.coders:
        states = [study.state(coder.handle, id) for id in study.document_ids]
        held = sum(len(state.codings) for state in states)
        found[coder.handle] = InForce(held, sum(state.done is not None for state in states))
    return found


def last_date(found: tuple[Entry, ...]) -> str:
    """Return the day of the latest entry (`YYYY-MM-DD`), or the empty text where there is none."""
    dated = (entry.event.at for entry in found if not isinstance(entry.event, WithdrawnEvent))
    return max(dated, default="")[:10]
