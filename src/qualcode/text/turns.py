"""From a text's lines to its turns: who speaks from where to where."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from qualcode.model.document import DocumentKind, Turn, TurnRole
from qualcode.model.span import Span
from qualcode.text.layout import Mark
from qualcode.text.layout_settings import LayoutSettings
from qualcode.text.lines import Lines
from qualcode.text.paragraphs import Paragraphing
from qualcode.text.roles import roles_of
from qualcode.text.speakers import Speaking, choose


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
    return Turns(_assembled(lines, paragraphs, speaking, settings), paragraphs, speaking)


def _assembled(
    lines: Lines, paragraphs: tuple[Span, ...], speaking: Speaking, settings: LayoutSettings
) -> tuple[Turn, ...]:
    roles = roles_of(speaking.marks, settings)
    starts = [span.start for span in paragraphs]
    marks = {mark.line: mark for mark in speaking.marks}
    edges = sorted({*marks, *(line for line in lines.alone if not lines.is_blank(line))})
    places = [bisect_left(starts, lines.starts[edge]) for edge in edges]
    turns = [Turn(span, span) for span in paragraphs[: places[0]]]
    for edge, place, following in zip(edges, places, [*places[1:], len(paragraphs)], strict=True):
        inside = paragraphs[place:following]
        if edge in marks:
            turns.append(_turn(lines, inside, marks[edge], roles.get(marks[edge].label, marks[edge].turn_role)))
        else:
            turns.extend(Turn(span, span) for span in inside)
    return tuple(turns)


def _turn(lines: Lines, inside: tuple[Span, ...], mark: Mark, role: TurnRole | None) -> Turn:
    """Return the turn of one mark; `inside` are its paragraphs, the labelled one first."""
    whole = inside[0] if len(inside) == 1 else Span(inside[0].start, inside[-1].end)
    label, number = mark.label or None, mark.line + mark.below
    line = lines.lines[number]
    spoken = line[mark.end :].lstrip()
    if spoken:
        start = lines.starts[number] + len(line) - len(spoken)
        return Turn(whole, Span(start, whole.end), label, role, mark.time)
    below = number + 1
    while below < len(lines.lines) and (lines.is_blank(below) or below in lines.furniture):
        below += 1
    if below == len(lines.lines) or lines.starts[below] >= whole.end:
        return Turn(whole, None, label, role, mark.time)
    line = lines.lines[below]
    start = lines.starts[below] + len(line) - len(line.lstrip())
    return Turn(whole, Span(start, whole.end), label, role, mark.time)
