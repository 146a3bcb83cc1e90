"""Where a passage stands by its own words and surroundings, when the text it stood in is not known any more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from qualcode.coding.alignment import Alignment, align
from qualcode.coding.judging import ALIKE, EDGE, FEW, REACH, SHORT, SLACK, SUPPORT, Judged, judge, put_in, torn
from qualcode.coding.letters import Letters, squeezed

_FAIR = 0.75
"""The share of the surroundings on one side that must stand there still, for that side to speak for a place."""
_NEAR = 2 * REACH
"""How many letters of its surroundings are compared, where more are kept."""
_PIN = 24
"""So many letters on each side of a place must stand nowhere else."""
_LONGEST = 20_000
"""Longer passages are looked for as they are, and not for likeness."""
_SEED, _OFTEN, _PLACES = 6, 24, 12
"""Letters in a row that point to a place, unless they stand in more than so many; and how many places are looked at."""


Place = tuple[int, int]
"""The letters `[start, end)` of a text."""


class Words(NamedTuple):
    """A passage and its surroundings as a ledger keeps them, without white space.

    `frail` says for each side whether the passage has only a letter or two of a line there.
    """

    before: str
    quote: str
    after: str
    frail: tuple[bool, bool]

    @property
    def whole(self) -> str:
        """The passage with its surroundings."""
        return self.before + self.quote + self.after


def words_of(quote: str, before: str, after: str) -> Words:
    """Return a passage and its surroundings without their white space."""
    own = squeezed(quote)
    first, last = (len(squeezed(line)) for line in (quote.partition("\n")[0], quote.rpartition("\n")[2]))
    return Words(squeezed(before), own, squeezed(after), (first < min(FEW, len(own)), last < min(FEW, len(own))))


def by_surroundings(text: Letters, words: Words) -> Place | None:
    """Return where a passage stands by its words and surroundings alone; `None` in any doubt, and a rival is one."""
    new = text.text
    if not words.quote:
        return None
    if new.count(words.whole) == 1:
        start = new.find(words.whole) + len(words.before)
        place = (start, start + len(words.quote))
        return place if _at_its_edge(new, words, place) and _pinned(new, place) else None
    if len(words.whole) > _LONGEST:
        return None
    found = list(candidates(text, words))
    fits = [each for each in found if _speaks(each, words)]
    if len(fits) != 1 or any(each is not fits[0] and _rival(each, min(fits[0].shares)) for each in found):
        return None
    place = (fits[0].place.start, fits[0].place.end)
    if not fits[0].whole or not _at_its_edge(new, words, place) or not _pinned(new, place):
        return None
    if min(fits[0].shares) < 1.0 and _has_twin(new, place, min(fits[0].shares) < 0.9):
        return None
    return place if _bounded(fits[0], words, new) else None


def _has_twin(new: str, place: Place, wherever: bool) -> bool:
    """Say whether the words of a place stand `wherever` else, or elsewhere with the same beginnings of their surroundings."""
    words, (start, end) = new[place[0] : place[1]], place
    at = new.find(words)
    while at >= 0:
        last = at + len(words)
        alike = (
            new[last : last + EDGE] == new[end : end + EDGE]
            or new[max(0, at - EDGE) : at] == new[max(0, start - EDGE) : start]
        )
        if at != start and (wherever or alike):
            return True
        at = new.find(words, at + 1)
    return False


def _bounded(found: Candidate, words: Words, new: str) -> bool:
    """Say whether both ends of a place are a passage's own, also where what stands beside them is another now."""
    place, (before, quote, after, frail) = found.place, words
    for side, share in enumerate(found.shares):
        if share < _FAIR and (frail[side] or not found.firm[side] or not place.own[side]):
            return False
    if any(not place.beside[side] and new.count(edge) > 1 for side, edge in enumerate((quote[:EDGE], quote[-EDGE:]))):
        return False
    head, tail = (place.beside[side] and found.shares[side] >= _FAIR for side in (0, 1))
    if not head and _ends_elsewhere(new[::-1], quote[::-1], before[::-1], len(new) - place.start):
        return False
    return tail or not _ends_elsewhere(new, quote, after, place.end)


def _pinned(new: str, place: Place) -> bool:
    """Say whether the letters on each side of a place stand there alone: beside a copy, either might be the one meant."""
    start, end = place
    first, last = max(0, start - _PIN), end + _PIN
    before = new[first : start if first else end]
    after = new[end if last < len(new) else start : last]
    return new.count(before) == 1 and new.count(after) == 1


def _at_its_edge(new: str, words: Words, place: Place) -> bool:
    """Say that a passage beside an end of its text is so still, or has no twin with the little that stood there."""
    before, quote, after, _ = words
    if len(before) < _PIN and place[0] != len(before) and new.count(before + quote[:FEW]) > 1:
        return False
    return len(after) >= _PIN or len(new) - place[1] == len(after) or new.count(quote[-FEW:] + after) < 2


