"""A kind of figure: how a display is drawn, and the pictures that come of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from qualcode.errors import UsageError
from qualcode.model.display import Display
from qualcode.report.figures.body import Body, Draw
from qualcode.report.figures.cut import cut, packed
from qualcode.report.figures.paper import MARGIN, SMALL, SOFT, TITLE, Paper, line_height, settings
from qualcode.report.figures.wording import WORDS
from qualcode.report.options import Language
from qualcode.report.values import clean, label_of
from qualcode.report.wording import WORDING

Format = Literal["png", "svg"]
_NARROWEST = 5.4


class Pages(NamedTuple):
    """A figure as one or several pictures, and the sentences that say how to read it."""

    pieces: tuple[bytes, ...]
    notes: tuple[str, ...]


class FigureKind(NamedTuple):
    """What a module in `kinds/` offers: the kinds of displays drawn so unless another figure is asked for, and how.

    Every picture of the same display, versions and fonts is the same to the byte. A display with nothing in it to draw is
    refused with `UsageError`, Chinese characters that no installed font has with `QualcodeError`.
    """

    displays: tuple[str, ...]
    draw: Draw

    def pictures(
        self, display: Display, language: Language, formats: Sequence[Format], *, bare: bool
    ) -> tuple[bytes, ...]:
        """Return a display as one picture in each format; `bare` leaves out its title and the display's notes."""
        with settings():
            paper, body = self._drawn(display, language)
            box = _around(paper, display, body, bare=bare)
            return tuple(paper.saved(format, display.title, box) for format in formats)

    def pages(self, display: Display, language: Language, room: tuple[float, float]) -> Pages:
        """Return a display as a bare figure in PNG for pages with `room` of so many inches across and down.

        A figure that is too high there, once it is no wider, comes in several pieces where it has rows to cut between, each
        with the figure's headings; another in one, which is for its reader to shrink.
        """
        with settings():
            paper, body = self._drawn(display, language)
            box = (0.0, 0.0, body.width, body.height)
            picture = paper.pixels(box)
        width, height = box[2] - box[0] + 2 * MARGIN, box[3] - box[1] + 2 * MARGIN
        highest = room[1] / min(1.0, room[0] / width)
        if height <= highest or not body.breaks:
            return Pages((packed(picture),), body.notes)
        breaks = [at + MARGIN for at in body.breaks]
        pieces = cut(picture, height, body.header + MARGIN, breaks, highest)
        return Pages(tuple(map(packed, pieces)), body.notes)

    def _drawn(self, display: Display, language: Language) -> tuple[Paper, Body]:
        paper = Paper(_texts(display, language))
        body = self.draw(display, paper, language) if display.rows else None
        if body is None:
            what = f'This "{display.kind}" table has nothing in it that a figure could show.'
            raise UsageError(what if display.rows else WORDING["en"].nothing)
        return paper, body


def _around(paper: Paper, display: Display, body: Body, *, bare: bool) -> tuple[float, float, float, float]:
    """Write what stands above and below a drawing; return left, top, right and bottom of it all."""
    width = max(body.width, _NARROWEST)
    top = 0.0
    if not bare:
        title = paper.wrapped(display.title, width, TITLE, bold=True)
        top = -len(title) * line_height(TITLE) - 0.12
        paper.write(0, top, title, TITLE, bold=True)
    y = body.height + 0.16
    for note in (*body.notes, *(() if bare else filter(str.strip, map(clean, display.notes)))):
        for part in note.split("\n"):
            y += paper.write(0, y, paper.wrapped(part, width, SMALL), SMALL, color=SOFT)
    return 0, top, width if body.notes or not bare else body.width, y if body.notes or not bare else body.height


def _texts(display: Display, language: Language) -> Iterator[str]:
    yield from (display.title, *display.notes, *WORDS[language], WORDING[language].absent)
    yield from map(label_of, display.columns)
    for row in display.rows:
        yield from (row.label, row.key)
        yield from (cell.value for cell in row.cells if isinstance(cell.value, str))
