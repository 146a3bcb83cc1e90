"""What a module in `sections/` offers: one section of the report, and its place among the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from qualcode.report.contents import ReportContents
from qualcode.report.section_wording import HEADINGS, LEADS
from qualcode.report.word.document import WordDocument
from qualcode.report.word.references import mention

NOT_REFLEXIVE = ("agreement", "saturation")
"""What a reflexive study does not print (Braun & Clarke)."""


class Section(NamedTuple):
    """A section's place (smaller comes first; the built-in ones leave gaps of ten) and the function that writes it.

    The function writes nothing when the contents have nothing for it.
    """

    order: int
    write: Callable[[ReportContents, WordDocument], None]


def write_part(contents: ReportContents, word: WordDocument, name: str) -> None:
    """Write the part of that name: heading, paragraphs, a sentence that mentions its tables, the tables, paragraphs."""
    part = contents.part(name)
    if part is None or not (part.displays or part.before or part.after):
        return
    if contents.approach == "reflexive" and name in NOT_REFLEXIVE:
        return
    word.heading(part.heading or HEADINGS[name][contents.language])
    for text in part.before:
        word.paragraph(text)
    if part.displays and name in LEADS:
        named = [display for display, _ in part.displays]
        word.lead(LEADS[name][contents.language].format(tables=mentions(named, contents.language)))
    for display, value in part.displays:
        word.display(value, display)
    for text in part.after:
        word.paragraph(text)


def mentions(names: Sequence[str], language: str) -> str:
    """Return the marks for displays that follow each other: “Table 3”, “Table 3 and Table 4”, “Table 3 to Table 8”."""
    if len(names) == 1:
        return mention(names[0])
    between = {"en": (" and ", " to "), "zh": ("、", "至")}[language][len(names) > 2]
    return f"{mention(names[0])}{between}{mention(names[-1])}"
