"""`report`: what people hand in, as a Word document or as a web page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

import typer

from qualcode.cli.documents import say_unreadable
from qualcode.cli.options import CodersOption, LanguageOption, StudyOption, language_of, open_study, split
from qualcode.cli.output import say
from qualcode.errors import StudyError, UsageError
from qualcode.report.build import build_displays, build_word
from qualcode.report.options import Language, Style
from qualcode.report.page.build import build_page
from qualcode.report.preset import USUAL
from qualcode.report.study_report import chosen_displays, study_report
from qualcode.study.atomic import write_atomically
from qualcode.study.study import Study

SUFFIXES = (".docx", ".html")


def report(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The file to write; its suffix chooses: .docx or .html.")],
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
    language: LanguageOption = None,
    folder: StudyOption = None,
) -> None:
    """Write the study's report: a Word document, or one web page that opens anywhere without a network."""
    suffix = out.suffix.lower()
    if suffix not in SUFFIXES:
        raise UsageError(f"A report is no {suffix or 'file without a suffix'}.", remedy="Name a .docx or a .html file.")
    if redact and suffix != ".html":
        raise UsageError("--redact is for the web page alone.", remedy="Name a .html file, or leave it out.")
    given = {"--preset": preset, "--only": only, "--style": style, "--reference-doc": reference}
    if suffix == ".html" and (extra := [name for name, value in given.items() if value is not None]):
        raise UsageError(
            f"{', '.join(extra)}: for the Word report alone.", remedy="Name a .docx file, or leave it out."
        )
    study = open_study(folder)
    say_unreadable(study)
    chosen, handles = language_of(study, language), split(coders) or None
    if suffix == ".html":
        data = build_page(study, chosen, handles, redact=redact)
    else:
        data = _word(study, chosen, handles, _Wanted(preset or USUAL, split(only), style, _read(reference)))
    write_atomically(out, data, str(out), durable=False)
    say(f"Wrote {out}.")


class _Wanted(NamedTuple):
    """What is wanted of the Word report: the preset, only these displays (none: all), the style, the base document."""

    preset: str
    only: tuple[str, ...]
    style: Style | None
    base: bytes | None


def _word(study: Study, language: Language, coders: Sequence[str] | None, wanted: _Wanted) -> bytes:
    made = study_report(study, language, coders, wanted.preset, wanted.style)
    contents = made.contents
    if wanted.only:
        chosen = chosen_displays(made, wanted.only)
        return build_displays(chosen, contents.title, language, contents.style, contents.date, wanted.base)
    for remark in made.remarks:
        say(remark)
    return build_word(contents, wanted.base)


def _read(path: Path | None) -> bytes | None:
    if path is None:
        return None
    try:
        return path.read_bytes()
    except OSError as fault:
        raise StudyError(f"cannot be read ({fault.strerror}).", remedy="Check the name.", path=str(path)) from fault
