"""Files that say by their own form who speaks when: subtitles, rows of a sheet, a recogniser's segments."""

from __future__ import annotations

from collections.abc import Iterator

from qualcode.text.layout import Layout, Mark
from qualcode.text.lines import Lines


def find(lines: Lines) -> Iterator[Mark]:
    """Yield the beginning of each block that its format says to open a turn, also where nobody is named."""
    for index, block in lines.blocks.items():
        if (opens := block.opens) is not None and not lines.is_blank(index):
            yield Mark(index, opens.speaker or "", opens.words, opens.time, turn_role=opens.turn_role)


LAYOUT = Layout("given", find, stamped=True, rank=9, certain=True)
