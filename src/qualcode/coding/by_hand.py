"""What a consensus has decided in a document: what it settled, and what it took back or rated by hand."""

from __future__ import annotations

from dataclasses import dataclass

from qualcode.coding.anchor import place_in
from qualcode.model.coding import Coding
from qualcode.model.document import Document
from qualcode.model.events import CodeEvent, MoveEvent, RateEvent, SettleEvent, VoidEvent
from qualcode.model.span import Span
from qualcode.study.study import Study

SHARED = "adjudicate:shared"
"""What a consensus took over because its coders share it."""
SETTLED = "adjudicate:settled"
"""What a settlement gave; the id of the settlement follows."""

NO_LONGER = "no longer shared"
OTHER_MARKS = "its coders have changed its stance or weight"
CHANGED = "the codings it settled have changed"
_NOT_BY_HAND = frozenset({NO_LONGER, OTHER_MARKS, CHANGED})

Key = tuple[str, Span | None, str | None]


def key_of(coding: Coding) -> Key:
    """Return what a ledger holds once: a code, a place in the present text, and a case."""
    return coding.code, coding.span, coding.case


@dataclass(frozen=True, slots=True)
class Decided:
    """The settlements in force, and the shared codings that were decided by hand.

    `taken_over` maps the id of every shared coding the consensus ever took over to what it was then. Of these, `void`
    were taken back by hand, so they are shared no more; `rated` were given a stance, weight or case by hand, which stays.
    """

    settles: tuple[SettleEvent, ...]
    taken_over: dict[str, Key]
    void: frozenset[Key]
    rated: frozenset[Key]


def decided(study: Study, document: Document, consensus: str) -> Decided:
    """Return what a consensus has decided in a document; what an undo took back was not decided."""
    state, events = study.state(consensus, document.id), study.events(consensus, document.id)
    moves = {e.target: e for e in events if isinstance(e, MoveEvent) and e.id not in state.voided}
    voids = {event.id: event for event in events if isinstance(event, VoidEvent)}
    taken_over: dict[str, Key] = {}
    for event in events:
        if isinstance(event, CodeEvent) and event.via == SHARED:
            span, _ = place_in(document, moves.get(event.id, event))
            taken_over[event.id] = (study.codebook.current_id(event.code), span, event.case)
    rated = {e.target for e in events if isinstance(e, RateEvent) and e.id not in state.voided}
    return Decided(
        state.settles,
        taken_over,
        frozenset(key for id, key in taken_over.items() if id in state.voided and _by_hand(voids[state.voided[id]])),
        frozenset(key for id, key in taken_over.items() if id in rated and id not in state.voided),
    )


def _by_hand(void: VoidEvent) -> bool:
    return void.undoes is None and void.redoes is None and void.why not in _NOT_BY_HAND
