"""`triangulate`: feature × case × source, and a person's verdict."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from qualcode.analysis.features import find_features
from qualcode.analysis.triangulation import Verdict, sides_display, triangulation
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
from qualcode.coding.verdicts import find_any_case, find_feature, give_verdict, verdicts_of
from qualcode.errors import UsageError
from qualcode.study.study import Study


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
        if case is None:
            raise UsageError(
                "A verdict is on a feature in a case. Nothing was recorded.",
                remedy="`qualcode triangulate FEATURE CASE` shows the sources, --verdict with --why records what you make of them.",
            )
        if verdict is None:
            _show_sides(study, feature, case, coders, format, out, language)
            return
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


def _show_sides(
    study: Study,
    feature: str,
    case: str,
    coders: str | None,
    format: str,
    out: Path | None,
    language: Literal["en", "zh"] | None,
) -> None:
    rule, id = find_feature(study, feature), find_any_case(study, case)
    say_unreadable(study)
    known = evidence(study, split(coders) or None)
    finding = find_features(known, [rule])[0]
    show_display(study, sides_display(known, finding, id, language_of(study, language)), format, out, language)
