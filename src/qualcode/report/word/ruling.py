"""How tables are ruled: three lines (CY/T 170—2019), APA, or a full grid."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from qualcode.report.options import Style
from qualcode.report.word.xml import node


class Rules(NamedTuple):
    """The rules of a table in eighths of a point: above and below it, under its header, and between its cells."""

    outer: int
    header: int
    inner: int = 0


RULES: dict[Style, Rules] = {"three-line": Rules(12, 6), "apa": Rules(8, 8), "grid": Rules(4, 4, 4)}


def borders(style: Style) -> etree._Element:
    """Return the rules around a table and between its cells."""
    rules = RULES[style]
    made = node("tblBorders", rule("top", rules.outer))
    if rules.inner:
        made.append(rule("left", rules.inner))
    made.append(rule("bottom", rules.outer))
    if rules.inner:
        made.extend(rule(edge, rules.inner) for edge in ("right", "insideH", "insideV"))
    return made


def rule(edge: str, eighths: int) -> etree._Element:
    """Return one rule."""
    return node(edge, val="single", sz=eighths, space=0, color="000000")
