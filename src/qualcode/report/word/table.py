"""A display as a Word table: caption above, three rules, notes below (CY/T 170—2019), or APA, or a full grid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lxml import etree

from qualcode.model.display import Display, Row
from qualcode.report.options import Language, Style
from qualcode.report.values import clean, notes_of
from qualcode.report.word.layout import Layout, plan
from qualcode.report.word.pages import parts
from qualcode.report.word.rows import RowWriter
from qualcode.report.word.ruling import borders
from qualcode.report.word.xml import EAST_ASIAN_BOLD, field, node, paragraph, runs
from qualcode.report.wording import WORDING

_LAST = 2
"""Rows that stay with the notes below them: no note stands alone on a page."""


class Setting(NamedTuple):
    """How a display is set: style, language, its number (`None`: none); `restart` when counting starts anew with it.

    `bookmark` stands around label and number, so that texts can refer to them; `used` is what stands above the caption of
    a table that is to be parted into pages (`None`: it is not), in twips.
    """

    style: Style
    language: Language
    number: int | None = None
    restart: bool = False
    bookmark: str = ""
    used: int | None = None

    @property
    def label(self) -> str:
        """What a reader calls it: “Table 3”; empty without a number."""
        return "" if self.number is None else f"{WORDING[self.language].table}{_gap(self.language)}{self.number}"


Beside = tuple[Display, Setting]
"""The same display and its setting in the other language of a report in two."""


def display_blocks(
    display: Display,
    side_by_side: Sequence[Display],
    layout: Layout,
    setting: Setting,
    beside: Beside | None = None,
) -> Iterator[etree._Element]:
    """Yield what a display becomes in Word: caption, table, notes; a sentence instead of a table without rows.

    `side_by_side` are the tables it is parted into (`layout.bands`). With `beside`, caption and notes stand in both languages.
    """
    yield from _caption(display.title, setting)
    if beside is not None:
        yield from _caption(beside[0].title, beside[1], below=True)
    notes = notes_of(display, setting.language)
    if display.rows:
        yield from _tables(side_by_side, bool(notes), layout, setting, beside)
    else:
        yield paragraph("TableNote", *runs(WORDING[setting.language].nothing))
    yield from _notes(notes, layout, setting)
    if beside is not None:
        others = [note for note in notes_of(*_of(beside)) if note not in notes]
        yield from _notes(others, layout, beside[1])


def _of(beside: Beside) -> tuple[Display, Language]:
    return beside[0], beside[1].language


def _tables(
    side_by_side: Sequence[Display], noted: bool, layout: Layout, setting: Setting, beside: Beside | None
) -> Iterator[etree._Element]:
    for number, band in enumerate(side_by_side, 1):
        writer = RowWriter(band, layout if len(side_by_side) == 1 else plan(band, layout.page), setting.style)
        pages = [list(band.rows)] if setting.used is None else list(parts(band.rows, writer, setting.used))
        for at, rows in enumerate(pages):
            if at or number > 1:
                yield _continued(setting, beside, new_page=setting.used is not None)
            yield _table(rows, writer, noted=noted and number == len(side_by_side) and at == len(pages) - 1)


def _continued(setting: Setting, beside: Beside | None, *, new_page: bool) -> etree._Element:
    """Return the line above the next part of a table: the number is a field, so that Word renumbers it too."""
    content: list[etree._Element] = []
    for each in (setting, *((beside[1],) if beside else ())):
        before, after = WORDING[each.language].continued
        label = field(f"REF {each.bookmark} \\h", each.label) if each.label else runs(WORDING[each.language].table)
        content += [*runs((" / " if content else "") + before), *label, *runs(after)]
    return paragraph("TableContinued", *content, properties=(node("pageBreakBefore" if new_page else "keepNext"),))


def _caption(title: str, setting: Setting, *, below: bool = False) -> Iterator[etree._Element]:
    words, gap = WORDING[setting.language], _gap(setting.language)
    nearer = (node("spacing", before=0, after=100),) if below else ()
    if setting.style == "apa":
        if setting.number is not None:
            named = (*runs(words.table + gap, bold=True), *_sequence(words.table, setting))
            yield paragraph("CaptionLeft", *_marked(named, setting))
        if title.strip():
            yield paragraph("CaptionLeft", *runs(title, italic=True))
        return
    label = () if setting.number is None else (*_heavy(words.table + gap), *_sequence(words.table, setting))
    parted = [*_marked(label, setting), *_heavy((words.number_gap if label and title.strip() else "") + title)]
    if parted:
        yield paragraph("Caption", *parted, properties=nearer)


def _marked(label: tuple[etree._Element, ...], setting: Setting) -> tuple[etree._Element, ...]:
    """Return the label between the ends of its bookmark; bookmarks of tables count from 10,000, those of headings below."""
    if not (label and setting.bookmark):
        return label
    number = (10_000 if setting.language == "zh" else 20_000) + (setting.number or 0)
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
        # No note stands alone on a page; but many of them do not all leave the table for the next one.
        kept = (node("keepNext"),) if index in (0, len(notes) - 2) and index < len(notes) - 1 else ()
        yield paragraph("TableNote", *runs(note if index else first + note), properties=(*kept, edges))


def _table(rows: Sequence[Row], writer: RowWriter, *, noted: bool) -> etree._Element:
    table = node("tbl", _table_properties(writer.display, writer.layout, writer.style))
    table.append(node("tblGrid", *(node("gridCol", w=width) for width in writer.layout.widths)))
    table.extend(writer.header())
    for at, row in enumerate(rows):
        table.extend(writer.rows(row, with_next=noted and at >= len(rows) - _LAST))
    return table


def _table_properties(display: Display, layout: Layout, style: Style) -> etree._Element:
    description = f"{len(display.rows)} × {len(display.columns)}; {clean(display.unit)}"
    return node(
        "tblPr",
        node("tblW", w=sum(layout.widths), type="dxa"),
        node("jc", val="left" if style == "apa" else "center"),
        borders(style),
        node("tblLayout", type="fixed"),
        node("tblCellMar", node("left", w=80, type="dxa"), node("right", w=80, type="dxa")),
        node("tblLook", val="0620", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1),
        node("tblCaption", val=" ".join(clean(display.title).split())[:250]),
        node("tblDescription", val=" ".join(description.split())[:250]),
    )
