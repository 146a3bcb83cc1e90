"""A display as a figure in lines, sharp at every size."""

from __future__ import annotations

from qualcode.model.display import Display
from qualcode.report.figures.draw import figure
from qualcode.report.options import WriteOptions


def write(display: Display, options: WriteOptions) -> bytes:
    """Return a display as a figure in SVG; the same display, the same bytes. A display without a figure is refused."""
    return figure(display, options.language, "svg")
