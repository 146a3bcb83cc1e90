"""What must not come in: words of people who took their consent back here, and which the other copy still has."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from qualcode.errors import StudyError
from qualcode.model.events import (
    AnyEvent,
    CodeEvent,
    MemoEvent,
    MoveEvent,
    RateEvent,
    RejectEvent,
    VoidEvent,
    WithdrawnEvent,
)
from qualcode.model.names import name_key
from qualcode.study.columns import standard_rows
from qualcode.study.erasing import WITHDRAWN
from qualcode.study.paths import STUDY_LEDGER, find_sheets
from qualcode.study.sheets import read_sheet
from qualcode.study.study import Study

_AIMED = (VoidEvent, RateEvent, MoveEvent)


def withdrawals(root: Path) -> Mapping[str, str]:
    """Return who withdrew, as the sheet of participants has it: the id by the form under which names are compared."""
    found: dict[str, str] = {}
    for path in find_sheets(root, "interviews", "participants"):
        for _, values in standard_rows(read_sheet((root / path).read_bytes(), path), path, "participant", []):
            if values.get("withdrawn"):
                found[name_key(values["participant"])] = values["participant"]
    return found


def touched_documents(here: Study, there: Study, present: Mapping[str, str]) -> frozenset[str]:
    """Return the documents from which words were withdrawn here: their present ids, as `name_key` writes them.

    They bear withdrawn marks in their ledgers, or people who withdrew here speak in them in the other copy. `present`
    leads a name of the other copy to the one here.
    """
    found: set[str] = set()
    was = {name_key(old): new for new, olds in here.settings.documents_was.items() for old in olds}
    for file in here.ledger_files:
        if any(isinstance(event, WithdrawnEvent) for event in here.ledger_reading(file.path).events):
            found.add(name_key(was.get(name_key(file.document), file.document)))
    gone = withdrawals(here.root)
    for person in there.participants if gone else ():
        if name_key(person.id) in gone:
            found |= {name_key(present.get(name_key(document), document)) for document, _ in person.voices}
    return frozenset(found) - {name_key(STUDY_LEDGER)}


def held_back(
    here: Study, document: str, coming: Iterable[AnyEvent], known: Collection[str], gone: Collection[str]
) -> frozenset[str]:
    """Return the ids of events that stay out, because they may bring withdrawn words back into a document.

    Of a document that is gone everything new stays out; of one in which others speak, what does not stand in its text as
    it is now, with its surroundings, and what is about that. `gone` are ids erased here, `known` those here already.
    """
    text = _text(here, document)
    if text is not None and WITHDRAWN not in text:
        return frozenset()
    new = [event for event in coming if event.id not in known and not isinstance(event, WithdrawnEvent)]
    if text is None:
        return frozenset(event.id for event in new)
    held = {event.id for event in new if _has_lost_words(event, text)}
    held |= {event.id for event in new if _about(event) in held | set(gone)}
    return frozenset(held)


def _text(here: Study, document: str) -> str | None:
    if name_key(document) not in {name_key(id) for id in here.document_ids}:
        return None
    try:
        return here.document(document).text
    except StudyError:  # what cannot be read cannot show that the words are still in it
        return WITHDRAWN


def _has_lost_words(event: AnyEvent, text: str) -> bool:
    if not isinstance(event, (CodeEvent, MoveEvent, RejectEvent)):
        return False
    return f"{event.before}{event.quote}{event.after}" not in text


def _about(event: AnyEvent) -> str | None:
    if isinstance(event, MemoEvent):
        return event.about.coding
    return event.target if isinstance(event, _AIMED) else None
