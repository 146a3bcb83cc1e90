"""The union of a ledger's lines: which lines of another copy are not here yet, never mind order, line ends or spacing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from qualcode.model.events import WithdrawnEvent
from qualcode.study.ledger_lines import read_events

_MARK = b"\xef\xbb\xbf"
WITHDRAWN = str(WithdrawnEvent.__struct_config__.tag)
_objects = msgspec.json.Decoder()
Content = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Incoming:
    """What of another copy's ledger is not here yet.

    `lines` are to be appended. `new` are the ids of events that come in, `known` of those that are here already, `held`
    of those that are held back; `differing` of those that are here with another content, `erased` of those that were
    withdrawn there. `unread` counts lines that come in though this version cannot read them.
    """

    lines: tuple[bytes, ...] = ()
    new: frozenset[str] = frozenset()
    known: frozenset[str] = frozenset()
    held: frozenset[str] = frozenset()
    differing: frozenset[str] = frozenset()
    erased: frozenset[str] = frozenset()
    unread: int = 0


def lines_of(data: bytes) -> Iterator[bytes]:
    """Yield the lines of a ledger that hold anything, without their line ends."""
    for line in data.removeprefix(_MARK).split(b"\n"):
        line = line.strip()
        if line:
            yield line


def incoming(here: Iterable[bytes], there: Iterable[bytes], gone: Collection[str], held: Collection[str]) -> Incoming:
    """Return what comes in from the files of another copy's ledger to the files of this one.

    `gone` are the ids that were erased here: they do not come back. `held` are the ids that are not to come in.
    """
    found = _Union(here, gone, held)
    for data in there:
        found.take(data)
    return found.done()


class _Union:
    def __init__(self, here: Iterable[bytes], gone: Collection[str], held: Collection[str]) -> None:
        self._lines: dict[bytes, tuple[str, ...]] = {}
        self._contents: dict[str, list[Content]] = defaultdict(list)
        self._gone, self._hold = gone, held
        self._added: list[bytes] = []
        self._unread = 0
        self._ids: dict[str, set[str]] = {each: set() for each in ("known", "held", "differing", "erased")}
        for data in here:
            for line in lines_of(data):
                events = _events(line)
                self._lines[line] = tuple(each["id"] for each in events)
                for each in events:
                    self._contents[each["id"]].append(_content(each))
        self._before = frozenset(self._contents)

    def take(self, data: bytes) -> None:
        lines = list(lines_of(data))
        torn = None if data.endswith(b"\n") or not lines else lines[-1]
        for line in lines:
            if line in self._lines:
                self._ids["known"] |= self._before.intersection(self._lines[line])
                continue
            events = _events(line)
            if not events:
                if not self._is_erased(line) and (line is not torn or not self._is_cut(line, lines)):
                    self._append(line, ())
                    self._unread += 1
                continue
            missing = [each for each in events if self._is_missing(each)]
            if missing and len(events) == 1:
                self._append(line, (missing[0]["id"],))
            elif missing:  # glued together by a merge: only what is missing comes in
                for each in missing:
                    self._append(msgspec.json.encode(each), (each["id"],))

    def _is_cut(self, line: bytes, lines: list[bytes]) -> bool:
        """Say whether a line without an end is the beginning of one that is whole elsewhere."""
        return any(whole.startswith(line) for whole in (*self._lines, *lines[:-1]))

    def _is_erased(self, line: bytes) -> bool:
        """Say whether a line that is no readable event names an erased one as its own."""
        try:
            content = msgspec.json.decode(line)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            return False
        return isinstance(content, dict) and content.get("id") in self._gone

    def _append(self, line: bytes, ids: tuple[str, ...]) -> None:
        self._lines[line] = ids
        self._added.append(line)

    def _is_missing(self, event: Content) -> bool:
        id, content = event["id"], _content(event)
        withdrawn = event["op"] == WITHDRAWN
        if id in self._before:
            self._ids["known"].add(id)
        if content in self._contents.get(id, ()) or (id in self._gone and not withdrawn):
            return False
        if id in self._hold and not withdrawn:
            self._ids["held"].add(id)
            return False
        if withdrawn:
            self._ids["erased"].add(id)
        elif id in self._contents:
            self._ids["differing"].add(id)
        self._contents[id].append(content)
        return True

    def done(self) -> Incoming:
        """Return what was found."""
        new = frozenset(self._contents) - self._before
        ids = {name: frozenset(found) for name, found in self._ids.items()}
        return Incoming(tuple(self._added), new, unread=self._unread, **ids)


def _events(line: bytes) -> list[Content]:
    """Return the events on a line as they are written, unknown fields included; none for a line that is no event."""
    if not read_events(line + b"\n", "").events:
        return []
    found: list[Content] = _objects.decode_lines(line)
    return found


def _content(event: Content) -> Content:
    """Return what an event says; a withdrawn mark says nothing but its id, whatever else a line may add."""
    return {"op": WITHDRAWN, "id": event["id"]} if event["op"] == WITHDRAWN else event
