"""XML from a stranger, and ours: no entities, no network, no DOCTYPE; names without their namespaces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from qualcode.errors import StudyError
from qualcode.text.markup import Element as Element
from qualcode.text.markup import MarkupError, parse_xml

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def parse(data: bytes, shown: str) -> Element:
    """Return the root of a document; raise `StudyError` with the line where it is no XML, and for a DOCTYPE."""
    try:
        return parse_xml(data)
    except MarkupError as fault:
        why = f"{fault.why}, which no REFI-QDA file has" if fault.why == "has a DOCTYPE" else fault.why
        raise StudyError(
            f"The project {why}.", path=shown, line=fault.line, remedy="Export it again. Nothing was read."
        ) from fault


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
