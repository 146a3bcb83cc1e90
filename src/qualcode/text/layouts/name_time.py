"""`Name  0:12` or `说话人1 00:00:12` on a line of its own, the words on the lines below."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qualcode.text.labels import bare
from qualcode.text.layout import STAMP, Layout, Mark
from qualcode.text.lines import Lines

_LINE = re.compile(
    rf"\s*(?P<label>[^\W\d_][^\t:：\[\]()（）<>]{{0,39}}?)[:：]?[ \t\u3000]+{STAMP}\s*|\s*{STAMP.replace('time', 'early')}[ \t\u3000]+(?P<name>[^\W\d_][^\t:：]{{0,39}}?)\s*"
)
_LONGEST = 80
_EDGE = frozenset("0123456789[](（)）【】<> \t\u3000")


def find(lines: Lines) -> Iterator[Mark]:
    """Yield each line that holds a name and a time stamp, in either order, and nothing else."""
    for index, line in enumerate(lines.lines):
        if len(line) > _LONGEST or not (line[-1:] in _EDGE or line[:1] in _EDGE):
            continue
        if ":" in line and (match := _LINE.fullmatch(line)):
            yield Mark(index, bare(match["label"] or match["name"]), len(line), match["time"] or match["early"])


LAYOUT = Layout("name-time", find, stamped=True, rank=3)
