"""What "together" means: in one passage, one unit of the text, a stretch of characters, one document or one case."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from qualcode.errors import NotFoundError, UsageError
from qualcode.model.evidence import Passage
from qualcode.model.span import Span

UnitSpans = Mapping[str, Sequence[Span]]
"""For each document the spans of its units, in order and disjoint."""

TEXT_UNITS = ("segment", "turn", "paragraph", "sentence")
WITHIN = ("passage", *TEXT_UNITS, "document", "case")
_CHINESE = {
    "passage": ("参考点", "片段", "重叠"),
    "segment": ("单元", "分析单元"),
    "turn": ("话轮", "轮次"),
    "paragraph": ("段落", "段"),
    "sentence": ("句子", "句"),
    "document": ("文档", "文件", "访谈"),
    "case": ("案例", "个案"),
}
_NAMES = {name: unit for unit in WITHIN for name in (unit, f"{unit}s", *_CHINESE[unit])}
_CHARACTERS = re.compile(r"(\d+)\s*(?:characters?|chars?|个?字符?)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Within:
    """A unit in which passages count as together; `characters` is the widest gap when the unit is `window`.

    `passage`: the two share at least one character. `window`: no more than so many characters lie between them. `segment`
    is the study's unit. A passage that reaches over several units of the text is in each of them.
    """

    unit: str
    characters: int = 0

    def __str__(self) -> str:
        return f"{self.characters} characters" if self.unit == "window" else self.unit


PASSAGE = Within("passage")


def parse_within(text: str) -> Within:
    """Return what a person means by `turn`, `document`, `话轮`, `50` or `50 characters`; raise `UsageError` for anything else.

    >>> parse_within("同一话轮内") == parse_within("turn"), parse_within("50 characters").characters
    (True, 50)
    """
    plain = re.sub(r"^(同一个?|同)|[之以]?内$", "", text.strip().casefold()).strip()
    number = _CHARACTERS.fullmatch(plain)
    if number:
        if int(number[1]) < 1:
            raise UsageError("A window holds at least one character.", remedy='"passage" means overlapping passages.')
        return Within("window", int(number[1]))
    if plain not in _NAMES:
        choices = f"{', '.join(WITHIN)}, or a number of characters"
        raise NotFoundError("unit", text, _NAMES, outcome=f"There are {choices}.")
    return Within(_NAMES[plain])


def unit_keys(within: Within, spans: UnitSpans) -> Callable[[Passage], tuple[Hashable, ...]]:
    """Return what gives the units in which a passage lies; none when it is outside all of them. Not for passages or windows."""
    starts = {document: [span.start for span in own] for document, own in spans.items()}

    def of_text(passage: Passage) -> tuple[Hashable, ...]:
        span, own = passage.coding.span, spans.get(passage.coding.document, ())
        if span is None or not own:
            return ()
        first = bisect_left(own, span.start + 1, key=lambda unit: unit.end)
        last = bisect_left(starts[passage.coding.document], span.end)
        return tuple((passage.coding.document, number) for number in range(first, last))

    def of_case(passage: Passage) -> tuple[Hashable, ...]:
        return () if passage.case is None else (passage.case,)

    if within.unit == "document":
        return lambda passage: (passage.coding.document,)
    return of_case if within.unit == "case" else of_text


class Together:
    """Which passages are together by one meaning of it."""

    def __init__(self, within: Within, spans: UnitSpans) -> None:
        self.by_place = within.unit in ("passage", "window")
        self.gap = within.characters
        self.keys = unit_keys(within, spans)

    def placed(self, passage: Passage) -> bool:
        """Say whether a passage lies in any unit at all."""
        return self.by_place or bool(self.keys(passage))

    def near(self, others: Iterable[Passage]) -> Callable[[Passage], bool]:
        """Return what says whether a passage is together with any of the others, itself included."""
        if self.by_place:
            return self._near_in_text(others)
        units = {key for other in others for key in self.keys(other)}
        return lambda passage: any(key in units for key in self.keys(passage))

    def _near_in_text(self, others: Iterable[Passage]) -> Callable[[Passage], bool]:
        found: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        for other in others:
            if other.coding.span is not None:
                found[other.coding.document].append((other.coding.span.start, other.coding.span.end))
        starts = {document: sorted(start for start, _ in own) for document, own in found.items()}
        # The furthest end among all that begin no later: enough to know whether any of them reaches a place.
        reach = {document: list(accumulate((end for _, end in sorted(own)), max)) for document, own in found.items()}
        # Strangers must share a character; in a window, so many may lie between the end of one and the start of the next.
        slack = self.gap + 1 if self.gap else 0

        def near(passage: Passage) -> bool:
            span, document = passage.coding.span, passage.coding.document
            if span is None or document not in starts:
                return False
            before = bisect_left(starts[document], span.end + slack)
            return before > 0 and reach[document][before - 1] > span.start - slack

        return near
