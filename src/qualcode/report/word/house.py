"""A house's own Word document as the base: its styles, fonts, theme, headers and footers; nothing of its text."""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree

from qualcode.errors import UsageError
from qualcode.report.options import Language
from qualcode.report.word.frame import drop_strangers, page_number_footer
from qualcode.report.word.placeholders import fill_placeholders, has_placeholders
from qualcode.report.word.styles import styles_xml
from qualcode.report.word.xml import W, node, paragraph, runs, text_of

_KEPT = (
    RELATIONSHIP_TYPE.STYLES,
    RELATIONSHIP_TYPE.FONT_TABLE,
    RELATIONSHIP_TYPE.SETTINGS,
    RELATIONSHIP_TYPE.THEME,
    RELATIONSHIP_TYPE.NUMBERING,
    RELATIONSHIP_TYPE.HEADER,
    RELATIONSHIP_TYPE.FOOTER,
)
_ID, _VAL, _TYPE = f"{{{W}}}styleId", f"{{{W}}}val", f"{{{W}}}type"
_NO_WORD = (PackageNotFoundError, ValueError, KeyError, zipfile.BadZipFile, etree.LxmlError, OSError)


class Base(NamedTuple):
    """A house's document, the name of its file, and what its placeholders stand for."""

    data: bytes
    name: str = "the reference document"
    values: Mapping[str, str] = {}


class House(NamedTuple):
    """A base without its text: the document, the headers and footers of its sections, its ids of styles that we name
    otherwise, and its cover.
    """

    document: Document
    references: tuple[etree._Element, ...]
    ids: Mapping[str, str]
    cover: tuple[etree._Element, ...]


def house_document(base: Base, language: Language, *, update: bool) -> House:
    """Return a base made ready for a report, with the placeholders of its headers, footers and cover filled in.

    A style of the base holds where it bears the name of one of ours (“heading 1”, “caption”, “Table Text”); the others are
    ours. A page number stands in the footer unless the base has one of its own. What its body holds up to the first page
    break is its cover when a placeholder stands there; all other text of the body goes. Raise `UsageError` for what is no
    `.docx`, `StudyError` for a placeholder that cannot be filled in.
    """
    try:
        document = docx.Document(io.BytesIO(base.data))
        references = tuple(each for each in document.element.body.iter() if _is_reference(each, document))
    except _NO_WORD as fault:
        raise UsageError(
            f"{base.name} is no Word document ({fault}).", remedy="Save it as .docx in Word, and name that."
        ) from fault
    cover = _cover(document.element.body)
    _fill_in(document, cover, base)
    ids = _merge_styles(document.styles.element, etree.fromstring(styles_xml(language)))
    shown = {value for block in cover for each in block.iter() for value in each.attrib.values()}
    for id, relation in list(document.part.rels.items()):
        if relation.reltype not in _KEPT and id not in shown:
            del document.part.rels[id]
    drop_strangers(document)
    if update:
        _ask_for_update(document.settings.element)
    held = tuple(copy.deepcopy(each) for each in references)
    if not any(each.tag.endswith("footerReference") and each.get(_TYPE) == "default" for each in held):
        held = (*held, page_number_footer(document))
    return House(document, held, ids, cover)


def _cover(body: etree._Element) -> tuple[etree._Element, ...]:
    """Return the blocks of a cover: what stands before the first page break, when a placeholder stands there."""
    blocks = list(_before_break(body))
    return tuple(blocks) if any(map(has_placeholders, blocks)) else ()


def _before_break(body: etree._Element) -> Iterator[etree._Element]:
    for block in body:
        if block.tag == f"{{{W}}}sectPr":
            return
        section = block.find(f"{{{W}}}pPr/{{{W}}}sectPr")
        if section is not None:
            _remove(section)
        breaks = [each for each in block.iter(f"{{{W}}}br") if each.get(_TYPE) == "page"]
        for each in breaks:
            _remove(each)
        yield block
        if breaks or section is not None:
            return


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _fill_in(document: Document, cover: Iterable[etree._Element], base: Base) -> None:
    """Fill in the placeholders of headers, footers and cover."""
    for relation in document.part.rels.values():
        kind = {RELATIONSHIP_TYPE.HEADER: "header", RELATIONSHIP_TYPE.FOOTER: "footer"}.get(relation.reltype)
        if kind is not None:
            fill_placeholders(relation.target_part._element, base.values, base.name, kind)
    for block in cover:
        fill_placeholders(block, base.values, base.name, "cover")


