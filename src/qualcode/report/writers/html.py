"""One web page that needs no network and no program: to be read, sent, and printed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from qualcode.model.display import Cell, Column, Display, Row
from qualcode.report.options import Language, WriteOptions
from qualcode.report.templates import render
from qualcode.report.values import NUMERIC, clean, label_of, notes_of, quoted, shown
from qualcode.report.wording import WORDING
from qualcode.report.wrapping import width_of

_WORDS: dict[Language, dict[str, str]] = {
    "en": {"table": "Table", "traces": "The codings behind each cell", "between": " × "},
    "zh": {"table": "表", "traces": "各单元格所依据的编码", "between": " × "},
}
_DEEPEST = 8
_LONG, _SHORT = 60, 28
_WIDE = 7


class _Heading(NamedTuple):
    label: str
    kind: str


class _Field(NamedTuple):
    text: str
    quotes: tuple[str, ...]
    kind: str


class _Line(NamedTuple):
    label: str
    level: int
    short: bool
    cells: tuple[_Field, ...]


class _Trace(NamedTuple):
    place: str
    codings: str


def write(display: Display, options: WriteOptions) -> bytes:
    """Return a display as a self-contained HTML page in UTF-8: table, notes, and the ids of the codings behind each cell.

    Text is text, whatever it holds: the template escapes it, and the page allows no script and loads nothing. Headers are
    marked for screen readers; the page has a dark form and a form for paper. The same display, the same bytes. A study may
    put its own `templates/display.html.j2` in place of ours.
    """
    words = _WORDS[options.language]
    kinds = [_kind(display, number, column) for number, column in enumerate(display.columns)]
    page = render(
        "display.html.j2",
        options.study_root,
        lang={"zh": "zh-Hans", "en": "en"}[options.language],
        title=clean(display.title).strip(),
        style=options.style,
        wide=len(display.columns) > _WIDE or sum(kind == "long" for kind in kinds) > 2,
        words=words,
        corner=clean(display.corner),
        columns=[_Heading(label_of(column), kind) for column, kind in zip(display.columns, kinds, strict=True)],
        rows=[_line(row, display.columns, kinds) for row in display.rows],
        nothing=WORDING[options.language].nothing,
        notes=notes_of(display, options.language),
        traces=list(_traces(display, words["between"])),
    )
    return page.encode()


def _kind(display: Display, number: int, column: Column) -> str:
    if column.type in NUMERIC:
        return "n"
    texts = (row.cells[number].value for row in display.rows)
    return "long" if any(isinstance(each, tuple) or len(str(each)) > _LONG for each in texts) else ""


def _line(row: Row, columns: tuple[Column, ...], kinds: list[str]) -> _Line:
    fields = (_field(*each) for each in zip(row.cells, columns, kinds, strict=True))
    label = clean(row.label) or clean(row.key)
    return _Line(label, min(row.level, _DEEPEST), width_of(label) <= _SHORT, tuple(fields))


def _field(cell: Cell, column: Column, kind: str) -> _Field:
    if isinstance(cell.value, tuple):
        return _Field("", tuple(quoted(quote) for quote in cell.value), kind)
    return _Field(shown(cell.value, column), (), kind)


def _traces(display: Display, between: str) -> Iterator[_Trace]:
    for row in display.rows:
        for column, cell in zip(display.columns, row.cells, strict=True):
            if cell.codings:
                place = f"{clean(row.label) or clean(row.key)}{between}{label_of(column)}"
                yield _Trace(place, clean(" ".join(cell.codings)))
