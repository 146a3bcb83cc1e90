"""The body of a Word file that came back: its words as they were handed out, and where comments and highlights lie on them."""

from __future__ import annotations

from dataclasses import dataclass, field

from qualcode.text.formats._docx_parts import W, on
from qualcode.text.markup import Element

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_PASSED = frozenset(
    {W + name for name in ("pPr", "rPr", "sdtPr", "tblPr", "trPr", "tcPr", "txbxContent", "instrText", "sectPr")}
    | {_MC + "Fallback"}
)
_INSERTED, _DELETED = (W + "ins", W + "moveTo"), (W + "del", W + "moveFrom")
_SIGNS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": " ",
    W + "cr": " ",
    W + "noBreakHyphen": "\u2011",
    W + "softHyphen": "\u00ad",
}
_SHADES = {
    "FFFF00": "yellow",
    "00FF00": "green",
    "00FFFF": "cyan",
    "FF00FF": "magenta",
    "0000FF": "blue",
    "FF0000": "red",
    "000080": "darkBlue",
    "008080": "darkCyan",
    "008000": "darkGreen",
    "800080": "darkMagenta",
    "800000": "darkRed",
    "808000": "darkYellow",
    "808080": "darkGray",
    "C0C0C0": "lightGray",
}


@dataclass(slots=True)
class Returned:
    """One paragraph that came back: where it begins among all characters of the file, its text, a highlight for each character.

    `text` is joined from its `pieces` when the paragraph ends. `row` and `column` say in which row of which table it stands, counted through the file from 0.
    """

    start: int
    text: str = ""
    colors: list[str | None] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    row: int | None = None
    column: int = 0

    @property
    def end(self) -> int:
        """Where it ends among all characters of the file."""
        return self.start + len(self.colors)


@dataclass(slots=True)
class Body:
    """All paragraphs that hold words, and the edges of comments among their characters; `changes` counts tracked ones.

    Tracked changes are passed over: what was inserted is not there, what was deleted is, so the words are those that were
    handed out. One character's place lies between two paragraphs.
    """

    paragraphs: list[Returned] = field(default_factory=list)
    starts: dict[str, int] = field(default_factory=dict)
    ends: dict[str, int] = field(default_factory=dict)
    points: dict[str, int] = field(default_factory=dict)
    changes: int = 0


def read_body(body: Element) -> Body:
    """Return what a `w:body` holds."""
    walk = _Walk()
    walk.blocks(body)
    walk.close()
    walk.found.paragraphs = [each for each in walk.found.paragraphs if each.text.strip()]
    return walk.found


class _Walk:
    def __init__(self) -> None:
        self.found = Body()
        self.current = Returned(0)
        self.inserted = 0
        self.rows = 0
        self.cell: tuple[int, int] | None = None

    @property
    def at(self) -> int:
        return self.current.end

    def close(self) -> None:
        """End the paragraph that is under way."""
        self.current.text = "".join(self.current.pieces)
        self.found.paragraphs.append(self.current)
        row, column = self.cell or (None, 0)
        self.current = Returned(self.at + 1, row=row, column=column)

    def blocks(self, parent: Element) -> None:
        for child in parent:
            if not isinstance(child.tag, str) or child.tag in _PASSED:
                continue
            if child.tag == W + "p":
                self.paragraph(child)
            elif child.tag == W + "tr":
                self.row(child)
            elif not self.edge(child):
                self.blocks(child)

    def row(self, row: Element) -> None:
        outer = self.cell
        number, self.rows = self.rows, self.rows + 1
        for column, cell in enumerate(row.iterchildren(W + "tc", W + "sdt")):
            self.cell = (number, column)
            self.current.row, self.current.column = self.cell
            self.blocks(cell)
        self.cell = outer
        self.current.row, self.current.column = outer or (None, 0)

    def paragraph(self, paragraph: Element) -> None:
        self.inline(paragraph, None)
        if paragraph.find(f"{W}pPr/{W}rPr/{W}ins") is not None:
            self.found.changes += 1  # the line end was put in: without it the words go on
        else:
            self.close()

    def inline(self, parent: Element, color: str | None) -> None:
        for child in parent:
            tag = child.tag
            if not isinstance(tag, str) or tag in _PASSED or self.edge(child):
                continue
            if tag in _INSERTED:
                self.found.changes += 1
                self.inserted += 1
                self.inline(child, color)
                self.inserted -= 1
            elif tag in _DELETED:
                self.found.changes += 1
                self.inline(child, color)
            elif tag == W + "r":
                self.inline(child, _color(child))
            elif tag in (W + "t", W + "delText"):
                self.add(child.text or "", color)
            elif tag in _SIGNS:
                self.add("" if child.get(W + "type") in ("page", "column") else _SIGNS[tag], color)
            else:
                self.inline(child, color)

    def add(self, text: str, color: str | None) -> None:
        if text and not self.inserted:
            shown = text.replace("\n", " ").replace("\r", "")
            self.current.pieces.append(shown)
            self.current.colors += [color] * len(shown)

    def edge(self, element: Element) -> bool:
        """Note the edge of a comment, if this is one."""
        id = element.get(W + "id", "")
        if element.tag == W + "commentRangeStart":
            self.found.starts.setdefault(id, self.at)
        elif element.tag == W + "commentRangeEnd":
            self.found.ends.setdefault(id, self.at)
        elif element.tag == W + "commentReference":
            self.found.points.setdefault(id, self.at)
        else:
            return False
        return True


def _color(run: Element) -> str | None:
    look = run.find(W + "rPr")
    if look is None or on(look.find(W + "vanish")) is True:
        return None
    highlight = look.find(W + "highlight")
    if highlight is not None:
        value = highlight.get(W + "val", "none")
        return None if value in ("none", "white", "black") else str(value)
    shade = look.find(W + "shd")
    fill = "" if shade is None else shade.get(W + "fill", "")
    return _SHADES.get(fill.upper())
