"""From a text's lines to its turns: who speaks from where to where."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from qualcode.model.document import DocumentKind, Turn, TurnRole
from qualcode.model.span import Span
from qualcode.text.layout import Mark
from qualcode.text.layout_settings import LayoutSettings
from qualcode.text.lines import Lines
from qualcode.text.paragraphs import Paragraphing, content_span
from qualcode.text.speakers import Speaking, choose, roles_of


@dataclass(frozen=True, slots=True)
class Turns:
    """The turns and paragraphs of a document, and how its speakers were recognised."""

    turns: tuple[Turn, ...]
    paragraphs: tuple[Span, ...]
    speaking: Speaking


def find_turns(lines: Lines, kind: DocumentKind, settings: LayoutSettings) -> Turns:
    """Return the turns of a document, ordered and disjoint, covering every word that is no page furniture between two turns.

    Each labelled paragraph opens a turn of its own, also when its speaker spoke before; paragraphs without a label go on
    with the turn. What stands before the first label has speaker `None`, a turn for each paragraph; so have headings
    and notes, and what follows a heading up to the next label, since no label says whose it is. Page furniture between two
    turns is in neither; where a turn runs over the page it stays inside the turn's span and words, which are one stretch.
    """
    paragraphing = Paragraphing(lines)
    speaking = choose(lines, kind, settings, paragraphing.count)
    marks = {mark.line: mark for mark in speaking.marks}
    paragraphs = paragraphing.spans(marks.keys())
    if not marks:
        return Turns(tuple(Turn(span, span) for span in paragraphs), paragraphs, speaking)
    return Turns(_assembled(lines, paragraphing.content, paragraphs, speaking, settings), paragraphs, speaking)


def _assembled(
    lines: Lines, content: list[int], paragraphs: tuple[Span, ...], speaking: Speaking, settings: LayoutSettings
) -> tuple[Turn, ...]:
    roles = roles_of(speaking.marks, settings)
    starts = [span.start for span in paragraphs]
    edges = sorted({*(mark.line for mark in speaking.marks), *lines.alone} & set(content))
    marks = {mark.line: mark for mark in speaking.marks}
    turns: list[Turn] = []

    def unspoken(first: int, last: int) -> None:
        reach = content_span(lines, first, last)
        inside = paragraphs[bisect_left(starts, reach.start) : bisect_left(starts, reach.end)]
        turns.extend(Turn(span, span) for span in inside)

    places = [bisect_left(content, edge) for edge in edges]
    if places and places[0] > 0:
        unspoken(content[0], content[places[0] - 1])
    for edge, place, following in zip(edges, places, [*places[1:], len(content)], strict=True):
        if edge not in marks:
            unspoken(edge, content[following - 1])
            continue
        mark = marks[edge]
        turns.append(_turn(lines, content[place:following], mark, roles[mark.label]))
    return tuple(turns)


def _turn(lines: Lines, content: list[int], mark: Mark, role: TurnRole | None) -> Turn:
    """Return the turn of one mark; `content` are its lines that hold words, the labelled line first."""
    whole = content_span(lines, content[0], content[-1])
    if lines.lines[mark.line][mark.end :].strip():
        words = content_span(lines, content[0], content[-1], skip=mark.end)
    elif len(content) > 1:
        words = content_span(lines, content[1], content[-1])
    else:
        return Turn(whole, None, mark.label, role, mark.time)
    return Turn(whole, words, mark.label, role, mark.time)