def stand_in_footers(document: Document, line: str, ids: Mapping[str, str] | None = None) -> None:
    """Write a line below what each footer of the document holds, unless it says the same already."""
    for relation in document.part.rels.values():
        if not line or relation.reltype != RELATIONSHIP_TYPE.FOOTER:
            continue
        footer = relation.target_part._element
        if "".join(line.split()) not in "".join(text_of(footer).split()):
            below = paragraph("FooterLine", *runs(line))
            rename_styles((below,), ids or {})
            footer.append(below)


def is_notice(block: etree._Element) -> bool:
    """Say whether a paragraph is the notice of a title page, before its style is renamed or after."""
    style = block.find(f"{{{W}}}pPr/{{{W}}}pStyle")
    return style is not None and str(style.get(_VAL)).endswith("TitleNotice")


def rename_styles(blocks: Iterable[etree._Element], ids: Mapping[str, str]) -> None:
    """Let paragraphs name their styles by the ids of the base."""
    for block in blocks:
        for style in block.iter(f"{{{W}}}pStyle"):
            written = str(style.get(_VAL))
            style.set(_VAL, ids.get(written, written))


def _is_reference(element: etree._Element, document: Document) -> bool:
    """Say whether an element is a reference of the last section, which stands for all."""
    last = document.element.body.find(f"{{{W}}}sectPr")
    tags = (f"{{{W}}}headerReference", f"{{{W}}}footerReference")
    return element.tag in tags and element.getparent() is last


def _merge_styles(base: etree._Element, ours: etree._Element) -> Mapping[str, str]:
    known = {_name(style): str(style.get(_ID)) for style in base.iter(f"{{{W}}}style")}
    taken = set(known.values())
    default = next(
        (
            str(s.get(_ID))
            for s in base.iter(f"{{{W}}}style")
            if s.get(f"{{{W}}}default") and s.get(_TYPE) == "paragraph"
        ),
        None,
    )
    ids: dict[str, str] = {}
    for style in ours.iter(f"{{{W}}}style"):
        if style.get(_TYPE) != "paragraph" or style.get(f"{{{W}}}default"):
            continue
        own = str(style.get(_ID))
        ids[own] = known.get(_name(style)) or (own if own not in taken else f"Report{own}")
        if _name(style) not in known:
            base.append(_adapted(style, ids[own], default))
    for style in base.iter(f"{{{W}}}next"):
        style.set(_VAL, ids.get(str(style.get(_VAL)), str(style.get(_VAL))))
    return ids


def _adapted(style: etree._Element, id: str, default: str | None) -> etree._Element:
    made = copy.deepcopy(style)
    made.set(_ID, id)
    below = made.find(f"{{{W}}}basedOn")
    if below is not None and default is not None:
        below.set(_VAL, default)
    elif below is not None:
        made.remove(below)
    return made


def _name(style: etree._Element) -> tuple[str, str]:
    named = style.find(f"{{{W}}}name")
    return str(style.get(_TYPE)), "" if named is None else str(named.get(_VAL)).casefold()


_BEFORE_UPDATE = ("hdrShapeDefaults", "footnotePr", "endnotePr", "compat", "docVars", "rsids", "mathPr")


def _ask_for_update(settings: etree._Element) -> None:
    if settings.find(f"{{{W}}}updateFields") is not None:
        return
    places = [at for at, each in enumerate(settings) if etree.QName(each).localname in _BEFORE_UPDATE]
    settings.insert(min(places, default=len(settings)), node("updateFields", val="true"))
