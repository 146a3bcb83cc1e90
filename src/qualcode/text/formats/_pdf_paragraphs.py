"""The paragraphs of a PDF: which of its lines were only wrapped, and are one."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from qualcode.text.extract import Block, BlockKind
from qualcode.text.formats._pdf_pages import Line, Page
from qualcode.text.left_out import LeftOut, left_out

_LABEL = re.compile(r"[^\s:：][^:：\n]{0,29}?(?:[:：]|(?=\t))")
_STAMP = re.compile(r"[\[(（【<]?\d{1,3}:\d{2}")
_ENDED = re.compile(r"[.。？！?!…:：]['\"”’」』)）]*$")
_CJK = re.compile(
    "[\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uff60\u2014\u2018-\u201d\u2026\U00020000-\U0003ffff]"
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SOFT = "\u00ad"
_ALIKE, _LOOSE, _INDENT, _SPACE = 0.6, 1.25, 0.8, 0.25
_HEADING, _HEADING_LINES = 1.15, 3
_COLUMN, _NEAR, _FEWEST_NEAR, _NARROWEST = 3.0, 2.5, 3, 15.0
_ROW = 0.4
"""A line whose last column begins beyond this share of its width is the row of a table, and goes on nowhere."""


@dataclass
class _Run:
    """Lines below one another in one column of a page, and where the column ends (infinity: no line ever reaches its end)."""

    width: float
    lines: list[Line] = field(default_factory=list)
    edge: float = math.inf

    @property
    def left(self) -> float:
        return min(line.left for line in self.lines)

    @property
    def right(self) -> float:
        return max(line.right for line in self.lines)


@dataclass(frozen=True, slots=True)
class _Habits:
    """How a document is set: the usual size of letters, the usual step from line to line, where lines that go on begin."""

    size: float
    step: float
    labels: frozenset[str]
    words: frozenset[str]


def paragraphs(pages: Sequence[Page]) -> tuple[tuple[Block, ...], tuple[LeftOut, ...]]:
    """Return the paragraphs in the order of the pages, and the hyphens taken out where a word was cut at a line's end.

    A line goes on in the next when the next one's first word would not have fitted behind it. A wider step, letters of
    another size, an indent unlike that of lines that go on, and the label of a speaker begin a paragraph all the same.
    """
    runs = [run for page in pages for run in _runs(page)]
    _find_edges(runs)
    habits = _habits(runs)
    groups: list[list[Line]] = []
    before: tuple[_Run, Line] | None = None
    for run in runs:
        usual = _usual_left(run)
        for line in run.lines:
            if before is not None and _goes_on(before, (run, line), usual, habits):
                groups[-1].append(line)
            else:
                groups.append([line])
            before = run, line
    blocks, hyphens = [], 0
    for group in groups:
        text, taken = _joined(group, habits.words)
        hyphens += taken
        blocks.append(Block(text, _kind(group, habits), group[0].bold if len(group) == 1 else min(group[0].bold, 40)))
    return tuple(blocks), left_out("line-end hyphen", "-" * hyphens, "where a word is cut at the end of a line")


def _runs(page: Page) -> list[_Run]:
    runs: list[_Run] = []
    for line in _rows(page.lines):
        last = runs[-1].lines[-1] if runs else None
        below = last is not None and line.bottom < last.bottom - 0.3 * line.size
        if last is None or not below or line.left > runs[-1].right or line.right < runs[-1].left:
            runs.append(_Run(page.width))
        runs[-1].lines.append(line)
    return runs


def _rows(lines: Sequence[Line]) -> list[Line]:
    """Join what stands beside one another at one height: the cells of a row, or a name and the words."""
    rows: list[Line] = []
    for line in lines:
        last = rows[-1] if rows else None
        if last is not None and abs(last.bottom - line.bottom) < 0.3 * line.size and line.left >= last.right:
            rows[-1] = replace(last, text=f"{last.text}\t{line.text}", right=line.right, column=line.left)
        else:
            rows.append(line)
    return rows


def _find_edges(runs: Sequence[_Run]) -> None:
    """Say of each run where its column ends: where the longest line of all runs that begin there ends.

    That is an edge only when lines are wrapped at it: three end near it, or it lies about as far from the side of the page as
    the lines begin from the other.
    """
    columns: list[list[_Run]] = []
    for run in sorted(runs, key=lambda run: run.left):
        if not columns or run.left - columns[-1][0].left > _COLUMN * run.lines[0].size:
            columns.append([])
        columns[-1].append(run)
    for column in columns:
        right = max(run.right for run in column)
        near = sum(line.right > right - _NEAR * line.size for run in column for line in run.lines)
        for run in column:
            if (
                near >= _FEWEST_NEAR and right - run.left > _NARROWEST * run.lines[0].size
            ) or right >= run.width - 1.5 * run.left:
                run.edge = right


def _habits(runs: Sequence[_Run]) -> _Habits:
    sizes: Counter[float] = Counter()
    steps: Counter[float] = Counter()
    opening: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for run in runs:
        for above, line in zip((None, *run.lines), run.lines, strict=False):
            sizes[round(line.size, 1)] += len(line.text)
            words.update(_WORD.findall(line.text.casefold()))
            if above is not None and abs(above.size - line.size) < _ALIKE:
                steps[round((above.bottom - line.bottom) / line.size, 1)] += 1
            if above is None or not _is_full(above, line, run.edge):
                opening.update(_labels(line.text))
    total = steps.total()
    usual = min((step for step, count in steps.items() if count >= max(2, 0.05 * total)), default=1.2)
    size = sizes.most_common(1)[0][0] if sizes else 1.0
    # A run-on word with a hyphen is whole only where the document has it so elsewhere.
    return _Habits(size, usual, frozenset(label for label, count in opening.items() if count > 1), frozenset(words))


def _labels(text: str) -> tuple[str, ...]:
    match = _LABEL.match(text)
    return (match[0].rstrip(":： ").casefold(),) if match else ()


def _is_full(line: Line, following: Line, edge: float) -> bool:
    space = 0.0 if _CJK.match(following.text) else _SPACE * line.size
    return line.right + space + following.word > edge + 0.5


def _usual_left(run: _Run) -> float:
    """Return where the lines of a run begin that go on from the one above."""
    pairs = zip(run.lines, run.lines[1:], strict=False)
    lefts = Counter(round(line.left) for above, line in pairs if _is_full(above, line, run.edge))
    if not lefts:
        lefts = Counter(round(line.left) for line in run.lines)
    return float(lefts.most_common(1)[0][0])


def _goes_on(before: tuple[_Run, Line], now: tuple[_Run, Line], usual_left: float, habits: _Habits) -> bool:
    (run, above), (here, line) = before, now
    if abs(above.size - line.size) >= _ALIKE or any(label in habits.labels for label in _labels(line.text)):
        return False
    if _STAMP.match(line.text) or not _is_full(above, line, run.edge):
        return False
    if above.column > above.left + _ROW * (run.right - above.left):
        return False
    if abs(line.left - usual_left) > _INDENT * line.size:
        return False
    if run is here:
        return above.bottom - line.bottom <= habits.step * line.size * _LOOSE
    return len(run.lines) > 1 and not _ENDED.search(above.text)


def _joined(group: Sequence[Line], words: frozenset[str]) -> tuple[str, int]:
    """Return the lines of a paragraph as one, and how many hyphens at their ends were taken out."""
    text, taken = group[0].text, 0
    for line in group[1:]:
        following = line.text
        if text.endswith(("-", _SOFT)) and len(text) > 1 and text[-2].isalpha() and following[:1].islower():
            head = _WORD.findall(text[:-1].casefold())[-1:]
            tail = _WORD.findall(following.casefold())[:1]
            whole = bool(head and tail and f"{head[0]}-{tail[0]}" not in words)
            keep = not whole or (text.endswith("-") and (head[0] + tail[0]) not in words)
            text = text[:-1] + ("-" if keep else "") + following
            taken += not keep
        elif _CJK.match(text[-1]) and _CJK.match(following):
            text += following
        else:
            text += " " + following
    return text.replace(_SOFT, "-"), taken


def _kind(group: Sequence[Line], habits: _Habits) -> BlockKind:
    large = all(line.size > _HEADING * habits.size for line in group)
    return "heading" if large and len(group) <= _HEADING_LINES else "text"
