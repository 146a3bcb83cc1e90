"""A text as its lines, with what its format said about them."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import accumulate

from qualcode.text.extract import Block
from qualcode.text.furniture import furniture
from qualcode.text.normalise import normalise

_ALONE = frozenset({"heading", "note"})


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a normalised text: line `i` is `lines[i]` and starts at code point `starts[i]`.

    `blocks` maps the first line of each block to it (a plain text is one block); `alone` are the lines of headings and
    notes, which nobody speaks; `furniture` the lines that are page numbers and line numbers (see `furniture`).
    """

    text: str
    lines: tuple[str, ...]
    starts: tuple[int, ...]
    blocks: dict[int, Block] = field(default_factory=dict)
    alone: frozenset[int] = frozenset()
    furniture: frozenset[int] = frozenset()

    def is_blank(self, line: int) -> bool:
        """Say whether a line holds nothing but white space."""
        words = self.lines[line]
        return not words or words.isspace()


def lines_of(blocks: tuple[Block, ...]) -> Lines:
    """Return the normalised text of a file's blocks, one after the other, cut into lines."""
    first: dict[int, Block] = {}
    alone: set[int] = set()
    lines: list[str] = []
    for block in blocks:
        bold = len(normalise(block.text[: block.bold])) if block.bold else 0
        own = normalise(block.text).split("\n")
        first[len(lines)] = Block("", block.kind, bold)
        if block.kind in _ALONE:
            alone.update(range(len(lines), len(lines) + len(own)))
        lines += own
    text = "\n".join(lines)
    starts = tuple(accumulate((len(line) + 1 for line in lines[:-1]), initial=0))
    return Lines(text, tuple(lines), starts, first, frozenset(alone), furniture(lines))
