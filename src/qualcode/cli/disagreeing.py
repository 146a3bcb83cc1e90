"""`disagreements`: where coders differ, in words."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from qualcode.cli.comparing import (
    CodersToCompare,
    Compared,
    DocumentsOption,
    RoundOption,
    SampleOption,
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
from qualcode.cli.output import SHORT, flat, plural, put, put_json, say, shade
from qualcode.coding.compare import Difference, differences, differences_display
from qualcode.coding.confusion import confusion
from qualcode.model.coding import Coding


def show_disagreements(
    coders: CodersToCompare = None,
    codes: CodesOption = None,
    level: LevelOption = None,
    unit: UnitToCompare = None,
    documents: DocumentsOption = None,
    round: RoundOption = None,
    sample: SampleOption = None,
    instead: Annotated[
        bool, typer.Option("--confusion", help="Which code the other coder used instead, code by code.")
    ] = False,
    format: FormatOption = "table",
    out: OutOption = None,
    language: LanguageOption = None,
    folder: StudyOption = None,
) -> None:
    """Show each segment on which coders differ: the words, both sides' codes and memos."""
    study, closed = as_of_round(open_study(folder), round)
    data = compared(study, closed, Compared(coders, codes, level, unit, "all", documents, sample))
    found = differences(study, data)
    chosen = language_of(study, language)
    if instead:
        show_display(study, confusion(data, found, study.codebook, chosen), format, out, language)
        return
    if out is not None or format not in ("table", "json"):
        show_display(study, differences_display(found, data, study.codebook, chosen), format, out, language)
        return
    rows = [_as_json(each) for each in found]
    if format == "json":
        put_json(
            "disagreements", parameters_of(data, closed), {"disagreements": rows, "set_aside": dict(data.set_aside)}
        )
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
