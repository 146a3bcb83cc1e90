"""Plain text for a terminal: no line wider than asked for, nothing cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Literal

from qualcode.model.display import Display, Row
from qualcode.report.bands import GAP, Band, Want, bands
from qualcode.report.options import WriteOptions
from qualcode.report.values import NUMERIC, clean, label_of, notes_of, shown
from qualcode.report.wording import WORDING
from qualcode.report.wrapping import longest_word, pad, width_of, wrap

NARROWEST = 20
"""No table is set narrower than this many terminal columns, whatever is asked for."""

_INDENT = 2


def write(display: Display, options: WriteOptions) -> bytes:
    """Return a display as UTF-8 text: title, table, notes.

    What does not fit beside the row labels follows below them in further bands of columns; where not even that is
    readable, each row becomes a record. Cells are wrapped, never cut; numbers stand to the right.
    """
    width = None if options.width is None else max(options.width, NARROWEST)
    blocks = [_styled(_wrapped(clean(display.title), width), "1", options.color)] if display.title.strip() else []
    if display.rows:
        blocks.append("\n".join(_body(display, width)))
    else:
        blocks.append(_wrapped(WORDING[options.language].nothing, width))
    notes = [_wrapped(note, width) for note in notes_of(display, options.language)]
    if notes:
        blocks.append(_styled("\n".join(notes), "2", options.color))
    return ("\n\n".join(blocks) + "\n").encode()


def _body(display: Display, width: int | None) -> Iterator[str]:
    corner = clean(display.corner)
    labels = [label_of(column) for column in display.columns]
    numeric = [column.type in NUMERIC for column in display.columns]
    cells = [
        [shown(c.value, column) for c, column in zip(row.cells, display.columns, strict=True)] for row in display.rows
    ]
    names = [_label(row) for row in display.rows]
    levels = [row.level * _INDENT for row in display.rows]
    first = _wanted(corner, names, "label", max(levels))
    wants = [
        _wanted(label, [line[i] for line in cells], "numeric" if numeric[i] else "text")
        for i, label in enumerate(labels)
    ]
    found = bands(first, wants, width)
    if found is None:
        yield from _records(labels, names, levels, cells, width or NARROWEST)
        return
    for number, band in enumerate(found):
        if number:
            yield ""
        yield from _band(band, corner, labels, numeric, names, levels, cells)


def _wanted(header: str, texts: Sequence[str], kind: Literal["label", "numeric", "text"], indent: int = 0) -> Want:
    header = header.expandtabs(4)
    widest = max((width_of(line) for text in texts for line in text.expandtabs(4).split("\n")), default=0) + indent
    heading = max(width_of(line) for line in header.split("\n"))
    natural = max(widest, heading, 1)
    if kind == "numeric":
        return Want(max(widest, min(heading, 6), min(longest_word(header), 8)), natural)
    return Want(min(natural, indent + 12 if kind == "label" else 14 if natural <= 40 else 24), natural)


def _band(
    band: Band,
    corner: str,
    labels: Sequence[str],
    numeric: Sequence[bool],
    names: Sequence[str],
    levels: Sequence[int],
    cells: Sequence[Sequence[str]],
) -> Iterator[str]:
    right = [False, *(numeric[i] for i in band.columns)]
    total = sum(band.widths) + GAP * (len(band.widths) - 1)
    yield "=" * total
    yield from _lines([corner, *(labels[i] for i in band.columns)], band.widths, right, 0)
    yield "-" * total
    for name, level, row in zip(names, levels, cells, strict=True):
        yield from _lines([name, *(row[i] for i in band.columns)], band.widths, right, level)
    yield "=" * total


def _lines(texts: Sequence[str], widths: Sequence[int], right: Sequence[bool], indent: int) -> Iterator[str]:
    room = max(widths[0] - indent, 2)
    indent = max(widths[0] - room, 0)
    first = [" " * indent + line for line in wrap(texts[0], room)]
    columns = [first, *(wrap(text, max(width, 2)) for text, width in zip(texts[1:], widths[1:], strict=True))]
    for parts in zip_longest(*columns, fillvalue=""):
        padded = (pad(part, size, side) for part, size, side in zip(parts, widths, right, strict=True))
        yield (" " * GAP).join(padded).rstrip()


def _records(
    labels: Sequence[str], names: Sequence[str], levels: Sequence[int], cells: Sequence[Sequence[str]], width: int
) -> Iterator[str]:
    for number, (name, level, row) in enumerate(zip(names, levels, cells, strict=True)):
        if number:
            yield ""
        indent = " " * min(level, width // 4)
        yield from (indent + line for line in wrap(name, width - len(indent)))
        inner = indent + " " * _INDENT
        for label, text in zip(labels, row, strict=True):
            entry = f"{label}:\n{text}" if "\n" in text else f"{label}: {text}"
            for line_number, line in enumerate(wrap(entry, width - len(inner) - _INDENT)):
                yield inner + (" " * _INDENT if line_number else "") + line


def _label(row: Row) -> str:
    return clean(row.label) or clean(row.key)


def _wrapped(text: str, width: int | None) -> str:
    return text.expandtabs(4) if width is None else "\n".join(wrap(text, width))


def _styled(text: str, code: str, color: bool) -> str:
    return "\n".join(f"\x1b[{code}m{line}\x1b[0m" for line in text.split("\n")) if color else text
