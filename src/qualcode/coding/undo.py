"""Taking back one's latest act, and bringing it back."""

from __future__ import annotations

from typing import NamedTuple

from qualcode.coding.own import Act, Located, acts_of, ledgers_of, voided_ids
from qualcode.errors import UsageError
from qualcode.model.coding import Coder
from qualcode.model.events import BookEvent, MemoEvent, RoundEvent, SampleEvent, VoidEvent
from qualcode.study.study import Study
from qualcode.study.writing import Clock, utc_now, writing


class Undone(NamedTuple):
    """The act that was taken back or brought back, and those of its events that this concerned."""

    act: Act
    events: tuple[Located, ...]


def undo(study: Study, coder: Coder, clock: Clock = utc_now) -> Undone:
    """Take back the coder's latest act in force that is neither an undo nor a redo; return it.

    Acts on the codebook and the structure, closed rounds and samples are passed over: each has its own way back. Raises `UsageError` when nothing is left.
    """
    with writing(study, coder.handle, ledgers_of(study, coder), clock) as writer:
        voided = voided_ids(study, coder)
        for act in reversed(acts_of(study, coder)):
            live = tuple(each for each in act.events if each.event.id not in voided and _can_be_undone(each))
            if live and not _is_undo_or_redo(act):
                for document, event in live:
                    writer.add(document, VoidEvent, target=event.id, undoes=act.id)
                return Undone(act, live)
    raise UsageError(f"Nothing of {coder.handle} is left to undo.")


def redo(study: Study, coder: Coder, clock: Clock = utc_now) -> Undone:
    """Bring back what the coder's latest undo took back; return the act that is in force again.

    Raises `UsageError` when there is no undo to take back, or another act followed it.
    """
    with writing(study, coder.handle, ledgers_of(study, coder), clock) as writer:
        voided = voided_ids(study, coder)
        acts = acts_of(study, coder)
        for act in reversed(acts):
            undoing = tuple(each for each in act.events if isinstance(each.event, VoidEvent) and each.event.undoes)
            live = tuple(each for each in undoing if each.event.id not in voided)
            if live:
                for document, event in live:
                    writer.add(document, VoidEvent, target=event.id, redoes=act.id)
                return _brought_back(acts, live)
            if not _is_undo_or_redo(act):
                break
    raise UsageError(f"{coder.handle} has no undo that can be taken back: another act followed, or there was none.")


def _brought_back(acts: tuple[Act, ...], voids: tuple[Located, ...]) -> Undone:
    targets = {each.event.target for each in voids if isinstance(each.event, VoidEvent)}
    for act in acts:
        events = tuple(each for each in act.events if each.event.id in targets)
        if events:
            return Undone(act, events)
    raise UsageError("The act that was undone is no longer in the ledger.")


def _is_undo_or_redo(act: Act) -> bool:
    return any(isinstance(event, VoidEvent) and (event.undoes or event.redoes) for _, event in act.events)


def _can_be_undone(located: Located) -> bool:
    event = located.event
    if isinstance(event, MemoEvent) and "structure" in (event.data or {}):  # it tells of an edit of structure.yaml
        return False
    return not isinstance(event, (BookEvent, RoundEvent, SampleEvent))
