"""`agree`: coders against each other, in numbers."""

from __future__ import annotations

from collections.abc import Sequence

import typer

from qualcode.agreement.assess import DEFAULT, Agreement, Scope, as_json, assess, every_coefficient
from qualcode.agreement.displays import agreement_display
from qualcode.agreement.merges import merges_display
from qualcode.agreement.resample import REPLICATES, SEED
from qualcode.cli.agreement_options import (
    ByOption,
    CoefficientOption,
    ContingencyOption,
    Given,
    IntervalOption,
    LengthOption,
    LongOption,
    MergesOption,
    RatingsOption,
    ReplicatesOption,
    RequireOption,
    SeedOption,
    SetsOption,
    SpansOption,
    Wanted,
    given_file,
    refuse_study_options,
)
from qualcode.cli.comparing import (
    CodersToCompare,
    Compared,
    DocumentsOption,
    RoundOption,
    SampleOption,
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
from qualcode.coding.merges import StudyBeforeMerges, merges_of
from qualcode.model.events import RoundEvent
from qualcode.model.reliability import ReliabilityData
from qualcode.study.study import Study

_ALL_SCOPES: tuple[Scope, ...] = ("code", "pooled", "document", "pair")


def agree(
    coders: CodersToCompare = None,
    codes: CodesOption = None,
    level: LevelOption = None,
    unit: UnitToCompare = None,
    units_in: UnitsInOption = "all",
    documents: DocumentsOption = None,
    round: RoundOption = None,
    sample: SampleOption = None,
    merges: MergesOption = False,
    coefficient: CoefficientOption = None,
    by: ByOption = "code",
    interval: IntervalOption = None,
    replicates: ReplicatesOption = REPLICATES,
    seed: SeedOption = SEED,
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
    """Say how far coders agree, by any coefficient, per code and pooled, with intervals, and what that means."""
    wanted = Wanted(coders, coefficient, by, require, format, out, language, folder, interval, replicates, seed)
    asked = Compared(coders, codes, level, unit, units_in, documents, sample)
    given = given_file(ratings, contingency, sets, spans, long, length)
    if given is not None:
        _elsewhere(given, wanted, asked.study_options | {"--round": round, "--merges": merges or None})
        return
    study = open_study(folder)
    if study.settings.approach == "reflexive" and not coefficient:
        _reflexive(require)
        return
    study, closed = as_of_round(study, round)
    show = _show_merges if merges else _show
    show(study, closed, asked, compared(study, closed, asked), wanted)


def _elsewhere(given: Given, wanted: Wanted, study_options: dict[str, object]) -> None:
    # Only now, because it brings the solver that the alignment of passages needs, and with it a second of imports.
    from qualcode.cli.agreement_files import agree_elsewhere

    refuse_study_options(given, study_options)
    agree_elsewhere(given, wanted)


def _show(study: Study, closed: RoundEvent | None, asked: Compared, data: ReliabilityData, wanted: Wanted) -> None:
    chosen = language_of(study, wanted.language)
    names = _names(wanted.coefficient)
    as_answer = wanted.format == "json" and wanted.out is None
    scopes: tuple[Scope, ...] = _ALL_SCOPES if as_answer else tuple(dict.fromkeys((wanted.by, "code", "pooled")))
    agreement = assess(
        data,
        names,
        by=scopes,
        level=asked.level,
        language=chosen,
        interval=wanted.interval,
        replicates=wanted.replicates,
        seed=wanted.seed,
    )
    if as_answer:
        put_json("agree", parameters_of(data, closed, coefficients=list(names)), as_json(agreement))
    else:
        display = agreement_display(agreement, study.codebook, chosen, by=wanted.by)
        show_display(study, display, wanted.format, wanted.out, wanted.language)
    if wanted.require is not None:
        _require(assess(data, ("alpha_nominal",), by="pooled", interval="analytic"), wanted.require)


def _show_merges(
    study: Study, closed: RoundEvent | None, asked: Compared, after: ReliabilityData, wanted: Wanted
) -> None:
    chosen = language_of(study, wanted.language)
    before = compared(StudyBeforeMerges(study.root, closed.until if closed else None), closed, asked)
    apart, together = (
        assess(data, ("alpha_nominal",), by=("code", "pooled"), language=chosen, interval="analytic")
        for data in (before, after)
    )
    display = merges_display(apart, together, merges_of(study), study.codebook, chosen)
    show_display(study, display, wanted.format, wanted.out, wanted.language)


def _names(asked: Sequence[str] | None) -> tuple[str, ...]:
    """Return the coefficients asked for: `all` is every one there is, none the usual ones."""
    return tuple(every_coefficient()) if "all" in (asked or ()) else tuple(asked or DEFAULT)


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
