"""Web pages: their words as a browser shows them."""

from __future__ import annotations

import codecs
import re

from qualcode.errors import StudyError
from qualcode.text.encoding import Decoded, decode
from qualcode.text.extract import Extract
from qualcode.text.formats._html_walk import words_of
from qualcode.text.markup import MarkupError, parse_html

_CHARSET = re.compile(rb"<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "iso-8859-1": "cp1252", "latin-1": "cp1252", "ascii": "cp1252"}
"""The encodings that browsers use for names that writers of pages take too narrowly."""
_HEAD = 4096


def read(data: bytes, name: str) -> Extract:
    """Return the words of a web page in blocks: headings, paragraphs, list items, rows of tables.

    Scripts, style sheets, comments, hidden words, values of forms and the texts of pictures are left out and listed.
    Nothing is fetched and nothing is run.
    """
    decoded = _declared(data) or decode(data)
    try:
        root = parse_html(decoded.text)
    except MarkupError as fault:
        raise StudyError(
            f"The page {fault.why}.", remedy="Save its text, or open it in Word and save it as .docx."
        ) from fault
    if root is None:
        return Extract((), decoded.encoding, decoded.notes)
    blocks, out = words_of(root, "the page")
    return Extract(blocks, decoded.encoding, decoded.notes, out)


def _declared(data: bytes) -> Decoded | None:
    """Return the text in the encoding that the page itself names, if all of it is valid in that."""
    match = _CHARSET.search(data[:_HEAD])
    if match is None or data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return None
    named = match[1].decode("ascii", "replace").lower()
    try:
        encoding = codecs.lookup(_WIDER.get(named, named)).name
        return Decoded(data.decode(encoding), encoding, True) if not encoding.startswith("utf-16") else None
    except (LookupError, ValueError):
        return None
