"""Prime implicants: the shortest conjunctions that hold some configurations and none of those ruled out.

For each configuration to be explained, a bit says of every set of freed conditions whether it lets one in that is ruled
out. These bits are found for all sets at once, one condition after the other, with 64 configurations to a machine word:
the same answer as Quine's and McCluskey's merging of pairs, which would visit three to the power of the conditions.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from qualcode.analysis.qca.terms import FREE, Cube, Flags, Space

Words = NDArray[np.uint64]
Implicants = dict[Cube, int]
"""Prime implicants and which of the configurations each covers: bit `i` stands for the i-th of them."""

_WORD = 64


class Minimiser:
    """The prime implicants of some configurations (by number), for any choice of what is ruled out."""

    def __init__(self, space: Space, explained: Sequence[int]) -> None:
        self.space, self.explained = space, tuple(explained)
        digits = space.digits
        bits = (1 << np.arange(len(space.conditions))).astype(np.uint16)
        # For each configuration to be explained: in which conditions every other differs from it, as bits.
        self._differences = [
            ((digits != digits[:, row : row + 1]) * bits[:, None]).sum(axis=0, dtype=np.uint16) for row in explained
        ]

    def prime_implicants(self, ruled_out: Flags) -> Implicants:
        """Return them, sorted, each covering at least one configuration to be explained and none that is ruled out.

        `ruled_out` flags configurations by number. What is to be explained must not be among them.
        """
        if not self.explained:
            return {}
        good = ~self._spoilt(ruled_out)
        wider = np.zeros_like(good)
        for step in _steps(len(self.space.conditions)):
            _halves(wider, step)[:, :, 0] |= _halves(good, step)[:, :, 1]
        return self._gathered(good & ~wider)

    def _spoilt(self, ruled_out: Flags) -> Words:
        """Return, by freed conditions, a bit for each configuration whose cube then holds one that is ruled out."""
        width = 1 << len(self.space.conditions)
        found = np.zeros((-(-len(self.explained) // _WORD), width), dtype=np.uint64)
        out = np.flatnonzero(ruled_out)
        for place, differences in enumerate(self._differences):
            one = np.zeros(width, dtype=np.uint64)
            one[differences[out]] = 1
            found[place // _WORD] |= one << np.uint64(place % _WORD)
        for step in _steps(len(self.space.conditions)):
            _halves(found, step)[:, :, 1] |= _halves(found, step)[:, :, 0]
        return found

    def _gathered(self, prime: Words) -> Implicants:
        """Return the cubes from their bits; the configurations that share a cube are those it covers."""
        freed = np.flatnonzero(prime.any(axis=0))
        bits = np.unpackbits(
            np.ascontiguousarray(prime[:, freed].T, dtype="<u8").view(np.uint8), axis=1, bitorder="little"
        )
        which, places = np.nonzero(bits[:, : len(self.explained)])
        own = self.space.digits[:, np.array(self.explained)]
        found: Implicants = {}
        values = own[:, places].T.copy()
        values[(freed[which][:, None] >> np.arange(len(own)) & 1).astype(np.bool_)] = FREE
        for cube, place in zip(map(tuple, values.tolist()), places.tolist(), strict=True):
            found[cube] = found.get(cube, 0) | 1 << place
        return dict(sorted(found.items(), reverse=True))


def _steps(conditions: int) -> range:
    return range(conditions)


def _halves(words: Words, step: int) -> Words:
    """Return the same array with the sets that hold a condition beside those that do not: index 1 and 0 of axis 2."""
    return words.reshape(len(words), -1, 2, 1 << step)
