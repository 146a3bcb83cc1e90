"""`undo`, `redo`, `log`: walking through what was done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from qualcode.cli.event_words import EventWords
from qualcode.cli.options import CoderOption, PrintFormat, StudyOption, acting_coder, open_study
from qualcode.cli.output import SHORT, plural, put, put_json, say, shade
from qualcode.coding import undo as walking
from qualcode.coding.own import Act, Located, acts_of, voided_ids
from qualcode.model.coding import Coder
from qualcode.model.events import SettleEvent, VoidEvent
from qualcode.study.study import Study


def undo(coder: CoderOption = None, folder: StudyOption = None) -> None:
    """Take your latest act back, however many codings it made."""
    study = open_study(folder)
    undone = walking.undo(study, acting_coder(study, coder))
    put(
        f"Taken back: {_all(study, undone.events)}. `qualcode redo` brings {'it' if len(undone.events) == 1 else 'them'} back."
    )


def redo(coder: CoderOption = None, folder: StudyOption = None) -> None:
    """Bring back what your latest undo took; refused once another act followed."""
    study = open_study(folder)
    undone = walking.redo(study, acting_coder(study, coder))
    put(f"In force again: {_all(study, undone.events)}.")


def _all(study: Study, events: tuple[Located, ...]) -> str:
    words = EventWords(study, {})
    shown = "; ".join(f"{words.describe(each)} ({each.event.id[:SHORT]})" for each in events[:3])
    return shown + (f"; and {plural(len(events) - 3, 'more event', 'more events')}" if len(events) > 3 else "")


def log(
    coder: Annotated[
        str | None, typer.Option("--coder", metavar="HANDLE", help="Only this coder's acts; else everyone's.")
    ] = None,
    document: Annotated[
        str | None, typer.Option("--document", metavar="DOCUMENT", help="Only acts on this document.")
    ] = None,
    most: Annotated[int | None, typer.Option("--most", metavar="N", min=1, help="Only the latest N acts.")] = None,
    format: PrintFormat = "table",
    folder: StudyOption = None,
) -> None:
    """Say who did what and when, the oldest first: the audit trail."""
    study = open_study(folder)
    coders = [study.coder(coder)] if coder else list(study.settings.coders)
    wanted = None if document is None else study.find_document(document).id
    entries = [
        (act, who, voided) for who in coders for voided in [voided_ids(study, who)] for act in acts_of(study, who)
    ]
    entries = [entry for entry in entries if wanted is None or any(each.document == wanted for each in entry[0].events)]
    entries.sort(key=lambda entry: (entry[0].at, entry[0].id))
    words = EventWords(study, _targets(entries))
    entries = entries[-most:] if most else entries
    if format == "json":
        content = [_as_json(words, act, who, voided) for act, who, voided in entries]
        put_json("log", {"coder": coder, "document": wanted}, {"acts": content})
        return
    for act, who, voided in entries:
        put(f"{shade(act.at, '2')}  {shade(who.handle, '36')}  {_in_words(words, act, voided)}")
    if not entries:
        say("Nothing was done yet.")


_Entry = tuple[Act, Coder, Mapping[str, str]]


def _targets(entries: list[_Entry]) -> dict[str, str]:
    events = (each.event for act, _, _ in entries for each in act.events)
    return {event.id: event.target for event in events if isinstance(event, VoidEvent)}


def _in_words(words: EventWords, act: Act, voided: Mapping[str, str]) -> str:
    parts = []
    for each in act.events:
        reason = f" ({each.event.why})" if isinstance(each.event, (SettleEvent, VoidEvent)) and each.event.why else ""
        gone = " [taken back]" if each.event.id in voided else ""
        parts.append(f"{words.describe(each)}{reason} · {each.event.id[:SHORT]}{gone}")
    return "\n    ".join(parts)


def _as_json(words: EventWords, act: Act, who: Coder, voided: Mapping[str, str]) -> dict[str, Any]:
    return {
        "act": act.id,
        "at": act.at,
        "coder": who.handle,
        "events": [
            {
                "id": event.id,
                "op": type(event).__struct_config__.tag,
                "ledger": document,
                "words": words.describe(Located(document, event)),
                "why": event.why if isinstance(event, (SettleEvent, VoidEvent)) else None,
                "in_force": event.id not in voided,
            }
            for document, event in act.events
        ],
    }
