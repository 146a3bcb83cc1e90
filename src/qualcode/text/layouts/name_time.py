"""`Name  0:12`, `[Name] 00:12`, `说话人1 00:00:12`, or a stretch of time and a name below it; the words on the lines below."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qualcode.text.labels import bare
from qualcode.text.layout import STAMP, Layout, Mark
from qualcode.text.lines import Lines

_LINE = re.compile(
    rf"\s*(?P<label>[^\W\d_][^\t:：\[\]()（）<>]{{0,39}}?)[:：]?[ \t\u3000]+{STAMP}\s*|\s*{STAMP.replace('time', 'early')}[ \t\u3000]+(?P<name>[^\W\d_][^\t:：]{{0,39}}?)\s*"
)
_BRACKETED = re.compile(rf"\s*[\[【](?P<label>[^\W\d_][^\t\[\]【】]{{0,39}})[\]】][ \t\u3000]*{STAMP}\s*")
_RANGE = re.compile(
    r"\s*(?P<time>\d{1,3}(?::\d{1,2}){1,2}(?:[.,]\d{1,6})?)\s*-->\s*\d{1,3}(?::\d{1,2}){1,2}(?:[.,]\d{1,6})?\s*"
)
_NAME = re.compile(r"\s*(?P<label>[^\W\d_][^\t:：\n]{0,39}?)\s*[:：]?\s*")
_LONGEST = 80
_EDGE = frozenset("0123456789[](（)）【】<> \t\u3000")


def find(lines: Lines) -> Iterator[Mark]:
    """Yield each line that holds a name and a time stamp, in either order, and nothing else; or a time from-to over a name."""
    for index, line in enumerate(lines.lines):
        if len(line) > _LONGEST or not (line[-1:] in _EDGE or line[:1] in _EDGE):
            continue
        if ":" not in line:
            continue
        if match := _LINE.fullmatch(line):
            yield Mark(index, bare(match["label"] or match["name"]), len(line), match["time"] or match["early"])
        elif match := _BRACKETED.fullmatch(line):
            yield Mark(index, bare(match["label"]), len(line), match["time"])
        elif (match := _RANGE.fullmatch(line)) and (
            name := _NAME.fullmatch(below := "".join(lines.lines[index + 1 : index + 2]))
        ):
            yield Mark(index, bare(name["label"]), len(below), match["time"], below=1)


LAYOUT = Layout("name-time", find, stamped=True, rank=3)
