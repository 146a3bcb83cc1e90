"""`agree`: coders against each other, in numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import typer

from qualcode.agreement.assess import DEFAULT, as_json, assess
from qualcode.agreement.displays import agreement_display
from qualcode.agreement.merges import merges_display
from qualcode.agreement.named import with_alpha
from qualcode.agreement.resample import REPLICATES, SEED
from qualcode.cli.agreement_options import (
    OF_PASSAGES,
    OF_SETS,
    AgreeUnitOption,
    ByOption,
    CoefficientOption,
    ContingencyOption,
    Given,
    IntervalOption,
    LengthOption,
    LongOption,
    MergesOption,
    OnOption,
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
from qualcode.cli.agreement_units import assess_units, falls_short
from qualcode.cli.comparing import (
    CodersToCompare,
    Compared,
    DocumentsOption,
    RoundOption,
    SampleOption,
    UnitsInOption,
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
from qualcode.coding.same_person import same_person_note
from qualcode.errors import UsageError
from qualcode.model.events import RoundEvent
from qualcode.model.reliability import ReliabilityData
from qualcode.study.study import Study


def agree(
    coders: CodersToCompare = None,
    codes: CodesOption = None,
    level: LevelOption = None,
    unit: AgreeUnitOption = None,
    units_in: UnitsInOption = "all",
    documents: DocumentsOption = None,
    round: RoundOption = None,
    sample: SampleOption = None,
    merges: MergesOption = False,
    on: OnOption = "codes",
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
    wanted = Wanted(coders, coefficient, by, require, format, out, language, folder, interval, replicates, seed, on)
    segments = None if unit == "character" else unit
    asked = Compared(coders, codes, level, segments, units_in, documents, sample)
    given = given_file(ratings, contingency, sets, spans, long, length)
    if given is not None:
        further = {"--unit": unit, "--round": round, "--merges": merges or None, "--on": None if on == "codes" else on}
        _elsewhere(given, wanted, asked.study_options | further)
        return
    study = open_study(folder)
    if study.settings.approach == "reflexive" and not coefficient:
        _reflexive(require)
        return
    show = _kind(unit == "character", asked, wanted, merges)
    show(*as_of_round(study, round), asked, wanted)


_Show = Callable[[Study, RoundEvent | None, Compared, Wanted], None]


def _kind(by_character: bool, asked: Compared, wanted: Wanted, merges: bool) -> _Show:
    """Return what prints the agreement asked for: on single codes, sets, passages, stance or weight."""
    names = {name.partition(":")[0] for name in wanted.names}
    passages = sorted(names & set(OF_PASSAGES))
    if passages and asked.unit is not None:
        raise UsageError(
            f"{', '.join(passages)}: that compares passages character by character, not by {asked.unit}.",
            remedy="Leave --unit out.",
        )
    if by_character and wanted.on != "codes":
        raise UsageError(f"--on {wanted.on} compares units, not characters.", remedy="Leave --unit character out.")
    other = by_character or wanted.on != "codes" or names & {*OF_SETS, *OF_PASSAGES}
    if merges and other:
        raise UsageError(
            "--merges sets α of single codes before and after side by side, and nothing else.", remedy="Leave it out."
        )
    if merges:
        return _show_merges
    if not other and "all" not in names:
        return _show
    # Only now, because single codes need none of it.
    from qualcode.cli.agreement_kinds import agree_by_character, agree_on_said, agree_on_sets

    if wanted.on != "codes":
        return agree_on_said
    return agree_by_character if by_character or passages else agree_on_sets


def _elsewhere(given: Given, wanted: Wanted, study_options: dict[str, object]) -> None:
    # Only now, because it brings the solver that the alignment of passages needs, and with it a second of imports.
    from qualcode.cli.agreement_files import agree_elsewhere

    refuse_study_options(given, study_options)
    agree_elsewhere(given, wanted)


def _show(study: Study, closed: RoundEvent | None, asked: Compared, wanted: Wanted) -> None:
    data, chosen = compared(study, closed, asked), language_of(study, wanted.language)
    names = with_alpha(wanted.names) or DEFAULT
    agreement = assess_units(data, names, asked.level, wanted, chosen)
    person = same_person_note(study, data.coders, chosen)
    agreement = replace(agreement, notes=(*([person] if person else []), *agreement.notes))
    if wanted.as_answer:
        put_json("agree", parameters_of(data, closed, coefficients=list(names)), as_json(agreement))
    else:
        display = agreement_display(agreement, study.codebook, chosen, by=wanted.by)
        show_display(study, display, wanted.format, wanted.out, wanted.language)
    if wanted.require is not None:
        _require(data, wanted.require)


def _show_merges(study: Study, closed: RoundEvent | None, asked: Compared, wanted: Wanted) -> None:
    after, chosen = compared(study, closed, asked), language_of(study, wanted.language)
    before = compared(StudyBeforeMerges(study.root, closed.until if closed else None), closed, asked)
    apart, together = (
        assess(data, ("alpha_nominal",), by=("code", "pooled"), language=chosen, interval="analytic")
        for data in (before, after)
    )
    display = merges_display(apart, together, merges_of(study), study.codebook, chosen)
    show_display(study, display, wanted.format, wanted.out, wanted.language)


def _reflexive(require: float | None) -> None:
    say(
        "The study's approach is reflexive: no coefficient is printed (Braun & Clarke). `disagreements` serves dialogue."
    )
    if require is not None:
        raise typer.Exit(1)


def _require(data: ReliabilityData, least: float) -> None:
    """Exit 1 unless pooled α reaches what is required, whatever coefficients were asked for."""
    agreement = assess(data, ("alpha_nominal",), by="pooled", interval="analytic")
    if falls_short(agreement.find("alpha_nominal", "pooled"), least):
        raise typer.Exit(1)
