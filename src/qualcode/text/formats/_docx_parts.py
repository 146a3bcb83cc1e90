"""The parts of a Word file that say how its paragraphs look: styles and numbering."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BULLETS = frozenset({"bullet", "none"})
_DIGITS = "零一二三四五六七八九"
_MOST_LETTERS = 26 * 30
"""Word shows `a` to `z`, then `aa` to `zz`, and so on up to thirty letters of a kind."""
_HEADINGS = ("heading ", "title", "subtitle", "标题", "標題")


def value(element: etree._Element | None, path: str, attribute: str = "val") -> str | None:
    """Return an attribute of the element at a path of names (`pPr/pStyle`) below an element, or `None`."""
    found = None if element is None else element.find("/".join(W + name for name in path.split("/")))
    return None if found is None else found.get(W + attribute)


def whole(shown: str | None) -> int | None:
    """Return a number of at most nine digits, as Word writes it; `None` for anything else."""
    return int(shown) if shown is not None and shown.isdecimal() and len(shown) < 10 else None


@dataclass(frozen=True)
class Style:
    """What a style says of a paragraph: whether it is a heading, bold, and numbered (list and level)."""

    heading: bool = False
    bold: bool | None = None
    numbering: tuple[str, int] | None = None


def styles(root: etree._Element | None) -> Mapping[str, Style]:
    """Return the paragraph and character styles by their id, with what they take over from those they are based on."""
    elements = {} if root is None else {element.get(W + "styleId", ""): element for element in root.iter(W + "style")}
    return {name: _style(elements, name) for name in elements}


def _style(elements: Mapping[str, etree._Element], name: str) -> Style:
    heading, bold, numbering = False, None, None
    seen: set[str] = set()
    while name in elements and name not in seen:
        seen.add(name)
        element = elements[name]
        called = (value(element, "name") or "").casefold()
        level = whole(value(element, "pPr/outlineLvl"))
        heading = heading or called.startswith(_HEADINGS) or (level is not None and level < 9)
        bold = on(element.find(f"{W}rPr/{W}b")) if bold is None else bold
        numbering = numbering or numbered(element)
        name = value(element, "basedOn") or ""
    return Style(heading, bold, numbering)


def on(element: etree._Element | None) -> bool | None:
    """Return whether a switch such as `w:b` is on; `None` where it is not set."""
    return None if element is None else element.get(W + "val", "1") not in ("0", "false", "off")


def numbered(element: etree._Element) -> tuple[str, int] | None:
    """Return the list and level (from 0) of a paragraph or style, or `None`; list `0` means none."""
    identity = value(element, "pPr/numPr/numId")
    level = whole(value(element, "pPr/numPr/ilvl") or "0")
    return (identity, level) if identity is not None and level is not None else None


@dataclass
class Numbering:
    """The lists of a Word file; it counts as their paragraphs come by."""

    levels: Mapping[str, Mapping[int, tuple[str, str, int]]] = field(default_factory=dict)
    lists: Mapping[str, str] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, root: etree._Element | None) -> Numbering:
        """Read a numbering part; without one no paragraph has a number."""
        if root is None:
            return cls()
        levels = {
            abstract.get(W + "abstractNumId", ""): {
                place: (
                    value(level, "numFmt") or "decimal",
                    value(level, "lvlText") or "",
                    1 if (start := whole(value(level, "start"))) is None else start,
                )
                for level in abstract.iter(W + "lvl")
                if (place := whole(level.get(W + "ilvl", "0"))) is not None
            }
            for abstract in root.iter(W + "abstractNum")
        }
        return cls(
            levels, {num.get(W + "numId", ""): value(num, "abstractNumId") or "" for num in root.iter(W + "num")}
        )

    def next(self, identity: str, level: int) -> str:
        """Return the visible marker of the next paragraph of a list, with a space: `1. `, `（二） `, `• `; empty when it has none."""
        levels = self.levels.get(self.lists.get(identity, ""), {})
        if level not in levels:
            return ""
        form, shown, start = levels[level]
        if form in _BULLETS:
            return "• " if form == "bullet" else ""
        counts = self.counts.setdefault(identity, {})
        counts[level] = counts.get(level, start - 1) + 1
        for deeper in [key for key in counts if key > level]:
            del counts[deeper]
        for upper, (upper_form, _, upper_start) in levels.items():
            if upper <= level:
                shown = shown.replace(f"%{upper + 1}", number_shown(counts.get(upper, upper_start), upper_form))
        return shown + " " if shown else ""


def number_shown(count: int, form: str) -> str:
    """Return a number as a list shows it, by the name that Word has for the form (`chineseCounting`, `lowerRoman`)."""
    if form.startswith(("chinese", "ideograph", "taiwanese", "japaneseCounting")):
        return _chinese(count)
    if form in ("lowerLetter", "upperLetter") and 0 < count <= _MOST_LETTERS:
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman") and 0 < count < 4000:
        return _roman(count) if form == "upperRoman" else _roman(count).lower()
    return str(count)


def _chinese(count: int) -> str:
    if not 0 < count < 100:
        return str(count)
    tens, ones = divmod(count, 10)
    return (("" if tens == 1 else _DIGITS[tens]) + "十" if tens else "") + (_DIGITS[ones] if ones else "")


def _roman(count: int) -> str:
    signs = zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    )
    shown = ""
    for worth, sign in signs:
        times, count = divmod(count, worth)
        shown += sign * times
    return shown
