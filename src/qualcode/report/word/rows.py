"""The rows of a table in Word: its repeated header, its cells, and quotes that stand below their row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from qualcode.model.display import Display, Row, Value
from qualcode.report.options import Style
from qualcode.report.values import NUMERIC, clean, label_of, shown
from qualcode.report.word.layout import Layout
from qualcode.report.word.ruling import RULES, rule
from qualcode.report.word.xml import node, paragraph, runs

TALL = 24
"""Lines from which a row may break over two pages: kept whole, it would leave half a page empty."""


class RowWriter:
    """Writes the rows of one display in its layout."""

    def __init__(self, display: Display, layout: Layout, style: Style) -> None:
        self.display, self.layout, self.style = display, layout, style
        self.text_style = "TableText" if layout.size >= 18 else "TableTextSmall"
        self.kept = [at for at in range(len(display.columns)) if at != layout.below]
        self.numeric = [False, *(display.columns[at].type in NUMERIC for at in self.kept)]

    def header(self) -> Iterator[etree._Element]:
        """Yield the rows that every page repeats: the headings, and below them that of quotes which stand below."""
        columns = self.display.columns
        texts = [clean(self.display.corner), *(label_of(columns[at]) for at in self.kept)]
        last = self.layout.below is None
        row = node("tr", _row_properties(kept=True, heading=True))
        for text, number, width in zip(texts, self.numeric, self.layout.widths, strict=True):
            row.append(self._heading_cell(text, width, centred=number, ruled=last))
        yield row
        if self.layout.below is not None:
            heading = label_of(columns[self.layout.below])
            cell = self._heading_cell(heading, sum(self.layout.widths), centred=False, ruled=True, over=True)
            yield node("tr", _row_properties(kept=True, heading=True), cell)

    def _heading_cell(self, text: str, width: int, *, centred: bool, ruled: bool, over: bool = False) -> etree._Element:
        below = (node("tcBorders", rule("bottom", RULES[self.style].header)),) if ruled else ()
        align = (node("jc", val="center"),) if centred else ()
        lines = [
            paragraph(
                self.text_style, *runs(line, bold=True), properties=(node("keepNext"), *self._inset(over), *align)
            )
            for line in text.split("\n")
        ]
        span = (node("gridSpan", val=len(self.layout.widths)),) if over else ()
        return node("tc", _cell_properties(width, *span, *below, node("vAlign", val="center")), *lines)

    def rows(self, row: Row, *, with_next: bool) -> Iterator[etree._Element]:
        """Yield a row, and each of the quotes below it; `with_next` keeps the last of them on the page of what follows."""
        texts = self.texts(row)
        quotes = self.below(row)
        made = node("tr")
        if max(self.layout.lines(text, column) for column, text in enumerate(texts)) < TALL:
            made.append(_row_properties(kept=True))
        for column, text in enumerate(texts):
            middle = (node("vAlign", val="center"),) if all(self.numeric[1:]) else ()
            cell = node("tc", _cell_properties(self.layout.widths[column], *middle))
            for line in text.split("\n"):
                place = self._place(column, row.level, self.numeric[column])
                kept = (node("keepNext"),) if with_next or quotes else ()
                cell.append(paragraph(self.text_style, *runs(line), properties=(*kept, *place)))
            made.append(cell)
        yield made
        for at, quote in enumerate(quotes):
            yield self._quote(quote, with_next=with_next and at == len(quotes) - 1)

    def texts(self, row: Row) -> list[str]:
        """Return a row's texts as they are shown: its label, then its cells but the quotes below."""
        columns = self.display.columns
        cells = (shown(row.cells[at].value, columns[at]) for at in self.kept)
        return [clean(row.label) or clean(row.key), *cells]

    def below(self, row: Row) -> list[str]:
        """Return the quotes that stand below a row."""
        at = self.layout.below
        if at is None:
            return []
        value: Value = row.cells[at].value
        return shown(value, self.display.columns[at]).split("\n") if value else []

    def _quote(self, quote: str, *, with_next: bool) -> etree._Element:
        kept = (node("keepNext"),) if with_next else ()
        text = paragraph(self.text_style, *runs(quote), properties=(*kept, *self._inset(True)))
        cell = node(
            "tc", _cell_properties(sum(self.layout.widths), node("gridSpan", val=len(self.layout.widths))), text
        )
        whole = len(quote) < TALL * 40
        return node("tr", *((_row_properties(kept=True),) if whole else ()), cell)

    def _inset(self, over: bool) -> tuple[etree._Element, ...]:
        return (node("ind", left=self.layout.size * 20),) if over else ()

    def _place(self, column: int, level: int, numeric: bool) -> tuple[etree._Element, ...]:
        if numeric:
            return (node("ind", right=self.layout.insets[column]), node("jc", val="right"))
        return (node("ind", left=level * self.layout.size * 10),) if column == 0 and level else ()


def _row_properties(*, kept: bool, heading: bool = False) -> etree._Element:
    parts: Sequence[etree._Element] = (
        *((node("cantSplit"),) if kept else ()),
        *((node("tblHeader"),) if heading else ()),
    )
    return node("trPr", *parts)


def _cell_properties(width: int, *more: etree._Element) -> etree._Element:
    return node("tcPr", node("tcW", w=width, type="dxa"), *more)
