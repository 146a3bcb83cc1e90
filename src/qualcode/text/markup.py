"""XML and HTML from a stranger: no entities, no network, no DOCTYPE in XML."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree, html

Element = Any
"""An element of lxml: its stubs do not know what iterating over one gives."""

_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


class MarkupError(ValueError):
    """Why a document is refused, as the end of a sentence (`has a DOCTYPE`), and its line where one is known."""

    def __init__(self, why: str, line: int | None = None) -> None:
        self.why, self.line = why, line
        super().__init__(why)


def parse_xml(data: bytes) -> Element:
    """Return the root of an XML document; raise `MarkupError` where it is no XML, and for a DOCTYPE."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True, remove_pis=True
    )
    if _DOCTYPE.search(data[:65_536].replace(b"\0", b"")):
        raise MarkupError("has a DOCTYPE")
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        line = fault.lineno if isinstance(fault, etree.XMLSyntaxError) else None
        why = " ".join(str(fault).replace("(<string>, line", "(line").split())[:120]
        raise MarkupError(f"is no well-formed XML: {why}", line or None) from fault
    about: Any = root.getroottree().docinfo
    if about.doctype:
        raise MarkupError("has a DOCTYPE")
    return root


def parse_html(text: str) -> Element | None:
    """Return the root of a web page, mended where it is malformed, with its comments; `None` for one without any content.

    Raises `MarkupError` for a page whose elements stand deeper in one another than can be followed.
    """
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_pis=True, huge_tree=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, etree.ParserError, ValueError):
        return None
    if any("depth" in entry.message for entry in parser.error_log):
        raise MarkupError("has more than 2,000 elements one within the other")
    return root
