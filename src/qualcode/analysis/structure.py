"""What stands behind a structure: the passages of each concept, theme and dimension, and the typical ones among them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qualcode.analysis.features import Side, families_of, sorted_out
from qualcode.analysis.passages import distinct, in_order
from qualcode.model.evidence import Evidence, Passage
from qualcode.model.structure import Concept, Dimension, Structure, Theme

Line = tuple[Dimension | None, Theme | None, Concept]
"""A concept with the theme it stands in and the dimension that stands in; `None` where it is in none yet."""


class Grounds:
    """The passages behind each grouping of a structure, in document order."""

    def __init__(self, evidence: Evidence, structure: Structure) -> None:
        self.evidence, self.structure = evidence, structure
        self._passages = in_order(evidence)
        self._of = {concept.id: frozenset(self._behind(concept)) for concept in structure.concepts}
        self._chosen = {concept.id: concept.quotes for concept in structure.concepts}

    def _behind(self, concept: Concept) -> Iterator[int]:
        codes = families_of(self.evidence.codebook, concept.codes)
        memos = tuple(id.upper() for id in concept.memos)
        for place, passage in enumerate(self._passages):
            about = memos and any(memo.id.upper().startswith(memos) for memo in passage.coding.memos)
            if passage.coding.code in codes or about:
                yield place

    def passages(self, id: str) -> tuple[Passage, ...]:
        """Return every coding behind a grouping, each once, identical passages under several codes included."""
        concepts = (concept.id for concept in self.structure.concepts_of(id))
        places = frozenset[int]().union(*(self._of[concept] for concept in concepts))
        return tuple(self._passages[place] for place in sorted(places))

    def side(self, id: str) -> Side:
        """Return the passages behind a grouping by what they say, identical ones once."""
        return sorted_out(self.passages(id))

    def typical(self, id: str, most: int) -> tuple[Passage, ...]:
        """Return at most so many passages that speak for a grouping: those chosen, then the first of each case in turn."""
        chosen = [quote for concept in self.structure.concepts_of(id) for quote in self._chosen[concept.id]]
        return typical(self.passages(id), most, chosen)

    def named(self, quotes: Sequence[str]) -> tuple[Passage, ...]:
        """Return the passages whose coding an id, or its beginning, names, in the order given."""
        return tuple(passage for quote in quotes for passage in self._passages if _is(passage, quote))

    def cases(self, id: str) -> tuple[str, ...]:
        """Return the cases in which something speaks for a grouping, in the study's order."""
        speaking = {passage.case for passage in for_it(self.side(id))}
        return tuple(case.id for case in self.evidence.cases if case.id in speaking)


def for_it(side: Side) -> tuple[Passage, ...]:
    """Return what speaks for a grouping: all but denials."""
    return (*side.affirming, *side.mixed, *side.planned)


def typical(passages: Sequence[Passage], most: int, chosen: Sequence[str] = ()) -> tuple[Passage, ...]:
    """Return at most so many of some passages: those chosen by id, then the first of each case in turn; never a denial."""
    affirming = [passage for passage in passages if passage.coding.stance != "denies"]
    first = [passage for quote in chosen for passage in affirming if _is(passage, quote)]
    waiting: dict[str | None, list[Passage]] = {}
    for passage in distinct([*first, *affirming])[len(distinct(first)) :]:
        waiting.setdefault(passage.case, []).append(passage)
    rounds = max(map(len, waiting.values()), default=0)
    in_turn = [held[turn] for turn in range(rounds) for held in waiting.values() if turn < len(held)]
    return (*distinct(first), *in_turn)[:most]


def lines(structure: Structure) -> Iterator[Line]:
    """Yield every concept with its theme and dimension: dimension by dimension, then what is in none yet, in the file's order."""
    placed = {part for dimension in structure.dimensions for part in dimension.of}
    for dimension in structure.dimensions:
        for theme in structure.themes:
            if theme.id in dimension.of:
                yield from ((dimension, theme, concept) for concept in structure.concepts_of(theme.id))
    for theme in structure.themes:
        if theme.id not in placed:
            yield from ((None, theme, concept) for concept in structure.concepts_of(theme.id))
    held = {part for theme in structure.themes for part in theme.of}
    yield from ((None, None, concept) for concept in structure.concepts if concept.id not in held)


def _is(passage: Passage, quote: str) -> bool:
    ids = passage.coding.ids or (passage.coding.id,)
    return any(id.upper().startswith(quote.upper()) for id in ids)
