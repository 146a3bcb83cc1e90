"""A display as the figure that is usual for its kind, or as another one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from qualcode.errors import NotFoundError, QualcodeError, UsageError
from qualcode.model.display import Display
from qualcode.registry import load, load_all, names
from qualcode.report.figures.inline import inline
from qualcode.report.figures.kind import FigureKind, Format
from qualcode.report.options import Language

_PICTURES = ("png", "svg")


def figure(display: Display, language: Language, format: Format, *, kind: str = "", bare: bool = False) -> bytes:
    """Return a display as a figure; arguments and what is raised as for `figures`."""
    return figures(display, language, (format,), kind=kind, bare=bare)[0]


def figures(
    display: Display, language: Language, formats: Sequence[Format], *, kind: str = "", bare: bool = False
) -> tuple[bytes, ...]:
    """Return a display as a figure in each format, drawn once; the same display, versions and fonts, the same bytes.

    `kind` names a figure other than the usual one of such a display; `bare` leaves out its title and the display's notes.
    Raise `UsageError` for a display that has no figure, saying in which formats it can be had instead, `NotFoundError`
    for a `kind` that there is not, and `QualcodeError` when no installed font has its Chinese characters.
    """
    drawn = _kind(display, kind)
    try:
        return drawn.pictures(display, language, formats, bare=bare)
    except UsageError as fault:
        raise UsageError(fault.message, remedy=_instead()) from fault


def figure_svg(display: Display, language: Language, name: str, *, kind: str = "", bare: bool = True) -> str | None:
    """Return a display as an `<svg>` element to stand in a web page beside others; `None` where nothing can be drawn.

    `name` sets its ids apart from those of the page's other figures. It has no XML prolog, no `<style>`, no comment and no
    link to anything; its size is its `viewBox` and `width`, so that a page may shrink it with `max-width`. A title is for
    screen readers; what stands above and below on paper is left out unless `bare` is false.
    """
    try:
        drawn = figure(display, language, "svg", kind=kind, bare=bare)
    except QualcodeError:
        return None
    return inline(drawn, name, display.title)


@cache
def usual() -> Mapping[str, str]:
    """Return which kind of figure each kind of display is drawn as; built-in ones win."""
    found: dict[str, str] = {}
    for name, kind in load_all("figure"):
        for display in kind.displays:
            found.setdefault(display, name)
    return found


def _kind(display: Display, kind: str) -> FigureKind:
    name = kind or usual().get(display.kind, "")
    if kind and kind not in names("figure"):
        raise NotFoundError("figure", kind, names("figure"), outcome=f"There are: {', '.join(names('figure'))}.")
    if not name:
        raise UsageError(f'There is no figure for a table of the kind "{display.kind}".', remedy=_instead())
    found: FigureKind = load("figure", name)
    return found


def _instead() -> str:
    others = ", ".join(f".{name}" for name in names("writer") if name not in (*_PICTURES, "table"))
    return f"It can be written to {others}. Figures show: {', '.join(sorted(usual()))}."
