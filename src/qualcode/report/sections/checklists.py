"""COREQ and SRQR: what the study knows is filled in, the rest is marked for the author."""

from __future__ import annotations

from qualcode.report.contents import ReportContents
from qualcode.report.section import Section, write_part
from qualcode.report.word.document import WordDocument


def _write(contents: ReportContents, word: WordDocument) -> None:
    write_part(contents, word, "checklists")


section = Section(84, _write)
