"""What an OpenDocument text says of its styles: bold, hidden, and how lists are numbered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from qualcode.text.formats._docx_parts import number_shown
from qualcode.text.markup import Element

STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_MOST_LEVELS = 10


@dataclass(frozen=True)
class Styles:
    """The styles of a document by name."""

    bold: Mapping[str, bool] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()
    lists: Mapping[str, Mapping[int, tuple[str, str, str, int]]] = field(default_factory=dict)

    def marker(self, name: str, level: int, count: int) -> str:
        """Return what stands before the item of that count (from 0) of a list, with a space: `1. `, `（二） `, `• `, or nothing."""
        form, before, behind, start = self.lists.get(name, {}).get(level, ("•", "", "", 1))
        if form == "•":
            return "• "
        if not form:
            return ""
        shown = "chineseCounting" if "一" in form else _FORMS.get(form, "decimal")
        return f"{before}{number_shown(count + start, shown)}{behind} "


def styles_of(*roots: Element | None) -> Styles:
    """Return the styles of a document's parts; a later part adds to an earlier one."""
    styles = {each.get(STYLE + "name", ""): each for each in _all(roots, STYLE + "style")}
    bold = {name: found for name in styles if (found := _bold(styles, name)) is not None}
    hidden = frozenset(name for name, style in styles.items() if _looks(style, TEXT + "display") == "none")
    lists = {
        each.get(STYLE + "name", ""): {int(level): found for level, found in _levels(each) if level.isdecimal()}
        for each in _all(roots, TEXT + "list-style")
    }
    return Styles(bold, hidden, lists)


def _all(roots: tuple[Element | None, ...], tag: str) -> Iterator[Element]:
    for root in roots:
        if root is not None:
            yield from root.iter(tag)


def _bold(styles: Mapping[str, Element], name: str) -> bool | None:
    seen: set[str] = set()
    while name in styles and name not in seen:
        seen.add(name)
        weight = _looks(styles[name], _FO + "font-weight")
        if weight is not None:
            return weight == "bold" or (weight.isdecimal() and int(weight[:4]) >= 600)
        name = styles[name].get(STYLE + "parent-style-name", "")
    return None


def _looks(style: Element, attribute: str) -> str | None:
    look = style.find(STYLE + "text-properties")
    found = None if look is None else look.get(attribute)
    return None if found is None else str(found)


def _levels(style: Element) -> Iterator[tuple[str, tuple[str, str, str, int]]]:
    for level in list(style)[:_MOST_LEVELS]:
        number = level.get(TEXT + "level", "")
        if level.tag == TEXT + "list-level-style-number":
            start = level.get(TEXT + "start-value", "1")
            yield (
                number,
                (
                    level.get(STYLE + "num-format", "1"),
                    level.get(STYLE + "num-prefix", ""),
                    level.get(STYLE + "num-suffix", ""),
                    int(start) if start.isdecimal() and len(start) < 7 else 1,
                ),
            )
        elif level.tag == TEXT + "list-level-style-bullet":
            yield number, ("•", "", "", 1)