def _ends_elsewhere(new: str, quote: str, after: str, end: int) -> bool:
    """Say whether the passage may have ended elsewhere: before what stood after it, with its last letters."""
    for skip in range(0, min(24, len(after)), EDGE):
        words = after[skip : skip + EDGE]
        at = new.find(words)
        while at >= 0:
            if at - skip != end and new[max(0, at - skip - 2) : at - skip] == quote[-2:]:
                return True
            at = new.find(words, at + 1)
    return False


class Candidate(NamedTuple):
    """A place that may be a passage's, and the shares of its surroundings, before and after, that stand beside it.

    `lines` says for each side whether a line ends there, `firm` whether the passage begins (ends) with words of its own in a
    row, `whole` that no other line stands in its midst and none of its words elsewhere.
    """

    place: Judged
    shares: tuple[float, float]
    lines: tuple[bool, bool]
    firm: tuple[bool, bool]
    whole: bool


def _speaks(found: Candidate, words: Words) -> bool:
    """Say whether enough speaks for a place: something on both sides, or nearly all on one and the words unchanged."""
    place, shares, length = found.place, found.shares, len(words.quote)
    if place.alike < ALIKE or place.inner * 2 < length:
        return False
    if min(shares) >= 0.6 and sum(shares) >= 1.5:
        return length >= SHORT or any(place.beside)
    side = 0 if shares[0] > shares[1] else 1
    if shares[side] < 0.9 or len((words.before, words.after)[side]) < 20 or place.alike < 0.95:
        return False
    return length >= 16 or (length >= 4 and place.alike == 1.0 and (found.lines[1 - side] or place.beside[1 - side]))


def _rival(found: Candidate, weakest: float) -> bool:
    return found.place.alike >= ALIKE and (max(found.shares) >= 0.5 or weakest < _FAIR)


def candidates(text: Letters, words: Words) -> Iterator[Candidate]:
    """Yield the places of a text that have something of a passage and its surroundings, the likeliest first."""
    new, before, after = text.text, words.before[-_NEAR:], words.after[:_NEAR]
    whole = before + words.quote + after
    start, end = len(before), len(before) + len(words.quote)
    slack = SUPPORT + len(whole) // 2
    seen: set[tuple[int, int]] = set()
    for shift in _shifts(whole, new):
        a, b = max(0, shift - slack), min(len(new), shift + len(whole) + slack)
        found = align(whole, new[a:b])
        judged = judge(found, start, end, whole, new[a:b])
        if judged is None or (a + judged.start, a + judged.end) in seen:
            continue
        place = judged._replace(start=a + judged.start, end=a + judged.end)
        seen.add((place.start, place.end))
        shares = (_share(place.left, before, place.start), _share(place.right, after, len(new) - place.end))
        lines = (text.opens_line(place.start), text.opens_line(place.end))
        between = [(a + first, a + last) for first, last in put_in(found, start, end) if last - first > 3]
        parted = any(text.breaks(*each) for each in between) or torn(found, start, end, whole, new, anywhere=True)
        yield Candidate(place, shares, lines, _firm(found, start, end), not parted)


def _firm(found: Alignment, start: int, end: int) -> tuple[bool, bool]:
    own = list(found.within(start, end))
    least = min(SLACK, end - start)
    head = bool(own) and own[0].old == start and own[0].length >= least
    return head, bool(own) and own[-1].old + own[-1].length == end and own[-1].length >= least


def _share(count: int, side: str, room: int) -> float:
    """Return the share of a side's letters that stand there; few letters speak only at the edge of the text, as they did."""
    if len(side) < SHORT:
        return 1.0 if count == len(side) == room else 0.0
    return count / min(REACH, len(side))


def _shifts(whole: str, new: str) -> list[int]:
    """Return how far a passage may have shifted to stand with its surroundings in the new letters, the likeliest first."""
    votes: Counter[int] = Counter()
    for at in range(0, max(1, len(whole) - _SEED + 1), 2):
        places = _places(new, whole[at : at + _SEED])
        votes.update((place - at) // 16 for place in places)
    best = sorted(votes, key=lambda bucket: (-votes[bucket] - votes[bucket + 1], bucket))
    return [bucket * 16 for bucket in best[:_PLACES]]


def _places(new: str, words: str) -> list[int]:
    """Return where words stand; nowhere when they stand too often to tell anything."""
    found: list[int] = []
    at = new.find(words)
    while at >= 0 and len(found) <= _OFTEN:
        found.append(at)
        at = new.find(words, at + 1)
    return found if len(found) <= _OFTEN else []
