"""`matrix` and `summarise`: codes against cases, roles or any attribute."""

from __future__ import annotations

from typing import Annotated, Literal, cast

import typer

from qualcode.analysis.matrix import Values
from qualcode.analysis.matrix import matrix as make_matrix
from qualcode.analysis.ordering import BY_COUNT
from qualcode.analysis.presets import PRESETS, Preset
from qualcode.analysis.where import where
from qualcode.cli.displays import show_display
from qualcode.cli.documents import say_unreadable
from qualcode.cli.options import (
    CoderOption,
    CodersOption,
    CodesOption,
    FormatOption,
    LanguageOption,
    LevelOption,
    OutOption,
    StudyOption,
    acting_coder,
    find_code,
    language_of,
    open_study,
    split,
)
from qualcode.cli.output import SHORT, plural, put
from qualcode.coding.retrieve import evidence
from qualcode.coding.summaries import summaries_of
from qualcode.coding.summaries import summarise as write_summary
from qualcode.study.columns import standard_name

_CODE, _CODE_WORDS = "code", ("编码", "节点", "編碼")
PresetName = Literal["role-ordered", "case-ordered", "clustered", "time-ordered", "effects", "framework"]


RowsOption = Annotated[
    str | None,
    typer.Option("--rows", metavar="WHAT", help="code, case, document, role, participant, kind, or an attribute."),
]
ColumnsOption = Annotated[str | None, typer.Option("--columns", metavar="WHAT", help="The same choices.")]
ValuesOption = Annotated[
    Values | None,
    typer.Option(
        "--values",
        metavar="WHAT",
        help="What the cells hold: count, presence, share, row-share, column-share, per-1000, state, weight, quotes or summary.",
    ),
]
AloneOption = Annotated[bool, typer.Option("--without-descendants", help="A code counts without what is below it.")]
QuotesOption = Annotated[int, typer.Option("--quotes", metavar="N", min=1, help="How many quotes a cell holds.")]
WhereOption = Annotated[
    str | None,
    typer.Option("--where", metavar="CONDITION", help='Only these: "role=college and province=Zhejiang".'),
]
OrderOption = Annotated[
    str | None,
    typer.Option(
        "--order", metavar="BY", help="count: fullest rows first; or an attribute of cases, documents, people."
    ),
]
PresetOption = Annotated[
    PresetName | None,
    typer.Option("--preset", help="A matrix by its name in the literature; other options go before it."),
]


def matrix(
    rows: RowsOption = None,
    columns: ColumnsOption = None,
    values: ValuesOption = None,
    level: LevelOption = None,
    codes: CodesOption = None,
    alone: AloneOption = False,
    most: QuotesOption = 2,
    condition: WhereOption = None,
    order: OrderOption = None,
    preset: PresetOption = None,
    coders: CodersOption = None,
    format: FormatOption = "table",
    out: OutOption = None,
    language: LanguageOption = None,
    folder: StudyOption = None,
) -> None:
    """Lay codes against cases (or anything against anything); every cell can be traced to its codings in JSON."""
    study = open_study(folder)
    say_unreadable(study)
    usual = PRESETS[preset] if preset else Preset("code", "case", "count")
    known = evidence(study, split(coders) or None)
    display = make_matrix(
        known if condition is None else where(known, condition, _known),
        rows=_known(rows or usual.rows),
        columns=_known(columns or usual.columns),
        values=cast(Values, values or usual.values),
        level=usual.level if level is None else level,
        descendants=not alone,
        codes=[find_code(study, each).id for each in split(codes)] or None,
        language=language_of(study, language),
        quotes=most,
        order=(BY_COUNT if order == BY_COUNT else standard_name(order)) if order else usual.order,
        summaries=summaries_of(study, known) if (values or usual.values) == "summary" else None,
    )
    show_display(study, display, format, out, language)


def summarise(
    case: Annotated[str, typer.Argument(metavar="CASE", help="The case, by id or name.")],
    code: Annotated[
        str, typer.Argument(metavar="CODE", help="The code, by id, path of names, name, or a part of them.")
    ],
    body: Annotated[str, typer.Argument(metavar="TEXT", help="What the case comes to under the code.")],
    coder: CoderOption = None,
    coders: CodersOption = None,
    folder: StudyOption = None,
) -> None:
    """Write what a case comes to under a code: a cell of `matrix --preset framework`."""
    study = open_study(folder)
    actor = acting_coder(study, coder)
    known = evidence(study, split(coders) or None)
    event = write_summary(study, actor, known, case, find_code(study, code, outcome="Nothing was recorded."), body)
    listed = (event.data or {}).get("codings")
    count = len(listed) if isinstance(listed, list) else 0
    put(
        f"{event.about.case} × {event.about.code}  summary of {plural(count, 'coding')} · {actor.handle} · {event.id[:SHORT]}"
    )


def _known(name: str) -> str:
    """Return the name of a row or column as the matrix knows it: a sheet's own word for it (省份, 角色) does as well."""
    return _CODE if name in _CODE_WORDS else standard_name(name)
