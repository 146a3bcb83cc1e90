"""`triangulate`: feature × case × source, and a person's verdict."""

from __future__ import annotations

from typing import Annotated

import typer

from qualcode.analysis.features import find_features
from qualcode.analysis.triangulation import Verdict, triangulation
from qualcode.cli.displays import show_display
from qualcode.cli.documents import say_unreadable
from qualcode.cli.options import (
    CoderOption,
    CodersOption,
    FormatOption,
    LanguageOption,
    OutOption,
    StudyOption,
    acting_coder,
    language_of,
    open_study,
    split,
)
from qualcode.cli.output import SHORT, put
from qualcode.coding.retrieve import evidence
from qualcode.coding.verdicts import give_verdict, verdicts_of
from qualcode.errors import UsageError


def triangulate(
    feature: Annotated[
        str | None,
        typer.Argument(metavar="[FEATURE]", help="The id of a rule, to record a verdict on; none: the table."),
    ] = None,
    case: Annotated[str | None, typer.Argument(metavar="[CASE]", help="The case that the verdict is about.")] = None,
    verdict: Annotated[
        Verdict | None, typer.Option("--verdict", help="What you make of the sources side by side.")
    ] = None,
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason; it stands in the table.")] = "",
    coder: CoderOption = None,
    coders: CodersOption = None,
    format: FormatOption = "table",
    out: OutOption = None,
    language: LanguageOption = None,
    folder: StudyOption = None,
) -> None:
    """Lay interviews by role and documents against each other, feature by feature, case by case; record your verdict."""
    study = open_study(folder)
    if feature is not None:
        if case is None or verdict is None:
            raise UsageError(
                "A verdict is on a feature in a case. Nothing was recorded.",
                remedy='`qualcode triangulate FEATURE CASE --verdict dissonance --why "…"`.',
            )
        actor = acting_coder(study, coder)
        event = give_verdict(study, actor, feature, case, verdict, why)
        put(f"{event.about.feature} in {event.about.case}: {verdict} · {actor.handle} · {event.id[:SHORT]}")
        return
    if not study.settings.features:
        raise UsageError(
            "qualcode.toml declares no features.",
            remedy="Write [[features.rules]] with id and codes; docs/format.md has the keys.",
        )
    say_unreadable(study)
    known = evidence(study, split(coders) or None)
    chosen = language_of(study, language)
    display = triangulation(known, find_features(known, study.settings.features), verdicts_of(study), chosen)
    show_display(study, display, format, out, language)
