"""`codebook add|edit|rename|move|merge|diff`: the codebook while it grows."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Annotated, Literal

import typer

from qualcode.cli.options import (
    CoderOption,
    LanguageOption,
    PrintFormat,
    StudyOption,
    acting_coder,
    find_code,
    open_study,
)
from qualcode.cli.output import SHORT, plural, put, put_json, say
from qualcode.coding import codebook_acts as acts
from qualcode.coding.codebook_diff import CodeChange, codebook_diff, codings_by_code
from qualcode.errors import UsageError
from qualcode.model.codebook import Codebook
from qualcode.model.coding import Coder
from qualcode.model.events import BookEvent
from qualcode.study.codebook_edit import EDITABLE
from qualcode.study.codebook_file import read_codebook
from qualcode.study.study import Study

CodeArgument = Annotated[str, typer.Argument(metavar="CODE", help="By id, path of names, name, or a part of them.")]
Under = Annotated[str | None, typer.Option("--under", metavar="CODE", help="Below this code; at the top without it.")]
Origin = Literal["a-priori", "emergent", "in-vivo"]


def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What the code is called.")],
    under: Under = None,
    id: Annotated[
        str | None, typer.Option("--id", metavar="ID", help="Its id; made from the name without one.")
    ] = None,
    definition: Annotated[str, typer.Option("--definition", metavar="TEXT", help="What it means.")] = "",
    language: LanguageOption = None,
    heading: Annotated[bool, typer.Option("--heading", help="A heading: it groups codes and is not applied.")] = False,
    origin: Annotated[Origin, typer.Option("--origin", help="Where it comes from.")] = "emergent",
    coder: CoderOption = None,
    folder: StudyOption = None,
) -> None:
    """Add a code, as the last one below its parent; comments and layout of the file stay."""
    study, actor = _study(folder, coder)
    new = acts.NewCode(name, under, id, definition, language, not heading, origin)
    _put(acts.add(study, actor, new), actor)


def edit(
    code: CodeArgument,
    field: Annotated[str, typer.Argument(metavar="FIELD", help=f"One of {', '.join(EDITABLE)}.")],
    value: Annotated[str | None, typer.Argument(metavar="TEXT", help="The new words; with --clear, none.")] = None,
    language: LanguageOption = None,
    clear: Annotated[bool, typer.Option("--clear", help="Take the field away.")] = False,
    coder: CoderOption = None,
    folder: StudyOption = None,
) -> None:
    """Set one field of a code: its name, definition, or a rule; --lang says in which language."""
    if (value is None) != clear:
        raise UsageError("Give the new words, or --clear. Nothing was edited.")
    study, actor = _study(folder, coder)
    _put(acts.edit(study, actor, find_code(study, code).id, field, value, language), actor)


def rename(
    code: CodeArgument,
    new: Annotated[str, typer.Argument(metavar="NEW", help="The new id. A name is changed with `codebook edit`.")],
    coder: CoderOption = None,
    folder: StudyOption = None,
) -> None:
    """Give a code another id; the old one goes on leading to it, and no ledger is touched."""
    study, actor = _study(folder, coder)
    _put(acts.rename(study, actor, find_code(study, code).id, new), actor)


def move(code: CodeArgument, under: Under = None, coder: CoderOption = None, folder: StudyOption = None) -> None:
    """Put a code, and all below it, below another one or at the top."""
    study, actor = _study(folder, coder)
    parent = None if under is None else find_code(study, under).id
    _put(acts.move(study, actor, find_code(study, code).id, parent), actor)


def merge(
    codes: Annotated[list[str], typer.Argument(metavar="CODE", help="The codes to merge.")],
    into: Annotated[str, typer.Option("--into", metavar="CODE", help="The code that stays.")],
    coder: CoderOption = None,
    folder: StudyOption = None,
) -> None:
    """Merge codes into another: their codings count under it from now on, and no ledger is touched."""
    study, actor = _study(folder, coder)
    sources = [find_code(study, each).id for each in codes]
    _put(acts.merge(study, actor, sources, find_code(study, into).id), actor)


def _study(folder: Path | None, coder: str | None) -> tuple[Study, Coder]:
    study = open_study(folder)
    return study, acting_coder(study, coder)


def _put(event: BookEvent, actor: Coder) -> None:
    *before, last = event.codes
    codes = f"{', '.join(before)} → {last}" if before else last
    put(f"codebook {event.change}: {codes} · {actor.handle} · {event.id[:SHORT]}")


def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="An older codebook: a file, or a git revision (HEAD~1).")],
    new: Annotated[str | None, typer.Argument(metavar="NEW", help="A newer one; the study's own without it.")] = None,
    format: PrintFormat = "table",
    folder: StudyOption = None,
) -> None:
    """Say what changed between two versions of the codebook, and how many codings each change touches."""
    study = open_study(folder)
    later = study.codebook if new is None else _version(study, new)
    changes = codebook_diff(_version(study, old), later, codings_by_code(study))
    if format == "json":
        rows = [{name: getattr(each, name) for name in each.__slots__} for each in changes]
        put_json("codebook-diff", {"old": old, "new": new}, {"changes": rows})
        return
    for change in changes:
        put(_in_words(change))
    say(f"{plural(len(changes), 'change')}.")


def _in_words(change: CodeChange) -> str:
    ids = " → ".join(dict.fromkeys(id for id in (change.before, change.after) if id))
    touched = f" · {plural(change.codings, 'coding')}" if change.codings else ""
    return f"{change.kind:9} {ids} · {change.words}{touched}"


def _version(study: Study, name: str) -> Codebook:
    """Return the codebook in a file, or in the study's `codebook.yaml` at a git revision."""
    path = Path(name)
    if path.is_file():
        return read_codebook(path.read_bytes(), name).codebook
    command = ["git", "-C", str(study.root), "show", f"{name}:./codebook.yaml"]
    try:
        found = subprocess.run(command, capture_output=True, check=False)
    except OSError:
        found = None
    if found is None or found.returncode != 0 or name.startswith("-"):
        raise UsageError(
            f'"{name}" is neither a file nor a git revision with a codebook.yaml.',
            remedy="For example `qualcode codebook diff HEAD~1`.",
        )
    return read_codebook(found.stdout, name).codebook
