"""A display as a figure with its title above and its notes below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from qualcode.errors import UsageError
from qualcode.model.display import Display
from qualcode.registry import names
from qualcode.report.figures.bars import bars
from qualcode.report.figures.body import Draw
from qualcode.report.figures.forest import forest
from qualcode.report.figures.heat_map import heat_map
from qualcode.report.figures.network import network
from qualcode.report.figures.paper import SMALL, SOFT, TITLE, Paper, line_height, settings
from qualcode.report.figures.portrait import portrait
from qualcode.report.figures.saturation import saturation
from qualcode.report.figures.tiles import tiles
from qualcode.report.figures.wording import WORDS
from qualcode.report.options import Language
from qualcode.report.values import clean, label_of
from qualcode.report.wording import WORDING

FIGURES: Mapping[str, Draw] = {
    "agree": forest,
    "codebook": bars,
    "cooccurrence": network,
    "cooccurrence-matrix": heat_map,
    "document-groups": bars,
    "matrix": heat_map,
    "quotes": portrait,
    "saturation": saturation,
    "triangulation": tiles,
}
"""How each kind of display is drawn."""

_NARROWEST = 5.4
_PICTURES = ("png", "svg")


def figure(display: Display, language: Language, format: Literal["png", "svg"]) -> bytes:
    """Return a display as a figure; the same display, versions and fonts, the same bytes.

    Raise `UsageError` for a display that has no figure, saying in which formats it can be had instead, and
    `QualcodeError` when no installed font has its Chinese characters.
    """
    with settings():
        paper = Paper(_texts(display, language))
        draw = FIGURES.get(display.kind)
        body = draw(display, paper, language) if draw and display.rows else None
        if body is None:
            raise _no_figure(display, draw is not None)
        width = max(body.width, _NARROWEST)
        title = paper.wrapped(display.title, width, TITLE, bold=True)
        top = -len(title) * line_height(TITLE) - 0.12
        paper.write(0, top, title, TITLE, bold=True)
        y = body.height + 0.16
        for note in (*body.notes, *filter(str.strip, map(clean, display.notes))):
            for part in note.split("\n"):
                y += paper.write(0, y, paper.wrapped(part, width, SMALL), SMALL, color=SOFT)
        return paper.saved(format, display.title, (0, top, width, y))


def _texts(display: Display, language: Language) -> Iterator[str]:
    yield from (display.title, *display.notes, *WORDS[language], WORDING[language].absent)
    yield from map(label_of, display.columns)
    for row in display.rows:
        yield from (row.label, row.key)
        yield from (cell.value for cell in row.cells if isinstance(cell.value, str))


def _no_figure(display: Display, drawn: bool) -> UsageError:
    others = ", ".join(f".{name}" for name in names("writer") if name not in (*_PICTURES, "table"))
    if not display.rows:
        what = WORDING["en"].nothing
    elif drawn:
        what = f'This "{display.kind}" table has nothing in it that a figure could show.'
    else:
        what = f'There is no figure for a table of the kind "{display.kind}".'
    return UsageError(what, remedy=f"It can be written to {others}. Figures show: {', '.join(sorted(FIGURES))}.")
