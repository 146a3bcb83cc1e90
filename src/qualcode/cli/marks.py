"""`rate`, `memo`, `paraphrase`, `void`, `done`: acts on what is coded already."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import typer
from msgspec import UNSET

from qualcode.cli.event_words import about_words, describe_event
from qualcode.cli.options import CoderOption, StudyOption, acting_coder, find_code, open_study
from qualcode.cli.output import SHORT, plural, put
from qualcode.coding import marks
from qualcode.coding.own import Located
from qualcode.coding.places import resolve
from qualcode.errors import NotFoundError, UsageError
from qualcode.model.address import parse_address
from qualcode.model.coding import MemoKind
from qualcode.model.events import About
from qualcode.model.names import name_key
from qualcode.study.study import Study

StanceOrNone = Literal["affirms", "denies", "mixed", "planned", "none"]
IdArgument = Annotated[str, typer.Argument(metavar="ID", help="An id, or its first four characters or more.")]


def rate(
    id: IdArgument,
    stance: Annotated[StanceOrNone | None, typer.Option("--stance", help="The new stance.")] = None,
    weight: Annotated[
        str | None, typer.Option("--weight", metavar="NUMBER|none", help="The new weight, on the code's scale.")
    ] = None,
    case: Annotated[
        str | None,
        typer.Option(
            "--case", metavar="CASE|other|none", help="Which of the document's cases it is about; other: none of them."
        ),
    ] = None,
    coder: CoderOption = None,
    folder: StudyOption = None,
) -> None:
    """Change the stance, weight or case of one of your codings; `none` clears it."""
    study = open_study(folder)
    actor = acting_coder(study, coder)
    named: dict[str, Any] = {"stance": _or_clear(stance), "case": _or_clear(case), "weight": _weight(weight)}
    document, event = marks.rate(study, actor, id, **named)
    said = ", ".join(
        f"{name} {'cleared' if value is None else value}" for name, value in named.items() if value is not UNSET
    )
    put(f"{describe_event(study, Located(document, event))} · {said} · {actor.handle} · {event.id[:SHORT]}")


def _or_clear(value: str | None) -> Any:
    return UNSET if value is None else None if value == "none" else value


def _weight(value: str | None) -> Any:
    chosen = _or_clear(value)
    if not isinstance(chosen, str):
        return chosen
    try:
        return float(chosen)
    except ValueError:
        raise UsageError(f'weight "{value}" is not a number.') from None


def memo(
    body: Annotated[str, typer.Argument(metavar="TEXT", help="What you want to keep.")],
    on: Annotated[str | None, typer.Option("--on", metavar="ID", help="A coding, by its id.")] = None,
    document: Annotated[str | None, typer.Option("--document", metavar="DOCUMENT", help="A document.")] = None,
    code: Annotated[str | None, typer.Option("--code", metavar="CODE", help="A code.")] = None,
    case: Annotated[str | None, typer.Option("--case", metavar="CASE", help="A case.")] = None,
    feature: Annotated[
        str | None, typer.Option("--feature", metavar="NAME", help="A feature that cases share, in your words.")
    ] = None,
    kind: Annotated[MemoKind, typer.Option("--kind", help="What kind of memo it is.")] = "theoretical",
    replaces: Annotated[
        str | None, typer.Option("--replaces", metavar="ID", help="An earlier memo whose words these replace.")
    ] = None,
    coder: CoderOption = None,
    folder: StudyOption = None,
) -> None:
    """Write a memo on a coding, a document, a code, a case, or the study as a whole."""
    if replaces is not None and (on or document or code or case or feature):
        raise UsageError(
            "A memo that replaces another is about the same. Nothing was recorded.",
            remedy="Give --replaces ID and the new words alone.",
        )
    study = open_study(folder)
    actor = acting_coder(study, coder)
    about = About(
        coding=on,
        document=None if document is None else study.find_document(document).id,
        code=None if code is None else find_code(study, code).id,
        case=None if case is None else _case(study, case),
        feature=feature,
    )
    _, event = marks.memo(study, actor, body, about, kind=kind, replaces=replaces)
    put(f"{about_words(event.about)}  {event.kind} memo · {actor.handle} · {event.id[:SHORT]}")


def _case(study: Study, name: str) -> str:
    for case in study.cases:
        if name_key(name) in (name_key(case.id), name_key(case.name)):
            return case.id
    raise NotFoundError("case", name, [case.id for case in study.cases])


def paraphrase(
    address: Annotated[str, typer.Argument(metavar="ADDRESS", help="The passage, such as INT03:14.")],
    body: Annotated[str, typer.Argument(metavar="TEXT", help="What it says, in other words.")],
    quote: Annotated[str | None, typer.Option("--quote", metavar="WORDS", help="Narrow to these words.")] = None,
    coder: CoderOption = None,
    folder: StudyOption = None,
) -> None:
    """Say in other words what a passage says; kept as a memo with the passage."""
    study = open_study(folder)
    actor = acting_coder(study, coder)
    place = resolve(study, parse_address(address), quote)
    ledger, event = marks.paraphrase(study, actor, place, body)
    put(f"{ledger}  paraphrase of {address} · {actor.handle} · {event.id[:SHORT]}")


def void(
    ids: Annotated[
        list[str],
        typer.Argument(metavar="ID", help="Ids of codings, memos or dones, or their first four characters or more."),
    ],
    why: Annotated[str | None, typer.Option("--why", metavar="TEXT", help="The reason, kept in the log.")] = None,
    coder: CoderOption = None,
    folder: StudyOption = None,
) -> None:
    """Take your codings, memos or dones back. Nothing is deleted: `undo` brings them back."""
    study = open_study(folder)
    actor = acting_coder(study, coder)
    for ledger, event in marks.void_all(study, actor, ids, why):
        put(f"Taken back: {describe_event(study, Located(ledger, event))} · {actor.handle} · {event.id[:SHORT]}")


def done(
    documents: Annotated[list[str], typer.Argument(metavar="DOCUMENT", help="Documents, such as INT03.")],
    coder: CoderOption = None,
    folder: StudyOption = None,
) -> None:
    """Say that you have finished documents: from now on, what you did not code there counts as absent."""
    study = open_study(folder)
    actor = acting_coder(study, coder)
    ids = [study.document(study.find_document(name).id).id for name in documents]
    for id, event, before in marks.done_all(study, actor, ids):
        made = len(study.state(actor.handle, id).codings)
        already = " · already done" if before else ""
        put(
            f"{id}  done · {plural(made, 'coding')}; the codebook has {plural(len(event.codes), 'code')}, and one not given "
            f"here now counts as absent · {actor.handle} · {event.id[:SHORT]}{already}"
        )
