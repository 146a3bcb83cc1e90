"""The events of a ledger: one line each, never changed, never taken away.

Fields that are `None` are not written. `at` is UTC with milliseconds (`2026-03-01T09:30:00.123Z`), so its order as text
is its order in time. An unknown field is passed over when read; an unknown `op` makes the line unreadable to this version.
"""

from __future__ import annotations

import msgspec
from msgspec import UNSET, UnsetType

from qualcode.model.coding import MemoKind, Stance


class Event(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="op", gc=False):
    """What every event bears: its id, its instant, the act it belongs to, and who acted when not the folder's coder.

    An import keeps the source's own date and author in `made` and `author`.
    """

    id: str
    at: str
    act: str
    by: str | None = None
    made: str | None = None
    author: str | None = None


class Anchored(Event, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """An event about a place: `[start, end)` in code points, its words, 32 code points either side, the text's hash."""

    start: int
    end: int
    quote: str
    before: str
    after: str
    text: str


class CodeEvent(Anchored, frozen=True, kw_only=True, omit_defaults=True, tag="code", gc=False):
    """A code applied to a passage under a codebook (`book` is its hash)."""

    code: str
    book: str
    stance: Stance | None = None
    weight: float | None = None
    case: str | None = None
    via: str | None = None


class RejectEvent(Anchored, frozen=True, kw_only=True, omit_defaults=True, tag="reject", gc=False):
    """A suggestion turned down: not offered again."""

    code: str
    via: str


class MoveEvent(Anchored, frozen=True, kw_only=True, omit_defaults=True, tag="move", gc=False):
    """A coding's new place."""

    target: str


class VoidEvent(Event, frozen=True, kw_only=True, omit_defaults=True, tag="void", gc=False):
    """Takes an event out of force; `undoes` or `redoes` name the act when it is one."""

    target: str
    why: str | None = None
    undoes: str | None = None
    redoes: str | None = None


class RateEvent(Event, frozen=True, kw_only=True, omit_defaults=True, tag="rate", gc=False):
    """A new stance, weight or case; a field not named stays, `None` clears it."""

    target: str
    stance: Stance | UnsetType | None = UNSET
    weight: float | UnsetType | None = UNSET
    case: str | UnsetType | None = UNSET


class About(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """What a memo is about: one or several of these."""

    coding: str | None = None
    document: str | None = None
    code: str | None = None
    case: str | None = None
    feature: str | None = None
    source: str | None = None


class MemoEvent(Event, frozen=True, kw_only=True, omit_defaults=True, tag="memo", gc=False):
    """A note; `replaces` names the earlier memo whose words these replace."""

    about: About
    kind: MemoKind
    body: str
    data: dict[str, object] | None = None
    replaces: str | None = None


class DoneEvent(Event, frozen=True, kw_only=True, omit_defaults=True, tag="done", gc=False):
    """The coder has finished the document under a codebook with these codable ids; with `sample`, only its units there."""

    book: str
    codes: tuple[str, ...]
    sample: str | None = None


class SettleEvent(Event, frozen=True, kw_only=True, omit_defaults=True, tag="settle", gc=False):
    """A disagreement settled: which codings it was about, which codes hold, and why."""

    ids: tuple[str, ...]
    codes: tuple[str, ...]
    why: str | None = None


class BookEvent(Event, frozen=True, kw_only=True, omit_defaults=True, tag="book", gc=False):
    """An edit of the codebook, from one hash to another."""

    change: str
    codes: tuple[str, ...]
    before: str
    after: str


class RoundEvent(Event, frozen=True, kw_only=True, omit_defaults=True, tag="round", gc=False):
    """A round of coding closed: what the ledgers held at that instant."""

    name: str
    until: str
    coders: tuple[str, ...]
    documents: tuple[str, ...]
    codes: tuple[str, ...]
    ids_sha256: dict[str, str]


class SampledUnit(msgspec.Struct, frozen=True, gc=False):
    """A unit that was drawn: its place in the text of that document which `texts` of the sample names."""

    document: str
    start: int
    end: int


class SampleEvent(Event, frozen=True, kw_only=True, omit_defaults=True, tag="sample", gc=False):
    """Units drawn for a second coder: how, from what, and which; `of` are the coders who had finished those documents."""

    name: str
    of: tuple[str, ...]
    unit: str
    share: float
    seed: int
    stratify: str | None = None
    units: tuple[SampledUnit, ...]
    texts: dict[str, str]


class WithdrawnEvent(msgspec.Struct, frozen=True, kw_only=True, tag="withdrawn", tag_field="op", gc=False):
    """Stands where an erased event stood."""

    id: str


AnyEvent = (
    CodeEvent
    | VoidEvent
    | MoveEvent
    | RateEvent
    | MemoEvent
    | DoneEvent
    | SettleEvent
    | RejectEvent
    | BookEvent
    | RoundEvent
    | SampleEvent
    | WithdrawnEvent
)
EVENT_TYPES = (
    CodeEvent,
    VoidEvent,
    MoveEvent,
    RateEvent,
    MemoEvent,
    DoneEvent,
    SettleEvent,
    RejectEvent,
    BookEvent,
    RoundEvent,
    SampleEvent,
    WithdrawnEvent,
)

_encoder = msgspec.json.Encoder()


def encode_event(event: AnyEvent) -> bytes:
    """Return the line of an event, without its final newline."""
    return _encoder.encode(event)
