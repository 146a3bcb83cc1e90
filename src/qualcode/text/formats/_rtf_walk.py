"""One way through the tokens of a rich text file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from qualcode.errors import StudyError
from qualcode.text.extract import Block, BlockKind
from qualcode.text.formats._rtf_tokens import Token, decoded, encoding_of_charset, encoding_of_page
from qualcode.text.formats._rtf_words import CHARACTERS, EDGES, HEADINGS, KEPT_STARRED, SKIPPED
from qualcode.text.left_out import LeftOut, LeftOutKind, left_out

_MOST_GROUPS = 2000
_ENDS = frozenset({"par", "sect", "row", "nestrow"})


@dataclass(frozen=True)
class _State:
    """What holds within a group: where its words go, and how they look."""

    into: str = "body"
    bold: bool = False
    hidden: bool = False
    deleted: bool = False
    encoding: str = ""
    skip: int = 1


class _Piece(NamedTuple):
    text: str
    bold: bool


@dataclass
class Walk:
    """A walk that gathers blocks, notes for the end, and what is left out."""

    blocks: list[Block] = field(default_factory=list)
    notes: list[Block] = field(default_factory=list)
    out: list[LeftOut] = field(default_factory=list)
    state: _State = field(default_factory=_State)
    outer: list[_State] = field(default_factory=list)
    default: str = "cp1252"
    fonts: dict[int, str] = field(default_factory=dict)
    font: int = 0
    headings: set[int] = field(default_factory=set)
    style: int = 0
    heading: bool = False
    pieces: list[_Piece] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    marker: str = ""
    aside: dict[str, list[str]] = field(default_factory=dict)
    raw: bytearray = field(default_factory=bytearray)
    units: list[int] = field(default_factory=list)
    passing: int = 0
    opened: bool = False
    starred: bool = False

    def take(self, found: Iterable[Token]) -> None:
        """Go through all tokens."""
        for token in found:
            if token.brace:
                self._brace(token.brace)
            elif token.word:
                self._word(token)
            else:
                self._text(token.text)
        self._flush()
        while self.outer:
            self._brace(b"}")
        self._end("par")

    def _brace(self, brace: bytes) -> None:
        self._flush()
        self.passing = 0
        if brace == b"{":
            if len(self.outer) >= _MOST_GROUPS:
                raise StudyError(
                    f"It has more than {_MOST_GROUPS:,} groups one within the other.", remedy="Save it as .docx."
                )
            self.outer.append(self.state)
            self.opened, self.starred = True, False
            return
        if self.outer:
            closed, self.state = self.state, self.outer.pop()
            if closed.into != self.state.into:
                self._leave(closed.into)
        self.opened = self.starred = False

    def _text(self, data: bytes) -> None:
        self.opened = False
        if self.passing:
            passed = min(self.passing, len(data))
            self.passing -= passed
            data = data[passed:]
        if data and self.state.into != "nothing":
            if self.units:
                self._flush()
            self.raw += data

    def _word(self, token: Token) -> None:
        word, number = token.word, token.number
        if word == "*":
            self.starred = True
            return
        if word == "u" and number is not None:
            if self.raw:
                self._flush()
            if self.state.into != "nothing":
                self.units.append(number % 65_536)
            self.passing = self.state.skip
            return
        if self.passing and word not in ("uc",):
            self.passing -= 1
        self._flush()
        if self.opened and self._destination(word):
            self.opened = False
            return
        self.opened = self.opened and word in ("*",)
        self._apply(word, number)

    def _destination(self, word: str) -> bool:
        """Turn to where a group's words go, by its first word; say whether that word named such a place."""
        into = self.state.into
        if word in ("fonttbl", "stylesheet"):
            into = word
        elif into in ("nothing", "fonttbl", "stylesheet") and not (into == "nothing" and word == "ud"):
            if not self.starred and word not in SKIPPED:
                return False
            into = "nothing"
        elif word in SKIPPED or word == "upr" or (self.starred and word not in KEPT_STARRED | {"atnauthor"}):
            into = "nothing"
        elif word in EDGES:
            into = "edge"
        elif word == "ud":
            into = self.outer[-2].into if len(self.outer) > 1 and self.outer[-2].into != "nothing" else "body"
        elif word in ("footnote", "annotation", "atnauthor"):
            into = word
        elif word in ("listtext", "pntext"):
            into = "marker"
        elif not self.starred:
            return False
        self.state = replace(self.state, into=into)
        if word in ("footnote", "annotation"):
            self.state = replace(self.state, bold=False, hidden=False, deleted=False)
        return True

    def _apply(self, word: str, number: int | None) -> None:
        on = number != 0
        into = self.state.into
        if word in CHARACTERS:
            self._say(CHARACTERS[word])
        elif word in _ENDS or word == "cell":
            self._end(word)
        elif word in ("b", "v", "deleted"):
            self._look(word, on)
        elif word == "plain":
            self.state = replace(self.state, bold=False, hidden=False, deleted=False)
        elif word == "uc":
            self.state = replace(self.state, skip=min(16, max(0, number or 0)))
        elif word == "f" and number is not None:
            self.font = number
            self.state = replace(self.state, encoding=self.fonts.get(number, ""))
        elif word in ("fcharset", "cpg") and into == "fonttbl":
            code = number or 0
            named = encoding_of_page(code) if word == "cpg" else encoding_of_charset(code, "")
            self.fonts[self.font] = named
            self.state = replace(self.state, encoding=named)
        elif word == "ansicpg":
            self.default = encoding_of_page(number or 0)
        elif word in ("mac", "pc", "pca"):
            self.default = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}[word]
        else:
            self._paragraph(word, number)

    def _look(self, word: str, on: bool) -> None:
        state = self.state
        bold, hidden = on if word == "b" else state.bold, on if word == "v" else state.hidden
        self.state = replace(state, bold=bold, hidden=hidden, deleted=on if word == "deleted" else state.deleted)

    def _paragraph(self, word: str, number: int | None) -> None:
        """Take what is said of a paragraph: its style and its level in an outline, also where styles are told."""
        if word == "s" and number is not None:
            self.style = number
            self.heading = self.state.into != "stylesheet" and number in self.headings
        elif word == "outlinelevel" and number is not None and 0 <= number < 9:
            if self.state.into == "stylesheet":
                self.headings.add(self.style)
            else:
                self.heading = True
        elif word == "pard":
            self.heading = False

    def _flush(self) -> None:
        """Turn bytes and code units that are gathered into words."""
        if self.units:
            units, self.units = self.units, []
            self._say(b"".join(unit.to_bytes(2, "little") for unit in units).decode("utf-16-le", "replace"))
        if self.raw:
            raw, self.raw = bytes(self.raw), bytearray()
            self._say(decoded(raw, self.state.encoding or self.default, self.default))

    def _say(self, words: str) -> None:
        into = self.state.into
        if into == "stylesheet" and words.strip().casefold().startswith(HEADINGS):
            self.headings.add(self.style)
        if into in ("nothing", "fonttbl", "stylesheet"):
            return
        if into == "marker":
            self.marker += words
        elif into != "body":
            self.aside.setdefault(into, []).append(words)
        elif self.state.hidden or self.state.deleted:
            self.aside.setdefault("deleted" if self.state.deleted else "hidden", []).append(words)
        else:
            self.pieces.append(_Piece(words, self.state.bold))

    def _end(self, word: str) -> None:
        """Close a paragraph, a cell or a row."""
        if self.state.into != "body":
            self._say("\n" if word != "cell" else "\t")
            return
        self._leave_out("hidden text", self.aside.pop("hidden", []))
        self._leave_out("deletion", self.aside.pop("deleted", []))
        text = "".join(piece.text for piece in self.pieces)
        if word == "cell":
            self.cells.append(text)
        elif word in ("row", "nestrow"):
            self.blocks += [Block("\t".join((*self.cells, *([text] if text else []))), "table")] if self.cells else []
            self.cells = []
        elif self.cells and word == "par" and text:
            # A paragraph that is not the last of its cell.
            self.pieces.append(_Piece("\n", False))
            return
        elif text or self.marker or word == "par":
            self._block(text)
        self.pieces, self.marker = [], ""

    def _block(self, text: str) -> None:
        marker = " ".join(self.marker.split())
        marker = marker.translate({0xB7: "•", 0xF0B7: "•"}) + " " if marker and text.strip() else ""
        leading = 0
        for piece in self.pieces:
            if piece.text and not piece.bold:
                break
            leading += len(piece.text)
        kind: BlockKind = "heading" if self.heading else "list" if marker else "text"
        self.blocks.append(Block(marker + text, kind, leading + len(marker) if leading else 0))

    def _leave(self, into: str) -> None:
        """Keep what was gathered beside the words when its group closes."""
        words = self.aside.pop(into, []) if into not in ("body", "atnauthor") else []
        text = "".join(words).strip()
        if into == "footnote" and text:
            self.notes.append(Block(f"[{len(self.notes) + 1}] {text}", "note"))
        elif into == "edge":
            self._leave_out("running head", words)
        elif into == "annotation":
            who = "".join(self.aside.pop("atnauthor", [])).strip()
            self._leave_out("comment", words, f", {who}" if who else "")

    def _leave_out(self, kind: LeftOutKind, words: list[str], who: str = "") -> None:
        self.out += left_out(kind, "".join(words), f"paragraph {len(self.blocks) + 1}{who}")
