"""Where a long table is parted, so that each page of it bears its number: “续表3”, “Table 3 (continued)”.

No field of Word says “continued” on later pages alone: a repeated header row is the same on every page. So a table longer
than a page begins on a page of its own and is parted into tables that each fit one, by an estimate that is rather too high
than too low: a part may leave the foot of its page empty, but runs over only where a face is uncommonly broad.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

from qualcode.model.display import Row
from qualcode.report.word.layout import PADDING, Layout, measure
from qualcode.report.word.rows import RowWriter

_LINE = 14.5
"""Twips that a line takes for each half point of its size: the highest Chinese faces need nearly one and a half."""

_CHINESE, _LATIN, _WRAP = 10, 5, 1.06
"""Twips that a Chinese character and a Latin letter take for each half point, and what is lost at the ends of lines."""

_GAP, _SMALL_GAP = 60, 40
CAPTION = 800
"""Twips for a caption of two lines, or for the line above a continued table and its distance."""

HEADING = 900
"""Twips for a heading, or a sentence, above the caption."""


def parts(rows: Sequence[Row], writer: RowWriter, used: int) -> Iterator[list[Row]]:
    """Yield the rows that go on each page; `used` is what stands above the table on the first, in twips."""
    layout = writer.layout
    head = header_height(writer)
    room = layout.page.height - 2 * layout.page.margin - head
    held: list[Row] = []
    left = room - max(used, CAPTION)
    for row in rows:
        height = row_height(row, writer)
        if held and height > left:
            yield held
            held, left = [], room - CAPTION
        held.append(row)
        left -= height
    if held:
        yield held


def fits(rows: Sequence[Row], writer: RowWriter) -> bool:
    """Say whether a table takes no more than most of one page."""
    room = writer.layout.page.height - 2 * writer.layout.page.margin
    total = header_height(writer) + CAPTION
    for row in rows:
        total += row_height(row, writer)
        if total > room:
            return False
    return True


def row_height(row: Row, writer: RowWriter) -> int:
    """Estimate the height of a row with the quotes below it, in twips."""
    layout = writer.layout
    texts = writer.texts(row)
    highest = max(_height(layout, text, width) for text, width in zip(texts, layout.widths, strict=True))
    wide = sum(layout.widths) - layout.size * 20
    below = (_height(layout, quote, wide) for quote in writer.below(row))
    return highest + sum(below)


def header_height(writer: RowWriter) -> int:
    """Estimate the height of the rows that every page repeats."""
    layout = writer.layout
    columns = [writer.display.corner, *(writer.display.columns[at].label for at in writer.kept)]
    more = 0 if layout.below is None else _height(layout, "", sum(layout.widths))
    return max(_height(layout, text, width) for text, width in zip(columns, layout.widths, strict=True)) + more


def _height(layout: Layout, text: str, width: int) -> int:
    """Estimate the height of a text in a cell: lines as its letters fill them, and a little for words that do not part."""
    room = width - PADDING
    paragraphs = text.split("\n")
    lines = sum(ceil(max(1, _wide(line) * layout.size * _WRAP) / room) for line in paragraphs)
    return int(lines * layout.size * _LINE) + len(paragraphs) * (_GAP if layout.size >= 18 else _SMALL_GAP)


def _wide(line: str) -> float:
    """Return the width of a line in twips for each half point of its size."""
    chinese = measure(line) - len(line)
    return chinese * _CHINESE + (len(line) - chinese) * _LATIN
