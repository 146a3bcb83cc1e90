"""`run`: check, compare, count, report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qualcode.cli.options import CodersOption, LanguageOption, StudyOption, language_of, open_study, split
from qualcode.cli.output import plural, put, say, say_problems
from qualcode.coding.check import check
from qualcode.report.run import run as run_study


def run(
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="Where to write; the study's output/ without it.")
    ] = None,
    preset: Annotated[
        str | None,
        typer.Option("--preset", metavar="NAME", help="Which sections: full, article, zh-thesis, or one of your own."),
    ] = None,
    coders: CodersOption = None,
    language: LanguageOption = None,
    folder: StudyOption = None,
) -> None:
    """Check the study, compare its coders, count, and write the report (Word, page, workbook), tables, figures and a manifest."""
    study = open_study(folder)
    problems = check(study)
    say_problems(problems)
    output = out or study.root / "output"
    result = run_study(study, output, language_of(study, language), split(coders) or None, preset or "")
    for remark in result.remarks:
        say(remark)
    for name in result.written:
        put(_shown(output / name))
    errors = sum(problem.severity == "error" for problem in problems)
    say(
        f"{plural(len(result.written), 'file')} written; check found {plural(errors, 'error')} and {plural(len(problems) - errors, 'warning')}."
    )


def _shown(path: Path) -> str:
    """Return a path as seen from the working directory where it lies below it."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
