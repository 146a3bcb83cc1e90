"""The codebook."""

from __future__ import annotations

from qualcode.report.contents import ReportContents
from qualcode.report.section import Section
from qualcode.report.word.document import WordDocument
from qualcode.report.wording import WORDING


def _write(contents: ReportContents, word: WordDocument) -> None:
    if contents.codebook is not None:
        word.heading(WORDING[contents.language].codebook)
        word.display(contents.codebook)


section = Section(40, _write)
