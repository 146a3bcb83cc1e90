"""A Word document written from top to bottom: headings, paragraphs, displays, each on the page it needs."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import UTC, date, datetime

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import XmlPart
from docx.oxml import parse_xml
from lxml import etree

from qualcode.model.display import Display
from qualcode.report.options import Language, Style
from qualcode.report.values import clean
from qualcode.report.word.contents_list import Heading, contents_list, heading_paragraph
from qualcode.report.word.layout import PORTRAIT, Page, plan
from qualcode.report.word.package import deterministic
from qualcode.report.word.styles import fonts_xml, settings_xml, styles_xml
from qualcode.report.word.table import Setting, display_blocks
from qualcode.report.word.xml import EAST_ASIAN_BOLD, R, W, field, node, paragraph, runs

_BEFORE_BREAK = {f"{{{W}}}{tag}" for tag in ("pStyle", "keepNext", "keepLines")}


class WordDocument:
    """What is written so far. Displays are numbered in the order they come; a wide one gets pages of its own size.

    A heading waits for what follows it, so that it stands on the same page as a wide table below it.
    """

    def __init__(self, language: Language = "en", style: Style = "three-line", first_number: int | None = 1) -> None:
        self.language, self.style = language, style
        self._number, self._restart = first_number, first_number not in (None, 1)
        self._blocks: list[etree._Element] = []
        self._waiting: list[etree._Element] = []
        self._headings: list[Heading] = []
        self._contents_at: int | None = None
        self._page: Page | None = None
        self._break = self._title_page = False
        self._sections: list[tuple[etree._Element, Page]] = []

    def title_page(self) -> None:
        """Let the first page carry no page number."""
        self._title_page = True

    def heading(self, text: str, level: int = 1) -> None:
        """Write a heading of level 1 or 2; it appears in the table of contents."""
        number = len(self._headings) + 1
        heading = Heading(" ".join(clean(text).split()), level, f"_Toc{number:06d}")
        self._headings.append(heading)
        self._waiting.append(heading_paragraph(heading, number))

    def paragraph(self, text: str, style: str = "BodyText") -> None:
        """Write one paragraph in one of the document's styles."""
        self._append([paragraph(style, *runs(text))], PORTRAIT)

    def display(self, display: Display) -> None:
        """Write a display with its caption and notes, on a landscape page where it is wide."""
        layout = plan(display)
        setting = Setting(self.style, self.language, self._number, self._restart)
        self._append([*display_blocks(display, layout, setting), paragraph("AfterTable")], layout.page)
        self._restart = False
        if self._number is not None:
            self._number += 1

    def page_break(self) -> None:
        """Let what comes next begin on a new page."""
        self._break = True

    def table_of_contents(self, title: str) -> None:
        """Write the table of contents of all headings, also of those still to come."""
        self._append([paragraph("TOCHeading", *runs(title, east_asian=EAST_ASIAN_BOLD))], PORTRAIT)
        self._contents_at = len(self._blocks)

    def to_bytes(self, title: str = "", written: str = "") -> bytes:
        """Return the document as a `.docx`; the same content gives the same bytes.

        `written` (`YYYY-MM-DD…`) goes into the document's properties; without it they hold no date.
        """
        self._append([], self._page or PORTRAIT)
        document = docx.Document()
        _replace_parts(document, self.language)
        _describe(document, title, written)
        footer = _footer(document)
        self._fill(document.element.body, footer)
        file = io.BytesIO()
        document.save(file)
        return deterministic(file.getvalue())

    def _append(self, blocks: Iterable[etree._Element], page: Page) -> None:
        added = [*self._waiting, *blocks]
        if self._page is not None and page != self._page:
            self._end_section()
        elif self._break and added and self._blocks:
            _break_before(added[0])
        self._break = self._break and not added
        self._page = page
        self._waiting = []
        self._blocks.extend(added)

    def _end_section(self) -> None:
        if self._page is not None and self._blocks:
            self._sections.append((self._blocks[-1], self._page))

    def _fill(self, body: etree._Element, footer: str) -> None:
        for child in list(body):
            body.remove(child)
        first = True
        for last, page in self._sections:
            _properties(last).append(_section(page, footer, first and self._title_page))
            first = False
        listed = [] if self._contents_at is None else list(contents_list(self._headings))
        at = self._contents_at or 0
        body.extend([*self._blocks[:at], *listed, *self._blocks[at:]])
        body.append(_section(self._page or PORTRAIT, footer, first and self._title_page))


def _section(page: Page, footer: str, title_page: bool) -> etree._Element:
    reference = node("footerReference", type="default")
    reference.set(f"{{{R}}}id", footer)
    size = node("pgSz", w=page.width, h=page.height, **({"orient": "landscape"} if page.landscape else {}))
    edges = dict.fromkeys(("top", "right", "bottom", "left"), page.margin)
    section = node(
        "sectPr", reference, size, node("pgMar", **edges, header=720, footer=720, gutter=0), node("cols", space=720)
    )
    if title_page:
        section.append(node("titlePg"))
    return section


def _properties(block: etree._Element) -> etree._Element:
    found = block.find(f"{{{W}}}pPr")
    if found is None:
        found = node("pPr")
        block.insert(0, found)
    return found


def _break_before(block: etree._Element) -> None:
    properties = _properties(block)
    at = sum(child.tag in _BEFORE_BREAK for child in properties)
    properties.insert(at, node("pageBreakBefore"))


def _footer(document: Document) -> str:
    """Give the document a footer with the page number and return the id of its relation."""
    footer = document.sections[0].footer
    footer.is_linked_to_previous = False
    element = footer._element
    for child in list(element):
        element.remove(child)
    element.append(paragraph("Footer", *field("PAGE", "1")))
    reference = document.sections[0]._sectPr.find(f"{{{W}}}footerReference")
    if reference is None:
        raise AssertionError("python-docx made no footer")
    return str(reference.get(f"{{{R}}}id"))


def _replace_parts(document: Document, language: Language) -> None:
    """Put our own styles, fonts and settings in place, and drop what the empty document brings along besides."""
    keep = {
        RELATIONSHIP_TYPE.STYLES: styles_xml(language),
        RELATIONSHIP_TYPE.FONT_TABLE: fonts_xml(),
        RELATIONSHIP_TYPE.SETTINGS: settings_xml(),
    }
    for id, relation in list(document.part.rels.items()):
        if relation.reltype not in keep:
            del document.part.rels[id]
            continue
        part, xml = relation.target_part, keep[relation.reltype]
        if isinstance(part, XmlPart):
            part._element = parse_xml(xml)
        else:
            part._blob = xml
    package = document.part.package
    wanted = (RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES)
    for id, relation in list(package.rels.items()):
        if relation.reltype not in wanted:
            del package.rels[id]


def _describe(document: Document, title: str, written: str) -> None:
    properties = document.core_properties
    for child in list(properties._element):
        properties._element.remove(child)
    properties.title = " ".join(clean(title).split())[:250]
    try:
        day = date.fromisoformat(written[:10])
    except ValueError:
        return
    instant = datetime(day.year, day.month, day.day, tzinfo=UTC)
    properties.created = properties.modified = instant
