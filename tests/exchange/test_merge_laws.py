"""The union of two copies of a ledger, as a law: whichever way, in whatever order and spelling, the same state."""

from __future__ import annotations

import json
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from qualcode.exchange.merge.union import incoming
from qualcode.model.events import AnyEvent, CodeEvent, DoneEvent, VoidEvent, WithdrawnEvent, encode_event
from qualcode.model.fold import LedgerState, fold
from qualcode.study.ledger_lines import read_events

IDS = [f"{letter * 26}" for letter in "ABCDEF"]
INSTANTS = [f"2026-03-0{day}T09:30:00.000Z" for day in range(1, 4)]
EVENTS: st.SearchStrategy[AnyEvent] = st.one_of(
    st.builds(
        CodeEvent,
        id=st.sampled_from(IDS),
        at=st.sampled_from(INSTANTS),
        act=st.just("X"),
        code=st.sampled_from("PQ"),
        start=st.integers(0, 2),
        end=st.just(3),
        quote=st.sampled_from(["一", "二"]),
        before=st.just(""),
        after=st.just(""),
        text=st.just("t"),
        book=st.just("b"),
    ),
    st.builds(
        VoidEvent,
        id=st.sampled_from(IDS),
        at=st.sampled_from(INSTANTS),
        act=st.just("X"),
        target=st.sampled_from(IDS),
    ),
    st.builds(
        DoneEvent,
        id=st.sampled_from(IDS),
        at=st.sampled_from(INSTANTS),
        act=st.just("X"),
        book=st.just("b"),
        codes=st.just(("P",)),
    ),
    st.builds(WithdrawnEvent, id=st.sampled_from(IDS)),
)
LISTS = st.lists(EVENTS, max_size=6)


def spelled(events: Sequence[AnyEvent], ending: str, spaced: bool) -> bytes:
    """Return a ledger's bytes with some line ends and spacing; the last line may lack its end."""
    lines = [encode_event(event).decode() for event in events]
    return ending.join(json.dumps(json.loads(line)) if spaced else line for line in lines).encode()


def state(*parts: bytes) -> LedgerState:
    return fold([event for part in parts for event in read_events(part, "x").events], str)


def after(here: bytes, there: bytes) -> bytes:
    """Return a ledger as a merge leaves it."""
    found = incoming([here], [there], (), ())
    return b"\n".join([here, *found.lines])


@given(LISTS, LISTS, st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_a_merge_is_the_union_in_either_direction(
    one: list[AnyEvent], two: list[AnyEvent], ending: str, spaced: bool
) -> None:
    here, there = spelled(one, "\n", False), spelled(two, ending, spaced)
    union = fold([*one, *two], str)
    assert state(after(here, there)) == state(after(there, here)) == union


@given(LISTS, LISTS, LISTS)
def test_merging_again_takes_nothing_and_the_order_of_three_copies_does_not_matter(
    one: list[AnyEvent], two: list[AnyEvent], three: list[AnyEvent]
) -> None:
    a, b, c = (spelled(each, "\n", False) for each in (one, two, three))
    once = after(a, b)
    assert incoming([once], [b], (), ()).lines == ()
    assert state(after(after(a, b), c)) == state(after(a, after(c, b)))


@given(LISTS, LISTS)
def test_every_id_of_both_is_there_and_the_counts_are_right(one: list[AnyEvent], two: list[AnyEvent]) -> None:
    here, there = spelled(one, "\n", False), spelled(two, "\n", False)
    ours, theirs = {event.id for event in one}, {event.id for event in two}
    found = incoming([here], [there], (), ())
    assert {event.id for event in read_events(after(here, there), "x").events} == ours | theirs
    assert set(found.new) == theirs - ours and set(found.known) == theirs & ours


@given(LISTS, LISTS, st.sets(st.sampled_from(IDS)))
def test_what_was_erased_here_or_is_held_back_never_comes_in(
    one: list[AnyEvent], two: list[AnyEvent], out: set[str]
) -> None:
    here, there = spelled(one, "\n", False), spelled(two, "\n", False)
    for gone, held in ((out, set[str]()), (set[str](), out)):
        lines = b"\n".join(incoming([here], [there], gone, held).lines)
        assert not any(
            event.id in out for event in read_events(lines, "x").events if not isinstance(event, WithdrawnEvent)
        )
