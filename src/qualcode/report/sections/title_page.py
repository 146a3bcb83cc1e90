"""The title page: title, subtitle, date, and a notice where the study has one."""

from __future__ import annotations

from qualcode.report.contents import ReportContents
from qualcode.report.section import Section
from qualcode.report.word.document import WordDocument
from qualcode.report.wording import date_in_words


def _write(contents: ReportContents, word: WordDocument) -> None:
    word.title_page()
    word.paragraph(contents.title, "Title")
    for text, style in (
        (contents.subtitle, "Subtitle"),
        (contents.author, "TitleDate"),
        (_dated(contents), "TitleDate"),
        (contents.notice, "TitleNotice"),
    ):
        if text.strip():
            word.paragraph(text, style)
    word.page_break()


def _dated(contents: ReportContents) -> str:
    told = [date_in_words(contents.date, each.language) for each in (contents, contents.beside) if each]
    return " / ".join(dict.fromkeys(told))


section = Section(0, _write)
