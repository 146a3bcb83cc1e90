"""The comments of a Word file: who made them and when, what they say, which answer which, which are resolved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qualcode.text.formats._docx_parts import W
from qualcode.text.markup import Element

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_ON = ("1", "true", "on")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]{1,18}(?:Z|[+-]\d\d:\d\d)?")


@dataclass(frozen=True, slots=True)
class Said:
    """One comment as the file has it; `answers` is the id of the comment that it replies to."""

    id: str
    author: str | None
    made: str | None
    text: str
    answers: str | None = None
    resolved: bool = False


def read_comments(comments: Element | None, extended: Element | None) -> tuple[Said, ...]:
    """Return the comments in the parts `comments.xml` and `commentsExtended.xml`, in the file's order."""
    if comments is None:
        return ()
    threads = {} if extended is None else {each.get(_W15 + "paraId", ""): each for each in extended}
    found = list(comments.iter(W + "comment"))
    # A thread names a comment by the id of its last paragraph.
    by_paragraph = {
        paragraph.get(_W14 + "paraId"): each.get(W + "id", "") for each in found for paragraph in each.iter(W + "p")
    }
    return tuple(_said(each, threads, by_paragraph) for each in found)


def _said(comment: Element, threads: dict[str, Element], by_paragraph: dict[str | None, str]) -> Said:
    lines = list(comment.iter(W + "p"))
    thread = next((threads[id] for p in reversed(lines) if (id := p.get(_W14 + "paraId", "")) in threads), None)
    parent = None if thread is None else thread.get(_W15 + "paraIdParent")
    made = comment.get(W + "date", "")
    return Said(
        comment.get(W + "id", ""),
        comment.get(W + "author", "").strip() or None,
        made if _INSTANT.fullmatch(made) else None,
        "\n".join("".join(_words(line)) for line in lines).strip(),
        by_paragraph.get(parent) if parent else None,
        thread is not None and thread.get(_W15 + "done") in _ON,
    )


def _words(paragraph: Element) -> Iterator[str]:
    for each in paragraph.iter(W + "t", W + "tab", W + "br"):
        yield each.text or "" if each.tag == W + "t" else "\t" if each.tag == W + "tab" else "\n"
