"""Verdicts on a feature in a case: memos of kind `verdict`, the newest of each counted."""

from __future__ import annotations

from collections.abc import Mapping

from qualcode.analysis.triangulation import VERDICTS, Judgement, Verdict
from qualcode.coding.marks import memo
from qualcode.errors import NotFoundError, UsageError
from qualcode.model.coding import Coder
from qualcode.model.events import About, MemoEvent
from qualcode.model.feature import FeatureRule
from qualcode.model.names import name_key
from qualcode.study.paths import STUDY_LEDGER
from qualcode.study.study import Study
from qualcode.study.writing import Clock, utc_now

NOTHING = "Nothing was recorded."


def give_verdict(
    study: Study, coder: Coder, feature: str, case: str, verdict: Verdict, why: str, clock: Clock = utc_now
) -> MemoEvent:
    """Record a person's verdict on what the sources say of a feature in a case; a later one takes its place.

    `feature` is the id of a rule. Raises `NotFoundError` for a feature or case that is not there.
    """
    rule, id = find_feature(study, feature), find_any_case(study, case)
    if not why.strip():
        raise UsageError(f"A verdict needs its reason. {NOTHING}", remedy="Say it with --why.")
    about = About(feature=rule.id, case=id)
    return memo(study, coder, why, about, kind="verdict", data={"verdict": verdict}, clock=clock)[1]


def find_feature(study: Study, name: str) -> FeatureRule:
    """Return the rule of that id; raise `NotFoundError` with the nearest when there is none."""
    for rule in study.settings.features:
        if name_key(rule.id) == name_key(name):
            return rule
    raise NotFoundError("feature", name, [rule.id for rule in study.settings.features], outcome=NOTHING)


def find_any_case(study: Study, name: str) -> str:
    """Return the id of the case with that id or name; raise `NotFoundError` with the nearest when there is none."""
    for case in study.cases:
        if name_key(name) in (name_key(case.id), name_key(case.name)):
            return case.id
    raise NotFoundError("case", name, [each.id for each in study.cases], outcome=NOTHING)


def verdicts_of(study: Study) -> Mapping[tuple[str, str], Judgement]:
    """Return the newest verdict on each (feature, case), whoever gave it."""
    found: dict[tuple[str, str], tuple[str, Judgement]] = {}
    for coder in study.settings.coders:
        for event in study.state(coder.handle, STUDY_LEDGER).memos:
            verdict = (event.data or {}).get("verdict")
            if event.kind != "verdict" or event.about.feature is None or event.about.case is None:
                continue
            if verdict in VERDICTS:
                key = (event.about.feature, event.about.case)
                judged = Judgement(verdict, event.body, event.by or coder.handle)
                if key not in found or found[key][0] < event.at:
                    found[key] = (event.at, judged)
    return {key: judged for key, (_, judged) in found.items()}
