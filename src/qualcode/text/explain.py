"""What was recognised in a document and why, for the one who asks whether it was read rightly."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from qualcode.model.document import TurnRole
from qualcode.text.labels import fold, is_known
from qualcode.text.layout_settings import LayoutSettings
from qualcode.text.left_out import LeftOut, LeftOutKind
from qualcode.text.read import Reading
from qualcode.text.roles import reasons_for_roles
from qualcode.text.speakers import Weighed

_NOTE = re.compile(r"\[[^\[\]\n]{1,60}\]|\([^()\n]{1,60}\)|（[^（）\n]{1,40}）|【[^【】\n]{1,40}】")
_EXAMPLES, _LONGEST_EXAMPLE = 3, 40


@dataclass(frozen=True, slots=True)
class Found:
    """A layout that was weighed: how many labels it finds, of what share of paragraphs, and why it was not taken (empty: it was)."""

    layout: str
    marks: int
    share: float
    against: str
    refused: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """A label taken for a speaker: how many turns it opens, its role and why, why it is a speaker, turns with a time."""

    label: str
    turns: int
    role: TurnRole | None
    why_role: str
    why: str
    timed: int


@dataclass(frozen=True, slots=True)
class Omitted:
    """What was left out for one reason: how often, and the first of it."""

    kind: LeftOutKind
    count: int
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a document was read. `nobody` counts turns without a speaker; `apart` are lines in the text that are nobody's words."""

    format: str
    encoding: str | None
    layout: str
    why: str
    considered: tuple[Found, ...]
    voices: tuple[Voice, ...]
    nobody: int
    timed: int
    first_time: str | None
    last_time: str | None
    notes: Mapping[str, int]
    apart: tuple[Omitted, ...]
    left_out: tuple[Omitted, ...]


def explain(reading: Reading, settings: LayoutSettings) -> Explanation:
    """Return how a document was read and why; `reading` is one that was made from the file, under these settings."""
    heard, document = reading.heard, reading.document
    speaking = None if heard is None else heard.turns.speaking
    weighed = () if speaking is None else speaking.weighed
    times = [turn.time for turn in document.turns if turn.time]
    notes = Counter(
        match[0] for turn in document.turns if turn.words for match in _NOTE.finditer(turn.words.of(document.text))
    )
    lines = () if heard is None else heard.lines.lines
    apart = [LeftOut(kind, lines[index], "") for index, kind in (heard.lines.furniture if heard else {}).items()]
    return Explanation(
        document.format,
        document.encoding,
        document.layout,
        _why(document.layout, weighed, settings),
        tuple(Found(each.layout, len(each.marks), each.share, each.against, each.refused) for each in weighed),
        _voices(reading, settings),
        sum(turn.speaker is None for turn in document.turns),
        len(times),
        times[0] if times else None,
        times[-1] if times else None,
        dict(notes.most_common()),
        _omitted(apart),
        _omitted(reading.left_out),
    )


def _why(layout: str, weighed: tuple[Weighed, ...], settings: LayoutSettings) -> str:
    if settings.layout is not None and layout in (settings.layout, "given"):
        return (
            "qualcode.toml says so" if layout == settings.layout else "the file's own form; qualcode.toml for its words"
        )
    if layout == "none":
        return "nothing that could name a speaker was found" if not weighed else "no layout is plausible"
    if layout == "given":
        return "the file says by its own form where a turn begins"
    best = weighed[0]
    others = [each for each in weighed[1:] if not each.against]
    more = f", more than {others[0].layout} with {len(others[0].marks)}" if others else ""
    if others and len(others[0].marks) == len(best.marks):
        more = f", as many as {others[0].layout}, and it says more"
    return f"{len(best.marks)} labels open {best.share:.0%} of the paragraphs{more}"


def _voices(reading: Reading, settings: LayoutSettings) -> tuple[Voice, ...]:
    speaking = None if reading.heard is None else reading.heard.turns.speaking
    reasons = reasons_for_roles(speaking.marks if speaking else (), settings)
    turns = [turn for turn in reading.document.turns if turn.speaker is not None]
    counts = Counter(turn.speaker for turn in turns)
    timed = Counter(turn.speaker for turn in turns if turn.time)
    named = {fold(each) for each in (*settings.interviewer, *settings.respondent, *settings.speakers)}
    return tuple(
        Voice(label, counts[label], role, why, _why_speaker(label, counts[label], named, speaking), timed[label])
        for label, (role, why) in reasons.items()
        if label in counts
    )


def _why_speaker(label: str, count: int, named: set[str], speaking: object) -> str:
    if fold(label) in named:
        return "qualcode.toml says so"
    if is_known(label):
        return "a word that transcripts use"
    return "it recurs" if count > 1 else "it stands where labels stand"


def _omitted(entries: list[LeftOut] | tuple[LeftOut, ...]) -> tuple[Omitted, ...]:
    told: dict[LeftOutKind, list[str]] = {}
    for entry in entries:
        told.setdefault(entry.kind, []).append(entry.text)
    return tuple(
        Omitted(kind, len(texts), tuple(_short(text) for text in dict.fromkeys(texts))[:_EXAMPLES])
        for kind, texts in told.items()
    )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_EXAMPLE else line[: _LONGEST_EXAMPLE - 1] + "…"
