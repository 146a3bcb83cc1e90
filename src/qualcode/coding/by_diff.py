"""Where a passage went, when the text it stood in is still known: the diff of the two texts says what became of each letter."""

from __future__ import annotations

from qualcode.coding.alignment import Alignment, align
from qualcode.coding.judging import ALIKE, FEW, REACH, SHORT, SUPPORT, Judged, core, judge, put_in, torn
from qualcode.coding.letters import Letters, shared

_CHUNK = 120
"""How many letters around a passage are looked for with it, where its paragraph was moved."""
_LABEL = 16
"""How many letters beside new words may be a label like theirs, that the diff took for another's."""
_FAR = 2000
"""How far around a passage its words are followed, to tell it from a copy."""


Place = tuple[int, int]
"""The letters `[start, end)` of a text."""


def by_diff(older: Letters, newer: Letters, start: int, end: int) -> Place | None:
    """Return where the letters `[start, end)` of the old text went: in their order still, or moved; `None` in any doubt."""
    old, new = older.text, newer.text
    found = align(old, new)
    stays = judge(found, start, end, old, new)
    if stays is None:
        gone = found.claimed(start, end) * 4 <= end - start
        return _among_what_is_new(found, older, newer, start, end) if gone else None
    if not _certain(stays, start, end, len(old)) or not _holds(stays, older, newer, start, end):
        return None
    if torn(found, start, end, old, new) or _moved_in(found, start, end, old, new):
        return None
    if _lines_put_in(found, start, end, newer) or _lines_at_its_edge(found, stays, older, newer, (start, end)):
        return None
    return None if _has_copy(found, stays, start, end, old, new) else (stays.start, stays.end)


def _among_what_is_new(found: Alignment, older: Letters, newer: Letters, start: int, end: int) -> Place | None:
    """Return where a passage stands among the words that nothing in the old text accounts for: it was moved with its paragraph."""
    old, new = older.text, newer.text
    first, last = max(0, start - _CHUNK), min(len(old), end + _CHUNK)
    fits: set[Place] = set()
    for a, b in found.unclaimed(len(new), SUPPORT):
        a, b = max(0, a - _LABEL), min(len(new), b + _LABEL)
        judged = judge(align(old[first:last], new[a:b]), start - first, end - first, old[first:last], new[a:b])
        if judged is None or not _moved(judged, end - start):
            continue
        moved = judged._replace(start=a + judged.start, end=a + judged.end)
        words = new[moved.start : moved.end]
        if found.claimed_in_new(moved.start, moved.end) * 4 > len(words) or not _holds(moved, older, newer, start, end):
            continue
        if new.count(words) > max(1, old.count(words)):
            return None
        fits.add((moved.start, moved.end))
    return fits.pop() if len(fits) == 1 else None


def _certain(found: Judged, start: int, end: int, letters: int) -> bool:
    length = end - start
    if found.alike < ALIKE:
        return False
    if found.alike == 1.0 and found.inner >= SUPPORT:
        return True
    about = min(REACH, start) + length + min(REACH, letters - end)
    if found.left + found.inner + found.right < min(SUPPORT, about * 0.9):
        return False
    if length < SHORT and found.alike < 1.0:
        return all(found.beside) and found.left + found.right >= 3 * REACH // 2 and found.inner * 2 >= length
    return found.alike == 1.0 or (found.inner * 2 >= length and any(found.beside) and found.left + found.right >= 16)


def _moved(found: Judged, length: int) -> bool:
    enough = found.left + found.inner + found.right >= SUPPORT
    return enough and found.alike >= 0.8 and found.inner >= 0.7 * length


def _holds(found: Judged, older: Letters, newer: Letters, start: int, end: int) -> bool:
    """Say whether a passage holds on to its place on both sides.

    A short one has there what it had: the same letter, most of its surroundings, or a line's end. A longer one must not hold
    on by a letter or two of a line, since like beginnings are common.
    """
    if not _whole_lines(found, older, start, end):
        return False
    if end - start >= SHORT:
        return True
    before, after = found.beside
    before = before or found.left >= SUPPORT or (older.opens_line(start) and newer.opens_line(found.start))
    after = after or found.right >= SUPPORT or (older.opens_line(end) and newer.opens_line(found.end))
    return before and after and any((*found.beside, min(found.left, found.right) >= SUPPORT))


def _whole_lines(found: Judged, older: Letters, start: int, end: int) -> bool:
    """Say that no side without its neighbours has so few letters of a line."""
    head = any(older.opens_line(at) for at in range(start + 1, min(end, start + FEW)))
    tail = any(older.opens_line(at) for at in range(max(start + 1, end - FEW + 1), end))
    lost = [not beside or held < SHORT for beside, held in zip(found.beside, (found.left, found.right), strict=True)]
    return not (head and lost[0]) and not (tail and lost[1])


def _lines_put_in(found: Alignment, start: int, end: int, newer: Letters) -> bool:
    """Say whether whole lines now stand in the midst of a passage, and not only other words for its own."""
    last = None
    for block in found.within(start, end):
        if last is not None:
            gap, there = block.old - last.old - last.length, (last.new + last.length, block.new)
            if there[1] - there[0] > 3 * gap + 3 and newer.breaks(*there):
                return True
        last = block
    return False


def _lines_at_its_edge(found: Alignment, here: Judged, older: Letters, newer: Letters, passage: Place) -> bool:
    """Say whether a line ends before the first certain letter of a passage (after the last) where none did before."""
    own = list(found.within(*passage))
    if not own:
        return False
    head, tail = own[0], own[-1]
    edges = (
        (passage[0] + 1, head.old + 1, here.start + 1, head.new + 1),
        (tail.old + tail.length, passage[1], tail.new + tail.length, here.end),
    )
    return any(
        any(map(newer.opens_line, range(c, d))) > any(map(older.opens_line, range(a, b))) for a, b, c, d in edges
    )


def _moved_in(found: Alignment, start: int, end: int, old: str, new: str) -> bool:
    """Say whether words from elsewhere in the old text now stand in the midst of a passage."""
    for first, last in put_in(found, start, end):
        words = core(new[first:last])
        at = old.find(words) if len(words) > 2 else -1
        while at >= 0:
            if not start <= at < end and found.claimed(at, at + len(words)) * 2 <= len(words):
                return True
            at = old.find(words, at + 1)
    return False


def _has_copy(found: Alignment, here: Judged, start: int, end: int, old: str, new: str) -> bool:
    """Say whether a copy of the passage was put in that might as well be the passage: on one side what is around is a copy too."""
    words = new[here.start : here.end]
    if new.count(words) <= old.count(words):
        return False
    left, right = _run(found, start, end, here)
    at = new.find(words)
    while at >= 0:
        if at != here.start and found.claimed_in_new(at, at + len(words)) * 10 < len(words) * 9:
            before = shared(new[max(0, at - left) : at][::-1], new[here.start - left : here.start][::-1])
            after = shared(new[at + len(words) :][:right], new[here.end : here.end + right])
            if before + FEW > left or after + FEW > right:
                return True
        at = new.find(words, at + 1)
    return False


def _run(found: Alignment, start: int, end: int, here: Judged) -> tuple[int, int]:
    """Return how many letters in a row certainly stand before and after a passage as they did."""
    before = next(iter(reversed(list(found.within(max(0, start - _FAR), start)))), None)
    after = next(found.within(end, end + _FAR), None)
    left = before.length if before and before.new + before.length == here.start else 0
    right = after.length if after and after.new == here.end else 0
    return left, right
