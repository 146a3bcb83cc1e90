"""`[Interviewer] …`, `<P1> …`, `【受访者】…`: a label in brackets, and no colon."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qualcode.text.labels import NOTE, bare, is_known
from qualcode.text.layout import LEAD, Layout, Mark
from qualcode.text.lines import Lines

_LINE = re.compile(
    rf"{LEAD}(?:\[(?P<a>[^\[\]\n]{{1,40}})\]|<(?P<b>[^<>\n]{{1,40}})>|【(?P<c>[^【】\n]{{1,20}})】|〔(?P<d>[^〔〕\n]{{1,20}})〕)\s*"
)
_MOST = 0.6


def find(lines: Lines) -> Iterator[Mark]:
    """Yield each line that a label in brackets opens: words that transcripts use, or names where most lines begin so.

    Notes of what is heard (`[laughs]`) are no labels.
    """
    found = [(index, match) for index, line in enumerate(lines.lines) if (match := _LINE.match(line))]
    spoken = [
        (index, match) for index, match in found if match.end() < len(lines.lines[index]) or is_known(_label(match))
    ]
    named = [(index, match) for index, match in spoken if _label(match)[:1].isalpha() and not NOTE.match(_label(match))]
    content = sum(not lines.is_blank(index) for index in range(len(lines.lines))) if named else 0
    for index, match in named:
        if is_known(_label(match)) or len(named) >= _MOST * content:
            yield Mark(index, _label(match), match.end())


def _label(match: re.Match[str]) -> str:
    return bare(next(filter(None, match.groups())).rstrip(" :："))


LAYOUT = Layout("bracket-label", find, rank=0)
