"""What the pages of a PDF bear beside the words: running heads, page numbers, and the numbers of lines in the margin."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from itertools import pairwise

from qualcode.text.formats._pdf_pages import Line, Page
from qualcode.text.left_out import LeftOut, LeftOutKind, left_out

_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"\d{1,5}")
_NUMBERED = re.compile(r"(\d{1,5})\t\s*")
_PAGE_WORDS = re.compile(r"[\s\d/|·.,，()（）\[\]–—-]|第|[页頁共]|pages?|\bp\b|\bof\b|页码|[ivxlc]+$", re.IGNORECASE)
_EDGE_ROWS, _EDGE = 2, 0.12
_CLEAR = 1.2
_PLACE = 4.0
_FEWEST_NUMBERS, _FEWEST_PREFIXES, _SHARE_NUMBERED = 5, 10, 0.7
Key = tuple[int, int]


def without_furniture(pages: Sequence[Page]) -> tuple[tuple[Page, ...], tuple[LeftOut, ...]]:
    """Return the pages with only the lines that are somebody's words, and what was taken out of them.

    Running heads and page numbers: lines at the upper or lower edge, apart from the rest, that come back in the same
    place on several pages, alike but for numbers; bare page numbers that go up with the pages need not stand apart. Line
    numbers: whole numbers in a column left of the words, or before a wide gap in nearly every line, that go up by one step.
    """
    margin = _margin(pages)
    edges = _edges(pages, margin)
    prefixes = _prefixes(pages, edges.keys() | margin)
    twice = _drawn_twice(pages, edges.keys() | margin)
    kept: list[Page] = []
    out: list[LeftOut] = []
    for index, page in enumerate(pages):
        numbers: list[str] = []
        lines: list[Line] = []
        for place, line in enumerate(page.lines):
            key = index, place
            if key in edges:
                out += left_out(edges[key], line.text, f"page {page.number}")
            elif key in margin:
                numbers.append(line.text)
            elif key in twice:
                out += left_out("repeated line", line.text, f"page {page.number}")
            elif key in prefixes:
                number, rest = line.text[: prefixes[key]], line.text[prefixes[key] :]
                numbers.append(number.strip())
                lines.append(_shortened(line, rest))
            else:
                lines.append(line)
        out += left_out("line number", " ".join(numbers), f"page {page.number}")
        kept.append(replace(page, lines=tuple(lines)))
    return tuple(kept), tuple(out)


def _shortened(line: Line, rest: str) -> Line:
    bold = max(0, line.bold - (len(line.text) - len(rest)))
    share = (line.right - line.left) * len(rest) / max(1, len(line.text))
    return replace(line, text=rest, left=line.right - share, word=line.size, bold=bold)


def _edges(pages: Sequence[Page], taken: Set[Key]) -> dict[Key, LeftOutKind]:
    """Return the lines at the pages' edges that come back, each with its kind."""
    groups: dict[tuple[str, str, int], list[tuple[Key, Line, bool]]] = defaultdict(list)
    for index, page in enumerate(pages):
        lines = [place for place in range(len(page.lines)) if (index, place) not in taken]
        for place, side, apart in _edge_lines(page, lines):
            line = page.lines[place]
            shape = _DIGITS.sub("#", line.text)
            groups[shape, side, round(line.bottom / _PLACE)].append(((index, place), line, apart))
    found: dict[Key, LeftOutKind] = {}
    for (shape, side, row), group in groups.items():
        near = [each for step in (-1, 0, 1) for each in groups.get((shape, side, row + step), ())]
        kind: LeftOutKind = "running head" if _PAGE_WORDS.sub("", shape.replace("#", "")) else "page number"
        apart = kind == "page number" or all(apart for _, _, apart in near)
        if apart and (_rises(near, pages) or (kind == "running head" and _comes_back(near, len(pages)))):
            found.update((key, kind) for key, _, _ in group)
    return found


