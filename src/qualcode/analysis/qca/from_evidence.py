"""Memberships of cases in sets, made from codings and attributes as a study declares; each keeps its codings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from qualcode.analysis.passages import in_order
from qualcode.analysis.qca import calibrate
from qualcode.analysis.qca.analyse import outcome_name
from qualcode.analysis.qca.sets import SetData
from qualcode.analysis.wording import coders_note, say
from qualcode.errors import NotFoundError, StudyError, UsageError
from qualcode.model.calibration import Calibration, QcaSettings, SetRule
from qualcode.model.case import Case
from qualcode.model.coding import Stance
from qualcode.model.evidence import Evidence, Passage
from qualcode.model.feature import FeatureState
from qualcode.model.names import name_key

_NUMBER = "Write a number, or declare values = {word = 1, other = 0}."


@dataclass(frozen=True, slots=True)
class _Raw:
    """What was found of each case before calibration, the codings behind it, and where nothing was said."""

    found: tuple[str | float, ...]
    codings: Mapping[str, tuple[str, ...]]
    silent: tuple[str, ...] = ()


def membership_data(
    evidence: Evidence, declared: QcaSettings, outcome: str, conditions: Sequence[str], language: str = "en"
) -> SetData:
    """Return the cases' membership in the outcome and the conditions (none: every other set declared).

    Raise a sentence that names case and set where an attribute is missing or unknown to the calibration, a case has no
    documents or no weights, or a set, code, case or attribute is not there.
    """
    cases = _cases(evidence, declared)
    rules = _rules(declared, outcome, conditions)
    raw = {rule.name: _raw(evidence, rule, cases) for rule in rules}
    columns = [calibrated(rule, [case.id for case in cases], raw[rule.name].found) for rule in rules]
    from_codes = [rule for rule in rules if rule.by != "attribute"]
    return SetData(
        cases=tuple(case.id for case in cases),
        names=tuple(rule.name for rule in rules),
        values=np.array(columns, dtype=np.float64).reshape(len(rules), len(cases)).T,
        codings={(case, name): ids for name, one in raw.items() for case, ids in one.codings.items()},
        silent={name: one.silent for name, one in raw.items() if one.silent},
        set_aside=_set_aside(evidence, from_codes) if from_codes else {},
        whose=coders_note(evidence.coders, language) if from_codes else "",
        rules=tuple(rules),
        names_of={
            code: evidence.codebook.lookup(code).name(language)
            for rule in from_codes
            for code in (*rule.codes, *rule.counter)
        },
    )


def calibrated(rule: SetRule, cases: Sequence[str], raw: Sequence[str | float]) -> list[float]:
    """Return memberships from what was found of each case; raise `StudyError` for a case that the rule cannot place."""
    how = rule.calibration
    if how.values:
        return [_worded(rule, case, value) for case, value in zip(cases, raw, strict=True)]
    numbers = [_number(rule, case, value) for case, value in zip(cases, raw, strict=True)]
    return [float(each) for each in _by_numbers(how, numbers)]


def state_of(passages: Iterable[Passage], counter: frozenset[str]) -> FeatureState:
    """Return the state of a feature from its passages and those of its counter-codes in one case.

    Supported: affirmed and never denied; contradicted: denied, or a counter-code affirmed, and never affirmed; partial:
    both, or mixed; planned: only intended; silent: none. A coding without stance affirms.
    """
    speaking: set[Stance] = set()
    for passage in passages:
        stance: Stance = passage.coding.stance or "affirms"
        if passage.coding.code not in counter:
            speaking.add(stance)
        elif stance in ("affirms", "mixed"):
            speaking.add("denies" if stance == "affirms" else "mixed")
    if "mixed" in speaking or {"affirms", "denies"} <= speaking:
        return "partial"
    if "affirms" in speaking:
        return "supported"
    if "denies" in speaking:
        return "contradicted"
    return "planned" if speaking else "silent"


def _cases(evidence: Evidence, declared: QcaSettings) -> tuple[Case, ...]:
    if not evidence.cases:
        raise StudyError("The study has no cases.", remedy="List them in cases/attributes.csv, or give --table FILE.")
    known = {name_key(case.id): case for case in evidence.cases}
    for name in declared.cases:
        if name_key(name) not in known:
            raise NotFoundError("case", name, [case.id for case in evidence.cases])
    return tuple(known[name_key(name)] for name in declared.cases) or evidence.cases


def _rules(declared: QcaSettings, outcome: str, conditions: Sequence[str]) -> list[SetRule]:
    known = {name_key(rule.name): rule for rule in declared.sets}
    if not known:
        raise UsageError(
            "No set is declared for QCA.", remedy="Declare some in [qca.sets] of qualcode.toml, or give --table FILE."
        )
    if not outcome:
        raise UsageError("What is to be explained?", remedy="Name it: --outcome NAME, or outcome in [qca].")
    first = outcome_name(outcome)
    names = [first, *(conditions or (rule.name for rule in declared.sets if name_key(rule.name) != name_key(first)))]
    for place, name in enumerate(names):
        if name_key(name) not in known:
            raise NotFoundError("condition" if place else "outcome", name, [rule.name for rule in declared.sets])
    # One named twice, or as outcome and condition, is refused where the question is put.
    return list({name_key(name): known[name_key(name)] for name in names}.values())


def _raw(evidence: Evidence, rule: SetRule, cases: Sequence[Case]) -> _Raw:
    if rule.by == "attribute":
        return _Raw(tuple(_attribute(evidence, rule, case) for case in cases), {})
    counter = _members(evidence, rule.counter)
    members = _members(evidence, rule.codes) - counter
    held: dict[str, list[Passage]] = {case.id: [] for case in cases}
    for passage in in_order(evidence):
        counts = passage.coding.code in members or (rule.by == "state" and passage.coding.code in counter)
        if counts and passage.case in held:
            held[passage.case].append(passage)
    found: list[str | float] = []
    for case in cases:
        if not case.documents:
            raise StudyError(
                f'Case "{case.id}" has no documents, so nothing is known of "{rule.name}" there.',
                remedy="Add some, or name the other cases in [qca] cases.",
            )
        if rule.by == "state":
            found.append(state_of(held[case.id], counter))
        elif rule.by == "weight":
            found.append(_mean_weight(rule, case, held[case.id]))
        else:
            found.append(_share(evidence, rule, case, members))
    codings = {case: tuple(dict.fromkeys(each.coding.id for each in passages)) for case, passages in held.items()}
    silent = tuple(case.id for case, state in zip(cases, found, strict=True) if state == "silent")
    return _Raw(tuple(found), codings, silent)


def _members(evidence: Evidence, codes: Sequence[str]) -> frozenset[str]:
    book = evidence.codebook
    return frozenset(below for code in codes for below in book.descendants(book.lookup(code).id))


def _attribute(evidence: Evidence, rule: SetRule, case: Case) -> str:
    names = dict.fromkeys(name for each in evidence.cases for name in each.attributes)
    name = next((each for each in names if name_key(each) == name_key(rule.attribute)), None)
    if name is None:
        raise NotFoundError("attribute of cases", rule.attribute, names)
    value = case.attributes.get(name, "").strip()
    if not value:
        raise StudyError(
            f'Case "{case.id}" has no "{name}", which "{rule.name}" is made from.',
            remedy="Fill it in in cases/attributes, or name the other cases in [qca] cases.",
        )
    return value


def _mean_weight(rule: SetRule, case: Case, passages: Sequence[Passage]) -> float:
    weights = [each.coding.weight for each in passages if each.coding.weight is not None]
    if not weights:
        raise StudyError(
            f'No coding of "{rule.name}" in case "{case.id}" has a weight.',
            remedy="`qualcode rate ID --weight N` gives one.",
        )
    return float(sum(weights) / len(weights))


def _share(evidence: Evidence, rule: SetRule, case: Case, members: frozenset[str]) -> float:
    """Return the share of the case's documents with the code among those where that is known."""
    wanted = members & frozenset(evidence.codebook.codable)
    ours = [each for each in evidence.passages if each.coding.code in members]
    present = {each.coding.document for each in ours if each.case == case.id}
    unplaced = {each.coding.document for each in ours if each.case is None}
    facts = evidence.by_document
    absent = {
        id
        for id in case.documents
        if id not in present and id not in unplaced and id in facts and wanted <= facts[id].decided
    }
    if not present and not absent:
        raise StudyError(
            f'In no document of case "{case.id}" is it known whether "{rule.name}" occurs.',
            remedy="`qualcode done DOCUMENT` says that a coder has finished one.",
        )
    return len(present) / (len(present) + len(absent))


