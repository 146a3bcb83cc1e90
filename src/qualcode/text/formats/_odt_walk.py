"""One way through the words of an OpenDocument text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from qualcode.text.extract import Block, BlockKind
from qualcode.text.formats._odt_styles import TEXT, Styles
from qualcode.text.left_out import LeftOut, LeftOutKind, left_out
from qualcode.text.markup import Element

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_MOST_SPACES = 200
_UNSEEN: Mapping[str, LeftOutKind] = {
    _OFFICE + "annotation": "comment",
    TEXT + "hidden-text": "hidden text",
    TEXT + "hidden-paragraph": "hidden text",
    TEXT + "ruby-text": "markup",
    TEXT + "tracked-changes": "deletion",
    _SVG + "title": "picture text",
    _SVG + "desc": "picture text",
}
_ROWS = frozenset(_TABLE + name for name in ("table-header-rows", "table-rows", "table-row-group"))
_CELLS = (_TABLE + "table-cell", _TABLE + "covered-table-cell")


class Walk:
    """A walk that gathers notes for the end, and what it leaves out."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.notes: list[Block] = []
        self.out: list[LeftOut] = []
        self.paragraphs = 0

    def blocks(self, parent: Element, level: int = 0, list_name: str = "") -> Iterator[Block]:
        """Yield the blocks below an element in order; frames of text behind the paragraph they hang on."""
        for child in parent:
            tag = child.tag
            if tag in (TEXT + "p", TEXT + "h"):
                yield from self.paragraph(child)
            elif tag == TEXT + "list":
                yield from self.items(child, level + 1, child.get(TEXT + "style-name") or list_name)
            elif tag == _TABLE + "table":
                yield from self.rows(child)
            elif tag in _UNSEEN:
                self.leave_out(_UNSEEN[tag], child)
            elif tag == TEXT + "section" and child.get(TEXT + "display") == "none":
                self.leave_out("hidden text", child)
            else:
                yield from self.blocks(child, level, list_name)

    def items(self, element: Element, level: int, name: str) -> Iterator[Block]:
        """Yield the items of a list, each with its number or bullet before its first paragraph."""
        count = 0
        for item in element:
            marker = self.styles.marker(name, level, count) if item.tag == TEXT + "list-item" else ""
            count += item.tag == TEXT + "list-item"
            for block in self.blocks(item, level, name):
                if marker and block.kind in ("text", "heading") and block.text.strip():
                    kind: BlockKind = "list" if block.kind == "text" else block.kind
                    block = Block(marker + block.text, kind, block.bold + len(marker) if block.bold else 0)
                    marker = ""
                yield block

    def paragraph(self, element: Element) -> Iterator[Block]:
        """Yield one paragraph, then the frames of text that hang on it."""
        self.paragraphs += 1
        frames: list[Element] = []
        bold = bool(self.styles.bold.get(element.get(TEXT + "style-name", "")))
        pieces = list(self.pieces(element, bold, frames))
        leading = 0
        for words, is_bold in pieces:
            if words and not is_bold:
                break
            leading += len(words)
        yield Block("".join(words for words, _ in pieces), "heading" if element.tag == TEXT + "h" else "text", leading)
        for frame in frames:
            yield from self.blocks(frame)

    def pieces(self, parent: Element, bold: bool, frames: list[Element]) -> Iterator[tuple[str, bool]]:
        """Yield the words of a paragraph in order, each with whether it is bold; white space as the format says it counts."""
        yield _spaced(parent.text), bold
        for child in parent:
            tag, name = child.tag, child.get(TEXT + "style-name", "")
            if tag == TEXT + "s":
                count = child.get(TEXT + "c", "1")
                yield " " * min(_MOST_SPACES, int(count) if count.isdecimal() and len(count) < 9 else 1), bold
            elif tag in (TEXT + "tab", TEXT + "line-break"):
                yield "\t" if tag.endswith("tab") else "\n", bold
            elif tag == TEXT + "note":
                self.note(child)
            elif tag == _DRAW + "text-box":
                frames.append(child)
            elif tag in _UNSEEN:
                self.leave_out(_UNSEEN[tag], child)
            elif tag == TEXT + "span" and name in self.styles.hidden:
                self.leave_out("hidden text", child)
            else:
                yield from self.pieces(child, self.styles.bold.get(name, bold), frames)
            yield _spaced(child.tail), bold

    def note(self, element: Element) -> None:
        """Keep a foot- or endnote for the end."""
        body = element.find(TEXT + "note-body")
        words = "\n".join(block.text for block in self.blocks(body)).strip() if body is not None else ""
        if words:
            self.notes.append(Block(f"[{len(self.notes) + 1}] {words}", "note"))

    def rows(self, table: Element) -> Iterator[Block]:
        """Yield each row of a table; a cell's paragraphs are its lines, a table within a cell gives its rows as lines."""
        for row in table:
            if row.tag in _ROWS:
                yield from self.rows(row)
            elif row.tag == _TABLE + "table-row":
                cells = [list(self.blocks(cell)) for cell in row if cell.tag in _CELLS]
                bold = cells[0][0].bold if cells and cells[0] else 0
                yield Block("\t".join("\n".join(block.text for block in cell) for cell in cells), "table", bold)

    def leave_out(self, kind: LeftOutKind, element: Element) -> None:
        """Add the words of an element to what is left out."""
        words = "\n".join(filter(None, ("".join(each.itertext()) for each in element.iter(TEXT + "p", TEXT + "h"))))
        words = words or element.get(TEXT + "string-value", "") or "".join(element.itertext())
        self.out += left_out(kind, words, f"paragraph {self.paragraphs}")


def _spaced(text: str | None) -> str:
    """Return text with each run of white space as the one space that it is in this format."""
    if not text:
        return ""
    words = " ".join(text.split(" "))
    return words if not any(each in words for each in "\n\t\r") and "  " not in words else _collapsed(words)


def _collapsed(text: str) -> str:
    inner = " ".join(text.split())
    before = " " if text[:1].isspace() else ""
    return before + inner + (" " if inner and text[-1:].isspace() else "")
