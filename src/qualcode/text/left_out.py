"""What a reader of a file leaves out of its text, so that no word is ever lost without a trace."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from qualcode.text.normalise import normalise

LeftOutKind = Literal[
    "page number",
    "line number",
    "line-end hyphen",
    "repeated line",
    "running head",
    "hidden text",
    "comment",
    "deletion",
    "field",
    "note mark",
    "markup",
    "picture text",
    "cue number",
    "cue time",
    "file header",
    "repeated label",
    "repeated words",
    "column",
    "data",
]
"""Why words are left out: furniture of the page; text nobody sees; remarks about the text; what an author took out; what a
program computes (an index, a link's address); the sign of a note; a style sheet or script; the caption hidden in a picture; what subtitles
number and time; the first lines of a subtitle file; a label or words that the next cue says again; a sheet's other columns; what
a recogniser notes beside the words."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Words of a file that are not in its text: why (`kind`), the words as they stand there, and where (`page 3`, `paragraph 12`)."""

    kind: LeftOutKind
    text: str
    where: str


def left_out(kind: LeftOutKind, text: str, where: str) -> tuple[LeftOut, ...]:
    """Return the one entry for words left out, their text normalised; none for nothing but white space.

    >>> left_out("comment", "  check the date ", "paragraph 4")
    (LeftOut(kind='comment', text='check the date', where='paragraph 4'),)
    >>> left_out("hidden text", " ", "page 2")
    ()
    """
    words = normalise(text).strip()
    return (LeftOut(kind, words, where),) if words else ()


def counted(entries: Iterable[LeftOut]) -> dict[LeftOutKind, int]:
    """Return how many entries there are of each kind, in the order in which the kinds first come."""
    counts: dict[LeftOutKind, int] = {}
    for entry in entries:
        counts[entry.kind] = counts.get(entry.kind, 0) + 1
    return counts
