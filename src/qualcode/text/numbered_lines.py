"""Plain texts whose lines are numbered, as transcripts for conversation analysis and for courts are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from qualcode.text.extract import Block, Extract
from qualcode.text.left_out import LeftOut, left_out
from qualcode.text.normalise import normalise

_NUMBERED = re.compile(r"(?P<number>[ \t\xa0]*(?P<n>\d{1,5})(?:[ \t\xa0]+|$))(?=(?P<words>.*))")
_FEWEST, _FEWEST_FIFTHS = 6, 3
_NEARLY_ALL = 0.9


def without_line_numbers(extract: Extract) -> Extract:
    """Return what a reader handed on without the numbers that stand in front of its lines; they are left out, by reason.

    Lines are numbered when nearly all that hold words begin with a number and white space, six or more, each greater by one than the one before, or
    from 1 again at the top of a page; or when every fifth line is (5, 10, 15, …). Only a plain text, which is one block, can
    be so: a number with a dot or a bracket is part of what was written.
    """
    if len(extract.blocks) != 1 or extract.blocks[0].opens is not None or extract.cues:
        return extract
    block = extract.blocks[0]
    if not any(char.isdigit() for char in block.text[:4000]):
        return extract
    lines = normalise(block.text).split("\n")
    cut = _numbers(lines)
    if not cut:
        return extract
    lost: list[LeftOut] = []
    for index, length in cut.items():
        lost += left_out("line number", lines[index][:length], f"line {index + 1}")
        lines[index] = lines[index][length:]
    return replace(extract, blocks=(Block("\n".join(lines), block.kind),), left_out=(*extract.left_out, *lost))


def _numbers(lines: Sequence[str]) -> dict[int, int]:
    """Return the lines that begin with their number, and how long that is with the white space behind it."""
    found = {index: match for index, line in enumerate(lines) if (match := _NUMBERED.match(line))}
    if not any(match["words"] for match in found.values()):
        return {}
    content = [index for index, line in enumerate(lines) if line.strip()]
    if len(found) >= _FEWEST and len(found) >= _NEARLY_ALL * len(content):
        values = [int(match["n"]) for match in found.values()]
        steps = sum(after == before + 1 or after == 1 for before, after in pairwise(values))
        restarts = values.count(1)
        if steps >= _NEARLY_ALL * (len(values) - 1) and restarts <= 1 + len(values) // 10:
            return {index: match.end("number") for index, match in found.items()}
    return _fifths(found, content)


def _fifths(found: dict[int, re.Match[str]], content: Sequence[int]) -> dict[int, int]:
    """Return the lines that bear 5, 10, 15, …, each the fifth after the one before, among all lines or those with words."""
    place = {index: number for number, index in enumerate(content, start=1)}
    kept = {index: match for index, match in found.items() if int(match["n"]) % 5 == 0 and match["words"]}
    values = [int(match["n"]) for match in kept.values()]
    if len(values) < _FEWEST_FIFTHS or values != [values[0] + 5 * step for step in range(len(values))]:
        return {}
    indices = list(kept)
    for counted in (indices, [place[index] for index in indices]):
        if all(after - before == 5 for before, after in pairwise(counted)):
            return {index: match.end("number") for index, match in kept.items()}
    return {}
