"""From the set of a ledger's events to what is in force: the fold.

One ledger is everything one coder ever wrote about one document. The answer depends on the set of its events alone, never on
their order, so two copies of a ledger merge by the union of their lines.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

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
    SettleEvent,
    VoidEvent,
    WithdrawnEvent,
    encode_event,
)


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

    `memos` are those about no coding of this ledger. `voided` maps the id of every event out of force to the void's id.
    `faults` are sentences about the set itself (a cycle of voids, two contents under one id).
    """

    codings: tuple[StoredCoding, ...] = ()
    memos: tuple[MemoEvent, ...] = ()
    done: DoneEvent | None = None
    rejects: tuple[RejectEvent, ...] = ()
    settles: tuple[SettleEvent, ...] = ()
    books: tuple[BookEvent, ...] = ()
    rounds: tuple[RoundEvent, ...] = ()
    voided: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[str, ...] = ()


@collector_paused
def fold(events: Iterable[AnyEvent], current_code: Callable[[str], str]) -> LedgerState:
    """Return what the events of one ledger come to; `current_code` leads an old code id to its present one."""
    by_id, faults = unify(events)
    kept = [event for event in by_id.values() if not isinstance(event, WithdrawnEvent)]
    voids, cycles = voids_in_force([event for event in kept if isinstance(event, VoidEvent)])
    faults += [f"Voids {', '.join(sorted(cycle))} aim at each other: none of them counts." for cycle in cycles]
    in_force = [event for event in kept if event.id not in voids and not isinstance(event, VoidEvent)]
    voided = {target: void.id for target, void in voids.items()}
    dones = _after_voids(by_id, voids, in_force)
    memos = _newest_memos(by_id, _of(in_force, MemoEvent))
    codings, rest = _codings(_of(kept, CodeEvent), in_force, voids, memos, current_code, voided)
    return LedgerState(
        codings=codings,
        memos=rest,
        done=dones[-1] if dones else None,
        rejects=_of(in_force, RejectEvent),
        settles=_of(in_force, SettleEvent),
        books=_of(in_force, BookEvent),
        rounds=_of(in_force, RoundEvent),
        voided=voided,
        faults=tuple(faults),
    )


def around(events: Sequence[AnyEvent], places: Collection[tuple[int, int]]) -> list[AnyEvent]:
    """Return the events that bear on codings at these places, now or ever: folding them answers for those places alone."""
    wanted: set[str] = set()
    chosen: list[AnyEvent] = []
    rest: list[AnyEvent] = []
    for event in events:
        if isinstance(event, CodeEvent) and (event.start, event.end) in places:
            wanted.add(event.id)
        elif isinstance(event, MoveEvent) and (event.start, event.end) in places:
            wanted.add(event.target)
        if not isinstance(event, (CodeEvent, WithdrawnEvent)):
            rest.append(event)
    chosen += [event for event in events if event.id in wanted]
    while True:  # voids may aim at voids: follow until nothing new aims at what is chosen
        aiming = [event for event in rest if event.id not in wanted and _aims_at(event) in wanted]
        if not aiming:
            return chosen
        chosen += aiming
        wanted.update(event.id for event in aiming)


def _aims_at(event: AnyEvent) -> str | None:
    if isinstance(event, (VoidEvent, MoveEvent, RateEvent)):
        return event.target
    return event.about.coding if isinstance(event, MemoEvent) else None


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


def voids_in_force(voids: list[VoidEvent]) -> tuple[dict[str, VoidEvent], list[list[str]]]:
    """Return each voided id with the newest void in force that aims at it, and the cycles of voids, which void nothing."""
    attackers: dict[str, list[VoidEvent]] = defaultdict(list)
    by_id = {void.id: void for void in voids}
    for void in voids:
        attackers[void.target].append(void)
    undecided = {void.id: len(attackers[void.id]) if void.id in attackers else 0 for void in voids}
    ready = [id for id, count in undecided.items() if count == 0]
    in_force: dict[str, bool] = {}
    while ready:
        void = by_id[ready.pop()]
        in_force[void.id] = not any(in_force[other.id] for other in attackers.get(void.id, ()))
        if void.target in undecided:
            undecided[void.target] -= 1
            if undecided[void.target] == 0:
                ready.append(void.target)
    live = sorted((void for void in voids if in_force.get(void.id)), key=lambda void: (void.at, void.id))
    return {void.target: void for void in live}, _cycles(by_id, set(by_id) - set(in_force))


def _cycles(by_id: Mapping[str, VoidEvent], left: set[str]) -> list[list[str]]:
    cycles = []
    while left:
        id, cycle = min(left), []
        while id in left:
            left.discard(id)
            cycle.append(id)
            id = by_id[id].target
        cycles.append(cycle)
    return cycles


_E = TypeVar("_E", bound=AnyEvent)


def _of(events: Iterable[AnyEvent], kind: type[_E]) -> tuple[_E, ...]:
    chosen = [event for event in events if isinstance(event, kind)]
    chosen.sort(key=lambda event: ("" if isinstance(event, WithdrawnEvent) else event.at, event.id))
    return tuple(chosen)


def _after_voids(
    by_id: Mapping[str, AnyEvent], voids: Mapping[str, VoidEvent], in_force: Sequence[AnyEvent]
) -> tuple[DoneEvent, ...]:
    # Two machines may both have said "done": a void of one takes back all that were said before it.
    until = max((void.at for target, void in voids.items() if isinstance(by_id.get(target), DoneEvent)), default="")
    return tuple(done for done in _of(in_force, DoneEvent) if done.at > until)


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
    rates: Mapping[str, list[RateEvent]]
    memos: Mapping[str, list[MemoEvent]]

    def case(self, event: CodeEvent) -> str | None:
        rated = self.rates.get(event.id)
        case: str | None = event.case if rated is None else _newest([event, *rated], "case")
        return case


_Key = tuple[str, int, int, str | None]


def _codings(
    codes: tuple[CodeEvent, ...],
    in_force: Sequence[AnyEvent],
    voids: Mapping[str, VoidEvent],
    memos: tuple[MemoEvent, ...],
    current_code: Callable[[str], str],
    voided: dict[str, str],
) -> tuple[tuple[StoredCoding, ...], tuple[MemoEvent, ...]]:
    marks = _Marks({move.target: move for move in _of(in_force, MoveEvent)}, defaultdict(list), defaultdict(list))
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
    made = [coding for key, group in groups.items() if (coding := _merged(key, group, voids, marks, voided))]
    made.sort(key=lambda coding: (coding.place.start, coding.place.end, coding.at, coding.id))
    if not memos:
        return tuple(made), ()
    known = {id for coding in made for id in coding.ids}
    return tuple(made), tuple(memo for memo in memos if memo.about.coding not in known)


def _merged(
    key: _Key, group: list[CodeEvent], voids: Mapping[str, VoidEvent], marks: _Marks, voided: dict[str, str]
) -> StoredCoding | None:
    # Equal codings of one coder are one coding, so a void of one takes back all that were made before it.
    last = max((voids[e.id] for e in group if e.id in voids), key=lambda void: void.at, default=None) if voids else None
    live = group if last is None else [e for e in group if e.id not in voids and e.at > last.at]
    if last is not None:
        for event in group:
            if event not in live:
                voided.setdefault(event.id, last.id)
    if not live:
        return None
    first = live[0]
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
