"""What became of a passage, as a diff tells it: its new place, and what speaks for that."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from unicodedata import category

from rapidfuzz.distance import Indel

from qualcode.coding.alignment import Alignment, Block

REACH = 32
"""How many letters either side of a passage speak for its place."""
ALIKE = 0.65
"""How alike the words must be still, for a passage to count as edited and not as gone (Indel, 0 to 1)."""
SUPPORT = 24
"""So many letters in a row are no chance."""
SHORT = 8
"""Shorter passages need their neighbours to tell them from equal words elsewhere."""
FEW = 4
"""So few letters at the edge of a line may be those of another line."""
EDGE = 8
"""How many letters at an edge of a passage are looked at closely."""
SLACK = 12
"""How many letters may have been put in between a passage and what stands beside it."""
_AROUND = 200
"""How far beside a passage its lost letters are looked for."""
_OPENING, _CLOSING = ("Ps", "Pi"), ("Po", "Pe", "Pf")
"""Which marks belong to the word after them, and which to the word before."""


class Judged(NamedTuple):
    """A place in the new letters that a passage may have, and what speaks for it.

    `left` and `right` are how many of the letters beside the passage (of `REACH`) stand beside it again, `inner` how many
    of its own; `beside` says whether its very neighbours do, on each side, and `own` whether its first and last letters are
    still its own; `alike` runs from 0 to 1.
    """

    start: int
    end: int
    left: int
    inner: int
    right: int
    beside: tuple[bool, bool]
    own: tuple[bool, bool]
    alike: float


def judge(found: Alignment, start: int, end: int, old: str, new: str) -> Judged | None:
    """Return where `[start, end)` of the old letters stands in the new ones; `None` where either end is uncertain."""
    first, last = _start(found, start, end, old, new), _end(found, start, end, old, new)
    if first is None or last is None or first >= last:
        return None
    left = right = 0
    at = first
    for block in reversed(list(found.within(max(0, start - REACH), start))):
        if at - (block.new + block.length) > SLACK:
            break
        left, at = left + block.length, block.new
    at = last
    for block in found.within(end, end + REACH):
        if block.new - at > SLACK:
            break
        right, at = right + block.length, block.new + block.length
    own = list(found.within(start, end))
    if _doubled(old, new, start, first) or _doubled(old[::-1], new[::-1], len(old) - end, len(new) - last):
        return None
    if len(own) > 1 and (_hangs(own[0], own[1]) or _hangs(own[-1], own[-2])):
        return None
    if own and max(own[0].new - first - 2 * (own[0].old - start), last - _tail(own, end)) > SLACK:
        return None
    beside = (
        first == 0 if start == 0 else found.place(start - 1) == first - 1,
        last == len(new) if end == len(old) else found.place(end) == last,
    )
    words, present = old[start:end], new[first:last]
    alike = 1.0 if words == present else Indel.normalized_similarity(words, present)
    held = (not found.gone(start), not found.gone(end - 1))
    if (not held[0] and left < SHORT) or (
        not held[1] and right < SHORT
    ):  # they may have gone with what stood beside them
        return None
    return Judged(first, last, left, sum(block.length for block in own), right, beside, held, alike)


def _doubled(old: str, new: str, start: int, first: int) -> bool:
    """Say whether a passage begins with a letter that was put in twice: either may be the first."""
    letter = new[first]
    if letter != old[start]:
        return False
    if first > 0 and new[first - 1] == letter and (start == 0 or old[start - 1] != letter):
        return True
    return new[first + 1 : first + 2] == letter and old[start + 1 : start + 2] != letter


def _hangs(edge: Block, inner: Block) -> bool:
    """Say whether only a letter or two hold an edge of a passage, with much gone between them and the rest."""
    first, last = sorted((edge, inner))
    return edge.length < FEW and last.old - first.old - first.length >= EDGE


def _tail(own: list[Block], end: int) -> int:
    """Return where a passage would end if what follows its last certain letter had at most doubled."""
    last = own[-1]
    return last.new + last.length + 2 * (end - last.old - last.length)


def _start(found: Alignment, start: int, end: int, old: str, new: str) -> int | None:
    """Return where a passage starts in the new letters; marks before its first word stand where they stood before it."""
    own = found.place(start)
    if own is not None:
        return own
    if found.gone(start):
        before = _solid(found, start - EDGE, start)
        return _first_left(found, start, end, old, new) if before is None else before + EDGE
    word = next((at for at in range(start, end) if category(old[at]) not in _OPENING), end)
    there = found.place(word) if word < end else None
    first = -1 if there is None else there - (word - start)
    if first < 0 or new[first:there] != old[start:word] or (first > 0 and new[first - 1] == old[start]):
        return None
    return first


def _end(found: Alignment, start: int, end: int, old: str, new: str) -> int | None:
    own = found.place(end - 1)
    if own is not None:
        return own + 1
    if found.gone(end - 1):
        after = _solid(found, end, end + EDGE)
        return _last_left(found, start, end, old, new) if after is None else after
    word = next((at for at in reversed(range(start, end)) if category(old[at]) not in _CLOSING), start)
    there = found.place(word)
    last = len(new) + 1 if there is None else there + end - word
    if last > len(new) or new[last - end + word : last] != old[word:end] or new[last : last + 1] == old[end - 1]:
        return None
    return last


def _solid(found: Alignment, start: int, end: int) -> int | None:
    """Return where letters beside a passage stand, where all of them certainly stand there in a row."""
    block = next(found.within(start, end), None) if start >= 0 else None
    return block.new if block is not None and block.length == end - start else None


def _first_left(found: Alignment, start: int, end: int, old: str, new: str) -> int | None:
    """Return where the first letter that is left of a passage stands, where the few before it are certainly gone."""
    left = next((block for block in found.within(start, end)), None)
    if left is None or left.old - start > EDGE or not all(map(found.gone, range(start, left.old))):
        return None
    held = list(found.within(max(0, start - _AROUND), start))
    there = held[-1].new + held[-1].length if held else 0
    return None if set(old[start : left.old]) & set(new[max(there, left.new - _AROUND) : left.new]) else left.new


def _last_left(found: Alignment, start: int, end: int, old: str, new: str) -> int | None:
    own = list(found.within(start, end))
    left = own[-1] if own else None
    if left is None or end - left.old - left.length > EDGE:
        return None
    lost, there = left.old + left.length, left.new + left.length
    held = next(found.within(end, end + _AROUND), None)
    beyond = new[there : min(there + _AROUND, len(new) if held is None else held.new)]
    return there if all(map(found.gone, range(lost, end))) and not set(old[lost:end]) & set(beyond) else None


def put_in(found: Alignment, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of the new text that stand between the certain letters of a passage and are none of them."""
    last = None
    for block in found.within(start, end):
        if last is not None and block.new > last.new + last.length:
            yield last.new + last.length, block.new
        last = block


def torn(found: Alignment, start: int, end: int, old: str, new: str, *, anywhere: bool = False) -> bool:
    """Say whether words that a passage has lost now stand elsewhere: where nothing else accounts for them, or `anywhere`."""
    at = start
    for block in (*found.within(start, end), Block(end, 0, 0)):
        words = core(old[at : block.old])
        there = new.find(words) if len(words) > 2 else -1
        if there >= 0 and (anywhere or found.claimed_in_new(there, there + len(words)) * 2 <= len(words)):
            return True
        at = block.old + block.length
    return False


def core(words: str) -> str:
    """Return the middle of words: at their edges, like letters may have changed places."""
    edge = len(words) // 4 if len(words) > FEW else 0
    return words[edge : len(words) - edge]
