"""The tables and texts of a Word document, whoever saved it last."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from qualcode.report.verify.contents import Delivered, Grid

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT = {f"{_W}t": None, f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


def read_word(data: bytes) -> Delivered:
    """Return what a `.docx` says: each table under the caption above it, and every other paragraph but lists of contents.

    Styles are not looked at: programs rename them when they save. Words marked as deleted are not there.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        body = etree.fromstring(package.read("word/document.xml"), _PARSER).find(f"{_W}body")
        pictures = [name for name in package.namelist() if name.startswith("word/media/")]
        hashes = sorted(hashlib.sha256(package.read(name)).hexdigest() for name in pictures)
    grids: list[Grid] = []
    texts: list[str] = []
    caption, numbered = "", False
    for block in _blocks(body):
        if block.tag == f"{_W}tbl":
            grids.append(_grid(block, caption))
            caption, numbered = "", False
            continue
        text = _text(block)
        if _is_caption(block):
            caption, numbered = text, True
        elif text.strip() and not _is_listed(block):
            texts.append(text)
            # In some styles the title is a paragraph of its own, below the number or without one.
            caption = f"{caption} {text}" if numbered else text
    return Delivered(tuple(grids), tuple(texts), {f"picture {at}": each for at, each in enumerate(hashes, 1)})


def _blocks(parent: etree._Element | None) -> Iterator[etree._Element]:
    """Yield paragraphs and tables in order, also those within content controls."""
    for child in () if parent is None else parent:
        if child.tag in (f"{_W}p", f"{_W}tbl"):
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml", f"{_W}ins"):
            yield from _blocks(child)


def _grid(table: etree._Element, caption: str) -> Grid:
    rows = [
        tuple("\n".join(map(_text, cell.iter(f"{_W}p"))) for cell in row.iter(f"{_W}tc"))
        for row in table.iter(f"{_W}tr")
    ]
    return Grid(caption, rows[0] if rows else (), tuple(rows[1:]))


def _text(block: etree._Element) -> str:
    return "".join(each.text or "" if each.tag == f"{_W}t" else _TEXT[each.tag] or "" for each in block.iter(*_TEXT))


def _instructions(block: etree._Element) -> str:
    simple = (each.get(f"{_W}instr", "") for each in block.iter(f"{_W}fldSimple"))
    return " ".join((*(each.text or "" for each in block.iter(f"{_W}instrText")), *simple))


def _is_caption(block: etree._Element) -> bool:
    return " SEQ " in f" {_instructions(block)} "


def _is_listed(block: etree._Element) -> bool:
    return any(name in _instructions(block) for name in ("PAGEREF", "TOC "))
