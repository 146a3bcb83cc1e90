"""The fields at the head of a transcript (`日期：…`, `Participant: Ms Li`), which are nobody's words."""

from __future__ import annotations

import re

from qualcode.text.labels import is_head_field
from qualcode.text.lines import Lines

_LONGEST_HEADER, _LONGEST_FIELD = 30, 40
_SENTENCE_END = re.compile(r"[。？！?!.…”]\s*$")


def head_lines(lines: Lines) -> frozenset[int]:
    """Return the lines at the head of a document that hold its fields (`日期：…`, `受访者：王某`).

    They are the lines from the top, each short and opened by a label, up to the last that names a time, place or the
    like; and those below it up to a blank line, when none of them ends as a sentence does.
    """
    last = -1
    for index, line in enumerate(lines.lines[:_LONGEST_HEADER]):
        label = _field(line)
        if label and is_head_field(label):
            last = index
        elif index and not lines.is_blank(index) and index not in lines.alone and not label:
            break
    if last < 0:
        return frozenset()
    end = last + 1
    while end < len(lines.lines) and _field(lines.lines[end]) and not _SENTENCE_END.search(lines.lines[end]):
        end += 1
    if end < len(lines.lines) and lines.is_blank(end):
        last = end - 1
    return frozenset(range(last + 1))


def _field(line: str) -> str:
    """Return the label of a short line that a label and a colon open, else nothing."""
    label, colon, _ = line.replace("：", ":").partition(":")
    return label.lstrip("-*•· ") if colon and len(line) <= _LONGEST_FIELD else ""
