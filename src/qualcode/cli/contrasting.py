"""`contrast`: chosen cases, roles or groups against each other."""

from __future__ import annotations

from typing import Annotated

import typer

from qualcode.analysis.contrast import Pattern
from qualcode.analysis.contrast import contrast as make_contrast
from qualcode.analysis.contrast_display import contrast_display
from qualcode.analysis.where import where
from qualcode.cli.displays import show_display
from qualcode.cli.documents import say_unreadable
from qualcode.cli.options import (
    CodersOption,
    CodesOption,
    FormatOption,
    LanguageOption,
    LevelOption,
    OutOption,
    StudyOption,
    find_code,
    language_of,
    open_study,
    split,
)
from qualcode.coding.retrieve import evidence
from qualcode.study.columns import standard_name


def contrast(
    by: Annotated[
        str, typer.Option("--by", metavar="WHAT", help="case, role, document, participant, kind, or an attribute.")
    ] = "case",
    among: Annotated[
        str | None, typer.Option("--among", metavar="A,B", help="Only these of them; all without it.")
    ] = None,
    only: Annotated[
        Pattern | None, typer.Option("--only", help="Only codes in all, in some, in one, in none; or not known.")
    ] = None,
    level: LevelOption = None,
    codes: CodesOption = None,
    alone: Annotated[
        bool, typer.Option("--without-descendants", help="A code counts without what is below it.")
    ] = False,
    condition: Annotated[
        str | None,
        typer.Option("--where", metavar="CONDITION", help='Only these: "role=college and province=Zhejiang".'),
    ] = None,
    coders: CodersOption = None,
    format: FormatOption = "table",
    out: OutOption = None,
    language: LanguageOption = None,
    folder: StudyOption = None,
) -> None:
    """Say of each code whether it is in all of the chosen cases or roles, in some, in one or in none, with exact tests."""
    study = open_study(folder)
    say_unreadable(study)
    known = evidence(study, split(coders) or None)
    known = known if condition is None else where(known, condition, standard_name)
    found = make_contrast(
        known,
        by=standard_name(by),
        among=split(among) or None,
        codes=[find_code(study, each).id for each in split(codes)] or None,
        level=level,
        descendants=not alone,
    )
    show_display(study, contrast_display(known, found, language_of(study, language), only), format, out, language)
