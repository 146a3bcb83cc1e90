"""A bold label opens the paragraph, with or without a colon, as Word transcripts often have it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qualcode.text.labels import bare
from qualcode.text.layout import Layout, Mark, label_start
from qualcode.text.lines import Lines

_LONGEST = 60
_END = re.compile(r"[\s:：]*")


def find(lines: Lines) -> Iterator[Mark]:
    """Yield each block that begins with at most 60 bold characters, taken as the label; headings are passed over."""
    for index, block in lines.blocks.items():
        line = lines.lines[index]
        if not 0 < block.bold <= _LONGEST or index in lines.alone:
            continue
        start = label_start(line)
        label = bare(line[start : block.bold].rstrip(" \t\u3000\xa0:："))
        match = _END.match(line, min(block.bold, len(line)))
        if label and match is not None:
            yield Mark(index, label, match.end())


LAYOUT = Layout("bold-label", find, rank=0)
