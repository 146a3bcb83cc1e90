"""Segments of a document: its turns, its paragraphs or its sentences, computed whenever they are asked for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import pairwise

from qualcode.collector import collector_paused
from qualcode.model.document import Document, Segment, Unit
from qualcode.model.span import Span
from qualcode.text.sentences import sentence_spans

Pieces = list[tuple[int, int]]


def segment(document: Document, unit: Unit) -> tuple[Segment, ...]:
    """Return the segments of a document in order, numbered from 1, interviewers' turns included.

    Spans are code points of `document.text`, trimmed of outer white space and never empty; they are disjoint and hold
    every character of the turns' words that is not white space. `turn`: one for each turn with words. `paragraph`: the
    document's paragraphs, cut to the words of each turn. `sentence`: the sentences of those. A document is cut once.
    """
    known = document.cut.get(unit)
    if known is None:
        known = document.cut[unit] = _segments(document, unit)
    return known


@collector_paused
def _segments(document: Document, unit: Unit) -> tuple[Segment, ...]:
    pieces = _PIECES[unit](document)
    made: list[Segment] = []
    for turn in document.turns:
        if turn.words is not None:
            for number, (start, end) in enumerate(pieces(turn.words), len(made) + 1):
                made.append(Segment(number, Span(start, end), turn, unit))
    return tuple(made)


def locate(segments: Sequence[Segment], span: Span) -> tuple[int, int] | None:
    """Return the numbers of the first and the last segment that a span overlaps, or `None` when it overlaps none.

    `segments` are in order and disjoint, as `segment` gives them; some may have been left out.
    """
    first = bisect_right(segments, span.start, key=_end)
    last = bisect_left(segments, span.end, key=_start) - 1
    return (segments[first].number, segments[last].number) if first <= last else None


def counted(segments: Iterable[Segment], skip_turn_roles: Collection[str]) -> tuple[Segment, ...]:
    """Return the segments that count as units: those of turns whose role is not skipped, their numbers unchanged."""
    return tuple(unit for unit in segments if unit.turn.turn_role not in skip_turn_roles)


def _start(unit: Segment) -> int:
    return unit.span.start


def _end(unit: Segment) -> int:
    return unit.span.end


def _turns(document: Document) -> Callable[[Span], Pieces]:
    return lambda words: _trimmed(document.text, words.start, words.end)


def _paragraphs(document: Document) -> Callable[[Span], Pieces]:
    text, parts = document.text, _parts(document)
    return lambda words: [piece for start, end in parts(words) for piece in _trimmed(text, start, end)]


def _sentences(document: Document) -> Callable[[Span], Pieces]:
    text, parts = document.text, _parts(document)
    return lambda words: [span for start, end in parts(words) for span in sentence_spans(text, start, end)]


def _parts(document: Document) -> Callable[[Span], Iterable[tuple[int, int]]]:
    """Return what cuts a turn's words where paragraphs begin and end, outer white space still on them."""
    # Cutting at every edge, and not only taking the paragraphs, keeps words that no paragraph claims.
    edges = sorted({edge for span in document.paragraphs for edge in (span.start, span.end)})
    return lambda words: pairwise(
        (words.start, *edges[bisect_right(edges, words.start) : bisect_left(edges, words.end)], words.end)
    )


def _trimmed(text: str, start: int, end: int) -> list[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return [(start, end)] if start < end else []


_PIECES: dict[Unit, Callable[[Document], Callable[[Span], Pieces]]] = {
    "turn": _turns,
    "paragraph": _paragraphs,
    "sentence": _sentences,
}
