"""`report`: what people hand in, as a Word document or as a web page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

import typer

from qualcode.cli.documents import say_unreadable
from qualcode.cli.manifesting import manifested
from qualcode.cli.options import CodersOption, StudyOption, language_of, open_study, read_given, split
from qualcode.cli.output import say
from qualcode.cli.typed import made_by
from qualcode.errors import UsageError
from qualcode.report.book import build_book
from qualcode.report.build import build_displays, build_word
from qualcode.report.options import Language, Style
from qualcode.report.page.build import build_page
from qualcode.report.preset import USUAL
from qualcode.report.study_report import chosen_displays, report_in_both, study_report
from qualcode.study.atomic import write_atomically
from qualcode.study.study import Study

SUFFIXES = (".docx", ".html", ".xlsx")
ReportLanguageOption = Annotated[
    Literal["en", "zh", "both"] | None,
    typer.Option("--lang", help="The report's language, if not the study's; both: Chinese and English side by side."),
]


def report(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The file to write: .docx, .html or .xlsx.")],
    redact: Annotated[
        bool, typer.Option("--redact", help="Leave the texts out of the web page, and keep places and counts.")
    ] = False,
    preset: Annotated[
        str | None,
        typer.Option("--preset", metavar="NAME", help="Which sections: full, article, zh-thesis, or one of your own."),
    ] = None,
    only: Annotated[
        str | None,
        typer.Option("--only", metavar="A,B", help="Only these displays or sections, one after the other."),
    ] = None,
    style: Annotated[
        Literal["three-line", "apa", "grid"] | None, typer.Option("--style", help="How tables are ruled.")
    ] = None,
    reference: Annotated[
        Path | None,
        typer.Option("--reference-doc", metavar="FILE", help="A .docx whose styles, headers and footers to take."),
    ] = None,
    coders: CodersOption = None,
    language: ReportLanguageOption = None,
    folder: StudyOption = None,
) -> None:
    """Write the study's report: a Word document, a web page that needs no network, or a workbook with every table."""
    suffix = out.suffix.lower()
    given: dict[str, object] = {"--preset": preset, "--only": only, "--style": style, "--reference-doc": reference}
    given["--lang both"] = language if language == "both" else None
    _refuse(suffix, redact, [name for name, value in given.items() if value is not None])
    study = open_study(folder)
    say_unreadable(study)
    chosen, handles = language_of(study, None if language == "both" else language), split(coders) or None
    named = preset or study.settings.report_preset or USUAL
    if suffix == ".html":
        data = build_page(study, chosen, handles, redact=redact)
    elif suffix == ".xlsx":
        data = build_book(study, study_report(study, chosen, handles, named, style), handles)
    else:
        data = _word(study, chosen, handles, _Wanted(named, split(only), style, reference, language == "both"))
    data = manifested(study, data, out, made_by(out, study.root, chosen))
    write_atomically(out, data, str(out), durable=False)
    say(f"Wrote {out}.")


def _refuse(suffix: str, redact: bool, given: Sequence[str]) -> None:
    """Raise `UsageError` for a suffix that no report has, or options that are for another kind of file."""
    if suffix not in SUFFIXES:
        raise UsageError(
            f"A report is no {suffix or 'file without a suffix'}.",
            remedy="Name a .docx or a .html file, or an .xlsx file.",
        )
    if redact and suffix != ".html":
        raise UsageError("--redact is for the web page alone.", remedy="Name a .html file, or leave it out.")
    for_tables = ("--preset", "--style") if suffix == ".xlsx" else ()
    if suffix != ".docx" and (extra := [name for name in given if name not in for_tables]):
        raise UsageError(
            f"{', '.join(extra)}: for the Word report alone.", remedy="Name a .docx file, or leave it out."
        )


class _Wanted(NamedTuple):
    """What is wanted of the Word report: the preset, only these displays (none: all), the style, the base document."""

    preset: str
    only: tuple[str, ...]
    style: Style | None
    reference: Path | None
    both: bool


def _word(study: Study, language: Language, coders: Sequence[str] | None, wanted: _Wanted) -> bytes:
    base = None if wanted.reference is None else read_given(wanted.reference)
    name = "" if wanted.reference is None else str(wanted.reference)
    make = report_in_both if wanted.both else study_report
    made = make(study, language, coders, wanted.preset, wanted.style)
    if wanted.only:
        return build_displays(chosen_displays(made, wanted.only), made.contents, base, name)
    for remark in made.remarks:
        say(remark)
    return build_word(made.contents, base, name)
