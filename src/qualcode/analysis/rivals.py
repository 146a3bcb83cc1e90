"""Rival readings of the same cases: what speaks for each, what against, and what is said of both."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qualcode.analysis.feature_displays import MOST, features_display, ids_of
from qualcode.analysis.feature_quotes import counter_codes, said_as
from qualcode.analysis.feature_wording import say
from qualcode.analysis.features import Finding, families_of, sorted_out
from qualcode.analysis.passages import Place, in_order, place, quoted
from qualcode.analysis.wording import listing
from qualcode.model.display import Cell, Column, ColumnType, Display, Row
from qualcode.model.evidence import Evidence, Passage
from qualcode.model.feature import Rival

_TYPES: dict[str, ColumnType] = {
    "about": "text",
    "in cases": "text",
    "for count": "count",
    "both count": "count",
    "against count": "count",
    "for": "quotes",
    "both": "quotes",
    "against": "quotes",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """The passages about a rival reading: for it, both ways, against it."""

    speaking: tuple[Passage, ...]
    both: tuple[Passage, ...]
    against: tuple[Passage, ...]


def read_rival(evidence: Evidence, rival: Rival, found: Sequence[Finding]) -> Reading:
    """Return the passages about a rival reading, in document order; of those that overlap in a document, the longest.

    A mixed passage says both, and so does one under its codes whose words also affirm a feature that it would explain
    otherwise: neither is evidence for it.
    """
    own, against = families_of(evidence.codebook, rival.codes), counter_codes(evidence.codebook, rival)
    about = [passage for passage in in_order(evidence) if passage.coding.code in own | against]
    at = {passage.coding.id: number for number, passage in enumerate(about)}
    side = sorted_out(about, against)
    chosen = [each for each in found if not rival.features or each.rule.id in rival.features]
    # What a rule and its rival are both made of speaks for the rival: only other codes can tell against that reading.
    affirming = [
        passage
        for each in chosen
        for case in each.cases
        for passage in case.side.affirming
        if passage.coding.code not in own
    ]
    both = _overlapping(side.affirming, affirming)
    speaking = [passage for passage in side.affirming if place(passage) not in both]
    doubtful = (*side.mixed, *(passage for passage in side.affirming if place(passage) in both))
    return Reading(
        merged(speaking),
        merged(sorted(doubtful, key=lambda passage: at[passage.coding.id])),
        merged(side.denying),
    )


def merged(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    """Return passages in their order with those that overlap in one document as one: the longest of them."""
    kept: list[tuple[Passage, int]] = []
    for passage in passages:
        document, start, end = place(passage)
        last, reach = kept[-1] if kept else (None, -1)
        if last is None or last.coding.document != document or start >= reach:
            kept.append((passage, end))
            continue
        _, begin, until = place(last)
        kept[-1] = (passage if end - start > until - begin else last, max(reach, end))
    return tuple(passage for passage, _ in kept)


def rival_readings(
    evidence: Evidence, rivals: Sequence[Rival], found: Sequence[Finding], language: str = "en"
) -> Display:
    """Return one row a rival reading: what it would explain, how much is for it, both ways and against, and the first quotes."""
    features = {each.rule.id: each.rule.name(language) for each in found}
    names = {case.id: case.name for case in evidence.cases}
    rows = []
    for rival in rivals:
        reading = read_rival(evidence, rival, found)
        sides = (reading.speaking, reading.both, reading.against)
        cases = dict.fromkeys(names.get(p.case, p.case) for p in reading.speaking if p.case)
        about = listing(language).join(features.get(id, id) for id in rival.features)
        against = counter_codes(evidence.codebook, rival)
        cells = (
            Cell(about or say("all features", language)),
            Cell(listing(language).join(cases) or say("none", language)),
            *(Cell(len(passages), ids_of(passages)) for passages in sides),
            *(_quotes(passages, against, language) for passages in sides),
        )
        rows.append(Row(rival.id, rival.name(language), cells))
    columns = tuple(Column(key, say(key, language), type) for key, type in _TYPES.items())
    notes = (say("note rivals", language, most=MOST),)
    title, corner = say("title rivals", language), say("rival", language)
    return features_display(evidence, found, "rivals", title, columns, rows, notes, language, corner)


def _overlapping(passages: Iterable[Passage], others: Iterable[Passage]) -> frozenset[Place]:
    """Return the places of those passages that have words in common with one of the others."""
    spans: dict[str, list[Place]] = {}
    for other in others:
        spans.setdefault(other.coding.document, []).append(place(other))
    places = map(place, passages)
    return frozenset(
        (document, start, end)
        for document, start, end in places
        if any(first < end and start < last for _, first, last in spans.get(document, ()))
    )


def _quotes(passages: Sequence[Passage], against: frozenset[str], language: str) -> Cell:
    shown = passages[:MOST]
    marks = (say("marked", language, mark=said_as(p, against, language), quote=quoted(p, language)) for p in shown)
    return Cell(tuple(marks) or None, ids_of(shown))
