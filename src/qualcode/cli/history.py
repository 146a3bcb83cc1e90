"""`undo`, `redo`, `log`: walking through what was done."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from qualcode.cli.options import CoderOption, StudyOption, acting_coder, open_study
from qualcode.cli.output import SHORT, plural, put, put_json, shade
from qualcode.cli.reading import flat
from qualcode.coding import undo as walking
from qualcode.coding.own import Act, Located, acts_of, voided_ids
from qualcode.model.coding import Coder
from qualcode.model.events import (
    BookEvent,
    CodeEvent,
    DoneEvent,
    MemoEvent,
    MoveEvent,
    RateEvent,
    RejectEvent,
    RoundEvent,
    SettleEvent,
    VoidEvent,
)
from qualcode.study.study import Study


def undo(coder: CoderOption = None, folder: StudyOption = None) -> None:
    """Take your latest act back, however many codings it made."""
    study = open_study(folder)
    undone = walking.undo(study, acting_coder(study, coder))
    put(
        f"Taken back: {_all(undone.events)}. `qualcode redo` brings {'it' if len(undone.events) == 1 else 'them'} back."
    )


def redo(coder: CoderOption = None, folder: StudyOption = None) -> None:
    """Bring back what your latest undo took; refused once another act followed."""
    study = open_study(folder)
    undone = walking.redo(study, acting_coder(study, coder))
    put(f"In force again: {_all(undone.events)}.")


def _all(events: tuple[Located, ...]) -> str:
    shown = "; ".join(f"{describe(each)} ({each.event.id[:SHORT]})" for each in events[:3])
    return shown + (f"; and {plural(len(events) - 3, 'more event', 'more events')}" if len(events) > 3 else "")


def describe(located: Located) -> str:
    """Return one event in words."""
    document, event = located
    match event:
        case CodeEvent():
            return f'{event.code} at {document}#{event.start}-{event.end} "{_short(event.quote)}"'
        case RejectEvent():
            return f"suggestion of {event.code} rejected at {document}#{event.start}-{event.end}"
        case MemoEvent():
            return f'{event.kind} memo on {document}: "{_short(event.body)}"'
        case DoneEvent():
            return f"done {document}"
        case VoidEvent():
            return f"{'undo' if event.undoes else 'redo' if event.redoes else 'void'} of {event.target[:SHORT]} in {document}"
        case RateEvent():
            return f"rating of {event.target[:SHORT]} in {document}"
        case MoveEvent():
            return f"move of {event.target[:SHORT]} in {document}"
        case SettleEvent():
            return f"settled in {document}: {', '.join(event.codes) or 'neither'}"
        case BookEvent():
            return f"codebook: {event.change} {', '.join(event.codes)}"
        case RoundEvent():
            return f'round "{event.name}" closed'
    return type(event).__name__


def _short(words: str) -> str:
    line = flat(words)
    return line if len(line) <= 40 else line[:37] + "…"


def log(
    coder: CoderOption = None,
    document: Annotated[str | None, typer.Option(metavar="DOCUMENT", help="Only acts on this document.")] = None,
    most: Annotated[int | None, typer.Option("--most", metavar="N", min=1, help="The latest N acts.")] = None,
    format: Annotated[str, typer.Option("--format", metavar="table|json")] = "table",
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
    entries = entries[-most:] if most else entries
    if format == "json":
        put_json("log", {"document": wanted}, {"acts": [_as_json(act, who, voided) for act, who, voided in entries]})
        return
    for act, who, voided in entries:
        put(f"{shade(act.at, '2')}  {shade(who.handle, '36')}  {_in_words(study, act, voided)}")


def _in_words(study: Study, act: Act, voided: Any) -> str:
    parts = []
    for each in act.events:
        reason = f" ({each.event.why})" if isinstance(each.event, VoidEvent) and each.event.why else ""
        gone = " [taken back]" if each.event.id in voided else ""
        parts.append(f"{describe(each)}{reason} · {each.event.id[:SHORT]}{gone}")
    return "\n    ".join(parts)


def _as_json(act: Act, who: Coder, voided: Any) -> dict[str, Any]:
    return {
        "act": act.id,
        "at": act.at,
        "coder": who.handle,
        "events": [
            {
                "id": event.id,
                "op": type(event).__struct_config__.tag,
                "ledger": document,
                "words": describe(Located(document, event)),
                "why": event.why if isinstance(event, VoidEvent) else None,
                "in_force": event.id not in voided,
            }
            for document, event in act.events
        ],
    }
