"""Figures as elements of the page: nothing in them but what draws, and no style that the page's policy forbids."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element, fromstring
from xml.sax.saxutils import escape, quoteattr

from qualcode.report.contents import Named
from qualcode.report.figures.draw import figure_svg
from qualcode.report.options import Language
from qualcode.report.values import clean

DRAWN = ("agree", "contrast", "saturation", "structure-gioia", "structure-relations")
"""Kinds of displays that have a figure in the page: matrices are heat maps there already, and the tree of codes has its counts."""

WITHOUT_WORDS = ("agree", "contrast", "saturation")
"""Those that show no names made from what was said, which a page without texts may have."""

_ELEMENTS = (
    "svg",
    "title",
    "g",
    "defs",
    "clipPath",
    "path",
    "use",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
)
_ATTRIBUTES = (
    *(
        "id",
        "role",
        "aria-labelledby",
        "viewBox",
        "d",
        "x",
        "y",
        "x1",
        "x2",
        "y1",
        "y2",
        "width",
        "height",
        "transform",
    ),
    *("cx", "cy", "r", "rx", "ry", "points", "href", "clip-path"),
)
_LOOKS = (
    *("fill", "fill-opacity", "fill-rule", "opacity", "stroke", "stroke-dasharray", "stroke-dashoffset"),
    *("stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-opacity", "stroke-width"),
)
_LONG = re.compile(r"-?\d+\.\d{2,}")
_OUTSIDE = re.compile(r"url\(\s*['\"]?[^#'\"]")


def drawings(displays: Iterable[Named], language: Language, redact: bool) -> dict[str, str]:
    """Return the figure of each display that has one, by the display's name, as `<svg>` for a page of HTML."""
    drawn = ((name, figure_svg(display, language, name)) for name, display in with_figures(displays, redact))
    return {name: drawing(svg) for name, svg in drawn if svg is not None}


def with_figures(displays: Iterable[Named], redact: bool) -> list[Named]:
    """Return the displays of which a page shows a figure, if one can be drawn."""
    kinds = WITHOUT_WORDS if redact else DRAWN
    return [(name, display) for name, display in displays if display.kind in kinds and display.rows]


def drawing(svg: str) -> str:
    """Return an SVG with nothing in it but shapes and a title: no style, script, text, link or address.

    >>> drawing('<svg viewBox="0 0 1 1"><script>1</script><path d="M 0.12345 1" style="fill: red; top: 0" onload="1"/></svg>')
    '<svg viewBox="0 0 1 1"><path d="M 0.1 1" fill="red"/></svg>'
    """
    return "".join(_written(fromstring(svg)))


def _written(element: Element) -> Iterator[str]:
    name = _local(element.tag)
    if name not in _ELEMENTS:
        return
    inside = "".join(part for child in element for part in _written(child))
    if name == "title":
        inside = escape(clean("".join(element.itertext())))
    if not inside and name in ("g", "defs", "title"):
        return
    attributes = "".join(f" {key}={quoteattr(value)}" for key, value in _attributes(element))
    yield f"<{name}{attributes}>{inside}</{name}>" if inside else f"<{name}{attributes}/>"


def _attributes(element: Element) -> Iterator[tuple[str, str]]:
    for key, value in element.attrib.items():
        name = _local(key)
        if name == "style":
            looks = (part.partition(":") for part in value.split(";"))
            yield from ((key.strip(), look.strip()) for key, _, look in looks if _draws(key.strip(), look))
        elif name == "href":
            if value.startswith("#"):
                yield name, value
        elif name == "d":
            yield name, _LONG.sub(_shorter, " ".join(value.split()))
        elif (name in _ATTRIBUTES or name in _LOOKS) and not _OUTSIDE.search(value):
            yield name, value


def _draws(key: str, look: str) -> bool:
    return key in _LOOKS and not _OUTSIDE.search(look)


def _shorter(number: re.Match[str]) -> str:
    return f"{float(number[0]):.1f}".removesuffix(".0")


def _local(name: str) -> str:
    return name.rpartition("}")[2]
