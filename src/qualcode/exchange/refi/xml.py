"""XML from a stranger, and ours: no entities, no network, no DOCTYPE; names without their namespaces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from lxml import etree

from qualcode.errors import StudyError

Element = Any
"""An element of lxml: its stubs do not know what iterating over one gives."""

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def parse(data: bytes, shown: str) -> Element:
    """Return the root of a document; raise `StudyError` with the line where it is no XML, and for a DOCTYPE."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True, remove_pis=True
    )
    if _DOCTYPE.search(data[:65_536].replace(b"\0", b"")):
        raise _refused("has a DOCTYPE, which no REFI-QDA file has", shown, None)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        line = fault.lineno if isinstance(fault, etree.XMLSyntaxError) else None
        raise _refused(f"is no well-formed XML ({str(fault)[:120]})", shown, line) from fault
    about: Any = root.getroottree().docinfo
    if about.doctype:
        raise _refused("has a DOCTYPE, which no REFI-QDA file has", shown, None)
    return root


def _refused(why: str, shown: str, line: int | None) -> StudyError:
    return StudyError(f"The project {why}.", path=shown, line=line or None, remedy="Export it again. Nothing was read.")


def local(element: Element) -> str:
    """Return an element's name without its namespace, whichever version of REFI-QDA that names."""
    return _local(element.tag)


@lru_cache(maxsize=1024)
def _local(tag: object) -> str:
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: Element | None, name: str) -> Iterator[Element]:
    """Yield the children of that name, in order; none of nothing."""
    if element is not None:
        for child in element:
            if _local(child.tag) == name:
                yield child


def child(element: Element | None, name: str) -> Element | None:
    """Return the first child of that name, or `None`."""
    return next(children(element, name), None)


def words(element: Element | None, name: str) -> str:
    """Return the text of the first child of that name; empty without one."""
    found = child(element, name)
    return "" if found is None else "".join(found.itertext())


def clean(text: str) -> str:
    """Return a text without the characters that XML cannot hold."""
    return _NO_XML.sub("", text)
