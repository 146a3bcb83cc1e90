"""What page a display needs, and how wide its columns are there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate

from qualcode.model.display import Display
from qualcode.report.values import NUMERIC, clean, label_of, shown


@dataclass(frozen=True, slots=True)
class Page:
    """A page: width, height and margin in twips (1/20 point)."""

    width: int
    height: int
    margin: int = 1417

    @property
    def room(self) -> int:
        """The width between its margins."""
        return self.width - 2 * self.margin

    @property
    def landscape(self) -> bool:
        """Whether it is wider than high."""
        return self.width > self.height


PORTRAIT = Page(11906, 16838)
LANDSCAPE = Page(16838, 11906, 1134)
FOLD_OUT = Page(23811, 16838, 1134)
"""A3, for a table that no A4 page holds: it is folded in where the thesis is bound."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a display is set: page, column widths in twips (row labels first), size in half points, numeric insets.

    `insets[i]` is what is left free to the right of a numeric column, so that its digits stand below its heading.
    `below` is the column whose quotes stand below each row, over the whole width; `widths` and `insets` then leave it out.
    """

    page: Page
    widths: tuple[int, ...]
    size: int
    insets: tuple[int, ...]
    below: int | None = None

    def lines(self, text: str, column: int) -> int:
        """Estimate how many lines a text takes in a column."""
        room = max(1, (self.widths[column] - PADDING) // _em(self.size))
        return sum(1 + measure(line) // room for line in text.split("\n"))


@dataclass(frozen=True, slots=True)
class _Demand:
    least: int
    wished: int
    widest: int


PADDING = 160
"""Left and right margin of a cell together, in twips."""

_CHOICES = ((PORTRAIT, 18), (LANDSCAPE, 18), (LANDSCAPE, 15), (FOLD_OUT, 15))
_BAND_SIZE = 18
_WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\U00020000-\U0003fffd“”‘’…—]"
)
_WORDS = re.compile(r"\s+|(?<=[\u2e80-\ua4cf\uff00-\uff60])")
_WORD = 12
"""Letters of a word for which a column is made wide enough."""

_SAMPLE = 160
_FEW = 3
_LONG = 400
_VERY_LONG = 1200


def bands(display: Display) -> tuple[Display, ...]:
    """Return a display as it is, or, where no page keeps its columns readable, parted into displays of fewer columns each.

    Every part has the rows and their labels again, and fits an A4 page in landscape.
    """
    demands = [_label_demand(display), *_demands(display)]
    page, size = _CHOICES[-1]
    if _total((demand.least for demand in demands), size) <= page.room:
        return (display,)
    room = LANDSCAPE.room - _total([demands[0].least], _BAND_SIZE)
    counts, left = [0], room
    for demand in demands[1:]:
        needed = _total([demand.least], _BAND_SIZE)
        if needed > left and counts[-1]:
            counts.append(0)
            left = room
        counts[-1] += 1
        left -= needed
    ends = list(accumulate(counts))
    return tuple(_columns(display, end - count, end) for count, end in zip(counts, ends, strict=True))


def _columns(display: Display, first: int, end: int) -> Display:
    rows = tuple(replace(row, cells=row.cells[first:end]) for row in display.rows)
    return replace(display, columns=display.columns[first:end], rows=rows)


def plan(display: Display, at_least: Page | None = None) -> Layout:
    """Return the smallest page on which every column keeps a readable width: A4, A4 landscape, then A3 landscape.

    Many quotes in one column would leave the others empty for pages: they stand below their row instead. With `at_least`
    that page is taken where the table would do with a smaller one.
    """
    below = _below(display)
    demands = [_label_demand(display), *_demands(display, below)]
    choices = [choice for choice in _CHOICES if at_least is None or choice[0].width >= at_least.width]
    for page, size in choices:
        if _total((demand.least for demand in demands), size) <= page.room:
            break
    widths = _widths(demands, page, size)
    if below is not None:
        widths = tuple(width * page.room // sum(widths) for width in widths)
    insets = (_inset(width, demand, size) for width, demand in zip(widths, demands, strict=True))
    return Layout(page, widths, size, tuple(insets), below)


def _demands(display: Display, below: int | None = None) -> Iterator[_Demand]:
    for index, column in enumerate(display.columns):
        if index != below:
            texts = (shown(row.cells[index].value, column) for row in display.rows)
            yield _demand(label_of(column), texts, column.type in NUMERIC)


def _below(display: Display) -> int | None:
    """Return the column of quotes that is to stand below its rows: the last and only one, where several make it long."""
    quotes = [at for at, column in enumerate(display.columns) if column.type == "quotes"]
    last = len(display.columns) - 1
    if quotes != [last] or last + 1 < _FEW:
        return None
    held = [row.cells[last].value for row in display.rows]
    most = max((sum(map(len, value)) for value in held if isinstance(value, tuple)), default=0)
    return last if most > _SAMPLE else None


def _label_demand(display: Display) -> _Demand:
    demand = _demand(clean(display.corner), (clean(row.label or row.key) for row in display.rows), False)
    indent = 2 * max((row.level for row in display.rows), default=0)
    return _Demand(min(demand.least, 14) + indent, min(demand.wished, 34) + indent, demand.widest)


def _demand(header: str, texts: Iterable[str], numeric: bool) -> _Demand:
    longest = longest_word = whole = 0
    for text in texts:
        whole = max(whole, len(text))
        for line in text[:_SAMPLE].split("\n"):
            longest = max(longest, measure(line))
            if longest_word < _WORD:
                longest_word = max(longest_word, _longest_word(line))
    heading = measure(header)
    if numeric:
        return _Demand(
            max(longest + 1, min(_header_word(header), 14), min(heading, 6)), max(longest + 2, heading), longest
        )
    least = max(
        min(longest_word, _WORD), min(_header_word(header), 16), min(longest + 1, 20 if longest > 40 else 13), 4
    )
    # Long texts, such as quotes, take what the other columns leave; the longest nearly all of it.
    most = 60 if longest < _SAMPLE and whole < _LONG else 110 if whole < _VERY_LONG else 330
    return _Demand(least, max(least, min(max(longest, heading) + 1, most)), longest)


def _widths(demands: list[_Demand], page: Page, size: int) -> tuple[int, ...]:
    least = [demand.least * _em(size) + PADDING for demand in demands]
    spread = [(demand.wished - demand.least) * _em(size) for demand in demands]
    room = page.room
    if sum(least) > room:
        return tuple(width * room // sum(least) for width in least)
    extra = min(room - sum(least), sum(spread))
    widths = [width + (extra * more // sum(spread) if extra else 0) for width, more in zip(least, spread, strict=True)]
    target = max(min(sum(widths) * 6 // 5, room), room * 7 // 10)
    return tuple(width * target // sum(widths) for width in widths)


def _inset(width: int, demand: _Demand, size: int) -> int:
    """Half of what the widest figure leaves free, less a reserve for faces with broad digits: no figure may break."""
    return max(0, (width - PADDING - demand.widest * _em(size) * 4 // 3) // 2)


def _total(measures: Iterable[int], size: int) -> int:
    return sum(measure * _em(size) + PADDING for measure in measures)


def _em(size: int) -> int:
    """The twips that half a Chinese character, or one Latin letter with some air, takes at most at a size in half points."""
    return size * 6


def measure(line: str) -> int:
    """Return the width of a line in Latin letters, of which a Chinese character takes two."""
    return len(line) if line.isascii() else len(line) + len(_WIDE.findall(line))


def _header_word(header: str) -> int:
    """Return the width of a heading's longest word: bold, and capitals broader than small letters."""
    words = (word for word in _WORDS.split(header) if word)
    return max((measure(word) + (sum(map(str.isupper, word)) + 2) // 3 for word in words), default=0)


def _longest_word(line: str) -> int:
    longest = 0
    for word in _WORDS.split(line):
        if 2 * len(word) > longest:
            longest = max(longest, measure(word))
    return longest
