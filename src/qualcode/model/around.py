"""The events of a ledger that bear on some places, so that asking about those need not fold the whole."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from qualcode.model.events import AnyEvent, CodeEvent, MemoEvent, MoveEvent, RateEvent, VoidEvent


def around(events: Sequence[AnyEvent], places: Collection[tuple[int, int]]) -> list[AnyEvent]:
    """Return the events that bear on codings at these places, now or ever: folding them answers for those places alone."""
    wanted: set[str] = set()
    rest: list[VoidEvent | MoveEvent | RateEvent | MemoEvent] = []
    for event in events:
        if isinstance(event, CodeEvent) and (event.start, event.end) in places:
            wanted.add(event.id)
        elif isinstance(event, MoveEvent) and (event.start, event.end) in places:
            wanted.add(event.target)
        if isinstance(event, (VoidEvent, MoveEvent, RateEvent, MemoEvent)):
            rest.append(event)
    while True:  # voids may aim at voids, memos replace memos: follow until nothing new bears on what is wanted
        more = {id for event in rest for id in _bears_on(event, wanted) if id not in wanted}
        if not more:
            return [event for event in events if event.id in wanted]
        wanted |= more


def _bears_on(event: VoidEvent | MoveEvent | RateEvent | MemoEvent, wanted: set[str]) -> tuple[str, ...]:
    """Return the ids that belong to the answer because of this event: its own, and those of the memos it shares a place with."""
    if not isinstance(event, MemoEvent):
        return (event.id,) if event.target in wanted else ()
    linked = [id for id in (event.about.coding, event.replaces) if id is not None]
    if event.id in wanted:
        return (event.id,) if event.replaces is None else (event.id, event.replaces)
    return (event.id,) if any(id in wanted for id in linked) else ()
