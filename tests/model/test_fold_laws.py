"""The ledger's fold over random sets of events: no order, no split and no repetition changes what it comes to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import UNSET

from qualcode.model.around import around
from qualcode.model.coding import Stance
from qualcode.model.events import (
    About,
    AnyEvent,
    CodeEvent,
    DoneEvent,
    MemoEvent,
    MoveEvent,
    RateEvent,
    RejectEvent,
    SettleEvent,
    VoidEvent,
    WithdrawnEvent,
    encode_event,
)
from qualcode.model.fold import LedgerState, StoredCoding, fold

IDS = [f"E{number:02d}" for number in range(14)]
PLACES = [(0, 4), (0, 9), (5, 9)]
ids = st.sampled_from(IDS)
unset_or_none = st.sampled_from([UNSET, None])


def current(code: str) -> str:
    return {"OLD": "NEW"}.get(code, code)


@st.composite
def events(draw: st.DrawFn) -> AnyEvent:
    kind = draw(
        st.sampled_from(["code"] * 4 + ["void"] * 4 + ["move", "rate", "memo", "done", "settle", "reject", "withdrawn"])
    )
    id = draw(ids)
    if kind == "withdrawn":
        return WithdrawnEvent(id=id)
    at = f"2026-03-01T09:30:{draw(st.integers(0, 12)):02d}.000Z"
    start, end = draw(st.sampled_from(PLACES))
    words = draw(st.sampled_from(["一二", "三四"]))
    place: dict[str, Any] = {"start": start, "end": end, "quote": words, "before": "", "after": "。", "text": "t"}
    base: dict[str, Any] = {"id": id, "at": at, "act": f"act {at}"}
    target = draw(ids)
    if kind == "code":
        stance: Stance | None = draw(st.sampled_from([None, "affirms", "denies"]))
        case = draw(st.sampled_from([None, None, "zj"]))
        code = draw(st.sampled_from(["OLD", "NEW", "GOV"]))
        return CodeEvent(**base, **place, code=code, book="b", stance=stance, case=case)
    if kind == "void":
        return VoidEvent(**base, target=target)
    if kind == "move":
        return MoveEvent(**base, **place, target=target)
    if kind == "rate":
        return RateEvent(
            **base,
            target=target,
            stance=draw(unset_or_none | st.just("mixed")),
            weight=draw(unset_or_none | st.just(2.0)),
            case=draw(unset_or_none | st.just("zj")),
        )
    if kind == "memo":
        about = About(coding=target) if draw(st.booleans()) else About(code="NEW")
        return MemoEvent(**base, about=about, kind="code", body=at, replaces=draw(st.none() | ids))
    if kind == "done":
        return DoneEvent(**base, book="b", codes=("NEW",))
    if kind == "settle":
        return SettleEvent(**base, ids=(target,), codes=("NEW",))
    return RejectEvent(**base, **place, code="NEW", via="suggest:cues 1.00")


ledgers = st.lists(events(), max_size=22)


def folded(ledger: Sequence[AnyEvent]) -> LedgerState:
    return fold(ledger, current)


@given(ledgers, st.randoms(use_true_random=False))
@settings(max_examples=120, deadline=None)
def test_any_order_gives_one_state(ledger: list[AnyEvent], chance: Any) -> None:
    shuffled = list(ledger)
    chance.shuffle(shuffled)
    assert folded(shuffled) == folded(ledger)


@given(ledgers, st.data())
@settings(max_examples=200, deadline=None)
def test_any_split_into_two_files_and_their_union_gives_one_state(ledger: list[AnyEvent], data: st.DataObject) -> None:
    sides = data.draw(st.lists(st.sampled_from("abx"), min_size=len(ledger), max_size=len(ledger)))
    one = [event for event, side in zip(ledger, sides, strict=True) if side in "ax"]
    two = [event for event, side in zip(ledger, sides, strict=True) if side in "bx"]
    assert folded(two + one) == folded(ledger) == folded([*one, *two, *one])


@given(ledgers, st.lists(st.sampled_from(PLACES), min_size=1, unique=True))
@settings(max_examples=200, deadline=None)
def test_around_a_place_gives_the_codings_that_the_whole_fold_gives_there(
    ledger: list[AnyEvent], places: list[tuple[int, int]]
) -> None:
    def there(state: LedgerState) -> list[StoredCoding]:
        return [coding for coding in state.codings if (coding.place.start, coding.place.end) in places]

    assert there(folded(around(ledger, places))) == there(folded(ledger))


@given(ledgers)
@settings(max_examples=120, deadline=None)
def test_every_code_event_is_in_force_or_says_what_took_it_out(ledger: list[AnyEvent]) -> None:
    state = folded(ledger)
    in_force = [id for coding in state.codings for id in coding.ids]
    erased = {event.id for event in ledger if isinstance(event, WithdrawnEvent)}
    assert len(in_force) == len(set(in_force))
    assert not set(in_force) & set(state.voided) and not set(in_force) & erased
    first = {event.id: min((e for e in ledger if e.id == event.id and not isinstance(e, WithdrawnEvent)), key=_age) for event in ledger if event.id not in erased}  # fmt: skip
    codes = {id for id, event in first.items() if isinstance(event, CodeEvent)}
    assert codes <= set(in_force) | set(state.voided)


def _age(event: AnyEvent) -> tuple[str, bytes]:
    return ("" if isinstance(event, WithdrawnEvent) else event.at, encode_event(event))


@given(ledgers, ids)
@settings(max_examples=60, deadline=None)
def test_a_tombstone_wins_wherever_it_stands(ledger: list[AnyEvent], id: str) -> None:
    state = folded([*ledger, WithdrawnEvent(id=id)])
    assert state == folded([WithdrawnEvent(id=id), *(event for event in ledger if event.id != id)])
