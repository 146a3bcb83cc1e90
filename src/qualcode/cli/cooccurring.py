"""`cooccur`: which codes stand together, and which comes first."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from qualcode.analysis.cooccurrence import cooccurrence
from qualcode.analysis.cooccurrence_displays import case_by_case, matrix_display, pairs_display, sequence_display
from qualcode.analysis.within import TEXT_UNITS, parse_within
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
from qualcode.coding.unit_spans import unit_spans
from qualcode.errors import UsageError

Measure = Literal["n12", "jaccard", "c", "lift", "phi"]


def cooccur(
    within: Annotated[
        str,
        typer.Option(
            "--within",
            metavar="UNIT",
            help="passage, segment, turn, paragraph, sentence, document, case, or a number of characters.",
        ),
    ] = "segment",
    by: Annotated[Literal["case"] | None, typer.Option("--by", help="Below each pair the same case by case.")] = None,
    matrix: Annotated[
        Measure | None, typer.Option("--matrix", help="Code × code, with one measure in the cells.")
    ] = None,
    sequence: Annotated[bool, typer.Option("--sequence", help="Which code of a pair comes first.")] = False,
    most: Annotated[int, typer.Option("--most", metavar="N", min=1, help="How many pairs are shown.")] = 50,
    level: LevelOption = None,
    codes: CodesOption = None,
    coders: CodersOption = None,
    format: FormatOption = "table",
    out: OutOption = None,
    language: LanguageOption = None,
    folder: StudyOption = None,
) -> None:
    """Say which codes stand together in a unit, how often, and how much more often than chance (n12, Jaccard, c, lift, φ)."""
    if sum((by is not None, matrix is not None, sequence)) > 1:
        raise UsageError("--by, --matrix and --sequence are different tables.", remedy="Ask for one at a time.")
    study = open_study(folder)
    say_unreadable(study)
    unit, chosen = parse_within(within), language_of(study, language)
    known = evidence(study, split(coders) or None)
    spans = unit_spans(study, unit.unit, counting=True) if unit.unit in TEXT_UNITS else {}
    asked = [find_code(study, each).id for each in split(codes)] or None
    found = cooccurrence(known, unit, spans, codes=asked, level=level)
    if matrix is not None:
        display = matrix_display(known, found, matrix, chosen)
    elif sequence:
        display = sequence_display(known, found, chosen, most=most)
    else:
        cases = case_by_case(known, unit, spans, asked, level) if by == "case" else ()
        display = pairs_display(known, found, chosen, most=most, by_case=cases)
    show_display(study, display, format, out, language)
