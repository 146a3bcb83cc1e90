"""The table of contents, and the list of tables: real fields whose entries are there before anybody updates them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lxml import etree

from qualcode.report.word.xml import EAST_ASIAN_BOLD, field, instruction_text, node, paragraph, runs


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


class Listed(NamedTuple):
    """A caption in the list of tables: its words and the bookmark that stands around its number."""

    text: str
    bookmark: str


def contents_list(headings: Sequence[Heading]) -> Iterator[etree._Element]:
    """Yield the paragraphs of the field: an entry for each heading, linked to it, with a field for its page.

    Page numbers are known only to the program that lays the pages out: it fills them in when the document is opened, and
    until then no number stands there rather than a wrong one. Word asks before it does so (`w:updateFields`), and that
    question is the price: numbers reckoned here would be believed. LibreOffice leaves an index as it finds it until it is
    updated by hand (Tools ▸ Update ▸ Indexes and Tables), also when it converts. The field ends in a paragraph of its own, `list_end`.
    """
    entries = [(f"TOC{heading.level}", heading.text, heading.bookmark) for heading in headings]
    return _listed('TOC \\o "1-2" \\h \\z \\u', entries)


def captions_list(heading: str, label: str, captions: Sequence[Listed]) -> Iterator[etree._Element]:
    """Yield the end of the list before and a list of tables or figures, made by Word from what counts under `label`.

    Nothing where there is none of them; a list without a `heading` follows the one before it.
    """
    if not captions:
        return
    yield list_end()
    if heading:
        yield paragraph("TOCHeading", *runs(heading, east_asian=EAST_ASIAN_BOLD))
    entries = [("TableofFigures", caption.text, caption.bookmark) for caption in captions]
    yield from _listed(f'TOC \\h \\z \\c "{label}"', entries)


def list_end() -> etree._Element:
    """Return the paragraph with which a list ends."""
    return paragraph("TOC1", node("r", node("fldChar", fldCharType="end")))


def _listed(instruction: str, entries: Sequence[tuple[str, str, str]]) -> Iterator[etree._Element]:
    opening = (
        node("r", node("fldChar", fldCharType="begin", dirty="true")),
        node("r", instruction_text(instruction)),
        node("r", node("fldChar", fldCharType="separate")),
    )
    if not entries:
        yield paragraph("TOC1", *opening)
    for number, (style, text, bookmark) in enumerate(entries):
        page = (node("r", node("tab")), *field(f"PAGEREF {bookmark} \\h", ""))
        link = node("hyperlink", *runs(text), *page, anchor=bookmark, history=1)
        yield paragraph(style, *(opening if number == 0 else ()), link)
