"""Which letters of an old text are which of a new one: a diff that says only what is certain.

Runs of letters that occur once in each text are paired first (as in Cohen's patience diff, 2003); what lies between is
compared letter by letter (Levenshtein, 1966). Where equal words stand side by side, a diff may take either for the one
that was there before: each stretch is therefore compared forwards and backwards, and only what both say is certain.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from qualcode.coding.letters import shared
from qualcode.collector import collector_paused

_HALF = 10
"""Letters either side of one that, all equal and found once in each text, pair it."""
_MARGIN = _HALF + 4
"""How far a pairing is doubted beside a change: the words that were put in may have begun so much earlier or later."""
_MOST = 40_000_000
"""The largest stretch that is compared letter by letter, in pairs of letters."""
_LONG, _LONGEST_COPY = 400_000, 4096
"""Letters of both texts together from which on only what differs is looked at, and so much around it."""
_SOLID = 3
"""Fewer equal letters in a row, between words that differ, are chance."""
_CLAIM = 8
"""So many equal letters in a row, in one reading of the change, and they may be the same."""


class Block(NamedTuple):
    """`length` letters that are the same in both texts, from `old` and from `new` on."""

    old: int
    new: int
    length: int


class Alignment:
    """Which letters of an old text stand where in a new one.

    `sure` are the blocks that every reading of the change agrees on, in order; what one reading alone says is only possible.
    """

    __slots__ = ("_maybe", "_new", "_old", "_starts", "sure")

    def __init__(self, sure: Sequence[Block], maybe: Sequence[Block]) -> None:
        self.sure = tuple(sure)
        possible = [block for block in maybe if block.length >= _CLAIM]
        self._maybe = _covered((block.old, block.old + block.length) for block in maybe)
        self._starts = [block.old for block in self.sure]
        self._old = _covered((block.old, block.old + block.length) for block in possible)
        self._new = _covered((block.new, block.new + block.length) for block in possible)

    def place(self, letter: int) -> int | None:
        """Return where a letter of the old text certainly stands in the new one."""
        at = bisect_right(self._starts, letter) - 1
        if at < 0 or letter >= self.sure[at].old + self.sure[at].length:
            return None
        return self.sure[at].new + letter - self.sure[at].old

    def within(self, start: int, end: int) -> Iterator[Block]:
        """Yield the certain blocks that lie in `[start, end)` of the old text, cut to it."""
        at = max(0, bisect_right(self._starts, start) - 1)
        while at < len(self.sure) and self.sure[at].old < end:
            block = self.sure[at]
            first, last = max(start, block.old), min(end, block.old + block.length)
            if first < last:
                yield Block(first, block.new + first - block.old, last - first)
            at += 1

    def gone(self, letter: int) -> bool:
        """Say whether a letter of the old text certainly stands nowhere in its order in the new one."""
        return not _overlap(self._maybe, letter, letter + 1)

    def claimed(self, start: int, end: int) -> int:
        """Return how many letters of `[start, end)` of the old text may stand in the new one."""
        return _overlap(self._old, start, end)

    def claimed_in_new(self, start: int, end: int) -> int:
        """Return how many letters of `[start, end)` of the new text the old one may account for."""
        return _overlap(self._new, start, end)

    def unclaimed(self, length: int, least: int) -> Iterator[tuple[int, int]]:
        """Yield the stretches of a new text of `length` letters, `least` or longer, that nothing in the old one accounts for."""
        start = 0
        for first, last in (*self._new, (length, length)):
            if first - start >= least:
                yield start, first
            start = last


def _covered(pieces: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the stretches that pieces cover, in order and joined where they touch."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(pieces):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _overlap(covered: Sequence[tuple[int, int]], start: int, end: int) -> int:
    at = max(0, bisect_right(covered, (start, 1 << 60)) - 1)
    count = 0
    while at < len(covered) and covered[at][0] < end:
        count += max(0, min(end, covered[at][1]) - max(start, covered[at][0]))
        at += 1
    return count


@lru_cache(maxsize=512)
@collector_paused
def align(old: str, new: str) -> Alignment:
    """Return which letters of `old` stand where in `new`; both without white space."""
    kept = _paired(old, new) if len(old) + len(new) < _LONG else _paired_between(old, new)
    sure, maybe = list(kept), list(kept)
    at_old = at_new = 0
    for block in (*kept, Block(len(old), len(new), 0)):
        piece = Block(at_old, at_new, 0)
        forwards, backwards = _compared(old[at_old : block.old], new[at_new : block.new], piece)
        sure += _both(forwards, backwards)
        maybe += [*forwards, *backwards]
        at_old, at_new = block.old + block.length, block.new + block.length
    ends = (0, 0), (len(old), len(new))
    certain = [
        block
        for block in _joined(sure)
        if block.length >= _SOLID or block[:2] in ends or (block.old + block.length, block.new + block.length) in ends
    ]
    return Alignment(certain, maybe)


def _compared(old: str, new: str, offset: Block) -> tuple[list[Block], list[Block]]:
    """Return the equal blocks of two stretches, read forwards and read backwards."""
    if not old or not new or len(old) * len(new) > _MOST:
        return [], []
    if old == new:
        whole = [Block(offset.old, offset.new, len(old))]
        return whole, whole
    forwards = [Block(offset.old + a, offset.new + b, n) for a, b, n in _equal(old, new)]
    backwards = [
        Block(offset.old + len(old) - a - n, offset.new + len(new) - b - n, n)
        for a, b, n in reversed(_equal(old[::-1], new[::-1]))
    ]
    return forwards, backwards


def _equal(old: str, new: str) -> list[tuple[int, int, int]]:
    # The letters at the ends, in no text, keep equal ends from being taken off first: that would read both ways alike.
    found = Levenshtein.opcodes(f"\0{old}\0", f"\1{new}\1")
    return [(op.src_start - 1, op.dest_start - 1, op.src_end - op.src_start) for op in found if op.tag == "equal"]


def _both(forwards: Sequence[Block], backwards: Sequence[Block]) -> Iterator[Block]:
    """Yield what two lists of blocks, each in order, have in common."""
    one = other = 0
    while one < len(forwards) and other < len(backwards):
        a, b = forwards[one], backwards[other]
        if a.old - a.new == b.old - b.new:
            start, end = max(a.old, b.old), min(a.old + a.length, b.old + b.length)
            if start < end:
                yield Block(start, start + a.new - a.old, end - start)
        if a.old + a.length <= b.old + b.length:
            one += 1
        else:
            other += 1


def _joined(blocks: Iterable[Block]) -> list[Block]:
    joined: list[Block] = []
    for block in sorted(blocks):
        last = joined[-1] if joined else None
        if last and last.old + last.length == block.old and last.new + last.length == block.new:
            joined[-1] = Block(last.old, last.new, last.length + block.length)
        else:
            joined.append(block)
    return joined


def _paired(old: str, new: str) -> list[Block]:
    """Return the letters that are paired by what surrounds them, drawn back from every change."""
    width = 2 * _HALF + 1
    olds, news = _grams(old, width), _grams(new, width)
    once_old, once_new = Counter(olds), Counter(news)
    places = dict(zip(news, range(len(news)), strict=True))
    pairs = [(at, places[gram]) for at, gram in enumerate(olds) if once_old[gram] == 1 and once_new.get(gram) == 1]
    runs = _runs(pairs)
    if any(one.new > other.new for one, other in pairwise(runs)):  # something was moved
        runs = _runs(_rising(pairs))
    return list(_drawn_back(_bridged(runs, old, new), len(old), len(new)))


def _runs(pairs: Sequence[tuple[int, int]]) -> list[Block]:
    """Return the letters in the middle of paired stretches, those in a row together."""
    runs = []
    first, shift, count = 0, 0, 0
    for at, place in pairs:
        if count and at == first + count and place - at == shift:
            count += 1
            continue
        if count:
            runs.append(Block(first + _HALF, first + shift + _HALF, count))
        first, shift, count = at, place - at, 1
    if count:
        runs.append(Block(first + _HALF, first + shift + _HALF, count))
    return runs


def _paired_between(old: str, new: str) -> list[Block]:
    """Return what `_paired` does, looking only at what lies between the beginning and the end that long texts share."""
    head = max(0, shared(old, new) - _LONGEST_COPY)
    tail = max(0, shared(old[head:][::-1], new[head:][::-1]) - _LONGEST_COPY)
    olds, news = len(old) - tail, len(new) - tail
    if olds - head + news - head > 2 * _LONG:
        return []
    between = (Block(head + a, head + b, n) for a, b, n in _paired(old[head:olds], new[head:news]))
    ends = [Block(0, 0, head)] * bool(head), [Block(olds, news, tail)] * bool(tail)
    return _joined((*ends[0], *between, *ends[1]))


def _grams(text: str, width: int) -> list[str]:
    return [text[at : at + width] for at in range(len(text) - width + 1)]


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest part of pairs, in order of their first, whose second rises as well."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, (_, place) in enumerate(pairs):
        at = len(ends) if not ends or place > ends[-1] else bisect_left(ends, place)
        before.append(last[at - 1] if at else -1)
        if at == len(ends):
            ends.append(place)
            last.append(number)
        else:
            ends[at], last[at] = place, number
    chain = []
    number = last[-1] if last else -1
    while number >= 0:
        chain.append(pairs[number])
        number = before[number]
    return chain[::-1]


def _bridged(runs: Sequence[Block], old: str, new: str) -> list[Block]:
    """Return runs with what lies between two of them, where that is the same in both texts."""
    bridged: list[Block] = []
    at_old = at_new = 0
    for run in (*runs, Block(len(old), len(new), 0)):
        if old[at_old : run.old] == new[at_new : run.new]:
            bridged.append(Block(at_old, at_new, run.old - at_old))
        bridged.append(run)
        at_old, at_new = run.old + run.length, run.new + run.length
    return _joined(each for each in bridged if each.length)


def _drawn_back(runs: Sequence[Block], olds: int, news: int) -> Iterator[Block]:
    for run in runs:
        head = 0 if run.old == run.new == 0 else _MARGIN
        tail = 0 if (run.old + run.length, run.new + run.length) == (olds, news) else _MARGIN
        if run.length > head + tail:
            yield Block(run.old + head, run.new + head, run.length - head - tail)
