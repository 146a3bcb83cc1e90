"""Paragraphs of a text: hard-wrapped lines joined, blocks between blank lines, or every line."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from qualcode.model.span import Span
from qualcode.text.lines import Lines

_WIDE = re.compile("[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]")
_FEWEST_PAIRS, _ENOUGH_PAIRS = 3, 300
_NARROWEST = 30
_NEARLY_ALL = 0.9
_SLACK = 0.85


class Paragraphing:
    """How the lines of one document make paragraphs; what does not depend on labels is counted once."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.content = [i for i in range(len(lines.lines)) if not lines.is_blank(i) and i not in lines.furniture]

    def count(self, labelled: set[int]) -> int:
        """Return the number of paragraphs when labels open those lines, as far as choosing a layout needs it."""
        if len(self.lines.blocks) > 1 or self.is_wrapped(labelled):
            return sum(1 for i in self.content if i in labelled or self._opens_block(i))
        return len(self.content)

    def _opens_block(self, line: int) -> bool:
        return line == 0 or line in self.lines.blocks or self.lines.is_blank(line - 1)

    def _width(self, line: int) -> int:
        return columns(self.lines.lines[line].rstrip())

    def _pairs(self, labelled: Container[int]) -> Iterator[int]:
        """Yield each line whose next line goes on in the same block."""
        for line, following in zip(self.content, self.content[1:], strict=False):
            if following == line + 1 and following not in labelled and following not in self.lines.blocks:
                yield line

    def is_wrapped(self, labelled: Container[int]) -> bool:
        """Say whether lines were broken to fit a width.

        They were when, of nearly all lines that another line of their block follows, the first word of that next line (the first
        character in Chinese) would not have fitted. The width is that of the longest such lines, in columns, a Chinese
        character being two; 15 % are allowed for letters of unequal width. Of a long text some 300 lines, evenly spread, are looked at.
        """
        pairs = list(self._pairs(labelled))
        if len(pairs) < _FEWEST_PAIRS:
            return False
        pairs = pairs[:: len(pairs) // _ENOUGH_PAIRS + 1]
        widths = sorted(map(self._width, pairs))
        width = widths[min(len(widths) - 1, int(len(widths) * 0.95))]
        if width < _NARROWEST or widths[len(widths) // 10] < 0.4 * width:
            return False
        full = sum(self.is_full(line, width) for line in pairs)
        return full >= _NEARLY_ALL * len(pairs)

    def is_full(self, line: int, width: int) -> bool:
        """Say whether the first word of the next line would not have fitted at the end of this one."""
        following = self.lines.lines[line + 1].lstrip()
        word = 2 if _WIDE.match(following) else 1 + len(following[:60].split(maxsplit=1)[0])
        return self._width(line) + word > _SLACK * width

    def spans(self, labelled: Container[int]) -> tuple[Span, ...]:
        """Return the paragraphs in order when labels open those lines: disjoint, trimmed, without page furniture at their ends.

        Where the file sets paragraphs apart, they are its paragraphs; a plain text's are its hard-wrapped lines up to a blank
        line, the blocks between blank lines, or each line. A label opens a paragraph in any case. A hard-wrapped
        paragraph goes on over the end of a page that breaks off in a sentence.
        """
        wrapped = len(self.lines.blocks) < 2 and self.is_wrapped(labelled)
        every_line = len(self.lines.blocks) < 2 and not wrapped and not self._blank_lines_part()
        found: list[Span] = []
        first = last = -1
        for line in self.content:
            opens = every_line or first < 0 or line in labelled or line in self.lines.blocks
            if not opens and line != last + 1:
                opens = not (wrapped and self._over_the_page(last, line))
            if opens:
                if first >= 0:
                    found.append(self._span(first, last))
                first = line
            last = line
        if first >= 0:
            found.append(self._span(first, last))
        return tuple(found)

    def _blank_lines_part(self) -> bool:
        """Say whether blank lines set paragraphs apart: there are some, and fewer than three lines between two on the average."""
        parted = sum(self.lines.is_blank(line - 1) for line in self.content if line)
        return parted > 0 and 3 * (parted + 1) > len(self.content)

    def _over_the_page(self, last: int, line: int) -> bool:
        between = range(last + 1, line)
        ends = self.lines.lines[last].rstrip()[-1:]
        return ends not in '.?!。？！…”"' and any(i in self.lines.furniture for i in between)

    def _span(self, first: int, last: int) -> Span:
        return content_span(self.lines, first, last)


def content_span(lines: Lines, first: int, last: int) -> Span:
    """Return the span from the first to the last word of two lines that are not blank."""
    opening, closing = lines.lines[first], lines.lines[last]
    start = lines.starts[first] + len(opening) - len(opening.lstrip())
    return Span(start, lines.starts[last] + len(closing.rstrip()))


def columns(words: str) -> int:
    """Return the width of a line in columns, a Chinese character being two."""
    return len(words) if words.isascii() else len(words) + len(_WIDE.findall(words))
