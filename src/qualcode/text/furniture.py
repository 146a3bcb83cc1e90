"""What a printed page adds to the words: page numbers and the numbers of its lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

_PAGE = re.compile(
    r"\s*(?:(?P<n>\d{1,4})\s?/\s?(?P<of>\d{1,4})|(?:Page|page|p\.)\s(?P<p>\d{1,4})(?:\s(?:of|/)\s(?P<pof>\d{1,4}))?|"
    r"第\s?(?P<z>\d{1,4})\s?[页頁](?:[\s，,/]*共\s?(?P<zof>\d{1,4})\s?[页頁])?|[-–—]\s?(?P<d>\d{1,4})\s?[-–—])\s*"
)
_STARTS = frozenset("0123456789第Pp-–— \t\u3000")
_FEWEST_NUMBERS = 3


def furniture(lines: Sequence[str]) -> frozenset[int]:
    """Return the indices of the lines that are page furniture and nobody's words.

    A page mark is a line of its own (`2/5`, `Page 3 of 12`, `第 3 页 共 12 页`, `- 3 -`). It counts only when the marks of
    one shape and total run on by one through the text, at least two of them, so that an answer such as `4/5` remains
    words. Lines that hold `1`, `2`, `3`, … (three or more, from 1 or on from the page before), as some programs give the numbers in the
    margin, count when they stand right before a page mark or close the text. A lone page number without a mark stays, since it may be words.
    """
    marks: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for index, line in enumerate(lines):
        if len(line) < 40 and line[:1] in _STARTS and line and (match := _PAGE.fullmatch(line)):
            shape = next(key for key in ("n", "p", "z", "d") if match[key])
            total = match["of"] or match["pof"] or match["zof"] or ""
            marks.setdefault((shape, total), []).append((index, int(match[shape])))
    pages = [index for run in marks.values() if _runs_on(run) for index, _ in run]
    found = set(pages)
    number = 1
    for end in (*sorted(pages), len(lines)) if pages else ():
        numbers = _line_numbers(lines, end, number)
        found.update(numbers)
        number += len(numbers)
    return frozenset(found)


def _runs_on(run: list[tuple[int, int]]) -> bool:
    numbers = [number for _, number in run]
    return len(run) >= 2 and numbers == list(range(numbers[0], numbers[0] + len(run)))


def _line_numbers(lines: Sequence[str], end: int, onward: int) -> range:
    """Return the lines before `end` that count up from 1 or go `onward`, blank lines between them and `end` passed over."""
    last = end - 1
    while last >= 0 and not lines[last].strip():
        last -= 1
    first = last
    while first >= 0 and _is_number(lines[first], lines[last], last - first):
        first -= 1
    count = last - first
    begin = int(lines[first + 1]) if count else 0
    if begin == onward > 1 or (begin == 1 and count >= _FEWEST_NUMBERS):
        return range(first + 1, last + 1)
    return range(0)


def _is_number(line: str, last: str, back: int) -> bool:
    line, last = line.strip(), last.strip()
    return line.isdecimal() and last.isdecimal() and len(last) < 5 and int(line) == int(last) - back > 0
