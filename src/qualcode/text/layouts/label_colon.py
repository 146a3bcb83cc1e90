"""`Interviewer: …`, `INT 03 (HR): …`, `访谈者：…`, `受访者A ：…`: a label and a colon open the paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qualcode.text.labels import bare
from qualcode.text.layout import Layout, Mark, label_start
from qualcode.text.lines import Lines

_LONGEST = 60
_PLAIN = re.compile(r"([^\W\d_][^:：]{0,58})[:：](?!//)")
_COLON = re.compile("[:：]")


def find(lines: Lines) -> Iterator[Mark]:
    """Yield each line whose first colon stands within its first 60 characters, with what is before it as the label."""
    for index, line in enumerate(lines.lines):
        if ":" in line or "：" in line:
            mark = mark_of(index, line)
            if mark is not None:
                yield mark


def mark_of(index: int, line: str) -> Mark | None:
    """Return the mark of one line, or `None` when no label and colon open it."""
    if match := _PLAIN.match(line):
        label, end = match[1].rstrip(), match.end()
        return None if label[-1].isdigit() and line[end : end + 1].isdigit() else Mark(index, label, end)
    match = _COLON.search(line, 0, _LONGEST)
    if match is None:
        return None
    start, colon = label_start(line), match.start()
    end = match.end()
    within = int(line[start] in "【[" and line[end : end + 1] in ("】", "]"))
    label = bare(line[start + within : colon])
    if not label or (line[colon] == ":" and line[colon - 1].isdigit() and line[end : end + 1].isdigit()):
        return None
    if line[end : end + 2] == "//":
        return None
    return Mark(index, label, end + within)


LAYOUT = Layout("label-colon", find)
