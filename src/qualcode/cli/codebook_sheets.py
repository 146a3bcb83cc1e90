"""`codebook export` and `codebook import`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qualcode.cli.displays import show_display
from qualcode.cli.options import FormatOption, LanguageOption, OutOption, StudyOption, open_study, read_given
from qualcode.cli.output import plural, say
from qualcode.errors import UsageError

_WRITTEN = (".csv", ".xlsx", ".docx", ".qdc")
_READ = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".docx", ".qdc", ".qde")


def export(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="What to write: .csv, .xlsx, a table in Word (.docx), or .qdc.")
    ],
    language: LanguageOption = None,
    folder: StudyOption = None,
) -> None:
    """Write the codebook as a sheet, a row for each code with its rules, or for other programs (.qdc)."""
    suffix = file.suffix.lower()
    if suffix not in _WRITTEN:
        raise UsageError(f'"{file.name}" cannot be written so.', remedy=f"Its name must end in {', '.join(_WRITTEN)}.")
    study = open_study(folder)
    if suffix == ".qdc":
        from qualcode.exchange.refi.export import export_codebook

        show_display(study, export_codebook(study, file), "table", None, language)
    else:
        from qualcode.cli.bringing import write_sheet
        from qualcode.exchange.sheets.codebook import codebook_sheet

        title = f"{study.settings.title}: codebook" if study.settings.title else "Codebook"
        write_sheet(codebook_sheet(study.codebook, title, rules_only=suffix == ".docx"), file)
    say(f"Wrote {file}: {plural(len(study.codebook), 'entry', 'entries')}.")


def import_codes(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A sheet of codes (.csv, .xlsx), a table in Word (.docx), or .qdc.")
    ],
    language: LanguageOption = None,
    format: FormatOption = "table",
    report: OutOption = None,
    folder: StudyOption = None,
) -> None:
    """Add the codes of a sheet or of another program's codebook; what is there stays as it is."""
    from qualcode.exchange.refi.bring import import_project
    from qualcode.exchange.refi.read import read_project
    from qualcode.exchange.sheets.codebook import read_codebook_sheet
    from qualcode.exchange.sheets.columns import lines_of, read_lines
    from qualcode.exchange.sheets.word_table import read_word_table

    suffix = file.suffix.lower()
    if suffix not in _READ:
        raise UsageError(f'"{file.name}" cannot be read so.', remedy=f"Its name must end in {', '.join(_READ)}.")
    study = open_study(folder)
    if suffix in (".qdc", ".qde"):
        reading = read_project(file)
    elif suffix == ".docx":
        reading = read_codebook_sheet(lines_of(read_word_table(read_given(file), str(file))), str(file), study.codebook)
    else:
        reading = read_codebook_sheet(read_lines(read_given(file), str(file)), str(file), study.codebook)
    if not reading.is_codebook:
        raise UsageError(f"{file.name} is a whole project.", remedy="`qualcode import` brings it in.")
    found = import_project(reading, study.root, file.name)
    show_display(found.study, found.report, format, report, language)
    say("Next: `qualcode codebook check` looks it over.")
