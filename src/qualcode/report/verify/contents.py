"""What a file that was handed in says, read out of the file itself: its tables and its texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as a reader sees it: its title, the header, and rows whose first text is their label.

    A row may be shorter than the header, where a file leaves empty cells out.
    """

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Delivered:
    """Everything a file says: tables and paragraphs in order; `other` maps the name of a picture to its SHA-256."""

    grids: tuple[Grid, ...] = ()
    texts: tuple[str, ...] = ()
    other: Mapping[str, str] = field(default_factory=dict)
