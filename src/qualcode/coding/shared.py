"""What several coders share: each of them gave the same code, with the same stance and case, to the same words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from qualcode.model.coding import Coding
from qualcode.model.span import Span

_HAN = "一二三四五六七八九十百零〇"
_NUMBERS = (
    rf"[(（](?:\d{{1,3}}|[A-Za-z]|[ivx]{{1,5}}|[{_HAN}]{{1,4}})[)）]",  # (1) (a) （一）
    rf"(?:\d{{1,3}}|[A-Za-z]|[ivx]{{1,5}}|[{_HAN}]{{1,4}})(?:[.．](?!\d)|[、)）])",  # 1. a) 一、
    r"\d{1,3}(?:\.\d{1,3})+(?=\s)",  # 2.1
    rf"第(?:\d{{1,3}}|[{_HAN}]{{1,5}})[条章节款项]",
    r"(?:Article|Clause|Section|Item)\s+\d{1,3}",
    r"[①-⑳]",
)
_LABEL = r"[^\W_][^\n:：。，,.;；!?！？]{0,19}[:：](?![\d/])"


@cache
def _head() -> re.Pattern[str]:
    """Return what may stand at the beginning of a line before its words: list numbers, one label, punctuation."""
    numbers = rf"(?:{'|'.join(_NUMBERS)}|[\W_])*"
    return re.compile(rf"{numbers}(?:{_LABEL})?{numbers}")


@cache
def _marks() -> re.Pattern[str]:
    return re.compile(r"[\W_]*")


def core(text: str, span: Span) -> Span:
    """Return a passage without the white space and punctuation at its edges, and without the number or label of a list.

    A number or a label (`1.`, `（一）`, `第三条`, `合作期限：`) is passed over only at the beginning of a line. A passage that
    holds nothing else keeps it.

    >>> text = "2. Funding: the firm pays.\\nIt paid in 2. Then it left."
    >>> core(text, Span(0, 26)).of(text), core(text, Span(27, 38)).of(text)
    ('the firm pays', 'It paid in')
    """
    start, end = span.start, span.end
    while start < end and not text[end - 1].isalnum():
        end -= 1
    line = text.rfind("\n", 0, start) + 1
    begin = max(_end(_marks(), text, start, end), _end(_head(), text, line, end))
    if begin >= end:
        begin = _end(_marks(), text, start, end)
    return Span(begin, end) if begin < end else span


def _end(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    found = pattern.match(text, start, end)
    return start if found is None else found.end()


@dataclass(frozen=True, slots=True)
class Agreed:
    """One coding that every coder made: theirs, in the order of the coders."""

    codings: tuple[Coding, ...]

    @property
    def coding(self) -> Coding:
        """The coding as a consensus takes it over: the longest passage, and the weight that was given, if only one was."""
        longest = max(self.codings, key=lambda coding: len(coding.span or ()))  # the first of equal ones
        weights = self.weights
        return replace(longest, weight=longest.weight if len(weights) != 1 else weights[0])

    @property
    def weights(self) -> tuple[float, ...]:
        """The weights that were given, each once: several are a matter of dispute."""
        return tuple(dict.fromkeys(coding.weight for coding in self.codings if coding.weight is not None))


_Parted = tuple[list[Agreed], list[Coding]]


def exactly(codings: Sequence[Coding], coders: Sequence[str]) -> _Parted:
    """Return what every coder has with equal code, span, case and stance (none given counts as `affirms`), and the rest."""
    return _part(codings, coders, lambda coding: _key(coding, coding.span))


def nearly(text: str, codings: Sequence[Coding], coders: Sequence[str]) -> _Parted:
    """Return what every coder has once on the same words, whatever punctuation, white space or list number goes with them.

    Where a coder has two codings that are the same but for these, nothing says which is meant: both are among the rest.
    """
    return _part(codings, coders, lambda coding: _key(coding, coding.span and core(text, coding.span)))


def _key(coding: Coding, span: Span | None) -> Hashable:
    return coding.code, span, coding.case, coding.stance or "affirms"


def _part(codings: Sequence[Coding], coders: Sequence[str], key: Callable[[Coding], Hashable]) -> _Parted:
    alike: dict[Hashable, list[Coding]] = defaultdict(list)
    for coding in codings:
        alike[key(coding)].append(coding)
    agreed, rest = [], []
    for group in alike.values():
        by_coder = {coding.coder: coding for coding in group}
        if len(group) == len(coders) == len(by_coder):
            agreed.append(Agreed(tuple(by_coder[coder] for coder in coders)))
        else:
            rest += group
    return agreed, rest
