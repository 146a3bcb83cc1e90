"""The options that many commands share, and what they resolve to."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Literal

import typer

from qualcode.cli.progress import read_rest
from qualcode.errors import NotFoundError, StudyError, UsageError
from qualcode.model.codebook import Code
from qualcode.model.coding import Coder
from qualcode.model.document import Unit
from qualcode.study.paths import find_root
from qualcode.study.study import Study

StudyOption = Annotated[
    Path | None, typer.Option("--study", metavar="DIR", help="The study's folder, when you are not in it.")
]
CoderOption = Annotated[
    str | None,
    typer.Option("--coder", metavar="HANDLE", help="Who acts; else QUALCODE_CODER, or the only human coder."),
]
CodersOption = Annotated[
    str | None, typer.Option("--coders", metavar="A,B", help="Whose codings count: their handles, or `all`.")
]
OneCoderOption = Annotated[
    str | None, typer.Option("--coder", metavar="HANDLE", help="The same as --coders, for one coder.")
]
PrintFormat = Annotated[
    Literal["table", "json"], typer.Option("--format", help="How to print it: to be read, or for programs.")
]
FormatOption = Annotated[Literal["table", "json", "csv", "md"], typer.Option("--format", help="How to print it.")]
OutOption = Annotated[
    Path | None,
    typer.Option(
        "--out",
        metavar="FILE",
        help="Write it to a file; the suffix chooses: .docx, .xlsx, .html, .csv, .json, .md, or a figure: .png, .svg.",
    ),
]
UnitOption = Annotated[
    Unit | None, typer.Option("--unit", help="Segments of another unit than the study's; no coding changes.")
]
LanguageOption = Annotated[
    Literal["en", "zh"] | None, typer.Option("--lang", help="The language of labels and notes, if not the study's.")
]
LevelOption = Annotated[
    int | None, typer.Option("--level", metavar="N", min=1, help="Count what is below level N of the codebook there.")
]
CodesOption = Annotated[
    str | None, typer.Option("--codes", metavar="A,B", help="Only these codes, each with all below it.")
]


def open_study(folder: Path | None, *, strict: bool = True) -> Study:
    """Return the study in the folder given, or the one found from the working directory upwards.

    With `strict`, settings or a codebook that cannot be read at all stop the command; a single bad entry does not.
    """
    if folder is not None and not (folder / "qualcode.toml").is_file():
        raise UsageError(f"There is no study in {folder}.", remedy="A study's folder holds a qualcode.toml.")
    study = Study(find_root(Path.cwd()) if folder is None else folder)
    study.ahead = read_rest
    if strict:
        study.refuse_unreadable()
    return study


def study_around(folder: Path | None) -> Study | None:
    """Return the study whose language and style hold for data that are not its own: the one named, or around, else none."""
    if folder is not None:
        return open_study(folder, strict=False)
    try:
        return Study(find_root(Path.cwd()))
    except StudyError:
        return None


def read_given(path: Path) -> bytes:
    """Return the bytes of a file that a command was given; raise `StudyError` naming it when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as fault:
        raise StudyError(f"cannot be read ({fault.strerror}).", remedy="Check the name.", path=str(path)) from fault


def acting_coder(study: Study, handle: str | None) -> Coder:
    """Return who acts: as given, as QUALCODE_CODER says, or the study's only human coder, rounds aside."""
    named = handle or os.environ.get("QUALCODE_CODER")
    if named:
        return study.coder(named, outcome="`qualcode coder add HANDLE` registers one.")
    people = study.settings.people
    if len(people) == 1:
        return people[0]
    if not people:
        raise UsageError("No coder is registered yet.", remedy="`qualcode coder add <handle>` registers one.")
    handles = ", ".join(coder.handle for coder in people)
    raise UsageError(f"Who acts? There are {handles}.", remedy="Add --coder HANDLE, or set QUALCODE_CODER.")


def known_actor(study: Study) -> Coder | None:
    """Return who acts when that is known without asking, else `None`."""
    people = study.settings.people
    named = os.environ.get("QUALCODE_CODER")
    return acting_coder(study, None) if named or len(people) == 1 else None


def split(option: str | None) -> tuple[str, ...]:
    """Return the values of an option that takes several between commas."""
    return tuple(part.strip() for part in (option or "").replace("，", ",").split(",") if part.strip())


def language_of(study: Study | None, option: Literal["en", "zh"] | None) -> Literal["en", "zh"]:
    """Return the language of labels: as asked for, else the report's, else the study's first; English without either."""
    if study is None:
        return option or "en"
    chosen = option or study.settings.report_language or next(iter(study.settings.languages), "en")
    return "zh" if chosen == "zh" else "en"


def find_code(study: Study, text: str, *, outcome: str = "") -> Code:
    """Return the code that a person means by what they typed, a fragment included; raise with the nearest by id and name."""
    try:
        return study.codebook.lookup(text, fragments=True, outcome=outcome)
    except NotFoundError as fault:
        language = language_of(study, None)
        found = (code for near in fault.nearest for code in study.codebook if near in (code.id, *code.names.values()))
        near = dict.fromkeys(f"{code.id} ({code.name(language)})" for code in found)
        hint = f" Nearest: {', '.join(near)}." if near else ""
        raise UsageError(f'No code "{text}".{hint}', remedy=outcome or "`qualcode codebook show` lists them.") from None
