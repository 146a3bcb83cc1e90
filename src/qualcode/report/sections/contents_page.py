"""The table of contents, on a page of its own, and the list of tables where one is wanted."""

from __future__ import annotations

from qualcode.report.bilingual import BETWEEN
from qualcode.report.contents import ReportContents
from qualcode.report.section import Section
from qualcode.report.word.document import WordDocument
from qualcode.report.wording import WORDING


def _write(contents: ReportContents, word: WordDocument) -> None:
    languages = [each.language for each in (contents, contents.beside) if each]
    words = [WORDING[language] for language in languages]
    tables = BETWEEN.join(each.list_of_tables for each in words) if contents.list_of_tables else ""
    figures = BETWEEN.join(each.list_of_figures for each in words) if contents.list_of_tables else ""
    word.table_of_contents(BETWEEN.join(each.contents for each in words), tables, figures)
    word.page_break()


section = Section(10, _write)