def _edge_lines(page: Page, places: Sequence[int]) -> Iterator[tuple[int, str, bool]]:
    """Yield those of a page's lines in its outermost rows, each with its side and whether white space sets it apart."""
    for side, sign in (("top", -1.0), ("foot", 1.0)):
        order = sorted(places, key=lambda place: sign * page.lines[place].bottom)
        rows: list[list[int]] = []
        for place in order:
            line = page.lines[place]
            if rows and abs(page.lines[rows[-1][0]].bottom - line.bottom) < 0.5 * line.size:
                rows[-1].append(place)
            else:
                rows.append([place])
            if len(rows) > _EDGE_ROWS + 1:
                break
        for row, below in pairwise(rows[: _EDGE_ROWS + 1]):
            first, second = page.lines[row[0]], page.lines[below[0]]
            away = first.bottom if side == "foot" else page.height - first.top
            if page.height and away > _EDGE * page.height:
                break
            gap = abs(first.bottom - second.bottom) - max(first.size, second.size)
            for place in row:
                yield place, side, gap > _CLEAR * max(first.size, second.size)
        if len(rows) == 1:
            yield from ((place, side, True) for place in rows[0])


def _rises(group: Sequence[tuple[Key, Line, bool]], pages: Sequence[Page]) -> bool:
    """Say whether a number in these lines goes up as the pages do: in all but a few of them, on two pages at least."""
    by_page = {index: [int(digits) for digits in _DIGITS.findall(line.text)] for (index, _), line, _ in group}
    columns = min((len(numbers) for numbers in by_page.values()), default=0)
    for column in range(columns):
        offsets = [numbers[column] - pages[index].number for index, numbers in by_page.items()]
        usual = max(set(offsets), key=offsets.count)
        if offsets.count(usual) >= max(2, 0.8 * len(offsets)):
            return True
    return False


def _comes_back(group: Sequence[tuple[Key, Line, bool]], pages: int) -> bool:
    """Say whether lines alike to the letter stand on three pages, or on both of two."""
    on = defaultdict(set)
    for (index, _), line, _ in group:
        on[line.text].add(index)
    return max(len(each) for each in on.values()) >= (3 if pages > 2 else 2)


def _margin(pages: Sequence[Page]) -> frozenset[Key]:
    """Return the lines that hold a line's number alone, in a column left of the words, several on most pages that have any."""
    found: list[tuple[int, Key]] = []
    several = 0
    for index, page in enumerate(pages):
        body = sorted(line.left for line in page.lines if not _NUMBER.fullmatch(line.text))
        if not body:
            continue
        edge = body[len(body) // 4] - 1
        column = [
            (line.bottom, place)
            for place, line in enumerate(page.lines)
            if _NUMBER.fullmatch(line.text) and line.right < edge
        ]
        several += 1 if len(column) > 1 else -bool(column)
        found += [(int(page.lines[place].text), (index, place)) for _, place in sorted(column, reverse=True)]
    return frozenset(key for _, key in found) if several > 0 and _go_up(found, _FEWEST_NUMBERS) else frozenset()


def _drawn_twice(pages: Sequence[Page], taken: Set[Key]) -> frozenset[Key]:
    """Return the lines that reach over the upper edge of a page and repeat the last line of the page before.

    So does a program that prints what is on the screen: a line that the edge of a page cuts is on both pages.
    """
    found = set()
    last = ""
    for index, page in enumerate(pages):
        places = [place for place in range(len(page.lines)) if (index, place) not in taken]
        if places and last == page.lines[places[0]].text and page.lines[places[0]].top > page.height:
            found.add((index, places[0]))
        last = page.lines[places[-1]].text if places else ""
    return frozenset(found)


def _prefixes(pages: Sequence[Page], taken: Set[Key]) -> dict[Key, int]:
    """Return the lines that begin with their number and a wide gap, with how many characters these take."""
    found: list[tuple[int, Key]] = []
    lengths: dict[Key, int] = {}
    others = 0
    for index, page in enumerate(pages):
        for place, line in enumerate(page.lines):
            match = _NUMBERED.match(line.text)
            if (index, place) in taken:
                continue
            others += match is None
            if match:
                found.append((int(match[1]), (index, place)))
                lengths[index, place] = match.end()
    enough = len(found) >= _SHARE_NUMBERED * (len(found) + others)
    return lengths if enough and _go_up(found, _FEWEST_PREFIXES) else {}


def _go_up(numbers: Sequence[tuple[int, Key]], fewest: int) -> bool:
    """Say whether numbers go up by one step, save where a page begins anew."""
    if len(numbers) < fewest:
        return False
    steps = [later - earlier for (earlier, a), (later, b) in pairwise(numbers) if a[0] == b[0] or later > earlier]
    usual = max(set(steps), key=steps.count) if steps else 0
    return usual > 0 and steps.count(usual) >= 0.9 * len(steps)
