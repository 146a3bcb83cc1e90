"""The options that many commands share, and what they resolve to."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from qualcode.errors import UsageError
from qualcode.model.coding import Coder
from qualcode.study.paths import find_root
from qualcode.study.study import Study

StudyOption = Annotated[Path | None, typer.Option("--study", metavar="DIR", help="The study's folder.")]
CoderOption = Annotated[str | None, typer.Option("--coder", metavar="HANDLE", help="Who acts (or set QUALCODE_CODER).")]
CodersOption = Annotated[
    str | None, typer.Option("--coders", metavar="A,B", help="Whose codings count: handles, or `all`.")
]
FormatOption = Annotated[str, typer.Option("--format", metavar="table|json|csv|md", help="How to print it.")]
OutOption = Annotated[
    Path | None, typer.Option("--out", metavar="FILE", help="Write it to a file: .docx, .csv, .json, .md.")
]
UnitOption = Annotated[
    str | None, typer.Option("--unit", metavar="turn|paragraph|sentence", help="Another unit than the study's.")
]
LanguageOption = Annotated[
    str | None, typer.Option("--lang", metavar="en|zh", help="The language of labels and notes.")
]


def open_study(folder: Path | None, *, strict: bool = True) -> Study:
    """Return the study in the folder given, or the one found from the working directory upwards.

    With `strict`, settings or a codebook that cannot be read at all stop the command; a single bad entry does not.
    """
    if folder is not None and not (folder / "qualcode.toml").is_file():
        raise UsageError(f"There is no study in {folder}.", remedy="A study's folder holds a qualcode.toml.")
    study = Study(find_root(Path.cwd()) if folder is None else folder)
    if strict:
        study.refuse_unreadable()
    return study


def acting_coder(study: Study, handle: str | None) -> Coder:
    """Return who acts: as given, as QUALCODE_CODER says, or the study's only human coder, rounds aside."""
    named = handle or os.environ.get("QUALCODE_CODER")
    if named:
        return study.coder(named, outcome="`qualcode coder add HANDLE` registers one.")
    people = [coder for coder in study.settings.coders if coder.kind == "human" and not coder.is_round]
    if len(people) == 1:
        return people[0]
    if not people:
        raise UsageError("No coder is registered yet.", remedy="`qualcode coder add <handle>` registers one.")
    handles = ", ".join(coder.handle for coder in people)
    raise UsageError(f"Who acts? There are {handles}.", remedy="Add --coder HANDLE, or set QUALCODE_CODER.")


def split(option: str | None) -> tuple[str, ...]:
    """Return the values of an option that takes several between commas."""
    return tuple(part.strip() for part in (option or "").replace("，", ",").split(",") if part.strip())


def language_of(study: Study, option: str | None) -> str:
    """Return the language of labels: as asked for, else the report's, else the study's first."""
    chosen = option or study.settings.report_language or next(iter(study.settings.languages), "en")
    if chosen not in ("en", "zh"):
        raise UsageError(f'"{chosen}" is no language of qualcode.', remedy="Write --lang en or --lang zh.")
    return chosen
