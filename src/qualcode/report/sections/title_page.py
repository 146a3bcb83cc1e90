"""The title page: title, subtitle, date, and a notice where the study has one."""

from __future__ import annotations

from qualcode.report.contents import ReportContents
from qualcode.report.section import Section
from qualcode.report.word.document import WordDocument


def _write(contents: ReportContents, word: WordDocument) -> None:
    word.title_page()
    word.paragraph(contents.title, "Title")
    for text, style in (
        (contents.subtitle, "Subtitle"),
        (_dated(contents), "TitleDate"),
        (contents.notice, "TitleNotice"),
    ):
        if text.strip():
            word.paragraph(text, style)
    word.page_break()


def _dated(contents: ReportContents) -> str:
    parts = contents.date.split("-")
    if contents.language == "zh" and len(parts) == 3 and all(part.isdecimal() for part in parts):
        return f"{int(parts[0])}年{int(parts[1])}月{int(parts[2])}日"
    return contents.date


section = Section(0, _write)
