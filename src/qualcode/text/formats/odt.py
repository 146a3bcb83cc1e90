"""OpenDocument texts, as LibreOffice and WPS save them: their words in order."""

from __future__ import annotations

import io
from collections.abc import Iterator

from qualcode.errors import StudyError
from qualcode.text.archive import Members, Refusal, opened
from qualcode.text.extract import Extract
from qualcode.text.formats._odt_styles import STYLE, TEXT, styles_of
from qualcode.text.formats._odt_walk import Walk
from qualcode.text.left_out import LeftOut, left_out
from qualcode.text.markup import Element, MarkupError, parse_xml

_MOST = 128 * 2**20
_AGAIN = "Open it in LibreOffice and save it again."
_REFUSED = Refusal("It is no OpenDocument text, or a damaged one", _AGAIN)
_BODY = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}text"
_EDGES = ("header", "footer", "header-left", "footer-left", "header-first", "footer-first")


def read(data: bytes, name: str) -> Extract:
    """Return the words of an OpenDocument text in blocks, in the order of the document.

    Paragraphs, headings, list items with their number or bullet, rows of tables (cells joined by a tab), foot- and
    endnotes at the end (`[1] …`). Deletions that are tracked, comments, hidden words, the heads and feet of pages and the
    texts of pictures are left out and listed. Refuses, with one sentence, a file that is damaged or protected.
    """
    with opened(io.BytesIO(data), _REFUSED) as members:
        manifest = members.read("META-INF/manifest.xml", _MOST) if "META-INF/manifest.xml" in members else b""
        if b"encryption-data" in manifest:
            raise StudyError("It is protected by a password.", remedy="Save it without one.")
        content, styles = _part(members, "content.xml"), _part(members, "styles.xml")
    body = None if content is None else next(content.iter(_BODY), None)
    if body is None:
        raise StudyError("It is no OpenDocument text: no words of one are in it.", remedy=_AGAIN)
    walk = Walk(styles_of(styles, content))
    blocks = (*walk.blocks(body), *walk.notes)
    return Extract(tuple(blocks), left_out=(*walk.out, *_edges(styles)))


def _part(members: Members, path: str) -> Element | None:
    if path not in members:
        return None
    try:
        return parse_xml(members.read(path, _MOST))
    except MarkupError as fault:
        raise StudyError(f"It is damaged: its part {path} {fault.why}.", remedy=_AGAIN) from fault


def _edges(styles: Element | None) -> Iterator[LeftOut]:
    """Yield the heads and feet of the pages."""
    if styles is None:
        return
    for edge in styles.iter(*(STYLE + name for name in _EDGES)):
        words = "\n".join("".join(paragraph.itertext()) for paragraph in edge.iter(TEXT + "p", TEXT + "h"))
        yield from left_out("running head", words, edge.tag.rpartition("}")[2])
