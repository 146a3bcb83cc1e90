"""What a printed page adds to the words: page numbers and the numbers of its lines."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence

from qualcode.text.labels import is_known
from qualcode.text.left_out import LeftOutKind

_PAGE = re.compile(
    r"\s*(?:(?P<n>\d{1,4})\s?/\s?(?P<of>\d{1,4})|(?:Page|page|p\.)\s(?P<p>\d{1,4})(?:\s(?:of|/)\s(?P<pof>\d{1,4}))?|"
    r"第\s?(?P<z>\d{1,4})\s?[页頁](?:[\s，,/]*共\s?(?P<zof>\d{1,4})\s?[页頁])?|[-–—]\s?(?P<d>\d{1,4})\s?[-–—])\s*"
)
_STARTS = frozenset("0123456789第Pp-–— \t\u3000")
_FEWEST_NUMBERS, _FEWEST_HEADS, _LONGEST_HEAD = 3, 3, 100
_NUMBERED_HEAD = re.compile(
    r"(?<!\w)(?:Page|page|PAGE|p\.|Seite)\s?(?P<page>\d{1,4})(?=\s*$|\s+of\s|\s*/|\s*[|·–—-])|(?<=第)\s?(?P<z>\d{1,4})\s?(?=[页頁])"
)
_LABEL_END = re.compile(r"[:：\t\[(（<]")
_PROGRAM = re.compile(
    r"\s*(?:Transcribed by https?://otter\.ai\S*|(?:Transcript|Transcription|Subtitles?|Captions?) (?:was )?(?:auto-?generated|generated|created|made) (?:by|with) .{1,60}|"
    r".{1,60} (?:started|stopped) transcription|(?:本)?(?:文字稿|转写|文稿|字幕|转录)(?:内容)?由.{1,30}(?:生成|提供|转写|整理))[.。]?\s*"
)
_NOTE_ENDS = frozenset("in.。成供写理写") | frozenset("abcdefghijklmnopqrstuvwxyz0123456789/")


def furniture(lines: Sequence[str], tops: Collection[int] = ()) -> dict[int, LeftOutKind]:
    """Return the indices of the lines that are page furniture and nobody's words, each with what it is, in order.

    A page mark is a line of its own (`2/5`, `Page 3 of 12`, `第 3 页 共 12 页`, `- 3 -`). It counts only when the marks of
    one shape and total run on by one through the text, at least two of them, so that an answer such as `4/5` remains
    words. Lines that hold `1`, `2`, `3`, … (three or more, from 1 or on from the page before), as some programs give the numbers in the
    margin, count when they stand right before a page mark or close the text. A lone page number without a mark stays, since it may be words.
    A running head is the line next to page marks, or at the pages' `tops` and ends, that is the same each time; or a line with a
    page number that runs on. What a program notes about its transcript (`Transcribed by https://otter.ai`) counts as well.
    """
    marks: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for index, line in enumerate(lines):
        if len(line) < 40 and line[:1] in _STARTS and line and (match := _PAGE.fullmatch(line)):
            shape = next(key for key in ("n", "p", "z", "d") if match[key])
            total = match["of"] or match["pof"] or match["zof"] or ""
            marks.setdefault((shape, total), []).append((index, int(match[shape])))
    pages = [index for run in marks.values() if _runs_on(run) for index, _ in run]
    found: dict[int, LeftOutKind] = dict.fromkeys(pages, "page number")
    number = 1
    for end in (*sorted(pages), len(lines)) if pages else ():
        numbers = _line_numbers(lines, end, number)
        found.update(dict.fromkeys(numbers, "line number"))
        number += len(numbers)
    found.update(dict.fromkeys(_numbered_heads(lines), "running head"))
    found.update(dict.fromkeys(_heads(lines, sorted(found), sorted(tops)), "running head"))
    found.update({index: "data" for index, line in enumerate(lines) if _is_program_note(line)})
    return dict(sorted(found.items()))


def _is_program_note(line: str) -> bool:
    return len(line) < 120 and (line.rstrip()[-1:] in _NOTE_ENDS) and _PROGRAM.fullmatch(line) is not None


def _numbered_heads(lines: Sequence[str]) -> Iterator[int]:
    """Yield the lines that hold one and the same text beside a page number that runs on from line to line."""
    runs: dict[str, list[tuple[int, int]]] = {}
    for index, line in enumerate(lines):
        if 3 < len(line) < _LONGEST_HEAD and (match := _NUMBERED_HEAD.search(line)) and _free(line):
            runs.setdefault(line[: match.start()] + "#" + line[match.end() :], []).append(
                (index, int(match["page"] or match["z"]))
            )
    for run in runs.values():
        if _runs_on(run):
            yield from (index for index, _ in run)


def _heads(lines: Sequence[str], apart: Sequence[int], tops: Sequence[int]) -> Iterator[int]:
    """Yield the lines that recur at the heads or feet of pages; `apart` are page marks and the like, `tops` where pages begin."""
    if not apart and not tops:
        return
    skipped = set(apart)
    content = [index for index, line in enumerate(lines) if index not in skipped and line.strip()]
    before = {bisect_left(content, index) - 1 for index in (*apart, *tops, len(lines))}
    behind = {bisect_left(content, index) for index in (0, *apart, *tops)}
    starts = {content[at] for at in behind if at < len(content)}
    ends = {content[at] for at in before if at >= 0}
    for edges in (starts, ends):
        told: dict[str, list[int]] = {}
        for index in sorted(edges):
            told.setdefault(lines[index].strip(), []).append(index)
        for line, places in told.items():
            if len(places) >= _FEWEST_HEADS and 3 < len(line) < _LONGEST_HEAD and _free(line):
                yield from places


def _free(line: str) -> bool:
    """Say whether no label that transcripts use opens a line: what somebody says again and again is no running head."""
    return not is_known(_LABEL_END.split(line, maxsplit=1)[0].strip())


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
