"""A stretch of a document's text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Crop = Literal["strict", "loose", "intersection"]


@dataclass(frozen=True, order=True, slots=True)
class Span:
    """The half-open stretch `[start, end)` of a text, in Unicode code points; never empty.

    >>> Span(2, 8) & Span(5, 12)
    Span(start=5, end=8)
    >>> Span(3, 5) in Span(2, 8)
    True
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def __and__(self, other: Span) -> Span | None:
        """Return what both cover, or `None`."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Span(start, end) if start < end else None

    def __or__(self, other: Span) -> Span:
        """Return the least span that covers both."""
        return Span(min(self.start, other.start), max(self.end, other.end))

    def __contains__(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Say whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def crop(self, window: Span, mode: Crop) -> Span | None:
        """Return this span as seen through a window, by a named answer to a partial overlap.

        `strict`: only when it lies wholly within; `loose`: whole, when any of it does; `intersection`: the part within.
        """
        if mode == "strict":
            return self if self in window else None
        if mode == "loose":
            return self if self.overlaps(window) else None
        return self & window

    def of(self, text: str) -> str:
        """Return the words that the span covers in a text."""
        return text[self.start : self.end]
