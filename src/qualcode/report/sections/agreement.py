"""Agreement between coders; left out under a reflexive approach, where a coefficient has no meaning."""

from __future__ import annotations

from qualcode.report.contents import ReportContents
from qualcode.report.section import Section
from qualcode.report.word.document import WordDocument
from qualcode.report.wording import WORDING


def _write(contents: ReportContents, word: WordDocument) -> None:
    if contents.agreement is None or contents.approach == "reflexive":
        return
    word.heading(WORDING[contents.language].agreement)
    word.display(contents.agreement)
    for text in contents.agreement_remarks:
        word.paragraph(text)


section = Section(50, _write)
