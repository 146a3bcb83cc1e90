"""The words of a web page in blocks, as a browser shows them; also the pages of electronic books."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from qualcode.text.extract import Block, BlockKind
from qualcode.text.left_out import LeftOut, LeftOutKind, left_out
from qualcode.text.markup import Element

_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_BLOCKS = (
    frozenset(
        [
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "caption",
            "center",
            "dd",
            "details",
            "dialog",
            "dir",
            "div",
            "dl",
            "dt",
            "fieldset",
            "figcaption",
            "figure",
            "footer",
            "form",
            "header",
            "hr",
            "html",
            "legend",
            "li",
            "main",
            "menu",
            "nav",
            "ol",
            "p",
            "pre",
            "section",
            "summary",
            "table",
            "tbody",
            "tfoot",
            "thead",
            "tr",
            "td",
            "th",
            "ul",
        ]
    )
    | _HEADINGS
)
_BOLD = frozenset({"b", "strong"}) | {"th"}
_UNSEEN: dict[str, LeftOutKind] = {
    "script": "markup",
    "style": "markup",
    "template": "markup",
    "title": "markup",
    "noscript": "hidden text",
    "del": "deletion",
    "textarea": "field",
    "select": "field",
    "datalist": "field",
    "rp": "markup",
}
_SPACE = re.compile(r"[ \t\n\r\f]+")
_NONE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def words_of(root: Element, where: str) -> tuple[tuple[Block, ...], tuple[LeftOut, ...]]:
    """Return the blocks of a page and what of its words nobody sees: scripts, comments, hidden words, texts of pictures.

    A line break is a new line; a list item bears its bullet or number; the cells of a row are joined by tabs, save in a
    row of one cell, which is there for the look.
    """
    walk = _Walk(where)
    for event, element in etree.iterwalk(root, events=("start", "end", "comment")):
        if event == "comment":
            walk.comment(element)
        elif event == "start":
            walk.begin(element)
        else:
            walk.end(element)
    walk.flush()
    return tuple(walk.blocks), tuple(walk.out)


class _Walk:
    """One way through a page."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.blocks: list[Block] = []
        self.out: list[LeftOut] = []
        self.pieces: list[tuple[str, bool]] = []
        self.unseen: Any = None
        self.bold = self.kept = 0
        self.heading = False
        self.marker = ""
        self.lists: list[int | None] = []
        self.rows: list[list[str]] = []
        self.cells: list[list[str]] = []

    def begin(self, element: Element) -> None:
        if self.unseen is not None:
            return
        tag = _name(element)
        kind = _UNSEEN.get(tag) or _unseen(element)
        if kind is not None:
            self.unseen = element
            self.out += left_out(kind, "".join(element.itertext()), self.where)
            return
        if tag in _BLOCKS:
            self.flush()
            self._open(tag, element)
        self.bold += tag in _BOLD
        self.kept += tag == "pre"
        if tag in ("br", "img", "input"):
            self._alone(tag, element)
        self.say(element.text)

    def end(self, element: Element) -> None:
        if self.unseen is not None:
            if element is self.unseen:
                self.unseen = None
                self.say(element.tail)
            return
        tag = _name(element)
        if tag in _BLOCKS:
            self.flush()
            self._close(tag)
        self.bold -= tag in _BOLD
        self.kept -= tag == "pre"
        self.say(element.tail)

    def comment(self, element: Element) -> None:
        if self.unseen is None:
            self.out += left_out("comment", element.text or "", self.where)
            self.say(element.tail)

    def say(self, words: str | None) -> None:
        if words:
            self.pieces.append((words if self.kept else _SPACE.sub(" ", words), self.bold > 0))

    def _open(self, tag: str, element: Element) -> None:
        if tag in _HEADINGS:
            self.heading = True
        elif tag in ("ol", "ul", "menu", "dir"):
            start = element.get("start", "1")
            self.lists.append(int(start) - 1 if tag == "ol" and re.fullmatch(r"\d{1,6}", start) else None)
        elif tag == "li" and self.lists:
            count = self.lists[-1]
            self.lists[-1] = None if count is None else count + 1
            self.marker = "• " if count is None else f"{count + 1}. "
        elif tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.cells.append([])

    def _close(self, tag: str) -> None:
        if tag in _HEADINGS:
            self.heading = False
        elif tag in ("ol", "ul", "menu", "dir") and self.lists:
            self.lists.pop()
        elif tag in ("td", "th") and self.cells:
            lines = self.cells.pop()
            if self.rows:
                self.rows[-1].append("\n".join(lines))
            else:
                self._add(lines, "text")
        elif tag == "tr" and self.rows:
            cells = self.rows.pop()
            if any(cells):
                self._add(cells[0].split("\n") if len(cells) == 1 else ["\t".join(cells)], "table")
        self.marker = "" if tag == "li" else self.marker

    def _add(self, lines: list[str], kind: BlockKind) -> None:
        """Keep the lines of a cell or a row, within the cell around them if there is one."""
        if self.cells:
            self.cells[-1] += lines
        else:
            self.blocks += (Block(line, kind if "\t" in line else "text") for line in lines)

    def _alone(self, tag: str, element: Element) -> None:
        if tag == "br":
            self.pieces.append(("\n", self.bold > 0))
        elif tag == "img":
            self.out += left_out("picture text", element.get("alt", ""), self.where)
        elif element.get("type", "text").lower() in ("text", "submit", "button", "search", "hidden"):
            self.out += left_out("field", element.get("value", ""), self.where)

    def flush(self) -> None:
        """Close the paragraph that was being gathered."""
        pieces, self.pieces = self.pieces, []
        text = "".join(words for words, _ in pieces)
        shown = text if self.kept else _tidy(text)
        shown = shown.strip("\n") if self.kept else shown
        if not shown.strip():
            return
        shown = shown.replace("\xa0", " ")
        marker, self.marker = self.marker, ""
        if self.cells:
            self.cells[-1].append(marker + shown)
            return
        bold = min(len(_tidy("".join(_leading(pieces)))), len(shown))
        kind: BlockKind = "heading" if self.heading else "list" if marker else "text"
        self.blocks.append(Block(marker + shown, kind, bold + len(marker) if bold else 0))


def _leading(pieces: list[tuple[str, bool]]) -> Iterator[str]:
    for words, bold in pieces:
        if words.strip() and not bold:
            return
        yield words


def _tidy(text: str) -> str:
    return re.sub(r" ?\n ?", "\n", re.sub(" {2,}", " ", text)).strip(" \n")


def _name(element: Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _unseen(element: Element) -> LeftOutKind | None:
    """Return why the words of an element are left out: nobody sees them, or they are the head or foot of a printed page."""
    if element.get("hidden") is not None or _NONE.search(element.get("style", "")) is not None:
        return "hidden text"
    # LibreOffice marks the head and the foot of the pages of a document so.
    return "running head" if element.get("title") in ("header", "footer") and element.tag == "div" else None
