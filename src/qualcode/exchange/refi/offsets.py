"""Where a selection stands: programs count differently, so the way is chosen by origin and verified on all of them.

The standard counts code points. NVivo 12 for Windows counts UTF-16 units over text with CRLF; ATLAS.ti counts a line end
as one where its texts have two characters; others count what the file holds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal, NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray

from qualcode.exchange.refi.normal import NormalText
from qualcode.exchange.refi.project import Project, Selection
from qualcode.model.span import Span

Newline = Literal["as-is", "one", "two"]
_NEWLINES: tuple[Newline, ...] = get_args(Newline)
Places = NDArray[np.int64]
_OWN = re.compile(r"qualcode \d[^()]*(?:\(for ([a-z]+)\))?")
_CLEARLY = 0.05
_ENOUGH = 8


class Counting(NamedTuple):
    """A way to count: UTF-16 units or code points, a line end as it stands or as one or two, with or without the BOM."""

    utf16: bool = False
    newline: Newline = "as-is"
    bom: bool = False

    def __str__(self) -> str:
        ends = {"as-is": "line ends as they stand", "one": "a line end as one", "two": "a line end as two"}
        unit = "UTF-16 units" if self.utf16 else "code points"
        return f"{unit}, {ends[self.newline]}{', the byte order mark counted' if self.bom else ''}"


class Target(NamedTuple):
    """How a program is written for: the line ends of the texts, and how positions are counted over them."""

    line_end: str
    counting: Counting


TARGETS = {
    "": Target("\n", Counting()),
    "nvivo": Target("\r\n", Counting(utf16=True, newline="two")),
    "atlas": Target("\r\n", Counting(newline="one")),
    "maxqda": Target("\r\n", Counting(newline="two")),
    "qualcoder": Target("\n", Counting()),
}


def by_origin(origin: str) -> Counting:
    """Return how a program is known to count.

    >>> by_origin("NVivo 12.6 for Windows").utf16, by_origin("QualCoder 3.5").utf16
    (True, False)
    """
    own = _OWN.match(origin)
    if own is not None:
        return TARGETS.get(own[1] or "", TARGETS[""]).counting
    lowered = origin.lower()
    if "nvivo" in lowered and "mac" not in lowered:
        return Counting(utf16=True, newline="two")
    return Counting(newline="one") if "atlas" in lowered else Counting()


@dataclass(frozen=True, slots=True)
class Score:
    """How well a way to count fits: edges that cut a word, edges that do not, and quotes found where they should stand."""

    whole: int = 0
    cut: int = 0
    quoted: int = 0

    @property
    def share(self) -> float | None:
        """The share of edges at the boundary of a word; `None` where no edge can tell (as between Chinese characters)."""
        return self.whole / (self.whole + self.cut) if self.whole + self.cut else None


@dataclass(frozen=True)
class Placing:
    """Where each selection stands: by source and selection (their positions in the project) a span of the normalised text.

    `None` where it stands nowhere. `expected` is the way the origin is known for, `counting` the one that was taken.
    """

    texts: tuple[NormalText | None, ...]
    spans: tuple[tuple[Span | None, ...], ...]
    counting: Counting
    expected: Counting
    score: Score
    expected_score: Score


def place(project: Project) -> Placing:
    """Return where the selections of a project stand, counted in the way that its origin says and the words confirm.

    Another way is taken only when more quotes stand in place by it, or clearly fewer words are cut.
    """
    texts = tuple(None if each.text is None else NormalText(each.text) for each in project.sources)
    expected = by_origin(project.origin)
    scores = {expected: _score(project, texts, expected)}
    if not _fits(project, texts, scores[expected]):
        for way in product((False, True), _NEWLINES, (False, True)):
            scores.setdefault(Counting(*way), _score(project, texts, Counting(*way)))
    best = max(scores, key=lambda way: (scores[way].quoted, scores[way].share or 0.0, way == expected))
    if not _clearly_better(scores[best], scores[expected]):
        best = expected
    spans = tuple(_spans(text, source.selections, best) for text, source in zip(texts, project.sources, strict=True))
    return Placing(texts, spans, best, expected, scores[best], scores[expected])


def _fits(project: Project, texts: Sequence[NormalText | None], score: Score) -> bool:
    """Say whether every selection begins with the words of its name: then no other way can be better."""
    here = zip(project.sources, texts, strict=True)
    return score.quoted == sum(len(source.selections) for source, text in here if text is not None)


def _clearly_better(other: Score, expected: Score) -> bool:
    if other.quoted != expected.quoted:
        return other.quoted > expected.quoted
    known = other.whole + other.cut >= _ENOUGH
    return known and (other.share or 0.0) >= (expected.share or 0.0) + _CLEARLY


def offsets(raw: str, way: Counting) -> Places:
    """Return the position of each character of a text, and of its end, as a way of counting has it."""
    codes = _codes(raw)
    widths = np.ones(len(codes), dtype=np.int64)
    if way.utf16:
        widths += codes > 0xFFFF
    if way.newline != "as-is":
        line_feed, return_ = codes == 0x0A, codes == 0x0D
        after_return = np.zeros(len(codes), dtype=bool)
        after_return[1:] = return_[:-1] & line_feed[1:]
        if way.newline == "one":
            widths[after_return] = 0
        else:
            widths[line_feed & ~after_return] = 2
    found = np.zeros(len(codes) + 1, dtype=np.int64)
    np.cumsum(widths, out=found[1:])
    return found + way.bom


def _codes(raw: str) -> NDArray[np.uint32]:
    return np.frombuffer(raw.encode("utf-32-le", "surrogatepass"), dtype="<u4")


def _raw_places(text: NormalText, wanted: Sequence[int], way: Counting) -> Places:
    """Return the characters at which positions stand; -1 beyond the text or inside a character."""
    at = offsets(text.raw, way)
    asked = np.asarray(wanted, dtype=np.int64)
    found = np.searchsorted(at, asked, side="right") - 1
    wrong = (found < 0) | (asked > at[-1])
    found[wrong] = 0
    wrong |= at[found] != asked
    found[wrong] = -1
    return found.astype(np.int64)


def _ends(selections: Sequence[Selection]) -> list[int]:
    return [position for each in selections for position in (each.start, each.end)]


def _score(project: Project, texts: Sequence[NormalText | None], way: Counting) -> Score:
    whole = cut = quoted = 0
    for source, text in zip(project.sources, texts, strict=True):
        if text is None or not source.selections:
            continue
        places = _raw_places(text, _ends(source.selections), way)
        inner = places[(places > 0) & (places < len(text.raw))]
        joins, neutral = text.joins
        broken = int(joins[inner].sum())
        cut += broken + int((places < 0).sum())
        whole += len(places) - int((places < 0).sum()) - broken - int(neutral[inner].sum())
        quoted += _quoted(text, source.selections, places)
    return Score(whole, cut, quoted)


def _quoted(text: NormalText, selections: Sequence[Selection], places: Places) -> int:
    """Count the selections whose name is the beginning of their words, as many programs write it."""
    found = 0
    for number, each in enumerate(selections):
        start, end = int(places[2 * number]), int(places[2 * number + 1])
        name = each.name.rstrip("….")
        if 0 <= start < end and name.strip():
            words = text.raw[start : min(end, start + 400)]
            found += words.startswith(name) or " ".join(words.split()).startswith(" ".join(name.split()))
    return found


def _spans(text: NormalText | None, selections: Sequence[Selection], way: Counting) -> tuple[Span | None, ...]:
    if text is None or not selections:
        return (None,) * len(selections)
    places = _raw_places(text, _ends(selections), way)
    return tuple(text.span(int(places[2 * number]), int(places[2 * number + 1])) for number in range(len(selections)))
