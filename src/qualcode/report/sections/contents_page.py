"""The table of contents, on a page of its own."""

from __future__ import annotations

from qualcode.report.contents import ReportContents
from qualcode.report.section import Section
from qualcode.report.word.document import WordDocument
from qualcode.report.wording import WORDING


def _write(contents: ReportContents, word: WordDocument) -> None:
    word.table_of_contents(WORDING[contents.language].contents)
    word.page_break()


section = Section(10, _write)
