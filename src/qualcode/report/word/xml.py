"""WordprocessingML elements, and text as runs of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from qualcode.report.values import clean

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LATIN, EAST_ASIAN, EAST_ASIAN_BOLD = "Times New Roman", "宋体", "黑体"

_MAP = {"w": W, "r": R}
_HINT, _EAST_ASIAN_FACE = f"{{{W}}}hint", f"{{{W}}}eastAsia"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_CHINESE = "\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003fffd"
_IS_CHINESE = re.compile(f"[{_CHINESE}]+")
_EAST_ASIAN = re.compile(f"([“”‘’…—·]*[{_CHINESE}](?:[“”‘’…—·{_CHINESE}])*)")
_BREAKS = re.compile("(\n|\t)")


def node(tag: str, *children: etree._Element, **attributes: str | int) -> etree._Element:
    """Return an element of the `w` namespace with attributes of that namespace and children in the order given."""
    made = etree.Element(f"{{{W}}}{tag}", nsmap=_MAP)
    for name, value in attributes.items():
        made.set(f"{{{W}}}{name}", str(value))
    made.extend(children)
    return made


def paragraph(style: str, *content: etree._Element, properties: tuple[etree._Element, ...] = ()) -> etree._Element:
    """Return a paragraph in a style; `properties` follow the style in the order that the schema asks for."""
    return node("p", node("pPr", node("pStyle", val=style), *properties), *content)


def text_of(element: etree._Element) -> str:
    """Return the words within an element."""
    return "".join(each.text or "" for each in element.iter(f"{{{W}}}t"))


def runs(
    text: str, *, bold: bool = False, italic: bool = False, east_asian: str = EAST_ASIAN
) -> Iterator[etree._Element]:
    """Yield a text as runs with line breaks and tabs; characters that XML cannot hold are left out.

    Chinese names its East Asian font and asks for it. Where there are marks or letters that both scripts have (“ ” … —
    é κ), a stretch of Chinese is a run of its own: the marks beside it are Chinese ones, all others Latin.
    """
    text = clean(text)
    rest = _IS_CHINESE.sub("", text)
    if rest.isascii() and len(rest) < len(text):  # ASCII keeps its Latin face in any run
        yield _run(text, bold, italic, east_asian)
        return
    for index, part in enumerate(_EAST_ASIAN.split(text)):
        if part:
            yield _run(part, bold, italic, east_asian if index % 2 else "")


def _run(text: str, bold: bool, italic: bool, east_asian: str) -> etree._Element:
    run = node("r")
    _look(run, bold, italic, east_asian)
    for part in _BREAKS.split(text):
        if part == "\n":
            _within(run, "br")
        elif part == "\t":
            _within(run, "tab")
        elif part:
            made = _within(run, "t")
            made.text = part
            made.set(_SPACE, "preserve")
    return run


def _look(run: etree._Element, bold: bool, italic: bool = False, east_asian: str = "") -> None:
    if not (bold or italic or east_asian):
        return
    properties = _within(run, "rPr")
    if east_asian:
        fonts = _within(properties, "rFonts")
        fonts.set(_HINT, "eastAsia")
        fonts.set(_EAST_ASIAN_FACE, east_asian)
    for tag in (*(("b", "bCs") if bold else ()), *(("i", "iCs") if italic else ())):
        _within(properties, tag)


def _within(parent: etree._Element, tag: str) -> etree._Element:
    """Add a child in place: several times faster than an element of its own, and a wide matrix has 100,000 of them."""
    return etree.SubElement(parent, f"{{{W}}}{tag}")


def field(instruction: str, cached: str, *, bold: bool = False) -> Iterator[etree._Element]:
    """Yield the runs of a field with the result that shows until a reader's program computes it anew."""
    yield _field_run(node("fldChar", fldCharType="begin"), bold=bold)
    yield _field_run(instruction_text(instruction), bold=bold)
    yield _field_run(node("fldChar", fldCharType="separate"), bold=bold)
    yield from runs(cached, bold=bold)
    yield _field_run(node("fldChar", fldCharType="end"), bold=bold)


def _field_run(content: etree._Element, bold: bool) -> etree._Element:
    run = node("r")
    _look(run, bold)
    run.append(content)
    return run


def instruction_text(instruction: str) -> etree._Element:
    """Return the element that carries a field's instruction."""
    made = node("instrText")
    made.text = f" {instruction} "
    made.set(_SPACE, "preserve")
    return made
