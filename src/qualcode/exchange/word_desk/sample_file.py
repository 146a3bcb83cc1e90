"""A sample as a Word file: one row a unit, with room for codes and a memo."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.exchange.word_desk.carried import Carried
from qualcode.exchange.word_desk.codes_list import codes_list
from qualcode.exchange.word_desk.markup import PAGE_BREAK, paragraph, run, table
from qualcode.exchange.word_desk.package import word_file
from qualcode.exchange.word_desk.sheet import HEADERS, SheetUnit
from qualcode.exchange.word_desk.wording import sheet_steps, words
from qualcode.study.study import Study

_WIDTHS = (1500, 1300, 3698, 1500, 1300)
_KEY = '<w:color w:val="A6A6A6"/><w:sz w:val="8"/><w:szCs w:val="8"/>'


def sample_file(study: Study, name: str, units: Sequence[SheetUnit], language: str) -> bytes:
    """Return the units of a sample as a Word file to be filled in; each row bears its unit's key in small print."""
    title = words("title sample", language, name)
    codable = [*study.codebook.codable, "CODE-1", "CODE-2"]
    body = paragraph("DeskTitle", run(title))
    for each in ("zh", "en") if language == "zh" else ("en", "zh"):
        body += paragraph("DeskStep", run(sheet_steps(each, *codable[:2])))
    names = HEADERS["zh" if language == "zh" else "en"]
    head = tuple(paragraph("DeskCell", run(names[at], "<w:b/>")) for at in (1, 2, 3, 4, 5))
    body += table(_WIDTHS, [head, *(_row(unit) for unit in units)])
    body += PAGE_BREAK + codes_list(study.codebook, language)
    carried = Carried("sample", name, "", study.codebook.hash, study.settings.unit)
    return word_file(body, carried, title=title, foot=name)


def _row(unit: SheetUnit) -> tuple[str, ...]:
    number = f"{unit.number}  {unit.address}" if unit.number else ""
    place = paragraph("DeskCell", run(number)) + paragraph("DeskCell", run(unit.key, _KEY))
    said = "".join(paragraph("DeskCell", run(line)) for line in unit.words.split("\n") if line.strip())
    empty = paragraph("DeskCell")
    return place, paragraph("DeskCell", run(unit.speaker)), said or empty, empty, empty
