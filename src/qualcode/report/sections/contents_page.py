"""The table of contents, on a page of its own, and the list of tables where one is wanted."""

from __future__ import annotations

from qualcode.report.contents import ReportContents
from qualcode.report.section import Section
from qualcode.report.word.document import WordDocument
from qualcode.report.wording import WORDING


def _write(contents: ReportContents, word: WordDocument) -> None:
    words = WORDING[contents.language]
    word.table_of_contents(words.contents, words.list_of_tables if contents.list_of_tables else "")
    word.page_break()


section = Section(10, _write)
