"""A transcript as it is handed out: a line with number and speaker, then the words, a Word paragraph for each of ours."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qualcode.model.document import Document, Segment, Unit
from qualcode.model.span import Span
from qualcode.text.segments import segment

_NOT_XML = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of the handed-out transcript as Word shows it; `span` is its words' place, `None` for a head.

    `text` is as long as the words: a line end within a paragraph shows as a space, so that positions stay.
    """

    text: str
    span: Span | None
    number: int


def visible(text: str) -> str:
    r"""Return a text as it stands in a Word paragraph, character for character.

    >>> visible("hard\nwrapped")
    'hard wrapped'
    """
    return _NOT_XML.sub("\ufffd", text.replace("\n", " "))


def lines_of(document: Document, unit: Unit) -> tuple[Line, ...]:
    """Return the lines of a document: for each segment its head, then the paragraphs of its words."""
    paragraphs = segment(document, "paragraph")
    made: list[Line] = []
    at = 0
    for each in segment(document, unit):
        made.append(Line(head_of(each), None, each.number))
        while at < len(paragraphs) and paragraphs[at].span.end <= each.span.start:
            at += 1
        here = at
        while here < len(paragraphs) and paragraphs[here].span.start < each.span.end:
            shared = paragraphs[here].span & each.span
            if shared is not None:
                made.append(Line(visible(shared.of(document.text)), shared, each.number))
            here += 1
    return tuple(made)


def head_of(segment: Segment) -> str:
    """Return what stands above a segment: its number, who speaks, and when."""
    said = (str(segment.number), segment.turn.speaker, segment.turn.time)
    return visible(" · ".join(part for part in said if part))
