"""A display as a Word table: caption above, three rules, notes below (CY/T 170—2019), or APA, or a full grid."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from lxml import etree

from qualcode.model.display import Column, Display, Row, Value
from qualcode.report.options import Language, Style
from qualcode.report.values import NUMERIC, clean, label_of, notes_of, shown
from qualcode.report.word.layout import Layout
from qualcode.report.word.xml import EAST_ASIAN_BOLD, field, node, paragraph, runs
from qualcode.report.wording import WORDING

_TALL = 24
"""Lines from which a row may break over two pages: kept whole, it would leave half a page empty."""


class Rules(NamedTuple):
    """The rules of a table in eighths of a point: above and below it, under its header, and between its cells."""

    outer: int
    header: int
    inner: int = 0


RULES: dict[Style, Rules] = {"three-line": Rules(12, 6), "apa": Rules(8, 8), "grid": Rules(4, 4, 4)}


class Setting(NamedTuple):
    """How a display is set: style, language, its number (`None`: none); `restart` when counting starts anew with it.

    `bookmark` stands around label and number, so that texts can refer to them.
    """

    style: Style
    language: Language
    number: int | None = None
    restart: bool = False
    bookmark: str = ""

    @property
    def label(self) -> str:
        """What a reader calls it: “Table 3”; empty without a number."""
        return "" if self.number is None else f"{WORDING[self.language].table}{_gap(self.language)}{self.number}"


def display_blocks(display: Display, layout: Layout, setting: Setting) -> Iterator[etree._Element]:
    """Yield what a display becomes in Word: caption, table, notes; a sentence instead of a table without rows."""
    yield from _caption(display.title, setting)
    if display.rows:
        yield _table(display, layout, setting.style)
    else:
        yield paragraph("TableNote", *runs(WORDING[setting.language].nothing))
    yield from _notes(notes_of(display, setting.language), layout, setting)


def _caption(title: str, setting: Setting) -> Iterator[etree._Element]:
    words, gap = WORDING[setting.language], _gap(setting.language)
    if setting.style == "apa":
        if setting.number is not None:
            named = (*runs(words.table + gap, bold=True), *_sequence(words.table, setting))
            yield paragraph("CaptionLeft", *_marked(named, setting))
        if title.strip():
            yield paragraph("CaptionLeft", *runs(title, italic=True))
        return
    label = () if setting.number is None else (*_heavy(words.table + gap), *_sequence(words.table, setting))
    parts = [*_marked(label, setting), *_heavy((words.number_gap if label and title.strip() else "") + title)]
    if parts:
        yield paragraph("Caption", *parts)


def _marked(label: tuple[etree._Element, ...], setting: Setting) -> tuple[etree._Element, ...]:
    """Return the label between the ends of its bookmark; bookmarks of tables count from 10,000, those of headings below."""
    if not (label and setting.bookmark):
        return label
    number = 10_000 + (setting.number or 0)
    return (
        node("bookmarkStart", id=number, name=setting.bookmark),
        *label,
        node("bookmarkEnd", id=number),
    )


def _gap(language: Language) -> str:
    return " " if language == "en" else ""


def _heavy(text: str) -> Iterator[etree._Element]:
    return runs(text, east_asian=EAST_ASIAN_BOLD)


def _sequence(label: str, setting: Setting) -> Iterator[etree._Element]:
    restart = f" \\r {setting.number}" if setting.restart else ""
    return field(f"SEQ {label} \\* ARABIC{restart}", str(setting.number), bold=setting.style == "apa")


def _notes(notes: Sequence[str], layout: Layout, setting: Setting) -> Iterator[etree._Element]:
    first, free = WORDING[setting.language].note_first, layout.page.room - sum(layout.widths)
    if setting.style == "apa":
        if notes:
            words = (*runs(first, italic=True), *runs(_gap(setting.language).join(notes)))
            yield paragraph("TableNote", *words, properties=(node("ind", left=0, right=free),))
        return
    for index, note in enumerate(notes):
        edges = node("ind", left=free // 2, right=free // 2)
        kept = (node("keepNext"),) if index < len(notes) - 1 else ()  # no note stands alone on a page
        yield paragraph("TableNote", *runs(note if index else first + note), properties=(*kept, edges))


def _table(display: Display, layout: Layout, style: Style) -> etree._Element:
    table = node("tbl", _table_properties(display, layout, style))
    table.append(node("tblGrid", *(node("gridCol", w=width) for width in layout.widths)))
    text_style = "TableText" if layout.size >= 18 else "TableTextSmall"
    numeric = [False, *(column.type in NUMERIC for column in display.columns)]
    headings = [clean(display.corner), *(label_of(column) for column in display.columns)]
    table.append(_header(headings, numeric, layout, style, text_style))
    for row in display.rows:
        texts = [clean(row.label) or clean(row.key), *_shown(row, display.columns)]
        table.append(_row(row.level, texts, numeric, layout, text_style))
    return table


def _shown(row: Row, columns: Iterable[Column]) -> Iterator[str]:
    values: Iterator[tuple[Value, Column]] = ((c.value, column) for c, column in zip(row.cells, columns, strict=True))
    return (shown(value, column) for value, column in values)


def _table_properties(display: Display, layout: Layout, style: Style) -> etree._Element:
    rules = RULES[style]
    borders = node("tblBorders", _rule("top", rules.outer))
    if rules.inner:
        borders.append(_rule("left", rules.inner))
    borders.append(_rule("bottom", rules.outer))
    if rules.inner:
        borders.extend(_rule(edge, rules.inner) for edge in ("right", "insideH", "insideV"))
    description = f"{len(display.rows)} × {len(display.columns)}; {clean(display.unit)}"
    return node(
        "tblPr",
        node("tblW", w=sum(layout.widths), type="dxa"),
        node("jc", val="left" if style == "apa" else "center"),
        borders,
        node("tblLayout", type="fixed"),
        node("tblCellMar", node("left", w=80, type="dxa"), node("right", w=80, type="dxa")),
        node("tblLook", val="0620", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1),
        node("tblCaption", val=" ".join(clean(display.title).split())[:250]),
        node("tblDescription", val=" ".join(description.split())[:250]),
    )


def _rule(edge: str, eighths: int) -> etree._Element:
    return node(edge, val="single", sz=eighths, space=0, color="000000")


def _header(
    headings: Sequence[str], numeric: Sequence[bool], layout: Layout, style: Style, text_style: str
) -> etree._Element:
    row = node("tr", node("trPr", node("cantSplit"), node("tblHeader")))
    for text, number, width in zip(headings, numeric, layout.widths, strict=True):
        below = node("tcBorders", _rule("bottom", RULES[style].header))
        align = (node("jc", val="center"),) if number else ()
        content = paragraph(text_style, *runs(text, bold=True), properties=(node("keepNext"), *align))
        row.append(node("tc", _cell_properties(width, below, node("vAlign", val="center")), content))
    return row


def _row(level: int, texts: Sequence[str], numeric: Sequence[bool], layout: Layout, text_style: str) -> etree._Element:
    row = node("tr")
    if max(layout.lines(text, column) for column, text in enumerate(texts)) < _TALL:
        row.append(node("trPr", node("cantSplit")))
    figures_only = all(numeric[1:])
    for column, text in enumerate(texts):
        middle = (node("vAlign", val="center"),) if figures_only else ()
        cell = node("tc", _cell_properties(layout.widths[column], *middle))
        for line in text.split("\n"):
            place = _place(column, level, numeric[column], layout)
            cell.append(paragraph(text_style, *runs(line), properties=place))
        row.append(cell)
    return row


def _place(column: int, level: int, numeric: bool, layout: Layout) -> tuple[etree._Element, ...]:
    if numeric:
        return (node("ind", right=layout.insets[column]), node("jc", val="right"))
    return (node("ind", left=level * layout.size * 10),) if column == 0 and level else ()


def _cell_properties(width: int, *more: etree._Element) -> etree._Element:
    return node("tcPr", node("tcW", w=width, type="dxa"), *more)
