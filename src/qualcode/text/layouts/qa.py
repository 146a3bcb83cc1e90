"""`Q: …` and `A: …`, `Q1. …`, `问：…` and `答：…`: question and answer, with other labels between them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qualcode.text.layout import LEAD, Layout, Mark
from qualcode.text.layouts.label_colon import mark_of
from qualcode.text.lines import Lines

_ANY = re.compile(rf"{LEAD}(?P<label>[QAqa] ?\d{{0,3}}|[问問答]\s?\d{{0,3}})\s?(?P<dot>[:：.．、])(?!\d|[A-Za-z]\.)")
_STARTS = re.compile(r"[\s\-*•·–—\d.)、．]*[QAqa问問答]")
_CHOICE = re.compile(r"\s*[Bb][.．、]\s")
_QUESTION = frozenset("Qq问問")


def find(lines: Lines) -> tuple[Mark, ...]:
    """Return the marks of questions and answers, and those of other labels with a colon; none unless both are asked and answered.

    A dot may stand for the colon (`Q1. …`), save for a bare `A.` in a text that also lists `B.`.
    """
    marks: list[Mark] = []
    letters: set[bool] = set()
    choices = any(_CHOICE.match(line) for line in lines.lines if line[:1] in ("B", "b", " "))
    for index, line, match in _openings(lines):
        if match is None:
            mark = mark_of(index, line)
        elif choices and match["dot"] in ".．、" and match["label"] in ("A", "a"):
            continue
        else:
            mark = Mark(index, match["label"].strip(), match.end())
            letters.add(mark.label[0] in _QUESTION)
        if mark is not None:
            marks.append(mark)
    return tuple(marks) if len(letters) == 2 else ()


def _openings(lines: Lines) -> Iterator[tuple[int, str, re.Match[str] | None]]:
    for index, line in enumerate(lines.lines):
        match = _ANY.match(line) if _STARTS.match(line) else None
        if match is not None or ":" in line or "：" in line:
            yield index, line, match


LAYOUT = Layout("qa", find, rank=2)
