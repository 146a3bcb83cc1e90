"""Quotes that speak for the codes, with speaker and place."""

from __future__ import annotations

from qualcode.report.contents import ReportContents
from qualcode.report.section import Section, write_part
from qualcode.report.word.document import WordDocument


def _write(contents: ReportContents, word: WordDocument) -> None:
    write_part(contents, word, "quotes")


section = Section(80, _write)
