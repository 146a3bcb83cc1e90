"""What stands around the words of a document: pages, footer, styles and properties."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import XmlPart
from docx.oxml import parse_xml
from lxml import etree

from qualcode.report.options import Language
from qualcode.report.values import clean
from qualcode.report.word.layout import Page
from qualcode.report.word.styles import fonts_xml, settings_xml, styles_xml
from qualcode.report.word.xml import R, W, field, node, paragraph

_TAGS: dict[Language, str] = {"en": "en-US", "zh": "zh-CN"}


def empty_document(language: Language, *, update: bool) -> tuple[Document, tuple[etree._Element, ...]]:
    """Return a document without words, in our own styles, and what each of its sections refers to: the footer.

    With `update`, Word brings fields up to date when it opens it.
    """
    document = docx.Document()
    keep = {
        RELATIONSHIP_TYPE.STYLES: styles_xml(language),
        RELATIONSHIP_TYPE.FONT_TABLE: fonts_xml(),
        RELATIONSHIP_TYPE.SETTINGS: settings_xml(update=update),
    }
    for id, relation in list(document.part.rels.items()):
        if relation.reltype not in keep:
            del document.part.rels[id]
            continue
        put_part(relation.target_part, keep[relation.reltype])
    drop_strangers(document)
    return document, (page_number_footer(document),)


def put_part(part: object, xml: bytes) -> None:
    """Put other contents into a part of the package."""
    if isinstance(part, XmlPart):
        part._element = parse_xml(xml)
    else:
        part._blob = xml  # type: ignore[attr-defined]  # python-docx keeps what it does not read as bytes


def drop_strangers(document: Document) -> None:
    """Keep of a package its document and core properties alone: no thumbnail, no custom properties."""
    package = document.part.package
    wanted = (RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES)
    for id, relation in list(package.rels.items()):
        if relation.reltype not in wanted:
            del package.rels[id]


def fill(
    document: Document,
    blocks: Sequence[etree._Element],
    sections: Sequence[tuple[etree._Element, Page]],
    last: Page,
    references: Sequence[etree._Element],
    *,
    title_page: bool,
) -> None:
    """Put blocks into the document's body; `sections` name the last block of each section but the last, with its page."""
    body = document.element.body
    for child in list(body):
        body.remove(child)
    first = title_page
    for block, page in sections:
        _properties(block).append(_section(page, references, first))
        first = False
    body.extend(blocks)
    body.append(_section(last, references, first))


def attach(document: Document, pictures: Iterable[tuple[etree._Element, bytes]]) -> None:
    """Put pictures into the package and their names into the elements that show them; the same picture once."""
    for shown, data in pictures:
        id, _ = document.part.get_or_add_image(io.BytesIO(data))
        shown.set(f"{{{R}}}embed", str(id))


def break_before(block: etree._Element) -> None:
    """Let a paragraph begin a page."""
    properties = _properties(block)
    at = sum(child.tag in _BEFORE_BREAK for child in properties)
    properties.insert(at, node("pageBreakBefore"))


def break_after(block: etree._Element) -> None:
    """Let a page end with a paragraph."""
    block.append(node("r", node("br", type="page")))


_BEFORE_BREAK = {f"{{{W}}}{tag}" for tag in ("pStyle", "keepNext", "keepLines")}


def describe(document: Document, title: str, written: str, language: Language, author: str = "") -> None:
    """Set title, author, language and, where `written` begins with a date, the day; nothing else is said of who or when."""
    properties = document.core_properties
    for child in list(properties._element):
        properties._element.remove(child)
    properties.title = " ".join(clean(title).split())[:250]
    properties.language = _TAGS[language]
    if author:
        properties.author = " ".join(clean(author).split())[:250]
    try:
        day = date.fromisoformat(written[:10])
    except ValueError:
        return
    instant = datetime(day.year, day.month, day.day, tzinfo=UTC)
    properties.created = properties.modified = instant


def _section(page: Page, references: Sequence[etree._Element], title_page: bool) -> etree._Element:
    size = node("pgSz", w=page.width, h=page.height, **({"orient": "landscape"} if page.landscape else {}))
    edges = dict.fromkeys(("top", "right", "bottom", "left"), page.margin)
    section = node(
        "sectPr",
        *_copies(references),
        size,
        node("pgMar", **edges, header=720, footer=720, gutter=0),
        node("cols", space=720),
    )
    if title_page:
        section.append(node("titlePg"))
    return section


def _copies(references: Sequence[etree._Element]) -> Iterator[etree._Element]:
    for each in references:
        copied = node(etree.QName(each).localname)
        for name, value in each.attrib.items():
            copied.set(name, value)
        yield copied


def _properties(block: etree._Element) -> etree._Element:
    found = block.find(f"{{{W}}}pPr")
    if found is None:
        found = node("pPr")
        block.insert(0, found)
    return found


def page_number_footer(document: Document) -> etree._Element:
    """Give the document a footer with the page number and return the reference to it."""
    footer = document.sections[0].footer
    footer.is_linked_to_previous = False
    element = footer._element
    for child in list(element):
        element.remove(child)
    element.append(paragraph("Footer", *field("PAGE", "1")))
    reference = document.sections[0]._sectPr.find(f"{{{W}}}footerReference")
    if reference is None:
        raise AssertionError("python-docx made no footer")
    made = node("footerReference", type="default")
    made.set(f"{{{R}}}id", str(reference.get(f"{{{R}}}id")))
    return made
