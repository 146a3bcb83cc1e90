"""What of a Word file's words is not in its text: comments, heads and feet of pages, deletions, hidden words."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from qualcode.text.formats._docx_package import Package
from qualcode.text.formats._docx_parts import W, on
from qualcode.text.left_out import LeftOut, left_out
from qualcode.text.markup import Element

_EDGES = re.compile(r"(?:header|footer)\d*\.xml")
_DELETED = (W + "del", W + "moveFrom")


def left_out_of(package: Package, main: str, body: Element) -> Iterator[LeftOut]:
    """Yield what is left out of a Word file, first in the order of its paragraphs, then its comments, then its pages' edges."""
    for number, paragraph in enumerate(body.iter(W + "p"), 1):
        yield from _within(paragraph, f"paragraph {number}")
    comments = package.beside(main, "comments.xml")
    for number, comment in enumerate(() if comments is None else comments.iter(W + "comment"), 1):
        who = comment.get(W + "author", "")
        yield from left_out("comment", _words(comment), f"comment {number}" + (f", {who}" if who else ""))
    folder = posixpath.dirname(main).lower()
    for name in package.names:
        if posixpath.dirname(name) == folder and _EDGES.fullmatch(posixpath.basename(name)):
            edge = package.part(name)
            yield from left_out("running head", _words(edge), posixpath.basename(name).removesuffix(".xml"))


def _within(paragraph: Element, where: str) -> Iterator[LeftOut]:
    for tag in _DELETED:
        for deleted in paragraph.iter(tag):
            yield from left_out("deletion", _words(deleted), where)
    hidden = [run for run in paragraph.iter(W + "r") if _is_hidden(run)]
    yield from left_out("hidden text", "".join(_words(run) for run in hidden), where)


def _is_hidden(run: Element) -> bool:
    look = run.find(W + "rPr")
    return look is not None and on(look.find(W + "vanish")) is True and not _is_deleted(run)


def _is_deleted(run: Element) -> bool:
    return next(run.iterancestors(*_DELETED), None) is not None


def _words(element: Element) -> str:
    paragraphs: list[str] = [""]
    for each in element.iter(W + "p", W + "t", W + "delText", W + "tab"):
        if each.tag == W + "p":
            paragraphs.append("")
        else:
            paragraphs[-1] += "\t" if each.tag == W + "tab" else each.text or ""
    return "\n".join(filter(None, paragraphs))
