"""Electronic books: the words of their pages, in reading order."""

from __future__ import annotations

import io
import posixpath
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from qualcode.errors import StudyError
from qualcode.text.archive import Members, Refusal, opened
from qualcode.text.encoding import decode
from qualcode.text.extract import Block, Extract
from qualcode.text.formats._html_walk import words_of
from qualcode.text.left_out import LeftOut, left_out
from qualcode.text.markup import Element, MarkupError, parse_html, parse_xml

_AGAIN = "Save the book again, or save its text."
_REFUSED = Refusal("It is no electronic book, or a damaged one", _AGAIN)
_MOST = 64 * 2**20
_PAGES = ("application/xhtml+xml", "text/html", "text/x-oeb1-document")


class _Item(NamedTuple):
    """A page of a book: its place in the archive, and whether it stands in the order of reading."""

    path: str
    in_order: bool


def read(data: bytes, name: str) -> Extract:
    """Return the words of a book's pages in the order of reading.

    Pages outside that order (a table of contents that a program made) and what nobody sees on a page are left out and
    listed. Refuses, with one sentence, a book that is damaged or protected against copying.
    """
    with opened(io.BytesIO(data), _REFUSED) as members:
        blocks: list[Block] = []
        out: list[LeftOut] = []
        missing = 0
        for item in _items(members):
            root = _page(members, item.path) if item.path in members else None
            if root is None:
                missing += item.in_order
                continue
            words, unseen = words_of(root, item.path)
            if item.in_order:
                blocks += words
            else:
                out += left_out("field", "\n".join(block.text for block in words), item.path)
            out += unseen
    notes = (f"{missing} of its pages are not in it.",) if missing else ()
    return Extract(tuple(blocks), None, notes, tuple(out))


def _items(members: Members) -> Iterator[_Item]:
    """Yield the pages in the order of reading, then those outside it."""
    container = _xml(members, "META-INF/container.xml")
    path = next((each.get("full-path", "") for each in container.iter("{*}rootfile")), "")
    book = _xml(members, posixpath.normpath(path))
    folder = posixpath.dirname(path)
    protected = _protected(members)
    places = {}
    for item in book.iter("{*}item"):
        if item.get("media-type", "").lower() in _PAGES:
            place = posixpath.normpath(posixpath.join(folder, unquote(item.get("href", "").partition("#")[0])))
            places[item.get("id", "")] = place.lower()
    order = list(dict.fromkeys(each.get("idref", "") for each in book.iter("{*}itemref")))
    if any(places.get(id) in protected for id in order):
        raise StudyError("It is protected against copying (DRM).", remedy="Ask its publisher for a copy without.")
    yield from (_Item(places[id], True) for id in order if id in places)
    yield from (_Item(place, False) for id, place in places.items() if id not in order)


def _protected(members: Members) -> frozenset[str]:
    if "META-INF/encryption.xml" not in members:
        return frozenset()
    cipher = _xml(members, "META-INF/encryption.xml")
    return frozenset(unquote(each.get("URI", "")).lower() for each in cipher.iter("{*}CipherReference"))


def _page(members: Members, path: str) -> Element | None:
    try:
        return parse_html(decode(members.read(path, _MOST)).text)
    except MarkupError as fault:
        raise StudyError(f"It is damaged: its page {path[:80]} {fault.why}.", remedy=_AGAIN) from fault


def _xml(members: Members, path: str) -> Element:
    if path not in members:
        raise StudyError(f"It is no electronic book, or a damaged one: {path[:80]} is not in it.", remedy=_AGAIN)
    try:
        return parse_xml(members.read(path, _MOST))
    except MarkupError as fault:
        raise StudyError(f"It is damaged: its part {path[:80]} {fault.why}.", remedy=_AGAIN) from fault
