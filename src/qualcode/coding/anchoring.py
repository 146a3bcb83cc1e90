"""Codings whose text has changed: which moved and where to, which lost their place, and making the moves permanent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from qualcode.coding.anchor import anchor, place_in
from qualcode.coding.find_again import Likely, likely_places
from qualcode.errors import StudyError
from qualcode.model.document import Document
from qualcode.model.events import MoveEvent
from qualcode.model.fold import StoredCoding
from qualcode.model.span import Span
from qualcode.study.study import Study
from qualcode.study.writing import Clock, utc_now, writing


class Move(NamedTuple):
    """A coding as its ledger holds it (`stored`, its place in an older text), and the span of its words now."""

    coder: str
    document: Document
    stored: StoredCoding
    span: Span

    @property
    def recorded(self) -> str:
        """Its words as its ledger has them."""
        return self.stored.place.quote

    @property
    def words(self) -> str:
        """Its words as they stand now."""
        return self.span.of(self.document.text)


class Lost(NamedTuple):
    """A coding without a place in the present text, and the places it may have, the likeliest first."""

    coder: str
    document: Document
    stored: StoredCoding
    places: tuple[Likely, ...]


@dataclass(frozen=True, slots=True)
class Anchoring:
    """How codings stand: `exact` of them where they stood, the others moved or unanchored, in the order of documents.

    `unreadable` are documents that were passed over because their file cannot be read. `dated` are those of the exact
    whose ledger still names an older text: until they are recorded anew, every command has to make sure of them again.
    """

    exact: int
    moved: tuple[Move, ...]
    unanchored: tuple[Lost, ...]
    unreadable: tuple[str, ...] = ()
    dated: tuple[Move, ...] = ()

    @property
    def checked(self) -> int:
        """How many codings were looked at."""
        return self.exact + len(self.moved) + len(self.unanchored)


def anchoring(study: Study, coders: Sequence[str], documents: Iterable[str] | None = None) -> Anchoring:
    """Return how the codings of some coders stand in the present texts (`documents`: ids; all without them)."""
    exact, moved, lost, unreadable, dated = 0, [], [], [], []
    for id in study.document_ids if documents is None else documents:
        held = [(coder, stored) for coder in coders for stored in study.state(coder, id).codings]
        if not held:
            continue
        try:
            document = study.document(id)
        except StudyError:
            unreadable.append(id)
            continue
        for coder, stored in held:
            span, state = place_in(document, stored.place)
            if span is None:
                place = stored.place
                likely = likely_places(document.text, place.quote, place.before, place.after)
                lost.append(Lost(coder, document, stored, likely))
            elif state == "moved":
                moved.append(Move(coder, document, stored, span))
            else:
                exact += 1
                if stored.place.text != document.text_sha256:
                    dated.append(Move(coder, document, stored, span))
    return Anchoring(exact, tuple(moved), tuple(lost), tuple(unreadable), tuple(dated))


def settled(lost: Lost, choice: Likely) -> Move:
    """Return the move of a coding to the place that somebody chose for it."""
    return Move(lost.coder, lost.document, lost.stored, choice.span)


class Applied(NamedTuple):
    """What was written: the moves, and those passed over because their coding was moved or taken back meanwhile."""

    moves: tuple[Move, ...]
    passed_over: tuple[Move, ...]


def apply_moves(study: Study, moves: Sequence[Move], by: str | None = None, clock: Clock = utc_now) -> Applied:
    """Record moves in each coder's own ledgers, one act a coder; `by` is who acts. On return they are on the disk."""
    written: list[Move] = []
    for coder in dict.fromkeys(move.coder for move in moves):
        own = [move for move in moves if move.coder == coder]
        with writing(study, coder, [move.document.id for move in own], clock) as act:
            held = {each.id: each for id in {m.document.id for m in own} for each in act.state(id).codings}
            for move in own:
                present = held.get(move.stored.id)
                if present is None or (present.place, present.ids) != (move.stored.place, move.stored.ids):
                    continue
                place = anchor(move.document, move.span)._asdict()
                for id in move.stored.ids:  # a coding that two machines made moves as the one that it is
                    act.add(move.document.id, MoveEvent, target=id, by=None if by == coder else by, **place)
                written.append(move)
    return Applied(tuple(written), tuple(move for move in moves if move not in written))
