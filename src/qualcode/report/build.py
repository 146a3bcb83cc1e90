"""The report as a Word document."""

from __future__ import annotations

from collections.abc import Iterable

from qualcode.registry import load_all
from qualcode.report.contents import Named, ReportContents
from qualcode.report.options import Language, Style
from qualcode.report.section import Section
from qualcode.report.word.document import WordDocument


def build_word(contents: ReportContents, base: bytes | None = None) -> bytes:
    """Return the whole report as a `.docx`: every section in its order; the same contents, the same bytes.

    `base` is a Word document whose styles, headers and footers are taken.
    """
    word = WordDocument(contents.language, contents.style, base=base)
    sections: dict[str, Section] = dict(load_all("section"))
    usual = sorted(sections, key=lambda name: (sections[name].order, name))
    for name in contents.order or usual:
        sections[name].write(contents, word)
    return word.to_bytes(contents.title, contents.date)


def build_displays(
    displays: Iterable[Named], title: str, language: Language, style: Style, date: str = "", base: bytes | None = None
) -> bytes:
    """Return displays one after the other as a `.docx`, numbered through, without title page or contents."""
    word = WordDocument(language, style, base=base)
    for name, display in displays:
        word.display(display, name)
    return word.to_bytes(title, date)
