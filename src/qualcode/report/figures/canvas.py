"""A canvas of pixels that sets a text once to know how large it is: several pictures of a report have the same texts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.font_manager import FontProperties

_TEXTS = 1 << 16


class Canvas(FigureCanvasAgg):
    """A canvas that draws with renderers which ask `extent` how large a text is."""

    _size: tuple[float, ...] = ()
    _drawn_by: Any = None

    def get_renderer(self) -> Any:
        """Return a renderer for the figure's present size."""
        size = (*self.get_width_height(physical=True), self.figure.dpi)
        if size != self._size:
            made: Any = _Renderer
            self._drawn_by, self._size = made(*size), size
        return self._drawn_by


class _Renderer(RendererAgg):
    def get_text_width_height_descent(self, s: str, prop: FontProperties, ismath: Any) -> tuple[float, float, float]:
        return extent(s, tuple(prop.get_family()), prop.get_size_in_points(), prop.get_weight() == "bold", self.dpi)


@lru_cache(_TEXTS)
def extent(text: str, family: Sequence[str], size: float, bold: bool, dpi: float) -> tuple[float, float, float]:
    """Return width, height and descent of a line of text in pixels; `size` in points, the first family's font first."""
    width, height, descent = _ruler(dpi).get_text_width_height_descent(text, font(family, size, bold), False)
    return width, height, descent


@cache
def _ruler(dpi: float) -> Any:
    made: Any = RendererAgg
    return made(1, 1, dpi)


def font(family: Sequence[str], size: float, bold: bool) -> FontProperties:
    """Return a font of these families, a later one for what the ones before it lack."""
    return FontProperties(family=list(family), size=size, weight="bold" if bold else "normal")
