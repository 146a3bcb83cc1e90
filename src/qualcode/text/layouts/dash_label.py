"""`Interviewer - …`, `P1 – …`, `受访者——…`: a label that transcripts use, and a dash for the colon."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qualcode.text.labels import bare, is_known
from qualcode.text.layout import LEAD, Layout, Mark
from qualcode.text.lines import Lines

_LINE = re.compile(rf"{LEAD}(?P<label>[^\W\d_][^-–—:：\n]{{0,39}}?)(?:[ \t\u3000]+[-–—][ \t\u3000]+|[—–]{{1,2}})")


def find(lines: Lines) -> Iterator[Mark]:
    """Yield each line that a known word for a speaker and a dash open; names alone could be anything."""
    for index, line in enumerate(lines.lines):
        if (match := _LINE.match(line)) and is_known(bare(match["label"])):
            yield Mark(index, bare(match["label"]), match.end())


LAYOUT = Layout("dash-label", find, rank=0)
