"""`matrix`: codes against cases, roles or any attribute."""

from __future__ import annotations

from typing import Annotated

import typer

from qualcode.analysis.matrix import matrix as make_matrix
from qualcode.cli.displays import show_display
from qualcode.cli.options import (
    CodersOption,
    FormatOption,
    LanguageOption,
    OutOption,
    StudyOption,
    language_of,
    open_study,
    split,
)
from qualcode.coding.retrieve import evidence
from qualcode.errors import UsageError

VALUES = ("count", "presence", "share", "quotes")


def matrix(
    rows: Annotated[
        str, typer.Option(metavar="WHAT", help="code, case, document, role, participant, kind, or an attribute.")
    ] = "code",
    columns: Annotated[str, typer.Option(metavar="WHAT", help="The same choices.")] = "case",
    values: Annotated[str, typer.Option(metavar="|".join(VALUES), help="What the cells hold.")] = "count",
    level: Annotated[
        int | None, typer.Option(min=1, help="Codes down to this level, with what is below counted in.")
    ] = None,
    codes: Annotated[
        str | None, typer.Option("--codes", metavar="A,B", help="Only these, each with all below it.")
    ] = None,
    alone: Annotated[
        bool, typer.Option("--without-descendants", help="A code counts without what is below it.")
    ] = False,
    most: Annotated[int, typer.Option("--quotes", metavar="N", min=1, help="How many quotes a cell holds.")] = 2,
    coders: CodersOption = None,
    format: FormatOption = "table",
    out: OutOption = None,
    language: LanguageOption = None,
    folder: StudyOption = None,
) -> None:
    """Lay codes against cases (or anything against anything); every cell can be traced to its codings in JSON."""
    study = open_study(folder)
    if values not in VALUES:
        raise UsageError(f'Cells cannot hold "{values}".', remedy=f"They hold {', '.join(VALUES)}.")
    display = make_matrix(
        evidence(study, split(coders) or None),
        rows=rows,
        columns=columns,
        values=values,  # type: ignore[arg-type]  # checked above
        level=level,
        descendants=not alone,
        codes=[study.codebook.lookup(each, fragments=True).id for each in split(codes)] or None,
        language=language_of(study, language),
        quotes=most,
    )
    show_display(study, display, format, out, language)
