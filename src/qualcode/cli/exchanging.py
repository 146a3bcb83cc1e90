"""`import` and `export`: other programs' projects, chosen by what the file is and by its suffix."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from qualcode.cli.displays import show_display
from qualcode.cli.options import CodersOption, FormatOption, LanguageOption, OutOption, StudyOption, open_study, split
from qualcode.cli.output import say
from qualcode.errors import UsageError
from qualcode.study.paths import find_root

Target = Literal["nvivo", "atlas", "maxqda", "qualcoder"]
_READ = (".qdpx", ".qde", ".qdc")
_WRITTEN = (".qdpx", ".qdc")


def export(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="What to write: a project (.qdpx) or a codebook (.qdc).")
    ],
    target: Annotated[
        Target | None,
        typer.Option("--target", help="The program it is for, where that reads the standard its own way."),
    ] = None,
    coders: CodersOption = None,
    language: LanguageOption = None,
    format: FormatOption = "table",
    report: OutOption = None,
    folder: StudyOption = None,
) -> None:
    """Write the study for another program (REFI-QDA), and say what its format has no place for."""
    # Reading XML costs more to import than most commands take.
    from qualcode.exchange.refi.export import export_codebook, export_project

    suffix = _suffix(file, _WRITTEN, "written")
    study = open_study(folder)
    if suffix == ".qdc":
        display = export_codebook(study, file, target=target or "")
    else:
        display = export_project(study, file, split(coders), target=target or "")
    show_display(study, display, format, report, language)
    say(f"Wrote {file}.")


def import_file(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A project (.qdpx, .qde) or a codebook (.qdc).")],
    into: Annotated[
        Path | None,
        typer.Option("--into", metavar="DIR", help="A new folder, or a study's; else the study you are in."),
    ] = None,
    language: LanguageOption = None,
    format: FormatOption = "table",
    report: OutOption = None,
    folder: StudyOption = None,
) -> None:
    """Bring another program's project into a study, changing nothing that is there, and say what could not come."""
    from qualcode.exchange.refi.bring import import_project
    from qualcode.exchange.refi.read import read_project

    _suffix(file, _READ, "read")
    if into is not None and folder is not None:
        raise UsageError("--into and --study both name the study.", remedy="Give one of them.")
    root = into or (find_root(Path.cwd()) if folder is None else open_study(folder).root)
    found = import_project(read_project(file), root, file.name)
    show_display(found.study, found.report, format, report, language)
    shown = "" if into is None else f" in {into}"
    say(f"Next: `qualcode status`{shown} shows the study.")


def _suffix(file: Path, known: tuple[str, ...], what: str) -> str:
    suffix = file.suffix.lower()
    if suffix not in known:
        raise UsageError(f'"{file.name}" cannot be {what} so.', remedy=f"Its name must end in {', '.join(known)}.")
    return suffix
