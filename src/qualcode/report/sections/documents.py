"""The documents and cases: by role, province and case, as the displays say."""

from __future__ import annotations

from qualcode.report.contents import ReportContents
from qualcode.report.section import Section
from qualcode.report.word.document import WordDocument
from qualcode.report.wording import WORDING


def _write(contents: ReportContents, word: WordDocument) -> None:
    if contents.documents:
        word.heading(WORDING[contents.language].documents)
    for display in contents.documents:
        word.display(display)


section = Section(20, _write)
