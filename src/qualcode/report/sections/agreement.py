"""Agreement between coders; left out under a reflexive approach, where a coefficient has no meaning."""

from __future__ import annotations

from qualcode.report.contents import ReportContents
from qualcode.report.section import Section, write_part
from qualcode.report.word.document import WordDocument


def _write(contents: ReportContents, word: WordDocument) -> None:
    write_part(contents, word, "agreement")


section = Section(50, _write)
