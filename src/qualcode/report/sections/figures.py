"""Figures that a preset gathers in a section of their own; the others stand below the tables of their sections."""

from __future__ import annotations

from qualcode.report.contents import ReportContents
from qualcode.report.section import Section, write_part
from qualcode.report.word.document import WordDocument


def _write(contents: ReportContents, word: WordDocument) -> None:
    write_part(contents, word, "figures")


section = Section(78, _write)
