"""What was built from codes: open, axial and selective coding, the data structure, relations."""

from __future__ import annotations

from qualcode.report.contents import ReportContents
from qualcode.report.section import Section, write_part
from qualcode.report.word.document import WordDocument


def _write(contents: ReportContents, word: WordDocument) -> None:
    write_part(contents, word, "structure")


section = Section(70, _write)
