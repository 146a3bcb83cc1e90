"""The passages that a query asks for.

What the words mean, for passages of one coder set and a unit of being together (`within`; overlapping passages when none
is named):

- a code: the passages under it or anything below it;
- `A and B`: the passages of A that lie in one unit with a passage of B, and those of B that lie in one with A;
- `A or B`: the passages of A and those of B;
- `A and not B`: the passages of A in whose units no passage of B lies, whichever of the codes below B it bears;
- `not B` alone: the coded passages, of whatever code, in whose units no passage of B lies.

A passage that is coded A and B alike is therefore not found by `A and not B`. Not coded is not absent: where a document is
not finished for the code after `not`, the answer says so. A passage outside all units (in a speaker's label; of no known
case) is set aside and counted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from qualcode.analysis.passages import in_order
from qualcode.analysis.query import Code, Either, Not, Query
from qualcode.analysis.within import PASSAGE, Together, UnitSpans, Within
from qualcode.model.evidence import Evidence, Passage

OUTSIDE = "codings that lie in no unit of the query"
_NONE: Mapping[str, UnitSpans] = {}


@dataclass(frozen=True, slots=True)
class Answer:
    """The passages found, in document order; how many lie where a code after `not` may only be uncoded yet; what was set aside."""

    passages: tuple[Passage, ...]
    unfinished: int = 0
    set_aside: Mapping[str, int] = field(default_factory=dict)


def answer(evidence: Evidence, query: Query, spans: Mapping[str, UnitSpans] = _NONE) -> Answer:
    """Return the passages that a query asks for; `spans` holds, for each unit of the text it names, the units' spans."""
    search = _Search(evidence, spans)
    found = search.find(query, PASSAGE)
    passages = tuple(search.passages[number] for number in sorted(found))
    unfinished = sum(1 for passage in passages if search.unfinished(passage))
    return Answer(passages, unfinished, {OUTSIDE: len(search.outside)} if search.outside else {})


class _Search:
    def __init__(self, evidence: Evidence, spans: Mapping[str, UnitSpans]) -> None:
        self.evidence = evidence
        self.passages = in_order(evidence)
        self.spans = spans
        self.outside: set[int] = set()
        self.denied: list[tuple[Within, frozenset[str]]] = []
        self.kept: dict[Within, Together] = {}
        self.facts = evidence.by_document
        self.documents = {case.id: case.documents for case in evidence.cases}

    def find(self, query: Query, within: Within) -> set[int]:
        """Return the numbers of the passages that a query finds, where `within` holds for what names no unit."""
        if isinstance(query, Code):
            wanted = frozenset(self.evidence.codebook.descendants(query.id))
            return {number for number, passage in enumerate(self.passages) if passage.coding.code in wanted}
        if isinstance(query, Not):
            return self._together([], [query], within)
        own = query.within or within
        if isinstance(query, Either):
            return set().union(*(self.find(part, own) for part in query.parts))
        wanted_parts = [part for part in query.parts if not isinstance(part, Not)]
        return self._together(wanted_parts, [part for part in query.parts if isinstance(part, Not)], own)

    def _together(self, wanted: Sequence[Query], denied: Sequence[Not], within: Within) -> set[int]:
        sets = [self.find(part, within) for part in wanted]
        against = [self.find(each.part, within) for each in denied]
        together = self._meaning(within)
        base = set().union(*sets) if sets else set(range(len(self.passages)))
        looked_at = base.union(*against)
        lost = {number for number in looked_at if not together.placed(self.passages[number])}
        self.outside |= lost
        self.denied += [(within, _codes(self.evidence, each.part)) for each in denied]
        near = [together.near(self.passages[number] for number in found) for found in sets]
        far = [together.near(self.passages[number] for number in found) for found in against]
        return {
            number
            for number in base - lost
            if all(close(self.passages[number]) for close in near)
            and not any(close(self.passages[number]) for close in far)
        }

    def _meaning(self, within: Within) -> Together:
        return self.kept.setdefault(within, Together(within, self.spans.get(within.unit, {})))

    def unfinished(self, passage: Passage) -> bool:
        """Say whether a code after `not` was not decided in all of the passage's document (or case)."""
        for within, codes in self.denied:
            own = (passage.coding.document,)
            documents = self.documents.get(passage.case or "", own) if within.unit == "case" else own
            if any(id in self.facts and not codes <= self.facts[id].decided for id in documents):
                return True
        return False


def _codes(evidence: Evidence, query: Query) -> frozenset[str]:
    """Return the codable codes that a query speaks of, with all below them."""
    if isinstance(query, Code):
        return frozenset(evidence.codebook.descendants(query.id)).intersection(evidence.codebook.codable)
    parts = (query.part,) if isinstance(query, Not) else query.parts
    return frozenset().union(*(_codes(evidence, part) for part in parts))
