"""`[00:01:02] SPEAKER 1: …`, `00:01 访谈者：…`, `Interviewer (00:12): …`: a time stamp, a label and a colon."""

from __future__ import annotations

import re

from qualcode.text.labels import bare, could_be_speaker, fold
from qualcode.text.layout import LEAD, STAMP, TIME, Layout, Mark
from qualcode.text.layouts.label_colon import mark_of
from qualcode.text.lines import Lines

_LABEL = r"(?P<label>[^\s:：][^:：\t]{0,47}?)"
_BEFORE = re.compile(rf"{LEAD}{STAMP}[ \t\u3000,\-–—]*{_LABEL}\s*[:：]")
_AFTER = re.compile(rf"{LEAD}(?P<label>[^\W\d_][^:：\t\[\]()（）<>]{{0,39}}?)\s*{STAMP}\s*[:：]")
_INLINE = re.compile(
    rf"{LEAD}(?P<label>[^\W\d_][^:：\t\[\]()（）<>]{{0,39}}?)\s*[:：]?\s*[\[(（【<]{TIME}[\])）】>]\s*"
)
_ALONE = re.compile(rf"\s*{STAMP}\s*")
_CHAT = re.compile(r"From\s+(?P<from>.+?)(?:\s+to\s+.+)?", re.IGNORECASE)
_DIGITS = re.compile(r"\d:\d\d")


def find(lines: Lines) -> tuple[Mark, ...]:
    """Return the marks with a time stamp, and those without one whose label bears one elsewhere.

    The stamp stands before the label or behind it (there in brackets, with or without a colon), or alone on the line above.
    """
    marks: list[Mark] = []
    for index, line in enumerate(lines.lines):
        if not _DIGITS.search(line, 0, 80):
            continue
        if match := _BEFORE.match(line) or _AFTER.match(line) or _INLINE.match(line):
            marks.append(Mark(index, _name(match["label"]), match.end(), match["time"]))
        elif (match := _ALONE.fullmatch(line)) and index + 1 < len(lines.lines):
            below = mark_of(index + 1, lines.lines[index + 1])
            if below is not None and could_be_speaker(below.label):
                marks.append(Mark(index, below.label, below.end, match["time"], below=1))
    if not marks:
        return ()
    stamped = {fold(mark.label) for mark in marks}
    taken = {line for mark in marks for line in range(mark.line, mark.line + mark.below + 1)}
    for index, line in enumerate(lines.lines):
        mark = mark_of(index, line) if index not in taken and (":" in line or "：" in line) else None
        if mark is not None and fold(mark.label) in stamped:
            marks.append(mark)
    return tuple(sorted(marks, key=lambda mark: mark.line))


def _name(label: str) -> str:
    """Return a label without what a chat puts around the name: `From Jane to Everyone`."""
    match = _CHAT.fullmatch(label)
    return bare(match["from"] if match else label)


LAYOUT = Layout("timed-label", find, stamped=True, rank=3)
