"""A Markdown table as GitHub shows it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qualcode.model.display import Display
from qualcode.report.options import WriteOptions
from qualcode.report.values import NUMERIC, clean, label_of, notes_of, shown
from qualcode.report.wording import WORDING

_MEANS_SOMETHING = re.compile(r"([\\`*_\[\]<>|~$&#])")


def write(display: Display, options: WriteOptions) -> bytes:
    """Return a display as UTF-8 Markdown: title in bold, table, notes below; text is shown as text, whatever it holds."""
    blocks = [f"**{_cell(display.title)}**"] if display.title.strip() else []
    if display.rows:
        blocks.append("\n".join(_table(display)))
    else:
        blocks.append(WORDING[options.language].nothing)
    blocks += [_cell(note) for note in notes_of(display, options.language)]
    return ("\n\n".join(blocks) + "\n").encode()


def _table(display: Display) -> list[str]:
    header = [_cell(display.corner), *(_cell(label_of(column)) for column in display.columns)]
    rule = ["---", *("---:" if column.type in NUMERIC else "---" for column in display.columns)]
    rows = [
        [
            "&emsp;" * row.level + _cell(row.label or row.key),
            *(_cell(shown(cell.value, column)) for cell, column in zip(row.cells, display.columns, strict=True)),
        ]
        for row in display.rows
    ]
    return [_line(cells) for cells in (header, rule, *rows)]


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(text: str) -> str:
    escaped = _MEANS_SOMETHING.sub(r"\\\1", clean(text).strip())
    return escaped.replace("\t", " ").replace("\n", "<br>")
