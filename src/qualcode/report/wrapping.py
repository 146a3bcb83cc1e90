"""Text measured and broken for a terminal, where a Chinese character takes two columns."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wcwidth import wcswidth, wcwidth

_OPENING = "（《〈「『【〔“‘"
_CLOSING = "，。、；：？！）》〉」』】〕”’…％"
_WIDE = (
    "\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\U00020000-\U0003fffd"
)
_ATOM = re.compile(rf"\s+|[{_OPENING}]*[{_WIDE}][{_CLOSING}]*|(?:(?![{_WIDE}]|[“‘]+[{_WIDE}])\S)+|\S")
_JOINER = "\u200d"


def width_of(text: str) -> int:
    """Return the terminal columns that a line of text takes.

    >>> width_of("政策 BOT")
    8
    """
    if text.isascii():
        return len(text)
    return max(0, wcswidth(text)) if len(text) < 3 else sum(max(0, wcswidth(each)) for each in _clusters(text))


def wrap(text: str, width: int) -> list[str]:
    r"""Return the lines of a text, none wider than `width` columns (at least 2): words first, then characters.

    A closing mark of Chinese punctuation stays with the character before it, an opening one with the one after it.

    >>> wrap("政策之间不配套，等了两年", 10)
    ['政策之间不', '配套，等了', '两年']
    """
    return [line for part in text.expandtabs(4).split("\n") for line in _wrap_line(part, width)]


def pad(text: str, width: int, right: bool = False) -> str:
    """Return a line filled with spaces to `width` columns, before it when `right` is set."""
    fill = " " * (width - width_of(text))
    return fill + text if right else text + fill


def longest_word(text: str) -> int:
    """Return the columns of the widest stretch that should not be broken."""
    return max((width_of(atom) for atom in _ATOM.findall(text)), default=0)


def _wrap_line(line: str, width: int) -> list[str]:
    if width_of(line) <= width:
        return [line.rstrip()]
    lines, current, used = list[str](), list[str](), 0
    for atom in _fitting(_ATOM.findall(line), width):
        size = width_of(atom)
        if used + size > width:
            lines.append("".join(current).rstrip())
            current, used = [], 0
            if atom.isspace():
                continue
        current.append(atom)
        used += size
    rest = "".join(current).rstrip()
    return [*lines, rest] if rest else lines


def _fitting(atoms: list[str], width: int) -> Iterator[str]:
    for atom in atoms:
        if width_of(atom) <= width:
            yield atom
            continue
        piece, used = "", 0
        for cluster in _clusters(atom):
            size = max(0, wcswidth(cluster))
            if piece and used + size > width:
                yield piece
                piece, used = "", 0
            piece += cluster
            used += size
        yield piece


def _clusters(text: str) -> Iterator[str]:
    cluster = ""
    for character in text:
        joins = cluster and (wcwidth(character) == 0 or cluster[-1] == _JOINER)
        if joins:
            cluster += character
        else:
            if cluster:
                yield cluster
            cluster = character
    if cluster:
        yield cluster
