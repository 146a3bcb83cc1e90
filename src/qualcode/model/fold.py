"""From the set of a ledger's events to what is in force: the fold.

One ledger is everything one coder ever wrote about one document. The answer depends on the set of its events alone, never on
their order, so two copies of a ledger merge by the union of their lines.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar, cast

from msgspec import UNSET

from qualcode.collector import collector_paused
from qualcode.model.coding import Stance
from qualcode.model.events import (
    AnyEvent,
    BookEvent,
    CodeEvent,
    DoneEvent,
    MemoEvent,
    MoveEvent,
    RateEvent,
    RejectEvent,
    RoundEvent,
    SampleEvent,
    SettleEvent,
    VoidEvent,
    WithdrawnEvent,
    encode_event,
)
from qualcode.model.voids import Voids, voids_in_force


class StoredCoding(NamedTuple):
    """A coding in force as its ledger holds it; its place may stand in an older text (`place.text` is that text's hash)."""

    id: str
    ids: tuple[str, ...]
    code: str
    place: CodeEvent | MoveEvent
    stance: Stance | None
    weight: float | None
    case: str | None
    at: str
    via: str | None
    book: str
    memos: tuple[MemoEvent, ...]


@dataclass(frozen=True, slots=True)
class LedgerState:
    """What a ledger's events come to. Lists are in the order of (`at`, `id`), codings in the order of their place.

    `memos` are those about no coding of this ledger. `sampled` holds the `done` for the units of a sample, by its name. `voided` maps the id of every event out of force to the void's id.
    `faults` are sentences about the set itself (a cycle of voids, two contents under one id).
    """

    codings: tuple[StoredCoding, ...] = ()
    memos: tuple[MemoEvent, ...] = ()
    done: DoneEvent | None = None
    rejects: tuple[RejectEvent, ...] = ()
    settles: tuple[SettleEvent, ...] = ()
    books: tuple[BookEvent, ...] = ()
    rounds: tuple[RoundEvent, ...] = ()
    samples: tuple[SampleEvent, ...] = ()
    sampled: Mapping[str, DoneEvent] = field(default_factory=dict)
    voided: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[str, ...] = ()


@collector_paused
def fold(events: Iterable[AnyEvent], current_code: Callable[[str], str]) -> LedgerState:
    """Return what the events of one ledger come to; `current_code` leads an old code id to its present one."""
    by_id, faults = unify(events)
    kept = [event for event in by_id.values() if not isinstance(event, WithdrawnEvent)]
    voids = voids_in_force(event for event in kept if isinstance(event, VoidEvent))
    faults += [f"Voids {', '.join(sorted(cycle))} aim at each other: none of them counts." for cycle in voids.cycles]
    said = _sorted(event for event in kept if isinstance(event, (CodeEvent, DoneEvent)))
    in_force = _sorted(event for event in kept if event.id not in voids.newest)
    voided = {target: void.id for target, void in voids.newest.items()}
    dones: dict[str | None, list[DoneEvent]] = defaultdict(list)
    for each in _of(said, DoneEvent):
        dones[each.sample].append(each)
    for alike in dones.values():
        voided |= voids.taken_back(alike)  # two machines may both have said "done": they count as one
    standing = {
        sample: next((d for d in reversed(alike) if d.id not in voided), None) for sample, alike in dones.items()
    }
    memos = _newest_memos(by_id, _of(in_force, MemoEvent))
    codings, rest = _codings(_of(said, CodeEvent), in_force, voids, memos, current_code, voided)
    return LedgerState(
        codings=codings,
        memos=rest,
        done=standing.get(None),
        rejects=_of(in_force, RejectEvent),
        settles=_of(in_force, SettleEvent),
        books=_of(in_force, BookEvent),
        rounds=_of(in_force, RoundEvent),
        samples=_of(in_force, SampleEvent),
        sampled={name: done for name, done in standing.items() if name is not None and done is not None},
        voided=voided,
        faults=tuple(faults),
    )


def unify(events: Iterable[AnyEvent]) -> tuple[dict[str, AnyEvent], list[str]]:
    """Return one event an id, and a sentence for each id that had two contents.

    `withdrawn` wins; else the least by (`at`, bytes).
    """
    by_id: dict[str, AnyEvent] = {}
    faults: dict[str, str] = {}
    for event in events:
        first = by_id.setdefault(event.id, event)
        if first is event or first == event:
            continue
        if isinstance(first, WithdrawnEvent):
            continue
        if isinstance(event, WithdrawnEvent):
            by_id[event.id] = event
            continue
        faults[event.id] = f"The id {event.id} stands on two lines that differ: the older line counts."
        by_id[event.id] = min(first, event, key=_age)
    return by_id, [fault for id, fault in sorted(faults.items()) if not isinstance(by_id[id], WithdrawnEvent)]


def _age(event: AnyEvent) -> tuple[str, bytes]:
    return ("" if isinstance(event, WithdrawnEvent) else event.at, encode_event(event))


_E = TypeVar("_E", bound=AnyEvent)


_Sorted = Mapping[Any, Sequence[AnyEvent]]


def _sorted(events: Iterable[AnyEvent]) -> _Sorted:
    """Return events by their kind, each kind in the order of (`at`, `id`)."""
    kinds: dict[type[AnyEvent], list[AnyEvent]] = defaultdict(list)
    for event in events:
        kinds[type(event)].append(event)
    for alike in kinds.values():
        alike.sort(key=attrgetter("at", "id"))
    return kinds


def _of(events: _Sorted, kind: type[_E]) -> tuple[_E, ...]:
    return cast(tuple[_E, ...], tuple(events.get(kind, ())))


def _newest_memos(by_id: Mapping[str, AnyEvent], memos: tuple[MemoEvent, ...]) -> tuple[MemoEvent, ...]:
    newest: dict[str, MemoEvent] = {}
    for memo in memos:
        root, seen = memo, {memo.id}
        while root.replaces is not None and root.replaces not in seen:
            seen.add(root.replaces)
            earlier = by_id.get(root.replaces)
            if not isinstance(earlier, MemoEvent):
                break
            root = earlier
        newest[root.id] = memo
    return tuple(sorted(newest.values(), key=lambda memo: (memo.at, memo.id)))


class _Marks(NamedTuple):
    """What events in force say of the codings of a ledger, by the coding's id."""

    moves: Mapping[str, MoveEvent]
    earlier_moves: Mapping[str, list[MoveEvent]]
    rates: Mapping[str, list[RateEvent]]
    memos: Mapping[str, list[MemoEvent]]

    def case(self, event: CodeEvent) -> str | None:
        rated = self.rates.get(event.id)
        case: str | None = event.case if rated is None else _newest([event, *rated], "case")
        return case

    def alike(self, one: CodeEvent, other: CodeEvent, at: str) -> bool:
        """Say whether two codings were one at an instant: the same code as written, the same words in place, the same case."""
        return self._then(one, at) == self._then(other, at)

    def _then(self, event: CodeEvent, at: str) -> tuple[object, ...]:
        moves = [move for move in self.earlier_moves.get(event.id, ()) if move.at <= at]
        place = moves[-1] if moves else event
        rated = [rate for rate in self.rates.get(event.id, ()) if rate.at <= at]
        words = (place.start, place.end, place.quote, place.before, place.after)
        return (event.code, *words, _newest([event, *rated], "case"))


_Key = tuple[str, int, int, str | None]


def _codings(
    codes: tuple[CodeEvent, ...],
    in_force: _Sorted,
    voids: Voids,
    memos: tuple[MemoEvent, ...],
    current_code: Callable[[str], str],
    voided: dict[str, str],
) -> tuple[tuple[StoredCoding, ...], tuple[MemoEvent, ...]]:
    moves = _of(in_force, MoveEvent)
    marks = _Marks({each.target: each for each in moves}, defaultdict(list), defaultdict(list), defaultdict(list))
    for move in moves:
        marks.earlier_moves[move.target].append(move)
    for rate in _of(in_force, RateEvent):
        marks.rates[rate.target].append(rate)
    for memo in memos:
        if memo.about.coding is not None:
            marks.memos[memo.about.coding].append(memo)
    now = {code: current_code(code) for code in {event.code for event in codes}}
    groups: dict[_Key, list[CodeEvent]] = {}
    for event in codes:
        place = marks.moves.get(event.id, event)
        groups.setdefault((now[event.code], place.start, place.end, marks.case(event)), []).append(event)
    made = [
        coding
        for key, group in groups.items()
        for equal in (_in_the_same_words(group, marks) if len(group) > 1 else (group,))
        if (coding := _merged(key, equal, voids, marks, voided))
    ]
    made.sort(key=lambda coding: (coding.place.start, coding.place.end, coding.at, coding.id))
    if not memos:
        return tuple(made), ()
    known = {id for coding in made for id in coding.ids}
    return tuple(made), tuple(memo for memo in memos if memo.about.coding not in known)


def _in_the_same_words(group: list[CodeEvent], marks: _Marks) -> Iterable[list[CodeEvent]]:
    # The same numbers in two versions of a text are two passages: they are equal only with the same words around them.
    parts: dict[tuple[str, str, str], list[CodeEvent]] = defaultdict(list)
    for event in group:
        place = marks.moves.get(event.id, event)
        parts[place.quote, place.before, place.after].append(event)
    return parts.values()


def _merged(
    key: _Key, group: list[CodeEvent], voids: Voids, marks: _Marks, voided: dict[str, str]
) -> StoredCoding | None:
    gone = voids.taken_back(group, marks.alike) if voids.newest else {}
    voided |= gone
    live = [event for event in group if event.id not in gone] if gone else group
    if not live:
        return None
    first = live[0]
    if len(live) == 1 and first.id not in marks.rates:
        place = marks.moves.get(first.id, first)
        memos = tuple(marks.memos.get(first.id, ())) if marks.memos else ()
        rated = (first.stance, first.weight, key[3])
        return StoredCoding(first.id, (first.id,), key[0], place, *rated, first.at, first.via, first.book, memos)
    ids = tuple([event.id for event in live])
    ratings = [rating for event in live for rating in (event, *marks.rates.get(event.id, ()))]
    places = [marks.moves.get(id, event) for id, event in zip(ids, live, strict=True)]
    return StoredCoding(
        first.id,
        ids,
        key[0],
        places[0] if len(places) == 1 else max(places, key=lambda place: (place.at, place.id)),
        _newest(ratings, "stance"),
        _newest(ratings, "weight"),
        key[3],
        first.at,
        first.via,
        first.book,
        tuple([memo for id in ids for memo in marks.memos.get(id, ())]) if marks.memos else (),
    )


def _newest(ratings: Sequence[CodeEvent | RateEvent], name: str) -> Any:
    if len(ratings) == 1:
        return getattr(ratings[0], name)
    for event in sorted(ratings, key=lambda rating: (rating.at, rating.id), reverse=True):
        value = getattr(event, name)
        if value is not UNSET if isinstance(event, RateEvent) else value is not None:
            return value
    return None
