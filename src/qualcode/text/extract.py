"""What a format reader hands on: a file's words in blocks, in order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["text", "heading", "list", "table", "note"]


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a file that its format sets apart: a paragraph, a heading, a list item, a row of a table, a footnote.

    It may hold many lines (a plain text is one block). `bold` is the length of its leading bold words in code points.
    """

    text: str
    kind: BlockKind = "text"
    bold: int = 0


@dataclass(frozen=True, slots=True)
class Extract:
    """The blocks of a file, the encoding a text file was read as, and what its reader wants to say about the reading."""

    blocks: tuple[Block, ...]
    encoding: str | None = None
    notes: tuple[str, ...] = ()
