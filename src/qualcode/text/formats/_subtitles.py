"""Subtitles, WebVTT and SubRip alike: their cues, and what is not words in them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from qualcode.text.encoding import Decoded
from qualcode.text.extract import Block, Cue, Extract
from qualcode.text.left_out import LeftOut, LeftOutKind, left_out
from qualcode.text.normalise import normalise

_CLOCK = r"\d{1,3}(?::\d{1,2}){1,2}(?:[.,]\d{1,6})?"
_TIMES = re.compile(rf"\s*(?P<start>{_CLOCK})\s*(?P<arrow>--?>|→)\s*(?P<end>{_CLOCK})(?P<rest>.*)")
_TAG = re.compile(
    r"</?(?:v|c|i|b|u|s|ruby|rt|lang|font)(?:[.\s][^<>]*)?>|<\d[\d:.]*>|\{\\[^{}]*\}|\{/?[biu]\}", re.IGNORECASE
)
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?[ \t]+([^<>\n]*)>", re.IGNORECASE)
_ROLLING = 0.5
"""From this share of cues that begin as the one before them ends, the words are taken to roll over the screen."""
_HEADER: tuple[tuple[str, LeftOutKind], ...] = (
    *(("WEBVTT", "file header"), ("NOTE", "comment"), ("STYLE", "markup"), ("REGION", "markup")),
)


@dataclass(slots=True)
class _Raw:
    """A cue as it stands in the file: its times, and the lines of its words."""

    start: str
    end: str
    lines: list[str] = field(default_factory=list)


def is_subtitles(text: str) -> bool:
    """Say whether a text is subtitles by its form: its first lines are WebVTT's or a cue's number and times."""
    first = [line for line in text[:2000].lstrip("\ufeff").split("\n", 12) if line.strip()][:2]
    if first and re.match(r"WEBVTT(\s|$)", first[0]):
        return True
    return len(first) == 2 and first[0].strip().isdecimal() and _TIMES.fullmatch(first[1].rstrip("\r")) is not None


def read_subtitles(decoded: Decoded, notes: tuple[str, ...] = ()) -> Extract | None:
    """Return the cues of a text, `None` when there are none and it does not say that it is WebVTT.

    Cue numbers, times and settings, tags, notes and style sheets are left out, by reason; a speaker is taken from `<v Name>`.
    Words that stand outside of every cue go on with the cue before them, or come first, so that none is lost.
    """
    lines = normalise(decoded.text).split("\n")
    lost: list[LeftOut] = []
    opening: list[str] = []
    raw = _cues(lines, opening, lost)
    if not raw and not (lines[0].startswith("WEBVTT")):
        return None
    rolled = _without_repeats(raw, lost)
    cues = tuple(cue for number, each in enumerate(rolled, 1) for cue in _spoken(each, number, lost))
    blocks = (Block("\n".join(opening)),) if any(opening) else ()
    return Extract(blocks, decoded.encoding, (*notes, *decoded.notes), tuple(lost), cues)


def _cues(lines: Sequence[str], opening: list[str], lost: list[LeftOut]) -> list[_Raw]:
    """Return the cues; what stands before the first one and is no header is added to `opening`."""
    found: list[_Raw] = []
    apart: LeftOutKind | None = None
    blank = True
    for index, line in enumerate(lines):
        times = _TIMES.fullmatch(line) if ">" in line or "→" in line else None
        if times is not None:
            apart = None
            number = len(found) + 1
            found.append(_Raw(times["start"], times["end"]))
            for kind, words in (("cue time", f"{times['arrow']} {times['end']}"), ("markup", times["rest"])):
                lost += left_out("cue time" if kind == "cue time" else "markup", words, f"cue {number}")
        elif not line.strip():
            blank, apart = True, None
            continue
        elif apart is not None:
            lost += left_out(apart, line, f"line {index + 1}")
        elif blank and (kind_of := _heading(line, index)) is not None:
            apart = kind_of
            lost += left_out(apart, line, f"line {index + 1}")
        elif _is_number(lines, index, blank):
            lost += left_out("cue number", line, f"line {index + 1}")
        elif found:
            found[-1].lines.append(line)
        else:
            opening.append(line)
        blank = False
    return found


def _heading(line: str, index: int) -> LeftOutKind | None:
    word = line.split(maxsplit=1)[0]
    kind = dict(_HEADER).get(word)
    return None if kind == "file header" and index > 0 else kind


def _is_number(lines: Sequence[str], index: int, blank: bool) -> bool:
    """Say whether a line names the cue whose times follow on the next line that is not blank."""
    below = index + 1
    if below < len(lines) and _TIMES.fullmatch(lines[below]):
        return blank or lines[index].strip().isdecimal()
    if not lines[index].strip().isdecimal():
        return False
    while below < len(lines) and below < index + 3 and not lines[below].strip():
        below += 1
    return below < len(lines) and _TIMES.fullmatch(lines[below]) is not None


def _without_repeats(cues: list[_Raw], lost: list[LeftOut]) -> list[_Raw]:
    """Take out the lines that a cue has over from the cue before, where words roll over the screen; else return the same."""
    told = [[_bare(line) for line in cue.lines] for cue in cues]
    again = [
        number
        for number in range(1, len(cues))
        if told[number] and told[number - 1] and told[number][0] == told[number - 1][-1]
    ]
    if len(cues) < 4 or len(again) < _ROLLING * len(cues):
        return cues
    for number in again:
        lost += left_out("repeated words", cues[number].lines[0], f"cue {number + 1}")
        cues[number].lines = cues[number].lines[1:]
    return cues


def _bare(line: str) -> str:
    return " ".join(_TAG.sub("", line).split())


def _spoken(raw: _Raw, number: int, lost: list[LeftOut]) -> Iterator[Cue]:
    """Yield a cue for each voice that speaks in one."""
    voices = _VOICE.split("\n".join(raw.lines))
    where = f"cue {number}"
    for voice in _VOICE.finditer("\n".join(raw.lines)):
        lost += left_out("markup", voice[0], where)
    for speaker, words in zip(("", *voices[1::2]), voices[::2], strict=True):
        for tag in _TAG.findall(words):
            lost += left_out("markup", tag, where)
        said = html.unescape(_TAG.sub("", words)).strip()
        name = " ".join(html.unescape(speaker).split())
        if said:
            yield Cue(said, raw.start, name or None, seconds(raw.start), seconds(raw.end))
    if not any(_bare(words) for words in voices[::2]):
        lost += left_out("cue time", raw.start, where)


def seconds(clock: str) -> float:
    """Return a clock time such as `1:02:03.5` or `02:03,500` in seconds.

    >>> seconds("1:02:03,5")
    3723.5
    """
    total = 0.0
    for part in clock.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return total
