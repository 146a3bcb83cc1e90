"""The documents: what was read, and how it spreads over roles, provinces and cases."""

from __future__ import annotations

from qualcode.report.contents import ReportContents
from qualcode.report.section import Section, write_part
from qualcode.report.word.document import WordDocument


def _write(contents: ReportContents, word: WordDocument) -> None:
    write_part(contents, word, "documents")


section = Section(20, _write)
