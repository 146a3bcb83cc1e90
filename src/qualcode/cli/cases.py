"""`matrix`: codes against cases, roles or any attribute."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from qualcode.analysis.matrix import matrix as make_matrix
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

Values = Literal["count", "presence", "share", "quotes"]


_CODE, _CODE_WORDS = "code", ("编码", "节点", "編碼")


def matrix(
    rows: Annotated[
        str,
        typer.Option("--rows", metavar="WHAT", help="code, case, document, role, participant, kind, or an attribute."),
    ] = "code",
    columns: Annotated[str, typer.Option("--columns", metavar="WHAT", help="The same choices.")] = "case",
    values: Annotated[Values, typer.Option("--values", help="What the cells hold.")] = "count",
    level: LevelOption = None,
    codes: CodesOption = None,
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
    say_unreadable(study)
    display = make_matrix(
        evidence(study, split(coders) or None),
        rows=_known(rows),
        columns=_known(columns),
        values=values,
        level=level,
        descendants=not alone,
        codes=[find_code(study, each).id for each in split(codes)] or None,
        language=language_of(study, language),
        quotes=most,
    )
    show_display(study, display, format, out, language)


def _known(name: str) -> str:
    """Return the name of a row or column as the matrix knows it: a sheet's own word for it (省份, 角色) does as well."""
    return _CODE if name in _CODE_WORDS else standard_name(name)
