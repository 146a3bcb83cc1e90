"""The table of contents: a real field whose entries are there before anybody updates it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lxml import etree

from qualcode.report.word.xml import EAST_ASIAN_BOLD, instruction_text, node, paragraph, runs


class Heading(NamedTuple):
    """A heading with its level from 1 and the bookmark that stands around it."""

    text: str
    level: int
    bookmark: str


def heading_paragraph(heading: Heading, number: int) -> etree._Element:
    """Return a heading with its bookmark; `number` sets it apart from all others of the document."""
    return paragraph(
        f"Heading{heading.level}",
        node("bookmarkStart", id=number, name=heading.bookmark),
        *runs(heading.text, east_asian=EAST_ASIAN_BOLD),
        node("bookmarkEnd", id=number),
    )


def contents_list(headings: Sequence[Heading]) -> Iterator[etree._Element]:
    """Yield the paragraphs of the field: an entry for each heading, linked to it.

    Page numbers are known only to the program that lays the pages out: the field is marked as out of date, so that Word
    fills them in when it opens the document, and until then no number stands there rather than a wrong one.
    """
    opening = [
        node("r", node("fldChar", fldCharType="begin", dirty="true")),
        node("r", instruction_text('TOC \\o "1-2" \\h \\z \\u')),
        node("r", node("fldChar", fldCharType="separate")),
    ]
    for number, heading in enumerate(headings):
        link = node("hyperlink", *runs(heading.text), anchor=heading.bookmark, history=1)
        yield paragraph(f"TOC{heading.level}", *(opening if number == 0 else ()), link)
    yield paragraph("TOC1", *(() if headings else opening), node("r", node("fldChar", fldCharType="end")))
