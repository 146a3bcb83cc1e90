"""`import` and `export`: other programs' projects, chosen by what the file is and by its suffix."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

import typer

from qualcode.cli.displays import show_display
from qualcode.cli.options import (
    CoderOption,
    CodersOption,
    FormatOption,
    LanguageOption,
    OutOption,
    StudyOption,
    open_study,
    read_given,
    split,
)
from qualcode.cli.output import plural, say
from qualcode.errors import UsageError
from qualcode.study.paths import find_root
from qualcode.study.study import Study

Target = Literal["nvivo", "atlas", "maxqda", "qualcoder"]
ForCodingOption = Annotated[
    bool, typer.Option("--for-coding", help="INT03.docx: a transcript to code by comments in Word.")
]
AsCommentsOption = Annotated[
    bool, typer.Option("--codings-as-comments", help="INT03.docx: a transcript with codings as comments.")
]
DoneOption = Annotated[
    bool, typer.Option("--done", help="The coder has finished: what they did not code is absent there.")
]
ProjectOption = Annotated[
    str | None, typer.Option("--project", metavar="NAME", help="Of a Taguette database with several: which.")
]
_SHEETS = (".csv", ".xlsx")
_WRITTEN = (".qdpx", ".qdc", *_SHEETS)


def export(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="A project (.qdpx), a codebook (.qdc), codings as a sheet (.csv, .xlsx), a document as Word (INT03.docx).",
        ),
    ],
    target: Annotated[
        Target | None,
        typer.Option("--target", help="The program it is for, where that reads the standard its own way."),
    ] = None,
    for_coding: ForCodingOption = False,
    codings_as_comments: AsCommentsOption = False,
    coders: CodersOption = None,
    language: LanguageOption = None,
    format: FormatOption = "table",
    report: OutOption = None,
    folder: StudyOption = None,
) -> None:
    """Write the study for another program (REFI-QDA), and say what it has no place for; or a document for Word."""
    if for_coding or codings_as_comments:
        _export_word(file, report, coders, language, folder, for_coding, codings_as_comments)
        return
    # Reading XML costs more to import than most commands take.
    from qualcode.exchange.refi.export import export_codebook, export_project

    if file.suffix.lower() == ".docx":
        raise UsageError(
            f"What shall {file.name} be?", remedy="Add --for-coding to have it coded in Word, or --codings-as-comments."
        )
    suffix = _suffix(file, _WRITTEN, "written")
    study = open_study(folder)
    if suffix in _SHEETS:
        _export_codings(study, file, target, split(coders))
        return
    if suffix == ".qdc":
        display = export_codebook(study, file, target=target or "")
    else:
        display = export_project(study, file, split(coders), target=target or "")
    show_display(study, display, format, report, language)
    say(f"Wrote {file}.")


def import_file(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="A project of REFI-QDA (.qdpx, .qdc), QualCoder (.qda) or Taguette (.sqlite3), a sheet, or a coder's Word file.",
        ),
    ],
    into: Annotated[
        Path | None,
        typer.Option("--into", metavar="DIR", help="A new folder, or a study's; else the study you are in."),
    ] = None,
    coder: CoderOption = None,
    project: ProjectOption = None,
    done: DoneOption = False,
    language: LanguageOption = None,
    format: FormatOption = "table",
    report: OutOption = None,
    folder: StudyOption = None,
) -> None:
    """Bring another program's project, or a coder's Word file, into a study and say what could not come."""
    if file.suffix.lower() == ".docx":
        from qualcode.cli.word_desk import import_word

        if into is not None:
            raise UsageError("--into is for whole projects.", remedy="Give the study with --study DIR.")
        import_word(open_study(folder), file, coder, format, report, language, done=done)
        return
    is_sheet = file.suffix.lower() in (*_SHEETS, ".tsv")
    if is_sheet and into is None and _import_sample(file, coder, format, report, language, folder, done=done):
        return
    from qualcode.cli.bringing import bring

    if done:
        raise UsageError("--done is for what a coder sends back.", remedy="`qualcode done DOCUMENT` says it.")
    if into is not None and folder is not None:
        raise UsageError("--into and --study both name the study.", remedy="Give one of them.")
    root = into or (find_root(Path.cwd()) if folder is None else open_study(folder).root)
    found = bring(file, root, coder, project)
    show_display(found.study, found.report, format, report, language)
    shown = "" if into is None else f" in {into}"
    say(f"Next: `qualcode status`{shown} shows the study.")


def _export_word(
    file: Path,
    out: Path | None,
    coders: str | None,
    language: Literal["en", "zh"] | None,
    folder: Path | None,
    for_coding: bool,
    with_codings: bool,
) -> None:
    from qualcode.cli.word_desk import export_word

    if for_coding and with_codings:
        raise UsageError(
            "A file to code in shows nobody's codings.", remedy="Give one of --for-coding, --codings-as-comments."
        )
    export_word(open_study(folder), file, out, split(coders), language, with_codings=with_codings)


def _import_sample(
    file: Path,
    coder: str | None,
    format: str,
    out: Path | None,
    language: Literal["en", "zh"] | None,
    folder: Path | None,
    *,
    done: bool,
) -> bool:
    """Read a sample's sheet that came back; say whether the file was one."""
    from qualcode.cli.sample_sheets import import_sheet
    from qualcode.exchange.word_desk.sheet import is_sample_sheet
    from qualcode.study.sheets import read_sheet

    reading = read_sheet(read_given(file), str(file))
    if not is_sample_sheet(reading):
        return False
    import_sheet(open_study(folder), reading, file, coder, format, out, language, done=done)
    return True


def _export_codings(study: Study, file: Path, target: Target | None, coders: Sequence[str]) -> None:
    from qualcode.cli.bringing import write_sheet
    from qualcode.exchange.sheets.codings_out import codings_sheet

    if target is not None:
        raise UsageError("--target is for projects (.qdpx) and codebooks (.qdc).", remedy="Leave it out.")
    display = codings_sheet(study, coders)
    write_sheet(display, file)
    for why, count in display.set_aside.items():
        say(f"Left out: {count} ({why}).")
    say(f"Wrote {file}: {plural(len(display.rows), 'coding')}.")


def _suffix(file: Path, known: tuple[str, ...], what: str) -> str:
    suffix = file.suffix.lower()
    if suffix not in known:
        raise UsageError(f'"{file.name}" cannot be {what} so.', remedy=f"Its name must end in {', '.join(known)}.")
    return suffix
