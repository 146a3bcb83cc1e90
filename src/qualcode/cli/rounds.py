"""`round close|list|reopen`: what coders had done at one time, kept under a name."""

from __future__ import annotations

from typing import Annotated

import typer

from qualcode.cli.comparing import DocumentsOption
from qualcode.cli.options import CoderOption, PrintFormat, StudyOption, acting_coder, open_study, split
from qualcode.cli.output import SHORT, plural, put, put_json
from qualcode.coding.rounds import close_round, reopen_round, rounds_of

Name = Annotated[str, typer.Argument(metavar="NAME", help="What the round is called, such as pilot.")]


def close(
    name: Name,
    coders: Annotated[
        str | None, typer.Option("--coders", metavar="A,B", help="Whose; else all but rounds and consensus.")
    ] = None,
    documents: DocumentsOption = None,
    coder: CoderOption = None,
    folder: StudyOption = None,
) -> None:
    """Keep what coders have done up to now under a name; `agree --round NAME` goes back to it."""
    study = open_study(folder)
    actor = acting_coder(study, coder)
    named = [study.find_document(each, outcome="Nothing was closed.").id for each in split(documents)]
    event = close_round(study, actor, name, split(coders), named)
    put(f'round "{event.name}" closed: {_what(event.coders, event.documents)} · {actor.handle} · {event.id[:SHORT]}')


def listing(format: PrintFormat = "table", folder: StudyOption = None) -> None:
    """List the closed rounds, the earliest first."""
    closed = rounds_of(open_study(folder))
    if format == "json":
        rows = [
            {
                "id": each.event.id,
                "name": each.event.name,
                "until": each.event.until,
                "by": each.by,
                "coders": list(each.event.coders),
                "documents": list(each.event.documents),
            }
            for each in closed
        ]
        put_json("rounds", {}, {"rounds": rows})
        return
    for each in closed:
        put(f"{each.event.name}  {each.event.until}  {_what(each.event.coders, each.event.documents)} · {each.by}")
    if not closed:
        put("No round is closed. `qualcode round close NAME` closes one.")


def reopen(
    name: Name,
    why: Annotated[str | None, typer.Option("--why", metavar="TEXT", help="The reason; it is kept.")] = None,
    coder: CoderOption = None,
    folder: StudyOption = None,
) -> None:
    """Take back the closing of a round."""
    study = open_study(folder)
    actor = acting_coder(study, coder)
    event = reopen_round(study, actor, name, why)
    put(f'round "{event.name}" reopened · {actor.handle}')


def _what(coders: tuple[str, ...], documents: tuple[str, ...]) -> str:
    return f"{', '.join(coders)} on {plural(len(documents), 'document')}"
