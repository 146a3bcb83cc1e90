"""How the analysis was done, with its figures."""

from __future__ import annotations

from qualcode.report.contents import ReportContents
from qualcode.report.section import Section
from qualcode.report.word.document import WordDocument
from qualcode.report.wording import WORDING


def _write(contents: ReportContents, word: WordDocument) -> None:
    if contents.methods:
        word.heading(WORDING[contents.language].methods)
    for text in contents.methods:
        word.paragraph(text)


section = Section(30, _write)
