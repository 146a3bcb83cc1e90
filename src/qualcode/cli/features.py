"""`features`: the key features that follow from the rules in qualcode.toml."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Literal

import typer

from qualcode.analysis.feature_displays import feature_list, features_by_case
from qualcode.analysis.feature_quotes import negative_cases, support
from qualcode.analysis.feature_rules import feature_rules
from qualcode.analysis.features import Finding, find_features
from qualcode.analysis.rivals import rival_readings
from qualcode.cli.displays import show_display
from qualcode.cli.documents import say_unreadable
from qualcode.cli.options import (
    CodersOption,
    FormatOption,
    LanguageOption,
    OutOption,
    StudyOption,
    language_of,
    open_study,
    split,
)
from qualcode.coding.feature_notes import feature_notes, feature_notes_display
from qualcode.coding.retrieve import evidence
from qualcode.errors import UsageError
from qualcode.model.display import Display
from qualcode.model.evidence import Evidence
from qualcode.study.study import Study

Show = Literal["list", "rules", "cases", "negative", "support", "rivals", "notes"]

Maker = Callable[[Evidence, Sequence[Finding], str], Display]
_MAKERS: Mapping[Show, Maker] = {
    "list": feature_list,
    "rules": feature_rules,
    "cases": features_by_case,
    "negative": negative_cases,
    "support": support,
}


def features(
    show: Annotated[
        Show,
        typer.Option(
            "--show",
            help="The list, what each feature is made of, features × cases, the words against and for them, rival readings, or what the researchers note about the list.",
        ),
    ] = "list",
    coders: CodersOption = None,
    format: FormatOption = "table",
    out: OutOption = None,
    language: LanguageOption = None,
    folder: StudyOption = None,
) -> None:
    """List the key features by the rules in qualcode.toml: where each holds, who says so, and what speaks against it."""
    study = open_study(folder)
    say_unreadable(study)
    show_display(study, _display(study, show, coders, language_of(study, language)), format, out, language)


def _display(study: Study, show: Show, coders: str | None, language: str) -> Display:
    rules = study.settings.features
    if not rules:
        raise UsageError(
            "qualcode.toml declares no features.",
            remedy="Write [[features.rules]] with id and codes; docs/format.md has the keys.",
        )
    known = evidence(study, split(coders) or None)
    if not known.cases:
        raise UsageError(
            "The study has no cases.",
            remedy="Make a folder for each below cases/, or name them in interviews/attributes.csv.",
        )
    found = find_features(known, rules)
    if show == "rivals":
        return rival_readings(known, study.settings.rivals, found, language)
    if show == "notes":
        return feature_notes_display(feature_notes(study), study, language)
    return _MAKERS[show](known, found, language)
