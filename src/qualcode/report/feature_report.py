"""The displays of key features that a report holds, by the names under which they are also written as tables."""

from __future__ import annotations

from collections.abc import Iterator

from qualcode.analysis.feature_displays import feature_list, features_by_case
from qualcode.analysis.feature_quotes import negative_cases, support
from qualcode.analysis.feature_rules import feature_rules
from qualcode.analysis.rivals import rival_readings
from qualcode.analysis.triangulation import triangulation
from qualcode.coding.feature_notes import feature_notes, feature_notes_display
from qualcode.coding.verdicts import verdicts_of
from qualcode.model.display import Display
from qualcode.report.material import Material


def feature_displays(material: Material) -> Iterator[tuple[str, Display]]:
    """Yield what features are made of, the list, features × cases, the words for and against, rivals, and researchers' notes.

    Nothing where no rule is declared or there are no cases; a display without rows is left out.
    """
    return ((name, display) for name, display in _displays(material) if display.rows)


def triangulation_display(material: Material) -> Iterator[tuple[str, Display]]:
    """Yield triangulation by source; nothing where no rule is declared or there are no cases."""
    if material.findings:
        verdicts = verdicts_of(material.study)
        yield "triangulation", triangulation(material.found, material.findings, verdicts, material.language)


def _displays(material: Material) -> Iterator[tuple[str, Display]]:
    study, known, found, language = material.study, material.found, material.findings, material.language
    if not found:
        return
    yield "features-rules", feature_rules(known, found, language)
    yield "features", feature_list(known, found, language)
    yield "features-notes", feature_notes_display(feature_notes(study), study, language)
    yield "features-cases", features_by_case(known, found, language)
    yield "negative-cases", negative_cases(known, found, language)
    yield "features-support", support(known, found, language)
    if study.settings.rivals:
        yield "rivals", rival_readings(known, study.settings.rivals, found, language)
