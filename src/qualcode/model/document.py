"""A transcript or case document as it is read: its text, its turns, its segments."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from qualcode.model.span import Span

DocumentKind = Literal["interview", "case"]
TurnRole = Literal["interviewer", "respondent"]
Unit = Literal["turn", "paragraph", "sentence"]
UNITS: tuple[Unit, ...] = ("turn", "paragraph", "sentence")


@dataclass(frozen=True, slots=True)
class Turn:
    """A stretch by one speaker.

    `span` runs from the label to the last word, `words` holds the words alone (`None` when a label stands with
    nothing after it). `speaker` is the label as written without its punctuation, `None` where nobody is named;
    `time` is the time stamp as the file writes it.
    """

    span: Span
    words: Span | None
    speaker: str | None = None
    turn_role: TurnRole | None = None
    time: str | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """One unit of a segmentation: its number from 1, the span of its words without the label, and its turn."""

    number: int
    span: Span
    turn: Turn
    unit: Unit


def _forgotten(_: str) -> str | None:
    return None


@dataclass(frozen=True, slots=True)
class Document:
    """A document as its reader sees it; immutable.

    `text` is normalised (NFC, `\\n` line ends, no control characters); `paragraphs` are the spans of its paragraphs in
    order, hard-wrapped lines joined. `turns` are ordered and disjoint and cover every word. `layout` names how speakers
    were recognised (`none` without speakers), `format` is the file's suffix, `encoding` what a text file was read as.
    `furniture` are lines that a page adds to the words (page and line numbers), in order: they are text, but nobody's words.
    `earlier` returns the text that a fingerprint was of, where it is still known: what this document was before an edit.
    `cut` holds its segments of each unit, once `text.segments` was asked for them.
    """

    id: str
    kind: DocumentKind
    text: str
    turns: tuple[Turn, ...]
    paragraphs: tuple[Span, ...]
    layout: str = "none"
    path: str = ""
    format: str = ""
    encoding: str | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)
    text_sha256: str = ""
    furniture: tuple[Span, ...] = ()
    earlier: Callable[[str], str | None] = field(default=_forgotten, compare=False, repr=False)
    cut: dict[Unit, tuple[Segment, ...]] = field(default_factory=dict, init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        if not self.text_sha256:
            object.__setattr__(self, "text_sha256", text_sha256(self.text))

    @property
    def speakers(self) -> tuple[str, ...]:
        """The labels of its speakers, in order of appearance."""
        return tuple(dict.fromkeys(turn.speaker for turn in self.turns if turn.speaker is not None))


def text_sha256(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hexadecimal: a document's fingerprint in the ledgers."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
