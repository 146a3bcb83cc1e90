"""The report as a Word document."""

from __future__ import annotations

from collections.abc import Iterable

from qualcode.registry import load_all
from qualcode.report.contents import Named, ReportContents
from qualcode.report.notice import short_notice
from qualcode.report.section import Section
from qualcode.report.word.document import WordDocument
from qualcode.report.word.house import Base
from qualcode.report.wording import date_in_words

BASE_NAME = "the reference document"


def build_word(contents: ReportContents, base: bytes | None = None, base_name: str = BASE_NAME) -> bytes:
    """Return the whole report as a `.docx`: every section in its order; the same contents, the same bytes.

    `base` is a Word document whose styles, headers, footers and cover are taken, with their placeholders filled in
    (`placeholder_values`); `base_name` names it where one of them is wrong.
    """
    word = _empty(contents, base, base_name)
    sections: dict[str, Section] = dict(load_all("section"))
    usual = sorted(sections, key=lambda name: (sections[name].order, name))
    for name in contents.order or usual:
        sections[name].write(contents, word)
    return word.to_bytes(contents.title, contents.date, contents.author)


def build_displays(
    displays: Iterable[Named], contents: ReportContents, base: bytes | None = None, base_name: str = BASE_NAME
) -> bytes:
    """Return displays of a report one after the other as a `.docx`, numbered through, without title page or contents."""
    word = _empty(contents, base, base_name)
    for name, display in displays:
        word.display(display, name, contents.display_beside(name))
    return word.to_bytes(contents.title, contents.date, contents.author)


def placeholder_values(contents: ReportContents) -> dict[str, str]:
    """Return what a house's document may name in its header, footer and cover, and what stands there."""
    return {
        "title": contents.title,
        "subtitle": contents.subtitle,
        "author": contents.author,
        "date": date_in_words(contents.date, contents.language),
        "notice": contents.notice,
        "language": "zh / en" if contents.beside else contents.language,
    }


def _empty(contents: ReportContents, base: bytes | None, base_name: str) -> WordDocument:
    house = None if base is None else Base(base, base_name, placeholder_values(contents))
    beside = None if contents.beside is None else contents.beside.language
    return WordDocument(
        contents.language,
        contents.style,
        base=house,
        beside=beside,
        continued=contents.continued,
        standing=short_notice(contents),
    )
