"""`saturation`: when documents stopped bringing new codes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

import typer

from qualcode.analysis.holdout import holdout_display
from qualcode.analysis.saturation import ORDERS, SEED, Rule
from qualcode.analysis.saturation_displays import codes_display, documents_display, roles_display, rules_display
from qualcode.analysis.saturation_uses import Uses, uses
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
    read_given,
    split,
    study_around,
)
from qualcode.cli.output import say
from qualcode.coding.retrieve import evidence
from qualcode.coding.unit_spans import unit_spans
from qualcode.errors import UsageError
from qualcode.exchange.code_table import read_code_table
from qualcode.model.display import Display
from qualcode.model.evidence import Evidence
from qualcode.study.columns import standard_name

By = Literal["document", "role", "rule", "code"]
Kinds = Literal["interview", "case", "all"]
Language = Literal["en", "zh"]
_REFLEXIVE = "The study's approach is reflexive: no saturation figure is printed (Braun & Clarke 2021)."


BaseOption = Annotated[int, typer.Option("--base", metavar="N", min=1, help="How many documents make the base.")]
RunOption = Annotated[int, typer.Option("--run", metavar="N", min=1, help="How many documents make a run.")]
ThresholdOption = Annotated[
    float, typer.Option("--threshold", metavar="SHARE", min=0, help="New information that counts as none: 0.05.")
]
ByOption = Annotated[By, typer.Option("--by", help="What the rows are.")]
HoldoutOption = Annotated[
    str | None, typer.Option("--holdout", metavar="A,B", help="What these documents bring that no other has.")
]
KindOption = Annotated[Kinds, typer.Option("--kind", help="Which documents count.")]
OrderOption = Annotated[
    str | None, typer.Option("--order", metavar="ATTRIBUTE", help="The order of documents, if not their date.")
]
OrdersOption = Annotated[int, typer.Option("--orders", metavar="N", min=1, help="How many random orders.")]
SeedOption = Annotated[int, typer.Option("--seed", metavar="N", min=0, help="Where they begin.")]
TableOption = Annotated[
    Path | None,
    typer.Option("--table", metavar="FILE", help="Data from elsewhere: columns document, code; CSV or Excel."),
]


def saturation(
    base: BaseOption = 4,
    run: RunOption = 2,
    threshold: ThresholdOption = 0.05,
    by: ByOption = "document",
    holdout: HoldoutOption = None,
    kind: KindOption = "interview",
    order: OrderOption = None,
    orders: OrdersOption = ORDERS,
    seed: SeedOption = SEED,
    table: TableOption = None,
    level: LevelOption = None,
    codes: CodesOption = None,
    coders: CodersOption = None,
    format: FormatOption = "table",
    out: OutOption = None,
    language: LanguageOption = None,
    folder: StudyOption = None,
) -> None:
    """Say when documents stopped bringing new codes, by base, run and threshold (Guest, Namey & Chen 2020)."""
    rule, chance = _rule(base, run, threshold), {"orders": orders, "seed": seed}
    if table is not None:
        given = {"--holdout": holdout, "--order": order, "--level": level, "--codes": codes, "--coders": coders}
        _refuse({**given, "--by role": by == "role" or None, "--kind": None if kind == "interview" else kind})
        _elsewhere(table, by, rule, chance, format, out, language, folder)
        return
    study = open_study(folder)
    if study.settings.approach == "reflexive":
        say(_REFLEXIVE)
        return
    say_unreadable(study)
    known, chosen = evidence(study, split(coders) or None), language_of(study, language)
    if holdout is not None:
        held = [study.find_document(each).id for each in split(holdout)]
        others = [each.id for each in known.documents if kind in ("all", each.kind)]
        display = holdout_display(known, held, unit_spans(study, "segment"), chosen, documents=others)
    else:
        options = {
            "kind": kind,
            "order": None if order is None else standard_name(order),
            "codes": [find_code(study, each).id for each in split(codes)] or None,
            "level": level,
            "language": chosen,
        }
        display = _display(known, by, rule, chance, options, chosen)
    show_display(study, display, format, out, language)


def _rule(base: int, run: int, threshold: float) -> Rule:
    if threshold >= 1:
        raise UsageError(f"--threshold {threshold:g} is no share below 1.", remedy="Five per cent is 0.05.")
    return Rule(base, run, threshold)


def _refuse(options: Mapping[str, object]) -> None:
    extra = [name for name, value in options.items() if value is not None]
    if extra:
        raise UsageError(
            f"{', '.join(extra)}: only a study's own codings take that.", remedy="Leave it out with --table."
        )


def _display(
    known: Evidence, by: By, rule: Rule, chance: Mapping[str, int], options: Mapping[str, object], language: Language
) -> Display:
    if by != "role":
        return _of(uses(known, **options), by, rule, chance, language)  # type: ignore[arg-type]
    roles = dict.fromkeys(role for document in known.documents for role in document.roles)
    if not roles:
        raise UsageError(
            "No participant has a role.", remedy="interviews/participants.csv names who speaks and in which role."
        )
    by_role = {role: uses(known, role=role, **options) for role in roles}  # type: ignore[arg-type]
    return roles_display(by_role, rule, language, **chance)


def _of(found: Uses, by: By, rule: Rule, chance: Mapping[str, int], language: Language) -> Display:
    if not found.documents:
        raise UsageError("No document of that kind is coded.", remedy="Code some, or choose others with --kind.")
    if by == "code":
        return codes_display(found, language)
    if by == "rule":
        return rules_display(found, language, orders=chance["orders"], seed=chance["seed"])
    return documents_display(found, rule, language, **chance)


def _elsewhere(
    path: Path,
    by: By,
    rule: Rule,
    chance: Mapping[str, int],
    format: str,
    out: Path | None,
    language: Language | None,
    folder: Path | None,
) -> None:
    """Print the saturation of a file, inside a study or outside any."""
    study = study_around(folder)
    chosen = language_of(study, language)
    show_display(
        study, _of(read_code_table(read_given(path), str(path)), by, rule, chance, chosen), format, out, language
    )
