"""A text on which coders marked passages: its length, and each coder's passages with their codes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from qualcode.errors import NotFoundError, StudyError

Passage = tuple[int, int, str]
"""Start, end (half-open, in code points) and code."""


@dataclass(frozen=True)
class Continuum:
    """One document as unitising sees it: its length in code points and, for each coder who finished it, the passages.

    A coder with no passages read the text and marked nothing; a coder who is not among the keys has not finished it, and is
    missing there. A passage outside the length, or empty, is a `StudyError`.

    >>> Continuum("INT01", 20, {"c1": ((2, 9, "BOT"),), "c2": ()}).coders
    ('c1', 'c2')
    """

    document: str
    length: int
    spans: Mapping[str, tuple[Passage, ...]]

    def __post_init__(self) -> None:
        for coder, passages in self.spans.items():
            for start, end, code in passages:
                if not 0 <= start < end <= self.length:
                    raise PassageError(self.document, self.length, coder, (start, end, code))

    @property
    def coders(self) -> tuple[str, ...]:
        """Who finished the document, in the order given."""
        return tuple(self.spans)


class PassageError(StudyError):
    """A passage that does not lie within its document."""

    def __init__(self, document: str, length: int, coder: str, passage: Passage) -> None:
        start, end, code = passage
        super().__init__(
            f'{document}: the passage [{start}, {end}) that {coder} coded "{code}" does not lie within [0, {length}).',
            remedy="A passage starts at 0 or later, ends after its start and not after the document's length. Nothing was computed.",
        )


def from_rows(rows: Iterable[tuple[str, str, str, int, int]], lengths: Mapping[str, int]) -> tuple[Continuum, ...]:
    """Return the continua of rows (document, coder, code, start, end), one for each document that has a length.

    Every coder named in any row is taken to have read every document. A document without a length is a `NotFoundError`.
    """
    found: dict[str, dict[str, list[Passage]]] = {document: defaultdict(list) for document in lengths}
    coders: dict[str, None] = {}
    for document, coder, code, start, end in rows:
        if document not in found:
            raise NotFoundError("length of document", document, lengths, outcome=f"Give it: --length {document}=N.")
        coders[coder] = None
        found[document][coder].append((start, end, code))
    return tuple(
        Continuum(document, length, {coder: tuple(found[document][coder]) for coder in coders})
        for document, length in lengths.items()
    )


def alone(continua: Iterable[Continuum], code: str) -> tuple[Continuum, ...]:
    """Return the continua with the passages of one code only: that code against all the rest of the text."""
    return tuple(
        replace(one, spans={who: tuple(p for p in passages if p[2] == code) for who, passages in one.spans.items()})
        for one in continua
    )


def cut(continuum: Continuum, places: Iterable[int]) -> tuple[Continuum, ...]:
    """Return a continuum cut into pieces, each with its own length and coordinates from 0: rows for a bootstrap.

    It is cut at those of the `places` (such as the ends of its segments) that lie inside no passage of any coder, so no
    passage is ever parted and the counts of the pieces add up to those of the whole.
    """
    inner = sorted({place for place in places if 0 < place < continuum.length})
    flat = sorted((start, end) for passages in continuum.spans.values() for start, end, _ in passages)
    kept, number, reach = [0], 0, 0
    for place in inner:
        while number < len(flat) and flat[number][0] < place:
            reach = max(reach, flat[number][1])
            number += 1
        if reach <= place:
            kept.append(place)
    return tuple(_piece(continuum, begin, end) for begin, end in pairwise((*kept, continuum.length)))


def _piece(continuum: Continuum, begin: int, end: int) -> Continuum:
    spans = {
        coder: tuple((start - begin, stop - begin, code) for start, stop, code in passages if begin <= start < end)
        for coder, passages in continuum.spans.items()
    }
    return Continuum(f"{continuum.document}#{begin}-{end}", end - begin, spans)
