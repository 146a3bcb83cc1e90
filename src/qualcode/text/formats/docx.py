"""Word documents: their words in order, as someone sees them who accepts all changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from qualcode.errors import StudyError
from qualcode.text.extract import Block, BlockKind, Extract
from qualcode.text.formats._docx_left_out import left_out_of
from qualcode.text.formats._docx_package import package_of
from qualcode.text.formats._docx_parts import Numbering, Style, W, numbered, on, styles, value, whole

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_WITHIN = frozenset(
    {W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")}
    | {_MC + name for name in ("AlternateContent", "Choice")}
)
_LEFT_OUT = frozenset({W + name for name in ("del", "moveFrom", "pPr", "rPr", "sdtPr")} | {_MC + "Fallback"})
_SIGNS = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "\u2011", W + "ptab": "\t"}


def read(data: bytes, name: str) -> Extract:
    """Return the words of a Word file in blocks, in the order of the document.

    Paragraphs, headings, list items with their visible number or bullet, rows of tables (cells joined by a tab), text
    boxes behind the paragraph they hang on, foot- and endnotes at the end (`[1] …`). Insertions that are tracked are
    kept; deletions, hidden words, comments, and the heads and feet of pages are left out and listed. Refuses, with one
    sentence, a file that is corrupt, protected by a password or no Word file.
    """
    with package_of(data) as package:
        main, document = package.main()
        walk = _Walk(styles(package.beside(main, "styles.xml")), Numbering.of(package.beside(main, "numbering.xml")))
        body = document.find(W + "body")
        if body is None:
            raise StudyError(
                "It holds no body of text where Word keeps it.",
                remedy="Save it in Word as .docx, not as Strict Open XML.",
            )
        blocks = list(walk.blocks(body))
        for part, tag in (("footnotes.xml", "footnote"), ("endnotes.xml", "endnote")):
            blocks += walk.notes(package.beside(main, part), W + tag)
        return Extract(tuple(blocks), left_out=tuple(left_out_of(package, main, body)))


class _Walk:
    """One way through a document; it counts its lists as they come by."""

    def __init__(self, styles: Mapping[str, Style], numbering: Numbering) -> None:
        self.styles, self.numbering = styles, numbering

    def blocks(self, parent: etree._Element) -> Iterator[Block]:
        """Yield the blocks below an element; a paragraph whose end was deleted runs on into the next one."""
        carried = ""
        for child in _children(parent):
            if child.tag == W + "p":
                boxes: list[etree._Element] = []
                block = self.paragraph(child, boxes)
                if child.find(f"{W}pPr/{W}rPr/{W}del") is not None:
                    carried += block.text
                else:
                    yield Block(carried + block.text, block.kind, 0 if carried else block.bold)
                    carried = ""
                for box in boxes:
                    yield from self.blocks(box)
            elif child.tag == W + "tbl":
                yield from self.rows(child)
        if carried:
            yield Block(carried)

    def paragraph(self, paragraph: etree._Element, boxes: list[etree._Element]) -> Block:
        """Return one paragraph; the text boxes that hang on it are added to `boxes`."""
        style = self.styles.get(value(paragraph, "pPr/pStyle") or "", Style())
        pieces = list(self.pieces(paragraph, bool(style.bold), boxes))
        text = "".join(words for words, _ in pieces)
        level = whole(value(paragraph, "pPr/outlineLvl"))
        kind: BlockKind = "text"
        if style.heading or (level is not None and level < 9):
            kind = "heading"
        marker = ""
        place = numbered(paragraph) or style.numbering
        if place is not None and text.strip():
            marker = self.numbering.next(*place)
            kind = "list" if marker and kind == "text" else kind
        bold = _leading_bold(pieces)
        return Block(marker + text, kind, bold + len(marker) if bold else 0)

    def pieces(self, parent: etree._Element, bold: bool, boxes: list[etree._Element]) -> Iterator[tuple[str, bool]]:
        """Yield the words below an element in order, each with whether it is bold."""
        for child in parent:
            tag = child.tag
            if tag in _LEFT_OUT or not isinstance(tag, str):
                continue
            if tag == W + "txbxContent":
                boxes.append(child)
            elif tag == W + "t":
                yield child.text or "", bold
            elif tag in _SIGNS:
                yield _SIGNS[tag], bold
            elif tag == W + "r":
                look = child.find(W + "rPr")
                if look is None or on(look.find(W + "vanish")) is not True:
                    yield from self.pieces(child, self._is_bold(look, bold), boxes)
            else:
                yield from self.pieces(child, bold, boxes)

    def _is_bold(self, look: etree._Element | None, inherited: bool) -> bool:
        if look is None:
            return inherited
        named = self.styles.get(value(look, "rStyle") or "", Style()).bold
        own = on(look.find(W + "b"))
        return own if own is not None else inherited if named is None else named

    def rows(self, table: etree._Element) -> Iterator[Block]:
        """Yield each row of a table; a cell's paragraphs are its lines, a table within a cell gives its rows as lines."""
        for row in _children(table):
            if row.tag != W + "tr" or row.find(f"{W}trPr/{W}del") is not None:
                continue
            cells = [list(self.blocks(cell)) for cell in _children(row) if cell.tag == W + "tc"]
            bold = cells[0][0].bold if cells and cells[0] else 0
            yield Block("\t".join("\n".join(block.text for block in cell) for cell in cells), "table", bold)

    def notes(self, root: etree._Element | None, tag: str) -> Iterator[Block]:
        """Yield the notes of a part, numbered from 1 in their order; the separators among them are no notes."""
        real = [] if root is None else [note for note in root.iter(tag) if note.get(W + "type", "normal") == "normal"]
        for number, note in enumerate(real, start=1):
            words = "\n".join(block.text for block in self.blocks(note)).strip()
            if words:
                yield Block(f"[{number}] {words}", "note")


def _children(parent: etree._Element) -> Iterator[etree._Element]:
    """Yield the elements below one, those within content controls and tracked insertions as if these were not there."""
    for child in parent:
        if child.tag in _WITHIN:
            yield from _children(child)
        elif child.tag not in _LEFT_OUT:
            yield child


def _leading_bold(pieces: list[tuple[str, bool]]) -> int:
    length = 0
    for words, bold in pieces:
        if words and not bold:
            break
        length += len(words)
    return length
