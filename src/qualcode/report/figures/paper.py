"""A sheet of paper measured in inches, on which a figure is drawn from the top left downwards."""

from __future__ import annotations

import io
import re
import warnings
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Literal
from xml.sax.saxutils import escape

import matplotlib
import numpy as np
from matplotlib.collections import PathCollection, PolyCollection
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Polygon
from matplotlib.textpath import TextPath
from matplotlib.transforms import Affine2D
from numpy.typing import NDArray

from qualcode.report.figures.canvas import Canvas, extent, font
from qualcode.report.figures.fonts import families
from qualcode.report.values import clean
from qualcode.report.wrapping import wrap

INK, SOFT, RULE, GRID = "#1a1a1a", "#5a5a5a", "#8c8c8c", "#dddddd"
BLUE, PALE, ORANGE = "#08519c", "#9ecae1", "#e6851e"
"""Blues and an orange: apart for every kind of colour vision, and light against dark in grey."""

TITLE, LABEL, SMALL = 11.0, 8.5, 7.0
LEADING = 1.32
_DPI, _MOST_PIXELS = 200, 30_000
_NARROW = 2.8
"""No font has more letters of a text in one em: where the search for a line's length begins."""

_CLOSEST = 0.9
"""No font sets a line closer than this share of what its letters measure each alone (kerning takes up to 8 %)."""

_WORD = re.compile("[^\\s\u2e80-\uffff]+")
COMPRESSION = 3
"""Twice as fast as the usual 6, and such pictures are no larger for it."""

MARGIN = 0.18
"""Inches of white on every side of a figure."""

_POINTS = 72.0
SETTINGS: dict[str, Any] = {
    "svg.hashsalt": "qualcode",
    "svg.fonttype": "path",
    "text.parse_math": False,
    "text.usetex": False,
    "path.simplify": False,
    "hatch.linewidth": 0.6,
}
"""What makes the same figure the same bytes, and a `$` a dollar."""

Align = Literal["left", "center", "right"]


