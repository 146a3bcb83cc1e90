"""The displays of key features that a report holds, by the names under which they are also written as tables."""

from __future__ import annotations

from qualcode.analysis.feature_displays import feature_list, features_by_case, negative_cases, rival_readings
from qualcode.analysis.features import find_features
from qualcode.analysis.triangulation import triangulation
from qualcode.coding.verdicts import verdicts_of
from qualcode.model.display import Display
from qualcode.model.evidence import Evidence
from qualcode.report.options import Language
from qualcode.study.study import Study


def feature_displays(study: Study, known: Evidence, language: Language) -> tuple[tuple[str, Display], ...]:
    """Return list, features × cases, denials, rival readings and triangulation; nothing where no rule is declared."""
    if not study.settings.features or not known.cases:
        return ()
    found = find_features(known, study.settings.features)
    displays = [
        ("features", feature_list(known, found, language)),
        ("features-cases", features_by_case(known, found, language)),
        ("negative-cases", negative_cases(known, found, language)),
    ]
    if study.settings.rivals:
        displays.append(("rivals", rival_readings(known, study.settings.rivals, found, language)))
    displays.append(("triangulation", triangulation(known, found, verdicts_of(study), language)))
    return tuple((name, display) for name, display in displays if display.rows)
