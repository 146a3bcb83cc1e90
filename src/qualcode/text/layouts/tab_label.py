"""`Interviewer⇥…`, `00:01⇥Jane⇥…`: a tab where others put a colon."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qualcode.text.labels import bare
from qualcode.text.layout import LEAD, STAMP, Layout, Mark
from qualcode.text.lines import Lines

_LINE = re.compile(
    rf"{LEAD}(?:(?:{STAMP}|\d{{1,4}}[.)]?)[ ]*\t+)?[ ]*(?P<label>[^\W\d_][^\t\n]{{0,39}}?)[ ]*[:：]?[ ]*\t+"
    rf"(?:{STAMP.replace('time', 'late')}[ ]*\t+)?(?=[^\t\n])"
)


def find(lines: Lines) -> Iterator[Mark]:
    """Yield each line of a text, not of a table, that a short label and a tab open."""
    for index, line in enumerate(lines.lines):
        if "\t" not in line or (index in lines.blocks and lines.blocks[index].kind == "table"):
            continue
        if match := _LINE.match(line):
            yield Mark(index, bare(match["label"].rstrip(":： ")), match.end(), match["time"] or match["late"])


LAYOUT = Layout("tab-label", find, rank=0)
