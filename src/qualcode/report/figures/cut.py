"""A picture that is too high for a page, in pieces."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from matplotlib import image
from numpy.typing import NDArray

from qualcode.report.figures.paper import COMPRESSION

Pixels = NDArray[np.uint8]


def cut(whole: Pixels, height: float, header: float, breaks: Sequence[float], highest: float) -> tuple[Pixels, ...]:
    """Return a picture of so many inches' `height` in pieces no higher than `highest`, cut at some of the `breaks`.

    What is above `header` stands above each piece. All are measured from the top; a piece without a break within reach
    is as high as its first one asks.
    """
    inch = len(whole) / height
    head = whole[: round(header * inch)]
    found = []
    for number, (top, bottom) in enumerate(_cuts(height, header, breaks, highest)):
        part = whole[(round(top * inch) if number else 0) : round(bottom * inch)]
        found.append(np.concatenate((head, part)) if number else part)
    return tuple(found)


def packed(pixels: Pixels) -> bytes:
    """Return pixels as PNG, the same pixels the same bytes."""
    file = io.BytesIO()
    unsigned: Any = {"Software": None}
    image.imsave(file, pixels, format="png", metadata=unsigned, pil_kwargs={"compress_level": COMPRESSION})
    return file.getvalue()


def _cuts(height: float, header: float, breaks: Sequence[float], highest: float) -> Iterator[tuple[float, float]]:
    """Yield top and bottom of each piece, all of about the same height."""
    many = 1
    while True:
        aim = header + (height - header) / many
        found = list(_at_most(height, header, breaks, min(aim * 1.04, highest) if many > 1 else highest))
        if len(found) <= many or many > len(breaks):
            yield from found
            return
        many += 1


def _at_most(height: float, header: float, breaks: Sequence[float], highest: float) -> Iterator[tuple[float, float]]:
    top = header
    while height - top > highest - header + 1e-6:
        within = [at for at in breaks if top < at <= top + highest - header]
        later = [at for at in breaks if at > top]
        if not later:
            break
        bottom = within[-1] if within else later[0]
        if height - bottom < 1e-6:
            break
        yield top, bottom
        top = bottom
    yield top, height
