"""Quotes that speak for the codes, with speaker and place."""

from __future__ import annotations

from qualcode.report.contents import ReportContents
from qualcode.report.section import Section
from qualcode.report.word.document import WordDocument
from qualcode.report.wording import WORDING


def _write(contents: ReportContents, word: WordDocument) -> None:
    if contents.quotes:
        word.heading(WORDING[contents.language].quotes)
    for display in contents.quotes:
        word.display(display)


section = Section(70, _write)
