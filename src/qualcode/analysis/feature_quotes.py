"""The words behind key features: what speaks against each, and what speaks for it, case by case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, zip_longest

from qualcode.analysis.feature_displays import MOST, features_display, ids_of
from qualcode.analysis.feature_wording import say, state_name
from qualcode.analysis.features import DOCUMENTS, Finding, InCase, families_of
from qualcode.analysis.passages import Place, distinct, place, quoted
from qualcode.model.codebook import Codebook
from qualcode.model.display import Cell, Column, ColumnType, Display, Row
from qualcode.model.evidence import Evidence, Passage
from qualcode.model.feature import FeatureRule, Rival

_COLUMNS: tuple[tuple[str, ColumnType], ...] = (("state", "text"), ("said", "text"), ("denials", "quotes"))


def negative_cases(evidence: Evidence, found: Sequence[Finding], language: str = "en") -> Display:
    """Return every passage that speaks against a feature or is mixed, in its words, marked with which it is.

    A row for each case and mark, below a row that names the feature; the case's state stands beside it.
    """
    chosen = [
        (each, case, (*case.side.denying, *case.side.mixed), _state(each.rule, case, language))
        for each in found
        for case in each.cases
        if case.state in ("contradicted", "partial")
    ]
    rows = list(_rows(evidence, chosen, language))
    negative = sum(len(each.where("contradicted")) for each in found)
    title, note = say("title negative", language), say("note negative", language, count=negative)
    return _display(evidence, found, "negative-cases", title, rows, note, language)


def support(evidence: Evidence, found: Sequence[Finding], language: str = "en", most: int = MOST) -> Display:
    """Return at most so many passages for each feature in each case, in their words, from as many sources as there are.

    A row for each case and mark, below a row that names the feature; how many there are stands beside the case's state.
    """
    chosen = []
    for each in found:
        for case in each.cases:
            passages, state = _foremost(case, most), _state(each.rule, case, language)
            count = len(case.side.affirming)
            told = say("shown of", language, state=state, shown=len(passages), count=count)
            chosen.append((each, case, passages, told))
    rows = list(_rows(evidence, chosen, language))
    title, note = say("title support", language), say("note support", language, most=most)
    return _display(evidence, found, "feature-support", title, rows, note, language)


def counter_codes(codebook: Codebook, rule: FeatureRule | Rival) -> frozenset[str]:
    """Return the ids of the codes that speak against a feature or a rival reading: none that also speaks for it."""
    return families_of(codebook, rule.counter) - families_of(codebook, rule.codes)


def said_as(passage: Passage, against: frozenset[str], language: str = "en") -> str:
    """Return what a passage says of a feature: affirms, denies, mixed, no stance given, or that it is under a counter-code."""
    stance, code = passage.coding.stance, passage.coding.code
    if code in against:
        key = {"mixed": "by counter mixed", "denies": "by counter denied"}.get(stance or "", "by counter")
        return say(key, language, code=code)
    if stance is None:
        return say("no stance", language)
    return say({"affirms": "side affirming", "denies": "side denying", "mixed": "side mixed"}.get(stance, ""), language)


Chosen = tuple[Finding, InCase, Sequence[Passage], str]


def _rows(evidence: Evidence, chosen: Sequence[Chosen], language: str) -> Iterator[Row]:
    names = {case.id: case.name for case in evidence.cases}
    last = ""
    for each, case, passages, state in chosen:
        if passages and each.rule.id != last:
            last = each.rule.id
            yield Row(last, each.rule.name(language), (Cell(None),) * len(_COLUMNS))
        marked = _by_mark(passages, counter_codes(evidence.codebook, each.rule), language)
        for number, (said, alike) in enumerate(marked.items(), 1):
            words = Cell(tuple(quoted(passage, language) for passage in alike), ids_of(alike))
            key = f"{each.rule.id}/{case.case}/{number}"
            yield Row(key, names.get(case.case, case.case), (Cell(state), Cell(said), words), level=1)


def _by_mark(passages: Sequence[Passage], against: frozenset[str], language: str) -> dict[str, list[Passage]]:
    """Return passages by what they say of the feature, in the order in which each is first said."""
    marked: dict[str, list[Passage]] = {}
    for passage in passages:
        marked.setdefault(said_as(passage, against, language), []).append(passage)
    return marked


def _state(rule: FeatureRule, case: InCase, language: str) -> str:
    state, expected = state_name(case.state, language), rule.expect.get(case.case)
    if expected is None:
        return state
    return say("state expected", language, state=state, expected=state_name(expected, language))


def _foremost(case: InCase, most: int) -> tuple[Passage, ...]:
    """Return the first passages of each source in turn, those with a stance first, in document order at the end."""
    order: dict[Place, int] = {place(passage): at for at, passage in enumerate(case.side.affirming)}
    names = sorted(case.by_source, key=lambda name: (name == DOCUMENTS, name))
    sources = [sorted(case.by_source[name].affirming, key=lambda p: p.coding.stance is None) for name in names]
    turns = (passage for passage in chain.from_iterable(zip_longest(*sources)) if passage is not None)
    kept = [passage for passage in distinct(turns) if place(passage) in order][:most]
    return tuple(sorted(kept, key=lambda passage: order[place(passage)]))


def _display(
    evidence: Evidence, found: Sequence[Finding], kind: str, title: str, rows: Sequence[Row], note: str, language: str
) -> Display:
    columns = tuple(Column(key, say(key, language), type) for key, type in _COLUMNS)
    return features_display(evidence, found, kind, title, columns, rows, (note,), language, say("case", language))
