"""The report as a Word document."""

from __future__ import annotations

from qualcode.registry import load_all
from qualcode.report.contents import ReportContents
from qualcode.report.section import Section
from qualcode.report.word.document import WordDocument


def build_word(contents: ReportContents) -> bytes:
    """Return the whole report as a `.docx`: every section in its order; the same contents, the same bytes."""
    word = WordDocument(contents.language, contents.style)
    sections: list[tuple[str, Section]] = list(load_all("section"))
    for _, section in sorted(sections, key=lambda named: (named[1].order, named[0])):
        section.write(contents, word)
    return word.to_bytes(contents.title, contents.date)
