"""One act on the ledgers: locked, checked against what is there, appended whole, and on the disk before it is acknowledged."""

from __future__ import annotations

import base64
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from qualcode.errors import StudyError
from qualcode.model.around import around
from qualcode.model.events import AnyEvent, Event, WithdrawnEvent, encode_event
from qualcode.model.fold import LedgerState, fold
from qualcode.model.names import name_key
from qualcode.study.append import append_lines, cut_back, uninterrupted
from qualcode.study.erasing import erase_in, ledgers_locked, returned
from qualcode.study.study import Study

_E = TypeVar("_E", bound=Event)
Clock = Callable[[], datetime]


def new_id() -> str:
    """Return a fresh event id: 16 random bytes in base32 without padding (26 characters)."""
    return base64.b32encode(os.urandom(16)).decode("ascii").rstrip("=")


def utc_now() -> datetime:
    """Return the present instant in UTC."""
    return datetime.now(UTC)


def as_instant(moment: datetime) -> str:
    """Return an instant as ledgers write it: `2026-03-01T09:30:00.123Z`."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03d}Z"


def after(now: datetime, latest: str) -> str:
    """Return `now`, or the first millisecond after `latest` where the clock stands before it."""
    instant = as_instant(now)
    if instant <= latest:
        with suppress(ValueError, OverflowError):  # an `at` written by hand need not be an instant
            instant = as_instant(datetime.fromisoformat(latest) + timedelta(milliseconds=1))
    return instant if instant > latest else latest + "0"  # only its order as text counts


class Writing:
    """An act under way: the ledgers it may write are locked, and nothing is written until its `with` block ends well.

    `at` is one for the act and later than every `at` in those ledgers. `act` is the act's id.
    """

    def __init__(self, study: Study, coder: str, documents: Iterable[str], now: datetime) -> None:
        self.study, self.coder, self.act = study, coder, new_id()
        self._events = {document: _unerased(study, coder, document) for document in documents}
        latest = (e.at for events in self._events.values() for e in events if not isinstance(e, WithdrawnEvent))
        self.at = after(now, max(latest, default=""))
        self._states: dict[str, LedgerState] = {}
        self._new: dict[str, list[AnyEvent]] = {document: [] for document in self._events}

    @property
    def documents(self) -> tuple[str, ...]:
        """The ledgers that this act may write."""
        return tuple(self._events)

    def events(self, document: str) -> list[AnyEvent]:
        """Return the events of a ledger as they were when it was locked."""
        return self._events[document]

    def state(self, document: str) -> LedgerState:
        """Return what a ledger came to when it was locked."""
        if document not in self._states:
            self._states[document] = fold(self._events[document], self.study.codebook.current_id)
        return self._states[document]

    def around(self, document: str, places: Collection[tuple[int, int]]) -> LedgerState:
        """Return what a ledger came to at these places (`(start, end)`), at a fraction of the cost of all of it."""
        return fold(around(self._events[document], places), self.study.codebook.current_id)

    def add(self, document: str, event_type: type[_E], /, **fields: Any) -> _E:
        """Return a new event of this act in a document's ledger, written when the act ends.

        Its id is a fresh one, or `id` among the fields: what comes from elsewhere keeps the id of where it was made.
        """
        if "id" not in fields:
            fields["id"] = new_id()
        event = event_type(at=self.at, act=self.act, **fields)
        self._new[document].append(event)  # type: ignore[arg-type]
        return event

    @property
    def new_events(self) -> Mapping[str, list[AnyEvent]]:
        """What the act has added so far, by document."""
        return {document: events for document, events in self._new.items() if events}

    def flush(self) -> None:
        """Append what was added, to all files or to none; on return it is on the disk."""
        written: list[tuple[Path, int]] = []
        try:
            for document, events in self.new_events.items():
                shown = self._path(document)
                lines = [encode_event(event) for event in events]
                written.append((self.study.root / shown, append_lines(self.study.root / shown, lines, shown)))
        except StudyError:
            for path, size in written:
                cut_back(path, size)
            raise
        finally:
            self.study.forget_ledgers()

    def _path(self, document: str) -> str:
        path = f"codings/{self.coder}/{document}.jsonl"
        known = self.study.ledger_paths(self.coder, document)
        return next((each for each in known if name_key(each) == name_key(path)), path)


def _unerased(study: Study, coder: str, document: str) -> list[AnyEvent]:
    """Return the events of a ledger, after erasing again what a merge brought back of those that were erased."""
    events = study.events(coder, document)
    back = returned(events)
    if not back:
        return events
    for path in study.ledger_paths(coder, document):
        erase_in(study.root, path, back)
    return study.events(coder, document)


@contextmanager
def writing(study: Study, coder: str, documents: Iterable[str], clock: Clock = utc_now) -> Iterator[Writing]:
    """Hold the ledgers of a coder for one act and write it when the block ends well; an exception writes nothing.

    `documents` are ids, or `@study`. Two acts of one coder wait for each other, also across processes. Ctrl-C while the
    act is being written takes effect when it is whole.
    """
    with ledgers_locked(study, coder):
        study.forget_ledgers()
        act = Writing(study, coder, sorted(set(documents)), clock())
        yield act
        with uninterrupted():
            act.flush()
