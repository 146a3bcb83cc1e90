"""`agree` and `disagreements`: coders against each other."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import typer

from qualcode.agreement.assess import DEFAULT, Agreement, as_json, assess
from qualcode.agreement.displays import agreement_display
from qualcode.cli.displays import show_display
from qualcode.cli.documents import say_unreadable
from qualcode.cli.options import (
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
from qualcode.cli.output import SHORT, flat, plural, put, put_json, say, shade
from qualcode.coding.compare import Difference, differences, differences_display
from qualcode.coding.units import OUT_OF_SCOPE, Comparison, reliability
from qualcode.errors import UsageError
from qualcode.model.coding import Coding
from qualcode.model.reliability import ReliabilityData
from qualcode.study.study import Study

Coders = Annotated[
    str | None, typer.Option("--coders", metavar="A,B", help="Whom to compare; else all but rounds and consensus.")
]
UnitOfAnalysis = Literal["turn", "paragraph", "sentence", "document"]
Unit = Annotated[UnitOfAnalysis | None, typer.Option("--unit", help="What is compared, if not the study's unit.")]
UnitsIn = Annotated[
    Literal["all", "coded-by-any", "coded-by-all"], typer.Option("--units-in", help="Which units count.")
]
By = Literal["code", "document", "pair"]
Documents = Annotated[str | None, typer.Option("--documents", metavar="A,B", help="Only these documents.")]


def agree(
    coders: Coders = None,
    codes: CodesOption = None,
    level: LevelOption = None,
    unit: Unit = None,
    units_in: UnitsIn = "all",
    documents: Documents = None,
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
    data = _reliability(study, coders, codes, level, unit, units_in, documents)
    names = tuple(coefficient) if coefficient else DEFAULT
    agreement = assess(data, names, level=level, language=chosen)
    if format == "json" and out is None:
        put_json("agree", _parameters(data, names), as_json(agreement))
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


def _reliability(
    study: Study,
    coders: str | None,
    codes: str | None,
    level: int | None,
    unit: UnitOfAnalysis | None,
    units_in: Literal["all", "coded-by-any", "coded-by-all"],
    documents: str | None,
) -> ReliabilityData:
    say_unreadable(study)
    comparison = Comparison(
        coders=split(coders),
        unit=unit,
        units_in=units_in,
        codes=tuple(find_code(study, each).id for each in split(codes)),
        level=level,
        documents=tuple(study.find_document(each).id for each in split(documents)),
    )
    data = reliability(study, comparison)
    if not data.units and data.set_aside.get(OUT_OF_SCOPE):
        raise UsageError(
            f"There is nothing to compare: no unit is {units_in.replace('-', ' ')}.", remedy="Write --units-in all."
        )
    if not data.units:
        raise UsageError(
            f"There is nothing to compare: no document that two of {', '.join(data.coders)} have finished.",
            remedy="A coder says that a document is finished with `qualcode done DOCUMENT`.",
        )
    return data


def _parameters(data: ReliabilityData, names: tuple[str, ...]) -> dict[str, object]:
    return {
        "coders": list(data.coders),
        "codes": list(data.codes),
        "unit": data.unit,
        "units_in": data.units_in,
        "coefficients": list(names),
    }


def show_disagreements(
    coders: Coders = None,
    codes: CodesOption = None,
    level: LevelOption = None,
    unit: Unit = None,
    documents: Documents = None,
    format: FormatOption = "table",
    out: OutOption = None,
    language: LanguageOption = None,
    folder: StudyOption = None,
) -> None:
    """Show each segment on which coders differ: the words, both sides' codes and memos."""
    study = open_study(folder)
    data = _reliability(study, coders, codes, level, unit, "all", documents)
    found = differences(study, data)
    chosen = language_of(study, language)
    if out is not None or format not in ("table", "json"):
        show_display(study, differences_display(found, data, study.codebook, chosen), format, out, language)
        return
    rows = [_as_json(each) for each in found]
    if format == "json":
        put_json("disagreements", _parameters(data, ()), {"disagreements": rows, "set_aside": dict(data.set_aside)})
        return
    for row in rows:
        _put(row)
    say(f"{plural(len(rows), data.unit)} in dispute of {len(data.units)} that {' and '.join(data.coders)} decided.")
    for reason, count in data.set_aside.items():
        say(f"Set aside: {reason}: {count}.")


def _as_json(difference: Difference) -> dict[str, Any]:
    return {
        "address": difference.unit.address,
        "document": difference.unit.document,
        "speaker": difference.speaker,
        "words": difference.words or None,
        "disputed": list(difference.codes),
        "stances": list(difference.stances),
        "sides": {handle: [_coding(coding) for coding in side] for handle, side in difference.sides.items()},
    }


def _coding(coding: Coding) -> dict[str, Any]:
    return {
        "id": coding.id,
        "code": coding.code,
        "stance": coding.stance,
        "quote": coding.quote,
        "memos": [memo.body for memo in coding.memos],
    }


def _put(row: dict[str, Any]) -> None:
    speaker = f"  {shade(row['speaker'], '36')}" if row["speaker"] else ""
    unit = flat(row["words"] or "")
    put(f"{shade(row['address'], '1')}{speaker}  {unit}")
    disputed = (*row["disputed"], *(f"stance of {code}" for code in row["stances"]))
    put(f"    in dispute: {', '.join(disputed)}")
    for handle, codings in row["sides"].items():
        put(f"    {handle}: {'; '.join(_one(coding, unit) for coding in codings) or 'no code'}")


def _one(coding: dict[str, Any], unit: str) -> str:
    """Return a coding on one line, its words only where they are not the unit's own."""
    stance = f" ({coding['stance']})" if coding["stance"] else ""
    memos = "".join(f" [memo: {flat(body)}]" for body in coding["memos"])
    quote = flat(coding["quote"])
    words = "" if quote == unit else f" “{quote if len(quote) <= 60 else quote[:57] + '…'}”"
    return f"{coding['code']}{stance}{words} {coding['id'][:SHORT]}{memos}"
