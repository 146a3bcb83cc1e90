"""The texts of another copy beside ours: there only, or another text under one name, and what of its codings still stands."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass

from qualcode.coding.anchor import place_in
from qualcode.errors import StudyError
from qualcode.exchange.merge.plan import MergePlan
from qualcode.model.document import Document
from qualcode.model.events import CodeEvent, MoveEvent
from qualcode.model.fold import fold
from qualcode.model.names import name_key
from qualcode.study.paths import DocumentFile
from qualcode.study.study import Study
from qualcode.text.read import read_document


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the other copy that is not the same here.

    `codings` are in force there, `anchored` of them find their words in the text here. `document` is the text as it is
    there (`None`: there only, or unreadable), `file` its file there. `withdrawn`: it must not come back.
    """

    id: str
    file: DocumentFile
    codings: int
    anchored: int = 0
    document: Document | None = None
    only_there: bool = False
    withdrawn: bool = False
    copied: bool = False
    fault: str = ""


def other_texts(plan: MergePlan, *, copying: bool = False) -> tuple[Text, ...]:
    """Return the texts that differ, in the other copy's order; with `copying`, those that are there only are marked as copied.

    Files with equal bytes have equal texts and are not read.
    """
    return tuple(_texts(plan, copying))


def _texts(plan: MergePlan, copying: bool) -> Iterator[Text]:
    if plan.within:
        return
    here, there = plan.here, plan.there
    ours = {name_key(file.id): file for file in here.listing.files}
    for file in there.listing.files:
        present = plan.present.get(name_key(file.id), file.id)
        touched = name_key(present) in plan.touched
        mine = ours.get(name_key(present))
        if mine is None:
            count = sum(1 for _ in _codings(plan, present))
            copied = copying and not touched and name_key(present) not in here.listing.ambiguous
            yield Text(file.id, file, count, only_there=True, withdrawn=touched, copied=copied)
        elif here.read_bytes(mine.path) != there.read_bytes(file.path):
            found = _compared(plan, mine.id, file)
            if found is not None:
                yield dataclasses.replace(found, withdrawn=touched)


def _compared(plan: MergePlan, id: str, file: DocumentFile) -> Text | None:
    try:
        ours, theirs = plan.here.document(id), read_there(plan.there, file)
    except StudyError as fault:
        return Text(id, file, 0, fault=fault.message)
    if ours.text_sha256 == theirs.text_sha256:
        return None

    def earlier(fingerprint: str) -> str | None:
        return theirs.text if fingerprint == theirs.text_sha256 else ours.earlier(fingerprint)

    knowing = dataclasses.replace(ours, earlier=earlier)
    places = [place_in(knowing, place)[0] for place in _codings(plan, id)]
    return Text(id, file, len(places), sum(place is not None for place in places), theirs)


def _codings(plan: MergePlan, document: str) -> Iterator[CodeEvent | MoveEvent]:
    for ledger in plan.ledgers:
        if name_key(ledger.document) == name_key(document):
            events = [event for path in ledger.sources for event in plan.there.ledger_reading(path).events]
            yield from (coding.place for coding in fold(events, plan.there.codebook.current_id).codings)


def read_there(study: Study, file: DocumentFile) -> Document:
    """Return a document of the other copy; nothing is cached in a folder that is not ours."""
    size = (study.root / file.path).stat().st_size
    if size > study.settings.document_mb * 1_048_576:
        raise StudyError(f"the file has {size / 1_048_576:.0f} MB, more than [limits] document_mb allows.")
    layout = study.settings.layout_for(file.id)
    return read_document(
        study.read_bytes(file.path), id=file.id, kind=file.kind, path=file.path, suffix=file.suffix, layout=layout
    ).document
