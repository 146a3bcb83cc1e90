"""A colour for every code, told apart by the colour-blind and readable on a light and on a dark page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from qualcode.model.codebook import Code, Codebook

PALETTE = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#8a6d00", "#56b4e9", "#882255", "#44aa99", "#332288", "#999933")
"""For branches without a colour of their own: after Okabe and Ito (2008) and Tol (2021)."""

LIGHT, DARK = "#ffffff", "#1a1d21"
"""The surfaces on which transcripts stand, as `page.css` has them."""

CONTRAST = 4.5
"""The least contrast of text and its ground (WCAG 2.1, success criterion 1.4.3)."""

_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")

Rgb = tuple[int, int, int]


class Shades(NamedTuple):
    """One colour as it stands on a light and on a dark page, each `#rrggbb`."""

    light: str
    dark: str


def code_colors(codebook: Codebook) -> Mapping[str, Shades]:
    """Return a colour for each code by id: its own, else that of the nearest code above, else its branch's."""
    found: dict[str, str] = {}
    branches = 0
    for code in codebook:
        own = _own(code)
        if own is None and code.parent in found:
            own = found[code.parent]
        if own is None:
            own = PALETTE[branches % len(PALETTE)]
            branches += 1
        found[code.id] = own
    return {id: Shades(readable(color, LIGHT), readable(color, DARK)) for id, color in found.items()}


def _own(code: Code) -> str | None:
    """Return the colour that the codebook gives a code, where it is one in hexadecimal; other notations have none."""
    return code.color if code.color and _HEX.fullmatch(code.color) else None


def readable(color: str, ground: str, least: float = CONTRAST) -> str:
    """Return a colour, moved away from its ground in small steps until text in it can be read there.

    >>> readable("#ffff00", "#ffffff")
    '#7a7a00'
    """
    rgb, surface = _rgb(color), _rgb(ground)
    goal = 0 if _luminance(surface) > 0.18 else 255
    for step in range(51):
        moved = tuple(round(part + (goal - part) * step / 50) for part in rgb)
        shade = (moved[0], moved[1], moved[2])
        if contrast(shade, surface) >= least:
            break
    return "#{:02x}{:02x}{:02x}".format(*shade)


def contrast(one: Rgb, other: Rgb) -> float:
    """Return the contrast ratio of two colours, from 1 to 21 (WCAG 2.1)."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _rgb(color: str) -> Rgb:
    digits = color.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def _luminance(rgb: Rgb) -> float:
    red, green, blue = (_linear(part / 255) for part in rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