class Paper:
    """What is drawn so far; positions and sizes are inches, y grows downwards, `texts` are all that will be written."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._family = tuple(families("".join(map(flat, texts)) + "0123456789.,%-–[]()×"))
        self._figure = Figure(figsize=(1, 1), dpi=_DPI, facecolor="white")
        self._canvas: Any = Canvas(self._figure)  # matplotlib's canvases are not typed
        self._axes: Any = self._figure.add_axes((0, 0, 1, 1))
        self._axes.set_axis_off()
        self._fonts: dict[tuple[float, bool], FontProperties] = {}
        self._boxes: defaultdict[str, list[tuple[float, float, float, float, str, str]]] = defaultdict(list)
        self._stamps: defaultdict[tuple[str, bool, str], list[tuple[float, float]]] = defaultdict(list)

    def measure(self, text: str, size: float = LABEL, *, bold: bool = False) -> float:
        """Return the width of one line of text."""
        return extent(text, self._family, size, bold, _DPI)[0] / _DPI

    def balanced(self, text: str, width: float, size: float = LABEL) -> list[str]:
        """Return a text in as few lines as `wrapped`, and these as even as they can be."""
        found = self.wrapped(text, width, size)
        word = max((self.measure(each, size) for each in _WORD.findall(flat(text))), default=0.0)
        for part in (0.5, 0.6, 0.7, 0.8, 0.9) if len(found) > 1 else ():
            if word <= width * part and len(even := self.wrapped(text, width * part, size)) == len(found):
                return even
        return found

    def wrapped(self, text: str, width: float, size: float = LABEL, *, bold: bool = False) -> list[str]:
        """Return a text in lines no wider than `width`, between words where it can; nothing is left out."""
        text = flat(text)
        columns = max(2, int(width * _POINTS / size * _NARROW))
        while True:
            lines = wrap(text, columns)
            if columns <= 2 or self._fit(lines, width, size, bold):
                return lines
            columns = max(2, min(columns - 1, int(columns * 0.97)))

    def _fit(self, lines: Sequence[str], width: float, size: float, bold: bool) -> bool:
        """Say whether no line is wider; most that are need not be set to know it: their letters alone are too wide."""
        letters = (sum(self.measure(letter, size, bold=bold) for letter in line) for line in lines)
        if any(each * _CLOSEST > width for each in letters):
            return False
        return all(self.measure(line, size, bold=bold) <= width for line in lines)

    def write(
        self,
        x: float,
        y: float,
        lines: Sequence[str],
        size: float = LABEL,
        *,
        bold: bool = False,
        align: Align = "left",
        color: str = INK,
        middle: bool = False,
        halo: bool = False,
    ) -> float:
        """Write lines below each other, the first one's top at `y` (or all of them around it); return their height."""
        step = line_height(size)
        top = y - step * len(lines) / 2 if middle else y
        for number, line in enumerate(lines):
            self._axes.text(
                *(x, top + step * number + size * 1.02 / _POINTS, flat(line)),
                ha=align,
                va="baseline",
                color=color,
                fontproperties=self._font(size, bold),
                zorder=5,
                **({"bbox": {"facecolor": "white", "edgecolor": "none", "pad": 0.8, "alpha": 0.85}} if halo else {}),
            )
        return step * len(lines)

    def write_upwards(self, x: float, y: float, lines: Sequence[str], size: float = LABEL) -> None:
        """Write lines that read upwards from `y`, side by side around `x`."""
        step = line_height(size)
        for number, line in enumerate(lines):
            place = x + step * (number - (len(lines) - 1) / 2)
            self._axes.text(
                *(place, y, flat(line)), rotation=90, ha="center", va="bottom", fontproperties=self._font(size, False)
            )

    def stamp(self, x: float, y: float, text: str, *, bold: bool = False, color: str = INK) -> None:
        """Write a short text around (x, y): what is written in many places is drawn once and placed there."""
        self._stamps[flat(text), bold, color].append((x, y))

    def box(
        self, x: float, y: float, width: float, height: float, color: str, edge: str = "none", hatch: str = ""
    ) -> None:
        """Fill a rectangle with its top left at (x, y), above the rectangles before it."""
        self._boxes[hatch].append((x, y, width, height, color, edge))

    def circle(self, x: float, y: float, radius: float, color: str, edge: str = "white") -> None:
        """Fill a circle around (x, y)."""
        self._axes.add_artist(Circle((x, y), radius, facecolor=color, edgecolor=edge, linewidth=0.8, zorder=4))

    def shape(self, points: Sequence[tuple[float, float]], color: str, *, above: bool = False) -> None:
        """Fill a polygon, behind all else or above it."""
        self._axes.add_artist(
            Polygon(list(points), closed=True, facecolor=color, edgecolor="none", zorder=4 if above else 1)
        )

    def line(
        self,
        points: Sequence[tuple[float, float]],
        color: str = INK,
        weight: float = 0.8,
        *,
        dashed: bool = False,
        behind: bool = False,
        pattern: tuple[float, ...] = (),
    ) -> None:
        """Draw a line through points; `weight` in points; `pattern` is dash and gap in turn, in line weights."""
        xs, ys = zip(*points, strict=True)
        style: Any = (0, pattern or (3, 2)) if dashed or pattern else "solid"
        self._axes.add_artist(
            Line2D(
                xs,
                ys,
                color=color,
                linewidth=weight,
                linestyle=style,
                zorder=1.5 if behind else 3,
                solid_capstyle="butt",
            )
        )

    def saved(self, format: str, title: str, box: tuple[float, float, float, float]) -> bytes:
        """Return the paper from left, top, right to bottom (inches), with a margin, as `png` or `svg`."""
        dpi = self._trimmed(box)
        name = flat(title)
        metadata = (
            {"Title": name, "Software": None} if format == "png" else {"Title": name, "Date": None, "Creator": None}
        )
        file = io.BytesIO()
        packed: dict[str, Any] = {"pil_kwargs": {"compress_level": COMPRESSION}} if format == "png" else {}
        self._figure.savefig(file, format=format, dpi=dpi, metadata=metadata, facecolor="white", **packed)
        return file.getvalue() if format == "png" else _titled(file.getvalue(), name)

    def pixels(self, box: tuple[float, float, float, float]) -> NDArray[np.uint8]:
        """Return the paper from left, top, right to bottom with a margin as rows of pixels, each red, green, blue."""
        self._figure.set_dpi(self._trimmed(box))
        self._canvas.draw()
        return np.asarray(self._canvas.buffer_rgba(), dtype=np.uint8)[:, :, :3].copy()

    def _trimmed(self, box: tuple[float, float, float, float]) -> float:
        """Let the paper be as large as the box with its margin; return how many pixels an inch can have."""
        self._place_boxes()
        self._place_stamps()
        left, top, right, bottom = box[0] - MARGIN, box[1] - MARGIN, box[2] + MARGIN, box[3] + MARGIN
        self._axes.set_xlim(left, right)
        self._axes.set_ylim(bottom, top)
        self._figure.set_size_inches(right - left, bottom - top)
        return min(_DPI, _MOST_PIXELS / max(right - left, bottom - top))

    def _place_boxes(self) -> None:
        for hatch, boxes in self._boxes.items():
            corners = [((x, y), (x + w, y), (x + w, y + h), (x, y + h)) for x, y, w, h, _, _ in boxes]
            colors, edges = [each[4] for each in boxes], [each[5] for each in boxes]
            style: dict[str, Any] = {"hatch": hatch} if hatch else {}
            self._axes.add_artist(
                PolyCollection(corners, facecolors=colors, edgecolors=edges, linewidths=0.6, zorder=2, **style)
            )
        self._boxes.clear()

    def _place_stamps(self) -> None:
        points = Affine2D().scale(1 / _POINTS) + self._figure.dpi_scale_trans
        for (text, bold, color), places in self._stamps.items():
            outline = TextPath((0, 0), text, size=LABEL, prop=self._font(LABEL, bold))
            middle = Affine2D().translate(-self.measure(text, bold=bold) * _POINTS / 2, -LABEL * 0.36)
            self._axes.add_artist(
                PathCollection(
                    [middle.transform_path(outline)],
                    offsets=places,
                    offset_transform=self._axes.transData,
                    transform=points,
                    facecolors=color,
                    edgecolors="none",
                    zorder=5,
                )
            )
        self._stamps.clear()

    def _font(self, size: float, bold: bool) -> FontProperties:
        known = self._fonts.get((size, bold))
        if known is None:
            known = self._fonts[size, bold] = font(self._family, size, bold)
        return known


def line_height(size: float) -> float:
    """Return the height of one line of text in inches."""
    return size * LEADING / _POINTS


def flat(text: str) -> str:
    """Return a text on one line, without what cannot be drawn."""
    return " ".join(clean(text).split())


@contextmanager
def settings() -> Iterator[None]:
    """Let matplotlib draw as we want it, whatever the user's own settings are."""
    with matplotlib.rc_context(), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing from font")  # drawn as an empty box (see `families`)
        matplotlib.rcdefaults()
        values: Any = matplotlib.rcParams
        values.update(SETTINGS)
        yield


def _titled(svg: bytes, title: str) -> bytes:
    """Return an SVG with a title that screen readers read."""
    start = svg.index(b"<svg")
    end = svg.index(b">", start)
    opening = svg[start:end] + b' role="img" aria-labelledby="figure-title">'
    return svg[:start] + opening + f'\n <title id="figure-title">{escape(title)}</title>'.encode() + svg[end + 1 :]
