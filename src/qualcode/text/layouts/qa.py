"""`Q: …` and `A: …`, `Q1. …`, `问：…` and `答：…`: question and answer, with other labels between them."""

from __future__ import annotations

import re

from qualcode.text.layout import LEAD, Layout, Mark
from qualcode.text.layouts import label_colon
from qualcode.text.lines import Lines

_ANY = re.compile(rf"{LEAD}(?P<label>[QAqa] ?\d{{0,3}}|[问問答]\s?\d{{0,3}})\s?(?P<dot>[:：.．、])(?!\d|[A-Za-z]\.)")
_CHOICE = re.compile(r"\s*[Bb][.．、]\s")
_BEFORE = " \t\u3000-*•·–—0123456789.)、．"
_LETTERS = frozenset(["", *"QAqa问問答"])
_QUESTION = frozenset("Qq问問")
_INDENTED_B = frozenset("Bb ")


def find(lines: Lines) -> tuple[Mark, ...]:
    """Return the marks of questions and answers, and those of other labels with a colon; none unless both are asked and answered.

    A dot may stand for the colon (`Q1. …`), save for a bare `A.` in a text that also lists `B.`.
    """
    choices = any(_CHOICE.match(line) for line in lines.lines if line[:1] in _INDENTED_B)
    marks: list[Mark] = []
    for index, line in enumerate(lines.lines):
        match = _ANY.match(line) if line[:8].strip(_BEFORE)[:1] in _LETTERS else None
        if match and not (choices and match["dot"] in ".．、" and match["label"] in "Aa"):
            marks.append(Mark(index, match["label"].strip(), match.end()))
    if len({mark.label[0] in _QUESTION for mark in marks}) < 2:
        return ()
    taken = {mark.line for mark in marks}
    others = (mark for mark in label_colon.find(lines) if mark.line not in taken)
    return tuple(sorted([*marks, *others]))


LAYOUT = Layout("qa", find, rank=2)
