"""What a transcript layout is: a name, and how it finds the marks that open a speaker's words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from qualcode.model.document import TurnRole
from qualcode.text.lines import Lines

_BIDI = "\u200b-\u200f\u202a-\u202e\u2066-\u2069\u061c"
LEAD = (
    rf"[ \t\u3000\xa0{_BIDI}]*(?:(?:[-*•·–—]|#?\d{{1,4}}[.)、．]|#\d{{1,4}}|[(\[（【]\d{{1,4}}[)\]）】])[ \t\u3000]*)?"
)
"""What may stand before a label: spaces, marks of the direction of writing, and the marker of a list."""
TIME = r"(?P<time>\d{1,3}:\d{2}(?::\d{2})?(?:[.,:]\d{1,3})?)"
STAMP = rf"[\[(（【<]?{TIME}[\])）】>]?"
"""A time stamp such as `0:12`, `[00:01:02]` or `00:01:02.500`; the group `time` is the stamp without its brackets."""
_LEAD = re.compile(LEAD)


class Mark(NamedTuple):
    """A label found at the beginning of a line: the line, the label as shown, where the words begin in that line, the time.

    `below` counts the lines under it that also belong to the label (a name under a time); the words begin behind the last of
    these, at `end`. The label is empty where the file opens a turn and names nobody. `turn_role`: what the file says of it.
    """

    line: int
    label: str
    end: int
    time: str | None = None
    below: int = 0
    turn_role: TurnRole | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """A way to write down who speaks. `find` returns every line that could open a turn, at most one mark a line, in order.

    Which labels are speakers is counted afterwards, the same way for all layouts. `stamped`: each mark bears a time stamp,
    so that a label need not recur to be believed. `rank`: of layouts that find equally many marks, the largest is taken.
    `certain`: the file says so by its own form, and nothing is counted. `headings`: a heading may be a label.
    """

    name: str
    find: Callable[[Lines], Iterable[Mark]]
    stamped: bool = False
    rank: int = 1
    certain: bool = False
    headings: bool = False


def label_start(line: str) -> int:
    """Return where a label may begin in a line: behind spaces and the marker of a list."""
    if line[:1].isalpha():
        return 0
    match = _LEAD.match(line)
    return match.end() if match else 0
