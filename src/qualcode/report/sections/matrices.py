"""Codes across cases, wide matrices on pages of their own."""

from __future__ import annotations

from qualcode.report.contents import ReportContents
from qualcode.report.section import Section
from qualcode.report.word.document import WordDocument
from qualcode.report.wording import WORDING


def _write(contents: ReportContents, word: WordDocument) -> None:
    if contents.matrices:
        word.heading(WORDING[contents.language].matrices)
    for display in contents.matrices:
        word.display(display)


section = Section(60, _write)