def _worded(rule: SetRule, case: str, value: str | float) -> float:
    values = {name_key(word): membership for word, membership in rule.calibration.values.items()}
    found = values.get(name_key(str(value)))
    if found is None:
        raise StudyError(
            f'"{rule.name}" is "{value}" for case "{case}", and its values say nothing of that.',
            remedy=f"They are {', '.join(rule.calibration.values)}.",
        )
    return found


def _number(rule: SetRule, case: str, value: str | float) -> float:
    try:
        return float(value)
    except ValueError:
        raise StudyError(f'"{rule.name}" is "{value}" for case "{case}", which is no number.', remedy=_NUMBER) from None


def _by_numbers(how: Calibration, numbers: Sequence[float]) -> Iterable[float]:
    if how.crisp is not None:
        return calibrate.crisp(numbers, *how.crisp)
    if how.anchors:
        return calibrate.direct(numbers, how.anchors, linear=how.linear)
    if how.thresholds:
        return calibrate.categories(numbers, how.thresholds)
    return calibrate.indirect(numbers, how.groups) if how.groups else numbers


def _set_aside(evidence: Evidence, rules: Sequence[SetRule]) -> Mapping[str, int]:
    counted = frozenset().union(*(_members(evidence, (*rule.codes, *rule.counter)) for rule in rules))
    aside = Counter(evidence.set_aside)
    facts = evidence.by_document
    for passage in evidence.passages:
        if passage.case is None and passage.coding.code in counted:
            several = len(facts[passage.coding.document].cases) > 1
            aside[say("several cases") if several else say("no case")] += 1
    return dict(aside)
