"""`agree`: coders against each other, in numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

import typer

from qualcode.agreement.assess import DEFAULT, Agreement, as_json, assess
from qualcode.agreement.displays import agreement_display
from qualcode.cli.agreement_files import (
    ContingencyOption,
    LengthOption,
    LongOption,
    RatingsOption,
    SetsOption,
    SpansOption,
    agree_elsewhere,
    given_file,
    refuse_study_options,
)
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
from qualcode.exchange.ratings_agreement import every

By = Literal["code", "document", "pair"]
ByOption = Annotated[By, typer.Option("--by", help="What the table's rows are.")]
CoefficientOption = Annotated[
    list[str] | None,
    typer.Option("--coefficient", metavar="NAME", help="Which coefficient; may be repeated; `all` the data allow."),
]
RequireOption = Annotated[
    float | None, typer.Option("--require", metavar="NUMBER", help="Exit 1 unless the pooled alpha reaches this.")
]


def agree(
    coders: CodersToCompare = None,
    codes: CodesOption = None,
    level: LevelOption = None,
    unit: UnitToCompare = None,
    units_in: UnitsInOption = "all",
    documents: DocumentsOption = None,
    round: RoundOption = None,
    coefficient: CoefficientOption = None,
    by: ByOption = "code",
    require: RequireOption = None,
    ratings: RatingsOption = None,
    contingency: ContingencyOption = None,
    sets: SetsOption = None,
    spans: SpansOption = None,
    long: LongOption = False,
    length: LengthOption = None,
    format: FormatOption = "table",
    out: OutOption = None,
    language: LanguageOption = None,
    folder: StudyOption = None,
) -> None:
    """Say how far coders agree: percent, Cohen's κ and Krippendorff's α, per code and pooled, and what that means."""
    given = given_file(ratings, contingency, sets, spans, long, length)
    if given is not None:
        ours = {"--codes": codes, "--level": level, "--unit": unit, "--units-in": units_in}
        refuse_study_options(given, ours | {"--documents": documents, "--round": round})
        agree_elsewhere(
            given,
            coders=coders,
            coefficient=coefficient,
            by=by,
            require=require,
            format=format,
            out=out,
            language=language,
            folder=folder,
        )
        return
    study = open_study(folder)
    if study.settings.approach == "reflexive" and not coefficient:
        _reflexive(require)
        return
    chosen = language_of(study, language)
    study, closed = as_of_round(study, round)
    data = compared(study, closed, coders, codes, level, unit, units_in, documents)
    names = _names(coefficient)
    agreement = assess(data, names, level=level, language=chosen)
    if format == "json" and out is None:
        put_json("agree", parameters_of(data, closed, coefficients=list(names)), as_json(agreement))
    else:
        show_display(study, agreement_display(agreement, study.codebook, chosen, by=by), format, out, language)
    if require is not None:
        _require(assess(data, ("alpha_nominal",), by="pooled"), require)


def _names(asked: Sequence[str] | None) -> tuple[str, ...]:
    """Return the coefficients asked for: `all` is every one there is, none the usual ones."""
    return tuple(every()) if "all" in (asked or ()) else tuple(asked or DEFAULT)


def _reflexive(require: float | None) -> None:
    say(
        "The study's approach is reflexive: no coefficient is printed (Braun & Clarke). `disagreements` serves dialogue."
    )
    if require is not None:
        raise typer.Exit(1)


def _require(agreement: Agreement, least: float) -> None:
    """Exit 1 unless pooled α reaches what is required, whatever coefficients were asked for."""
    pooled = agreement.find("alpha_nominal", "pooled")
    if pooled is None or pooled.value is None or pooled.value < least:
        value = "undefined" if pooled is None or pooled.value is None else f"{pooled.value:.3f}"
        say(f"Pooled α is {value}; {least:g} was required.")
        raise typer.Exit(1)
