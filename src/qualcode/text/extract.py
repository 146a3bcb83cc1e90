"""What a format reader hands on: a file's words in blocks, in order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from qualcode.model.document import TurnRole
from qualcode.text.left_out import LeftOut

BlockKind = Literal["text", "heading", "list", "table", "note"]


@dataclass(frozen=True, slots=True)
class Opening:
    """What a file itself says of a block that opens a turn.

    `words` is where in the block the words begin, in code points; `speaker` is `None` where the file names nobody.
    """

    words: int
    speaker: str | None = None
    time: str | None = None
    turn_role: TurnRole | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a file that its format sets apart: a paragraph, a heading, a list item, a row of a table, a footnote.

    It may hold many lines (a plain text is one block). `bold` is the length of its leading bold words in code points;
    `opens` is there when the file says by its own form who speaks, and not by a label among the words.
    """

    text: str
    kind: BlockKind = "text"
    bold: int = 0
    opens: Opening | None = None


@dataclass(frozen=True, slots=True)
class Cue:
    """A piece of a recording: its words (lines as in the file), and what the file says of speaker and time.

    `start` and `end` are seconds where they can be had, for the pause before the next cue; `written` says that `time` stands so
    in the file.
    """

    words: str
    time: str | None = None
    speaker: str | None = None
    start: float | None = None
    end: float | None = None
    written: bool = True


@dataclass(frozen=True, slots=True)
class Extract:
    """The blocks of a file, the encoding a text file was read as, and what its reader wants to say about the reading.

    `cues` follow the blocks: pieces of a recording that are yet to be joined into turns.
    """

    blocks: tuple[Block, ...]
    encoding: str | None = None
    notes: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    cues: tuple[Cue, ...] = ()
