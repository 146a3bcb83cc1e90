"""`rate`, `memo`, `paraphrase`, `void`, `done`: acts on what is coded already."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from msgspec import UNSET

from qualcode.cli.options import CoderOption, StudyOption, acting_coder, open_study
from qualcode.cli.output import SHORT, plural, put
from qualcode.coding import marks
from qualcode.coding.places import resolve
from qualcode.errors import NotFoundError, UsageError
from qualcode.model.address import parse_address
from qualcode.model.events import About
from qualcode.model.names import name_key
from qualcode.study.study import Study

IdArgument = Annotated[str, typer.Argument(metavar="ID", help="An id, or its first four characters or more.")]


def rate(
    id: IdArgument,
    stance: Annotated[str | None, typer.Option(metavar="affirms|denies|mixed|planned|none")] = None,
    weight: Annotated[str | None, typer.Option(metavar="NUMBER|none")] = None,
    case: Annotated[str | None, typer.Option(metavar="CASE|none")] = None,
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
    put(f"{document}  {event.code} · {said} · {actor.handle} · {event.id[:SHORT]}")


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
    document: Annotated[str | None, typer.Option(metavar="DOCUMENT")] = None,
    code: Annotated[str | None, typer.Option(metavar="CODE")] = None,
    case: Annotated[str | None, typer.Option(metavar="CASE")] = None,
    feature: Annotated[str | None, typer.Option(metavar="NAME")] = None,
    kind: Annotated[str, typer.Option(metavar="KIND", help=f"One of {', '.join(marks.MEMO_KINDS)}.")] = "theoretical",
    replaces: Annotated[
        str | None, typer.Option(metavar="ID", help="An earlier memo whose words these replace.")
    ] = None,
    coder: CoderOption = None,
    folder: StudyOption = None,
) -> None:
    """Write a memo on a coding, a document, a code, a case, or the study as a whole."""
    study = open_study(folder)
    actor = acting_coder(study, coder)
    about = About(
        coding=on,
        document=None if document is None else study.find_document(document).id,
        code=None if code is None else study.codebook.lookup(code, fragments=True).id,
        case=None if case is None else _case(study, case),
        feature=feature,
    )
    ledger, event = marks.memo(study, actor, body, about, kind=kind, replaces=replaces)  # type: ignore[arg-type]
    put(f"{ledger}  {kind} memo · {actor.handle} · {event.id[:SHORT]}")


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
    ids: Annotated[list[str], typer.Argument(metavar="ID...", help="Ids, or their first four characters or more.")],
    why: Annotated[str | None, typer.Option(help="The reason, kept in the log.")] = None,
    coder: CoderOption = None,
    folder: StudyOption = None,
) -> None:
    """Take your codings, memos or dones back. Nothing is deleted: `undo` brings them back."""
    study = open_study(folder)
    actor = acting_coder(study, coder)
    for id in ids:
        ledger, event = marks.void(study, actor, id, why)
        put(f"{ledger}  taken back: {type(event).__struct_config__.tag} {event.id[:SHORT]} · {actor.handle}")


def done(
    documents: Annotated[list[str], typer.Argument(metavar="DOCUMENT...")],
    coder: CoderOption = None,
    folder: StudyOption = None,
) -> None:
    """Say that you have finished documents: from now on, what you did not code there counts as absent."""
    study = open_study(folder)
    actor = acting_coder(study, coder)
    for id in [study.find_document(name).id for name in documents]:
        event = marks.done(study, actor, id)
        made = len(study.state(actor.handle, id).codings)
        put(
            f"{id}  done · {plural(made, 'coding')} · under {plural(len(event.codes), 'code')} · {actor.handle} · {event.id[:SHORT]}"
        )
