"""A table in which each row is a turn: the speaker in one cell (a time or a number may stand before it), the words in the next."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qualcode.text.labels import bare
from qualcode.text.layout import STAMP, Layout, Mark
from qualcode.text.lines import Lines

_ROW = re.compile(rf"(?:[ ]*(?:{STAMP}|\d{{1,4}}[.)]?)[ ]*\t){{0,2}}[ ]*(?P<label>[^\t]{{1,40}}?)\s*[:：]?[ ]*\t")


def find(lines: Lines) -> Iterator[Mark]:
    """Yield each row of a table whose first cell of words is short and followed by another cell."""
    for index, block in lines.blocks.items():
        if block.kind == "table" and (match := _ROW.match(lines.lines[index])):
            yield Mark(index, bare(match["label"]), match.end(), match["time"])


LAYOUT = Layout("table-label", find, rank=2)
