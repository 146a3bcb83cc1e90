"""A study as plain values: what the page's script reads, and the transcripts that stand in the page itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from qualcode.analysis.feature_quotes import counter_codes
from qualcode.coding.coder_set import coder_set
from qualcode.coding.compare import differences
from qualcode.coding.units import reliability
from qualcode.errors import UsageError
from qualcode.model.codebook import Code, worded
from qualcode.model.coding import Memo
from qualcode.model.evidence import NOT_QUOTED, CoderSet, Passage
from qualcode.model.reliability import ReliabilityData
from qualcode.report.options import Language
from qualcode.report.page.colors import code_colors
from qualcode.report.page.drawings import drawings
from qualcode.report.page.notes import memos_of, settlements_of
from qualcode.report.page.shown import Shown, shown_of
from qualcode.report.page.tables import tables
from qualcode.report.page.transcripts import Transcript, turns_of
from qualcode.report.page.wording import in_language
from qualcode.report.study_report import StudyReport
from qualcode.report.values import clean
from qualcode.study.study import Study

STANCES = ("", "affirms", "denies", "mixed", "planned")
"""A stance is kept as its place here; the first is none given."""


@dataclass(frozen=True, slots=True)
class PageData:
    """What a page is made of: the values its script reads (JSON's own types only), the transcripts in order, the figures.

    `drawings` holds an `<svg>` by the name of the display that it shows.
    """

    values: dict[str, Any]
    transcripts: tuple[Transcript, ...]
    drawings: Mapping[str, str] = field(default_factory=dict)


def page_data(
    study: Study,
    report: StudyReport,
    language: Language,
    coders: Sequence[str] | None = None,
    *,
    redact: bool = False,
    drawn: Mapping[str, str] | None = None,
) -> PageData:
    """Return a study with every coder's codings as plain values; `coders` are those that count, as in `coder_set`.

    `drawn` are the figures (`drawings`) where they have been drawn already.

    Positions are in UTF-16 units of a document's text. Codings without a place, or of a code that the codebook does not
    have, are not among them. With `redact`, no words of a transcript are in it: no texts, quotes, labels, examples or
    memos; positions and counts stay.
    """
    chosen = coder_set(study, coders)
    shown = shown_of(study)
    every = [passage for each in shown for passage in each.passages]
    numbers = {id: number for number, each in enumerate(every) for id in (each.coding.id, *each.coding.ids)}
    words = in_language(language) | {"not quoted": NOT_QUOTED[language]}
    values = {
        "schema": 1,
        "kind": "page",
        "language": language,
        "unit": study.settings.unit,
        "redacted": redact,
        "words": words,
        "codes": _codes(study, language, redact),
        "coders": [
            {"handle": each.handle, "name": clean(each.name), "kind": each.kind} for each in study.settings.coders
        ],
        "cases": [{"id": each.id, "name": clean(each.name)} for each in study.cases],
        "roles": list(_roles(study)),
        "documents": [_document(study, each, chosen, redact) for each in shown],
        "codings": _columns(study, shown, every, redact),
        "counters": _counters(study),
        "displays": tables(report.displays, numbers, language, redact),
        "memos": memos_of(study, shown, language, redact),
        "settlements": settlements_of(study, shown, redact),
        "differences": _differences(study, report.compared, shown, numbers),
    }
    transcripts = tuple(_transcript(study, number, each, words, redact) for number, each in enumerate(shown))
    return PageData(values, transcripts, drawings(report.displays, language, redact) if drawn is None else drawn)


def _transcript(study: Study, number: int, shown: Shown, words: Mapping[str, str], redact: bool) -> Transcript:
    turns = turns_of(shown.document, shown.segments, shown.silent, redact)
    return Transcript(number, shown.document.id, _facts(study, shown, words), turns)


def _roles(study: Study) -> tuple[str, ...]:
    return tuple(dict.fromkeys(clean(person.role) for person in study.participants if person.role))


def _codes(study: Study, language: Language, redact: bool) -> list[dict[str, Any]]:
    numbers = {id: number for number, id in enumerate(study.codebook.by_id)}
    return [_code(code, numbers, language, redact) for code in study.codebook.by_id.values()]


def _counters(study: Study) -> dict[str, dict[str, list[int]]]:
    """Return the codes that speak against each feature and each rival reading: under them an affirmation denies."""
    numbers = {id: number for number, id in enumerate(study.codebook.by_id)}
    settings = study.settings
    return {
        name: {clean(each.id): sorted(numbers[code] for code in counter_codes(study.codebook, each)) for each in held}
        for name, held in (("features", settings.features), ("rivals", settings.rivals))
    }


def _code(code: Code, numbers: Mapping[str, int], language: Language, redact: bool) -> dict[str, Any]:
    rules = {"definition": code.definition, "include": code.include, "exclude": code.exclude}
    found: dict[str, Any] = {
        "id": clean(code.id),
        "name": clean(code.name(language)),
        "parent": numbers.get(code.parent or ""),
        "level": code.level,
        "codable": code.codable,
    }
    found |= {name: clean(worded(text, language)) for name, text in rules.items() if worded(text, language)}
    if code.examples and not redact:
        found["examples"] = [clean(each) for each in code.examples]
    return found


def _document(study: Study, each: Shown, chosen: CoderSet, redact: bool) -> dict[str, Any]:
    document = each.document
    browser = each.browser
    handles = [coder.handle for coder in study.settings.coders]
    cases = [case.id for case in study.cases]
    found: dict[str, Any] = {
        "id": document.id,
        "kind": document.kind,
        "cases": [cases.index(case) for case in study.cases_of(document.id)],
        "counted": [handles.index(handle) for handle in chosen.by_document.get(document.id, ())],
        "numbers": [one.number for one in each.segments],
        "spans": [browser.span(one.span) for one in each.segments],
    }
    if document.furniture:
        found["furniture"] = [browser.span(span) for span in document.furniture]
    if each.silent:
        found["silent"] = [number for number, one in enumerate(each.segments) if one.number in each.silent]
    if not redact and any(document.attributes.values()):
        found["attributes"] = {clean(name): clean(value) for name, value in document.attributes.items() if value}
    return found


def _facts(study: Study, each: Shown, words: Mapping[str, str]) -> str:
    names = {case.id: clean(case.name) for case in study.cases}
    parts = [words["interview" if each.document.kind == "interview" else "case document"]]
    parts += [names[case] for case in study.cases_of(each.document.id)]
    parts.append(words["segments"].format(count=len(each.segments)))
    return " · ".join(parts)


def _columns(study: Study, shown: Sequence[Shown], every: Sequence[Passage], redact: bool) -> dict[str, Any]:
    """Return every coding, a list for each of its attributes; `memos` and `by` are given where there are any, by number."""
    codes = {id: number for number, id in enumerate(study.codebook.by_id)}
    handles = {coder.handle: number for number, coder in enumerate(study.settings.coders)}
    cases = {case.id: number for number, case in enumerate(study.cases)}
    roles = {role: number for number, role in enumerate(_roles(study))}
    codings = [each.coding for each in every]
    places = [_places(each) for each in shown]
    memos = {
        str(number): [_memo(memo, redact or each.withheld) for memo in each.coding.memos]
        for number, each in enumerate(every)
        if each.coding.memos
    }
    return {
        "id": [coding.id[:8] for coding in codings],
        "document": [number for number, each in enumerate(shown) for _ in each.passages],
        "start": [start for spans in places for start, _ in spans],
        "end": [end for spans in places for _, end in spans],
        "code": [codes[coding.code] for coding in codings],
        "coder": [handles[coding.coder] for coding in codings],
        "stance": [STANCES.index(coding.stance or "") for coding in codings],
        "weight": [coding.weight for coding in codings],
        "case": [cases.get(each.case or "", -1) for each in every],
        "role": [roles.get(clean(each.role or ""), -1) for each in every],
        "address": [each.address.removeprefix(each.coding.document) for each in every],
        "speaker": [None if redact or each.speaker is None else clean(each.speaker) for each in every],
        "memos": memos,
    }


def _memo(memo: Memo, without_words: bool) -> dict[str, str]:
    found = {"kind": memo.kind, "by": clean(memo.by)}
    return found if without_words else found | {"body": clean(memo.body)}


def _places(each: Shown) -> list[tuple[int, int]]:
    return [each.browser.span(one.coding.span) for one in each.passages if one.coding.span is not None]


def _differences(
    study: Study, compared: ReliabilityData | None, shown: Sequence[Shown], numbers: Mapping[str, int]
) -> list[dict[str, Any]]:
    """Return each unit that coders read differently: its document and segment, what is in dispute, and each side's codings.

    There are none under a reflexive approach, nor where fewer than two coders are registered.
    """
    if study.settings.approach == "reflexive":
        return []
    try:
        found = differences(study, compared or reliability(study))
    except UsageError:
        return []
    documents = {each.document.id: number for number, each in enumerate(shown)}
    codes = {id: number for number, id in enumerate(study.codebook.by_id)}
    handles = {coder.handle: number for number, coder in enumerate(study.settings.coders)}
    return [
        {
            "document": documents[each.unit.document],
            "segment": each.unit.number,
            "codes": [codes[code] for code in each.codes if code in codes],
            "stances": [codes[code] for code in each.stances if code in codes],
            "sides": {
                str(handles[coder]): [numbers[coding.id] for coding in side if coding.id in numbers]
                for coder, side in each.sides.items()
            },
        }
        for each in found
    ]


def colors_of(study: Study) -> list[tuple[str, str]]:
    """Return each code's colour on a light and on a dark page, in the order of `codes`."""
    return [(shades.light, shades.dark) for shades in code_colors(study.codebook).values()]
