"""`agree`: coders against each other, in numbers."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from qualcode.agreement.assess import DEFAULT, Agreement, as_json, assess
from qualcode.agreement.displays import agreement_display
from qualcode.cli.comparing import (
    CodersToCompare,
    DocumentsOption,
    RoundOption,
    UnitsInOption,
    UnitToCompare,
    as_of_round,
    compared,
    parameters_of,
)
from qualcode.cli.displays import show_display
from qualcode.cli.options import (
    CodesOption,
    FormatOption,
    LanguageOption,
    LevelOption,
    OutOption,
    StudyOption,
    language_of,
    open_study,
)
from qualcode.cli.output import put_json, say

By = Literal["code", "document", "pair"]


def agree(
    coders: CodersToCompare = None,
    codes: CodesOption = None,
    level: LevelOption = None,
    unit: UnitToCompare = None,
    units_in: UnitsInOption = "all",
    documents: DocumentsOption = None,
    round: RoundOption = None,
    coefficient: Annotated[
        list[str] | None, typer.Option("--coefficient", metavar="NAME", help="Which coefficient; may be repeated.")
    ] = None,
    by: Annotated[By, typer.Option("--by", help="What the table's rows are.")] = "code",
    require: Annotated[
        float | None, typer.Option("--require", metavar="NUMBER", help="Exit 1 unless the pooled alpha reaches this.")
    ] = None,
    format: FormatOption = "table",
    out: OutOption = None,
    language: LanguageOption = None,
    folder: StudyOption = None,
) -> None:
    """Say how far coders agree: percent, Cohen's κ and Krippendorff's α, per code and pooled, and what that means."""
    study = open_study(folder)
    if study.settings.approach == "reflexive" and not coefficient:
        say(
            "The study's approach is reflexive: no coefficient is printed (Braun & Clarke). `disagreements` serves dialogue."
        )
        if require is not None:
            raise typer.Exit(1)
        return
    chosen = language_of(study, language)
    study, closed = as_of_round(study, round)
    data = compared(study, closed, coders, codes, level, unit, units_in, documents)
    names = tuple(coefficient) if coefficient else DEFAULT
    agreement = assess(data, names, level=level, language=chosen)
    if format == "json" and out is None:
        put_json("agree", parameters_of(data, closed, coefficients=list(names)), as_json(agreement))
    else:
        show_display(study, agreement_display(agreement, study.codebook, chosen, by=by), format, out, language)
    if require is not None:
        _require(assess(data, ("alpha_nominal",), by="pooled"), require)


def _require(agreement: Agreement, least: float) -> None:
    """Exit 1 unless pooled α reaches what is required, whatever coefficients were asked for."""
    pooled = agreement.find("alpha_nominal", "pooled")
    if pooled is None or pooled.value is None or pooled.value < least:
        value = "undefined" if pooled is None or pooled.value is None else f"{pooled.value:.3f}"
        say(f"Pooled α is {value}; {least:g} was required.")
        raise typer.Exit(1)
