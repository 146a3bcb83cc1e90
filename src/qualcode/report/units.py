"""What stands beside a count of units: those that do not count, and codes that came too late to be compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from qualcode.agreement.results import Agreement
from qualcode.model.reliability import ReliabilityData
from qualcode.report.options import Language
from qualcode.study.study import Study
from qualcode.text.segments import counted, segment

_ROLES: Mapping[str, tuple[str, str]] = {
    "interviewer": ("interviewers'", "访谈者"),
    "respondent": ("respondents'", "受访者"),
}
_UNITS: Mapping[str, tuple[str, str]] = {
    "turn": ("turns", "话轮"),
    "paragraph": ("paragraphs", "段落"),
    "sentence": ("sentences", "句子"),
}
_SKIPPED = (
    "Of all {all} {unit}, {skipped} are {roles} and do not count as units (`skip_turn_roles`).",
    "全部 {all} 个{unit}中，{skipped} 个为{roles}的话，按设置不作为编码单位。",
)
_LATE = (
    "{count} codes came into the codebook after the coders had finished, were given by the consensus alone, and have no figure of agreement: {codes}.",
    "以下 {count} 个编码在编码员完成之后才加入编码手册，只由合议给出，没有信度数值：{codes}。",
)
_DIFFERING = (
    "A settlement is made for the codings of one place, so a unit that differs may take several: {coders} differed on {units} of {all} units, in {decisions} decisions (unit × code).",
    "裁定针对同一处的编码，一个不一致的单元可有多次裁定：{coders} 在 {all} 个单元中的 {units} 个上不一致，共 {decisions} 个判断（单元×编码）。",
)


class Units(NamedTuple):
    """How many segments the documents have, and how many of them do not count as units."""

    all: int
    skipped: int


def units_of(study: Study, documents: Sequence[str]) -> Units:
    """Return the segments of documents in the study's unit, and those of turns that it skips."""
    every = skipped = 0
    for id in documents:
        found = segment(study.document(id), study.settings.unit)
        every += len(found)
        skipped += len(found) - len(counted(found, study.settings.skip_turn_roles))
    return Units(every, skipped)


def skipped_roles(study: Study, language: Language) -> str:
    """Return whose turns do not count: `interviewers'`, 访谈者."""
    between = "、" if language == "zh" else " and "
    return between.join(_ROLES[role][language == "zh"] for role in study.settings.skip_turn_roles)


def skipped_note(study: Study, units: Units, language: Language) -> str:
    """Return the sentence that says how many segments do not count and why; empty where all do."""
    if not units.skipped:
        return ""
    unit = _UNITS[study.settings.unit][language == "zh"]
    roles = skipped_roles(study, language)
    return _SKIPPED[language == "zh"].format(all=units.all, unit=unit, skipped=units.skipped, roles=roles)


def late_note(study: Study, data: ReliabilityData, language: Language) -> str:
    """Return the sentence that names the codes which fewer than two coders could have given anywhere; empty without any."""
    documents = {unit.document for unit in data.units}
    held = Counter[str]()
    for document in documents:
        given = Counter(code for known in data.known for code in (known.get(document) or ()))
        held.update(code for code, coders in given.items() if coders > 1)
    late = [code for code in study.codebook if code.codable and code.id not in held] if data.known else []
    if not late:
        return ""
    chinese = language == "zh"
    between = "、" if chinese else "; "
    named = between.join(f"{code.id} {code.name(language)}" for code in late)
    return _LATE[chinese].format(count=len(late), codes=named)


def differing_note(agreement: Agreement, data: ReliabilityData, language: Language) -> str:
    """Return the sentence that leads from settlements to the units on which coders differed."""
    decided = [[each for each in given if each is not None] for given in zip(*data.values, strict=True)]
    units = sum(len(set(given)) > 1 for given in decided)
    decisions = sum(len(frozenset().union(*given) - frozenset.intersection(*given)) for given in decided if given)
    named = ("、" if language == "zh" else " and ").join(agreement.coders)
    return _DIFFERING[language == "zh"].format(coders=named, units=units, all=len(decided), decisions=decisions)
