"""From a file's bytes to a document: its words, turns and paragraphs, and what is doubtful about them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from qualcode import registry
from qualcode.errors import StudyError
from qualcode.model.document import Document, DocumentKind
from qualcode.model.problem import Problem, warning
from qualcode.model.span import Span
from qualcode.text.hear import Heard, hear
from qualcode.text.labels import fold
from qualcode.text.layout_settings import LayoutSettings
from qualcode.text.left_out import LeftOut
from qualcode.text.lines import Lines
from qualcode.text.readers import suffixes
from qualcode.text.sniff import shown, true_format
from qualcode.text.speakers import Speaking

_MOST_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as read, and what its researcher should know about the reading (warnings; a fault that forbids it is raised).

    `left_out`: what of the file is not in the text, by reason; `heard`: all that was weighed to find who speaks.
    """

    document: Document
    problems: tuple[Problem, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    heard: Heard | None = None


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
            remedy=f"Save it as one of {', '.join(each for each in suffixes() if each != '.doc')}.",
            path=path,
        )
    named, name = name, true_format(data, name)
    try:
        extract = registry.load("format", name)(data, path)
        heard = hear(extract, kind, settings)
        lines, found = heard.lines, heard.turns
    except StudyError as error:
        if error.path is not None:
            raise
        raise StudyError(error.message, remedy=error.remedy, path=path, line=error.line) from error
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
    problems = [*_misnamed(path, named, name), *(warning(path, None, note) for note in extract.notes)]
    if not found.paragraphs:
        problems.append(warning(path, None, "It holds no words.", "Take it away, or put the words in."))
    return Reading(document, (*problems, *_unknown_speakers(path, found.speaking)), heard.left_out, heard)


def _misnamed(path: str, named: str, name: str) -> tuple[Problem, ...]:
    """Say that a file is not what its suffix says, and was read as what it is."""
    if name == named:
        return ()
    message = f"Its name ends in .{named}, but it is {shown(name)}, and was read as one."
    return (warning(path, None, message, "Give it the suffix of what it is."),)


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
