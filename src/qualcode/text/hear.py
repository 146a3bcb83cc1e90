"""From what a format hands on to who says what: cues joined, numbers of lines taken off, speakers recognised."""

from __future__ import annotations

from dataclasses import dataclass, replace

from qualcode.model.document import DocumentKind
from qualcode.text.cues import with_turns
from qualcode.text.extract import Extract
from qualcode.text.layout_settings import LayoutSettings
from qualcode.text.left_out import LeftOut
from qualcode.text.lines import Lines, lines_of
from qualcode.text.numbered_lines import without_line_numbers
from qualcode.text.turns import Turns, find_turns


@dataclass(frozen=True, slots=True)
class Heard:
    """The lines of a text, its turns with all that was weighed to find them, and what was left out of the file."""

    lines: Lines
    turns: Turns
    left_out: tuple[LeftOut, ...]


def hear(extract: Extract, kind: DocumentKind, settings: LayoutSettings) -> Heard:
    """Return the lines and turns of what a reader handed on; a layout that is set concerns the words within cues."""
    joined = without_line_numbers(with_turns(extract, kind, settings))
    lines = lines_of(joined.blocks)
    turns = find_turns(lines, kind, replace(settings, layout=None) if extract.cues else settings)
    return Heard(lines, turns, joined.left_out)
