"""From a file's bytes to a document: its words, turns and paragraphs, and what is doubtful about them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from qualcode import registry
from qualcode.errors import StudyError
from qualcode.model.document import Document, DocumentKind
from qualcode.model.problem import Problem, warning
from qualcode.model.span import Span
from qualcode.text.labels import fold
from qualcode.text.layout_settings import LayoutSettings
from qualcode.text.lines import Lines, lines_of
from qualcode.text.speakers import Speaking
from qualcode.text.turns import find_turns

READER_VERSION = 3
"""Raised whenever a change of the readers may give other words or turns, so that no cache outlives it."""
_MOST_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as read, and what its researcher should know about the reading (warnings; a fault that forbids it is raised)."""

    document: Document
    problems: tuple[Problem, ...] = ()


def suffixes() -> tuple[str, ...]:
    """Return the suffixes of the files that can be read, with their dot, sorted."""
    return tuple(sorted(f".{name}" for name in registry.names("format")))


def read_document(
    data: bytes, *, id: str, kind: DocumentKind, path: str, suffix: str, layout: LayoutSettings | None = None
) -> Reading:
    """Return the document in a file's bytes.

    `suffix` chooses the format (case and dot do not matter), `layout` is the study's word on speakers, `path` stands in
    messages. An unknown suffix, a corrupt or protected file and bytes that are no text raise `StudyError`; an empty
    file, a guessed encoding and a label taken for a speaker without being known as one are warnings.
    """
    settings = layout or LayoutSettings()
    name = suffix.lower().removeprefix(".")
    if not name or name not in registry.names("format"):
        raise StudyError(
            f'Files ending in "{suffix}" cannot be read.',
            remedy=f"Save it as one of {', '.join(suffixes())}.",
            path=path,
        )
    try:
        extract = registry.load("format", name)(data, path)
        lines = lines_of(extract.blocks)
        found = find_turns(lines, kind, settings)
    except StudyError as error:
        if error.path is not None:
            raise
        raise StudyError(error.message, remedy=error.remedy, path=path) from error
    document = Document(
        id=id,
        kind=kind,
        text=lines.text,
        turns=found.turns,
        paragraphs=found.paragraphs,
        layout=found.speaking.layout,
        path=path,
        format=name,
        encoding=extract.encoding,
        furniture=_furniture(lines),
    )
    problems = [warning(path, None, note) for note in extract.notes]
    if not found.paragraphs:
        problems.append(warning(path, None, "It holds no words.", "Take it away, or put the words in."))
    return Reading(document, (*problems, *_unknown_speakers(path, found.speaking)))


def _furniture(lines: Lines) -> tuple[Span, ...]:
    return tuple(
        Span(lines.starts[number], lines.starts[number] + len(lines.lines[number]))
        for number in sorted(lines.furniture)
        if lines.lines[number]
    )


def _unknown_speakers(path: str, speaking: Speaking) -> tuple[Problem, ...]:
    """Say in one warning which labels were taken for speakers although no known word or setting says so."""
    if not speaking.unknown:
        return ()
    counts = Counter(fold(mark.label) for mark in speaking.marks)
    shown = [f'"{label}:" opens {_paragraphs(counts[fold(label)])}' for label in speaking.unknown[:_MOST_SHOWN]]
    more = len(speaking.unknown) - _MOST_SHOWN
    listed = ", ".join(shown) + (f", {more} more" if more > 0 else "")
    taken = " and is taken for a speaker" if len(speaking.unknown) == 1 else "; they are taken for speakers"
    line = next(mark.line for mark in speaking.marks if mark.label == speaking.unknown[0]) + 1
    return (warning(path, line, f"{listed}{taken}.", "Say otherwise in qualcode.toml [layout]."),)


def _paragraphs(count: int) -> str:
    return "1 paragraph" if count == 1 else f"{count} paragraphs"
