"""Which events of a study hold a participant's words, and what stands in their place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from qualcode.errors import NotFoundError, StudyError
from qualcode.exchange.withdraw.renewal import Renewal, new_id, without_documents
from qualcode.exchange.withdraw.traces import Traces
from qualcode.exchange.withdraw.whose import Words
from qualcode.model.document import Document
from qualcode.model.events import (
    AnyEvent,
    CodeEvent,
    MemoEvent,
    MoveEvent,
    RateEvent,
    RejectEvent,
    RoundEvent,
    SampleEvent,
    SettleEvent,
    VoidEvent,
    WithdrawnEvent,
)
from qualcode.study.erasing import WITHDRAWN as MARK
from qualcode.study.paths import STUDY_LEDGER
from qualcode.study.study import Study


@dataclass
class Erasure:
    """For each ledger's path: the ids to be erased, and the events that stand for some of them without the words.

    `own` are the ledgers about documents in which the participant speaks: a line of theirs that cannot be read may hold anything.
    """

    ids: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    renewed: dict[str, list[AnyEvent]] = field(default_factory=lambda: defaultdict(list))
    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    own: set[str] = field(default_factory=set)

    def erase(self, path: str, event: AnyEvent, kind: str, instead: AnyEvent | None = None) -> None:
        """Note an event to be erased, and what stands for it."""
        self.ids[path].add(event.id)
        if instead is not None:
            self.renewed[path].append(instead)
        self.counts[f"{kind}{' (kept without the words)' if instead is not None else ''}"] += 1


def erasure(study: Study, words: Words, new_texts: Mapping[str, Document], traces: Traces) -> Erasure:
    """Return what is to be erased in the ledgers of a study.

    In documents that are the participant's alone every event. In others each coding is written anew for the new text,
    without the erased words in its quote or beside it; one that holds nothing else is erased. Everywhere, memos that
    repeat the words, and reasons that do.
    """
    found = Erasure()
    whole = {document.id for document in words.whole}
    renewal = Renewal(study, words, new_texts)
    for file in study.ledger_files:
        events = study.ledger_reading(file.path).events
        document = _present(study, file.document)
        if document is None:
            document = _copied_from(study, events, (*whole, *new_texts)) or file.document
            if document in new_texts:
                message = f"it is a copy of a ledger of {document} that was not merged. Nothing was erased."
                raise StudyError(message, path=file.path, remedy="Merge it or remove it first: `qualcode merge`.")
        if document in whole or document in new_texts:
            found.own.add(file.path)
        for event in events:
            if isinstance(event, WithdrawnEvent):
                continue
            if document in whole:
                found.erase(file.path, event, _kind(event))
            else:
                _judge(found, file.path, event, document, renewal, traces, words)
    return found


def _judge(
    found: Erasure,
    path: str,
    event: AnyEvent,
    document: str,
    renewal: Renewal,
    traces: Traces,
    words: Words,
) -> None:
    kind = _kind(event)
    if isinstance(event, (CodeEvent, MoveEvent, RejectEvent)):
        if document not in renewal.texts or event.text == renewal.texts[document].text_sha256:
            return
        said = (event.before, event.quote, event.after)
        if not renewal.is_lost(event, document) or any(map(traces.within, said)) or traces.within("".join(said)):
            found.erase(path, event, kind, renewal.placed(event, document))
    elif isinstance(event, MemoEvent):
        about = {event.about.document, event.about.coding, event.about.source}
        mine = about & ({each.id for each in words.whole} | renewal.gone | {words.participant.id})
        if mine or traces.within(event.body) or traces.within(str(event.data or "")):
            found.erase(path, event, kind)
        elif renewal.refers(event):
            found.erase(path, event, kind, renewal.referring(event))
    elif isinstance(event, (SettleEvent, VoidEvent)) and traces.within(event.why or ""):
        found.erase(path, event, kind, msgspec.structs.replace(renewal.referring(event), id=new_id(event.id), why=MARK))
    elif isinstance(event, (RateEvent, VoidEvent, SettleEvent)) and renewal.refers(event):
        found.erase(path, event, kind, renewal.referring(event))
    elif isinstance(event, (SampleEvent, RoundEvent)):
        whole = {each.id for each in words.whole}
        changed = renewal.sample(event, whole) if isinstance(event, SampleEvent) else without_documents(event, whole)
        if changed != event:
            found.erase(path, event, kind, msgspec.structs.replace(changed, id=new_id(event.id)))


def _kind(event: AnyEvent) -> str:
    tag = str(event.__struct_config__.tag)
    return {"code": "codings", "reject": "rejected suggestions", "settle": "settlements"}.get(tag, f"{tag}s")


def _present(study: Study, document: str) -> str | None:
    """Return the present id of what a ledger is about, as its file's name says; `None` when there is no such document."""
    if document == STUDY_LEDGER:
        return document
    try:
        return study.find_document(document).id
    except StudyError:
        return document
    except NotFoundError:
        return None


def _copied_from(study: Study, events: Sequence[AnyEvent], documents: Iterable[str]) -> str | None:
    """Return which of some documents a ledger without a document is a copy of: it shares events with theirs, or their text."""
    own = {event.id for event in events}
    texts = {getattr(event, "text", None) for event in events}
    for id in documents:
        known = {event.id for coder in study.settings.coders for event in study.events(coder.handle, id)}
        if own & known or study.document(id).text_sha256 in texts:
            return id
    return None
