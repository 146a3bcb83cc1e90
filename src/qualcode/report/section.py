"""What a module in `sections/` offers: one section of the report, and its place among the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from qualcode.report.bilingual import both, paragraphs
from qualcode.report.contents import NOT_REFLEXIVE, Part, ReportContents
from qualcode.report.figure_section import draw_figures, write_figures
from qualcode.report.options import Language
from qualcode.report.section_wording import HEADINGS, LEADS
from qualcode.report.word.document import WordDocument
from qualcode.report.word.references import mentions, other_language


class Section(NamedTuple):
    """A section's place (smaller comes first; the built-in ones leave gaps of ten) and the function that writes it.

    The function writes nothing when the contents have nothing for it.
    """

    order: int
    write: Callable[[ReportContents, WordDocument], None]


def write_part(contents: ReportContents, word: WordDocument, name: str) -> None:
    """Write the part of that name: heading, paragraphs, a sentence that mentions its tables, tables, figures, paragraphs."""
    part = contents.part(name)
    if part is None or not (part.displays or part.before or part.after or _drawn(part)):
        return
    if contents.approach == "reflexive" and name in NOT_REFLEXIVE:
        return
    other = contents.beside.part(name) if contents.beside else None
    heading = part.heading or HEADINGS[name][contents.language]
    if other is not None and contents.beside is not None:
        heading = both(heading, other.heading or HEADINGS[name][contents.beside.language])
        part = _in_both(part, other)
    word.heading(heading)
    for text in part.before:
        word.paragraph(text)
    named = [display for display, _ in part.displays] if name in LEADS else []
    drawings = draw_figures(contents, part)
    _lead(word, name, named, contents.language, drawings.lead(contents.language))
    if contents.beside is not None and other is not None:
        others, language = [other_language(display) for display in named], contents.beside.language
        _lead(word, name, others, language, drawings.lead(language, beside=True))
    for display, value in part.displays:
        word.display(value, display, contents.display_beside(display))
    write_figures(contents, word, drawings, other)
    for text in part.after:
        word.paragraph(text)


def _lead(word: WordDocument, name: str, tables: Sequence[str], language: Language, figures: str) -> None:
    """Write the sentences that mention the tables and the figures of a section, in one paragraph above them all."""
    said = (LEADS[name][language].format(tables=mentions(tables, language)) if tables else "", figures)
    text = ("" if language == "zh" else " ").join(filter(None, said))
    if text:
        word.lead(text)


def _drawn(part: Part) -> bool:
    """Say whether a part has a figure of something: a section that would only say there is none is left out."""
    return any(figure.display for figure in part.figures)


def _in_both(part: Part, other: Part) -> Part:
    """Return a part whose paragraphs stand in both languages, each beside its other."""
    return replace(part, before=paragraphs(part.before, other.before), after=paragraphs(part.after, other.after))
