"""The comparison that NVivo prints: percentage and κ per code and document, character by character.

Characters that neither coder coded count as agreement, so long documents and rare codes look good: these figures are
shown with α beside them. Nothing here is as long as a text: stretches come with their lengths.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from qualcode.agreement.coefficient import beyond_chance


@dataclass(frozen=True, slots=True)
class Comparison:
    """How many characters of a document both coders gave a code, only the first, only the second, and neither."""

    both: int
    first: int
    second: int
    neither: int

    @property
    def length(self) -> int:
        """How many characters were compared."""
        return self.both + self.first + self.second + self.neither

    @property
    def percentage(self) -> float | None:
        """(both + neither) over all characters, 0 to 1; `None` where there is none."""
        return (self.both + self.neither) / self.length if self.length else None

    @property
    def kappa(self) -> float | None:
        """Cohen's κ over characters; `None` where both coders coded everything or both nothing.

        NVivo prints 1 there. Nobody can tell then whether they agreed or only never met the code.
        """
        if self.percentage is None:
            return None
        ours, theirs = (self.both + self.first) / self.length, (self.both + self.second) / self.length
        if ours == theirs and ours in (0, 1):
            return None
        return beyond_chance(self.percentage, ours * theirs + (1 - ours) * (1 - theirs))


@dataclass(frozen=True, slots=True)
class MeanOf:
    """A mean over comparisons: its value, how many it stands on, and how many had no value and were left out."""

    value: float | None
    counted: int
    left_out: int


def compare(lengths: ArrayLike, first: ArrayLike, second: ArrayLike) -> Comparison:
    """Return how two coders' use of a code meets over stretches of text.

    `lengths` are the stretches' numbers of characters, `first` and `second` say whether that coder gave the code there.

    >>> compare([30, 10, 60], [True, True, False], [True, False, False]).percentage
    0.9
    """
    sizes = np.asarray(lengths, dtype=np.int64)
    one, two = np.asarray(first, dtype=bool), np.asarray(second, dtype=bool)
    if not sizes.shape == one.shape == two.shape:
        raise ValueError("each stretch has one length and one decision of either coder")
    if (sizes < 0).any():
        raise ValueError("a stretch has no negative length")
    kinds = (one & two, one & ~two, ~one & two, ~one & ~two)
    return Comparison(*(int(sizes[kind].sum()) for kind in kinds))


def plain_mean(values: Sequence[float | None]) -> MeanOf:
    """Return the mean of values, each counting once; those that are `None` are left out and counted."""
    return weighted_mean(values, [1] * len(values))


def weighted_mean(values: Sequence[float | None], lengths: Sequence[int]) -> MeanOf:
    """Return the mean of values weighed by the lengths of their documents; those that are `None` are left out and counted."""
    known = [(value, length) for value, length in zip(values, lengths, strict=True) if value is not None]
    total = sum(length for _, length in known)
    mean = sum(value * length for value, length in known) / total if total else None
    return MeanOf(mean, len(known), len(values) - len(known))
