"""Markdown: the words without the marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from qualcode.text.encoding import decode
from qualcode.text.extract import Block, BlockKind, Extract
from qualcode.text.normalise import normalise

# Below its greatest nesting the parser drops words; `[00:01]: hi` would be swallowed as the definition of a link.
_PARSER = MarkdownIt("commonmark", {"maxNesting": 100}).enable("table").disable("reference")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
# Marks that CommonMark leaves standing where a Chinese character follows them, as in `**访谈者：**您好`.
_LEFT_STRONG = re.compile(r"\*\*(?=\S)([^*\n]+?)(?<=\S)\*\*")


def read(data: bytes, name: str) -> Extract:
    """Return the words of a Markdown file in blocks.

    Headings, paragraphs, list items with their markers as written, rows of tables (cells joined by a tab), quotations
    and code are kept, emphasis and links as their words; comments are left out, other HTML stays as it is written.
    """
    decoded = decode(data)
    return Extract(_Walk(_PARSER.parse(normalise(decoded.text))).blocks(), decoded.encoding, decoded.notes)


@dataclass
class _Walk:
    """One way through the tokens of a file."""

    tokens: Sequence[Token]
    found: list[Block] = field(default_factory=list)
    marker: str = ""
    row: list[str] | None = None

    def blocks(self) -> tuple[Block, ...]:
        for before, token in zip((None, *self.tokens), self.tokens, strict=False):
            self._take(token, before)
        return tuple(self.found)

    def _take(self, token: Token, before: Token | None) -> None:
        match token.type:
            case "list_item_open":
                self.marker += f"{token.info}{token.markup} "
            case "list_item_close":
                self.marker = ""
            case "tr_open":
                self.row = []
            case "tr_close":
                self.found.append(Block("\t".join(self.row or ()), "table"))
                self.row = None
            case "inline" if self.row is not None:
                self.row.append(_words(token)[0].replace("\n", " "))
            case "inline":
                self._inline(token, before)
            case "fence" | "code_block":
                self._add(token.content.rstrip("\n"), "text", 0)
            case "html_block":
                kept = _COMMENT.sub("", token.content).strip()
                if kept:
                    self._add(kept, "text", 0)

    def _inline(self, token: Token, before: Token | None) -> None:
        heading = before is not None and before.type == "heading_open"
        if heading and before is not None and before.markup in ("-", "="):
            # A rule below lines of speech makes them a heading by CommonMark; only one line above `===` is one here.
            heading = before.markup == "=" and "\n" not in token.content
        for part in _parts(token):
            text, bold = _words(part)
            self._add(text, "heading" if heading else "list" if self.marker else "text", bold)

    def _add(self, text: str, kind: BlockKind, bold: int) -> None:
        self.found.append(Block(self.marker + text, kind, bold + len(self.marker) if bold else 0))
        self.marker = ""


def _parts(token: Token) -> list[Token]:
    """Cut a paragraph whose lines each begin with bold words into those lines: one turn a line, no blank lines between."""
    children = token.children or []
    if _next_words(children, -1) != "strong_open":
        return [token]
    cuts = [
        place
        for place, child in enumerate(children[:-1])
        if child.type in ("softbreak", "hardbreak") and _next_words(children, place) == "strong_open"
    ]
    edges = [-1, *cuts, len(children)]
    return [Token("inline", "", 0, children=children[start + 1 : end]) for start, end in pairwise(edges)]


def _next_words(children: Sequence[Token], place: int) -> str:
    following = (child for child in children[place + 1 :] if child.type != "text" or child.content.strip())
    return next((child.type for child in following), "")


def _words(token: Token) -> tuple[str, int]:
    """Return the words of a paragraph's inline tokens, and how many characters of them lead in bold."""
    words: list[str] = []
    bold = depth = 0
    leading = True
    for child in token.children or ():
        depth += (child.type == "strong_open") - (child.type == "strong_close")
        piece = _piece(child)
        if piece and leading and depth:
            bold += len(piece)
        elif piece:
            leading = False
        words.append(piece)
    return "".join(words), bold


def _piece(child: Token) -> str:
    match child.type:
        case "text" | "text_special":
            return _LEFT_STRONG.sub(r"\1", child.content)
        case "softbreak" | "hardbreak":
            return "\n"
        case "html_inline":
            return "\n" if _BREAK.fullmatch(child.content) else _COMMENT.sub("", child.content)
        case _:
            return child.content
