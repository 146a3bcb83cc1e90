"""What a file is by its content, whatever its name says."""

from __future__ import annotations

import re

_SHOWN = {
    "pdf": "a PDF document",
    "rtf": "a rich text (RTF) document",
    "docx": "a Word document (.docx)",
    "odt": "an OpenDocument text (.odt)",
    "epub": "an electronic book (.epub)",
    "xlsx": "an Excel workbook (.xlsx)",
    "html": "a web page (HTML)",
    "vtt": "a subtitle file (WebVTT)",
    "doc": "an old Word document (.doc)",
    "txt": "plain text",
}
"""What each format is called in a sentence."""

_BINARY = frozenset({"pdf", "docx", "odt", "epub", "xlsx", "doc"})
"""Formats of which no file looks like text."""
_SAME = ({"txt", "text", "md", "markdown"}, {"html", "htm", "xhtml"})
_OLE = b"\xd0\xcf\x11\xe0"
_HTML = re.compile(rb"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_MARK = b"\xef\xbb\xbf"
_HEAD = 4096
_DIRECTORY = 2**20
_PARTS = ((b"word/document", "docx"), (b"xl/workbook", "xlsx"), (b"content.xml", "odt"))


def true_format(data: bytes, name: str) -> str:
    """Return the format that a file's content is in: `name`, unless the content plainly is another.

    A signature (of PDF, RTF, WebVTT, a zip archive and its main part, a web page) decides. What should be binary and is
    made of characters is plain text. In doubt the name is right, so that its reader says what is wrong.
    """
    found = signature(data)
    if found is None and name in _BINARY | {"rtf"} and _is_text(data):
        found = "txt"
    if found is None or found == name or any({found, name} <= alike for alike in _SAME):
        return name
    # A page of HTML in a Markdown or text file may be there to be read as it stands.
    return name if found == "html" and name in ("txt", "text", "md", "markdown") and not _whole_page(data) else found


def shown(name: str) -> str:
    """Return what a format is called in a sentence.

    >>> shown("pdf")
    'a PDF document'
    """
    return _SHOWN.get(name, f"a .{name} file")


def signature(data: bytes) -> str | None:
    """Return the format whose signature a file bears, or `None`."""
    head = data[:_HEAD]
    text = head.removeprefix(_MARK).lstrip()
    if b"%PDF-" in head[:1024] and not _is_text(head[: head.find(b"%PDF-")] or b"\0"):
        return "pdf"
    if text.startswith(b"%PDF-"):
        return "pdf"
    if text.startswith(b"{\\rtf"):
        return "rtf"
    if head.startswith(b"PK\x03\x04"):
        return _zipped(data)
    if head.startswith(_OLE) and "WordDocument".encode("utf-16-le") in data:
        return "doc"
    if text.startswith(b"WEBVTT") and text[6:7] in (b"", b" ", b"\t", b"\r", b"\n"):
        return "vtt"
    return "html" if _HTML.match(text) else None


def _zipped(data: bytes) -> str | None:
    """Return what a zip archive holds, by the names in the list of members at its end; opening it is for its reader."""
    kind = data[30:120]
    if b"mimetypeapplication/vnd.oasis.opendocument.text" in kind:
        return "odt"
    names = data[-_DIRECTORY:]
    if b"mimetypeapplication/epub+zip" in kind or b"META-INF/container.xml" in names:
        return "epub"
    return next((format for part, format in _PARTS if part in names), None)


def _whole_page(data: bytes) -> bool:
    return b"<body" in data.lower()


def _is_text(data: bytes) -> bool:
    sample = data[:_HEAD]
    return bool(sample.strip()) and b"\0" not in sample and not re.search(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]", sample)
