"""A text as its lines, with what its format said about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import accumulate

from qualcode.text.extract import Block
from qualcode.text.furniture import furniture
from qualcode.text.left_out import LeftOutKind
from qualcode.text.normalise import normalise

_ALONE = frozenset({"heading", "note"})


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a normalised text: line `i` is `lines[i]` and starts at code point `starts[i]`.

    `blocks` maps the first line of each block to it (a plain text is one block); `alone` are the lines of headings and
    notes, which nobody speaks; `furniture` the lines that are page numbers, running heads and the like, each with what it is (see `furniture`).
    """

    text: str
    lines: tuple[str, ...]
    starts: tuple[int, ...]
    blocks: dict[int, Block] = field(default_factory=dict)
    alone: frozenset[int] = frozenset()
    furniture: Mapping[int, LeftOutKind] = field(default_factory=dict)

    def is_blank(self, line: int) -> bool:
        """Say whether a line holds nothing but white space."""
        words = self.lines[line]
        return not words or words.isspace()


def lines_of(blocks: tuple[Block, ...]) -> Lines:
    """Return the normalised text of a file's blocks, one after the other, cut into lines."""
    first: dict[int, Block] = {}
    alone: set[int] = set()
    tops: set[int] = set()
    lines: list[str] = []
    for block in blocks:
        bold = len(normalise(block.text[: block.bold])) if block.bold else 0
        reached = len(lines)
        for page in block.text.split("\f")[:-1]:
            reached += normalise(page).count("\n") + 1
            tops.add(reached)
        own = normalise(block.text).split("\n")
        opens = block.opens and replace(block.opens, words=len(normalise(block.text[: block.opens.words])))
        first[len(lines)] = Block("", block.kind, bold, opens)
        if block.kind in _ALONE:
            alone.update(range(len(lines), len(lines) + len(own)))
        lines += own
    text = "\n".join(lines)
    starts = tuple(accumulate((len(line) + 1 for line in lines[:-1]), initial=0))
    # What opens turns by its own form, subtitles or rows, has no pages.
    paged = not any(block.opens for block in blocks)
    return Lines(text, tuple(lines), starts, first, frozenset(alone), furniture(lines, tops) if paged else {})
