"""`[00:01:02] SPEAKER 1: …`, `00:01 访谈者：…`, `Interviewer (00:12): …`: a time stamp, a label and a colon."""

from __future__ import annotations

import re

from qualcode.text.labels import bare, fold
from qualcode.text.layout import LEAD, STAMP, Layout, Mark
from qualcode.text.layouts.label_colon import mark_of
from qualcode.text.lines import Lines

_LABEL = r"(?P<label>[^\s:：][^:：\t]{0,47}?)"
_BEFORE = re.compile(rf"{LEAD}{STAMP}[ \t\u3000,\-–—]*{_LABEL}\s*[:：]")
_AFTER = re.compile(rf"{LEAD}(?P<label>[^\W\d_][^:：\t\[\]()（）<>]{{0,39}}?)\s*{STAMP}\s*[:：]")
_DIGITS = re.compile(r"\d:\d\d")


def find(lines: Lines) -> tuple[Mark, ...]:
    """Return the marks with a time stamp, and those without one whose label bears one elsewhere."""
    marks: list[Mark] = []
    for index, line in enumerate(lines.lines):
        if _DIGITS.search(line, 0, 80) and (match := _BEFORE.match(line) or _AFTER.match(line)):
            marks.append(Mark(index, bare(match["label"]), match.end(), match["time"]))
    if not marks:
        return ()
    stamped, taken = {fold(mark.label) for mark in marks}, {mark.line for mark in marks}
    for index, line in enumerate(lines.lines):
        mark = mark_of(index, line) if index not in taken and (":" in line or "：" in line) else None
        if mark is not None and fold(mark.label) in stamped:
            marks.append(mark)
    return tuple(sorted(marks))


LAYOUT = Layout("timed-label", find, stamped=True, rank=3)
