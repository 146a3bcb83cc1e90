"""`plan units|themes`: before anything is coded twice, and before anyone is interviewed."""

from __future__ import annotations

from typing import Annotated

import typer

from qualcode.agreement.planning_displays import KAPPAS, WIDTHS, themes_display, units_display
from qualcode.cli.displays import show_display
from qualcode.cli.options import FormatOption, LanguageOption, OutOption, StudyOption, language_of, study_around

Prevalence = Annotated[
    float, typer.Option("--prevalence", metavar="SHARE", help="Which share of units has the code: 0.1 is a tenth.")
]


def units(
    prevalence: Prevalence = 0.1,
    kappa: Annotated[
        list[float] | None, typer.Option("--kappa", metavar="NUMBER", help="The κ that is expected; may be repeated.")
    ] = None,
    width: Annotated[
        list[float] | None,
        typer.Option("--width", metavar="NUMBER", help="How wide its interval may be, end to end; may be repeated."),
    ] = None,
    coders: Annotated[int, typer.Option("--coders", metavar="N", min=2, help="How many code each unit.")] = 2,
    format: FormatOption = "table",
    out: OutOption = None,
    language: LanguageOption = None,
    folder: StudyOption = None,
) -> None:
    """Say how many units to code twice for an interval of κ of a given width (Donner & Rotondi 2010)."""
    study = study_around(folder)
    display = units_display(
        prevalence,
        kappas=tuple(kappa or KAPPAS),
        widths=tuple(width or WIDTHS),
        coders=coders,
        language=language_of(study, language),
    )
    show_display(study, display, format, out, language)


def themes(
    times: Annotated[int, typer.Option("--times", metavar="N", min=1, help="To be met at least so often.")] = 1,
    chance: Annotated[
        float, typer.Option("--chance", metavar="SHARE", help="With this chance: 0.8 is four in five.")
    ] = 0.8,
    format: FormatOption = "table",
    out: OutOption = None,
    language: LanguageOption = None,
    folder: StudyOption = None,
) -> None:
    """Say how likely a number of interviews is to meet a theme (Fugard & Potts 2015), and what speaks against the question."""
    study = study_around(folder)
    display = themes_display(times=times, chance=chance, language=language_of(study, language))
    show_display(study, display, format, out, language)
