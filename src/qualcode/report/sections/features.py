"""Key features by the declared rules, with negative cases, rival readings and triangulation."""

from __future__ import annotations

from qualcode.report.contents import ReportContents
from qualcode.report.section import Section
from qualcode.report.word.document import WordDocument
from qualcode.report.wording import WORDING


def _write(contents: ReportContents, word: WordDocument) -> None:
    if contents.features:
        word.heading(WORDING[contents.language].features)
    for display in contents.features:
        word.display(display)


section = Section(65, _write)
