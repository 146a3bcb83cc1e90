"""How to read a report: what a reference to a passage says, and which name stands for which case."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from qualcode.model.display import Cell, Column, Display, Row
from qualcode.report.labels import labels_of
from qualcode.report.material import Material
from qualcode.report.options import Language

_WITHIN = re.compile(r"^(?P<document>.+):(?P<segment>\d+)@(?P<first>\d+)-(?P<last>\d+)$")
_LISTS = frozenset({"cases", "in cases", "case", "support", "partly", "negative", "others", "both"})
_UNITS = {"turn": ("turn", "话轮"), "paragraph": ("paragraph", "段落"), "sentence": ("sentence", "句子")}
_HOW = (
    "How to read references and names. A passage is named by its document, the number of its {unit} there and, after @, where"
    " in that {unit} it begins and ends, counted in characters from 0: {address} is document {document}, {unit} {segment}, characters"
    " {first} to {last}. Without @ the whole {unit} is meant. The transcripts are not part of this document. Speakers beside a"
    " quote are named as the transcript names them, people in tables as the sheet of participants names them.",
    "引文出处与称谓的读法：出处依次为文档、该文档内{unit}的序号，以及 @ 之后引文在该{unit}中的起止字符（自 0 起计）；如 {address} 即文档"
    " {document} 的第 {segment} 个{unit}，字符 {first} 至 {last}。无 @ 者指整个{unit}。转写全文不在本文件之内。引文旁的"
    "说话人依转写原文，各表中的受访者依受访者登记表。",
)
_WORDS = {
    "title": ("Ids and names of the cases", "案例代号与名称"),
    "case": ("Id", "代号"),
    "name": ("Name in this report", "本报告所用名称"),
    "unit": ("case", "案例"),
    "note": (
        "Tables and figures name a case; its id stands in the ids of its documents.",
        "各表、图以名称指称案例；代号见于其资料编号。",
    ),
}


def reading_paragraph(material: Material) -> str:
    """Return how a reference is read, with one of the study as the example; empty where no passage is part of a segment."""
    found = (_WITHIN.match(passage.address) for passage in material.found.passages)
    example = next((match for match in found if match is not None), None)
    if example is None:
        return ""
    chinese = material.language == "zh"
    unit = _UNITS[material.study.settings.unit][chinese]
    return _HOW[chinese].format(unit=unit, address=example[0], **example.groupdict())


def case_names(material: Material) -> dict[str, str]:
    """Return the names of cases by their ids, as the report's language labels them: tables show the name."""
    labels = labels_of(material.study, material.language)
    return {case.id: labels.get(case.name, case.name) for case in material.study.cases if case.name != case.id}


def with_case_names(display: Display, names: Mapping[str, str]) -> Display:
    """Return a display whose columns that list cases call each by its name; ids within other words stay as they are."""
    listing = [at for at, column in enumerate(display.columns) if column.key in _LISTS]
    if not names or not listing:
        return display
    ids = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    whole = re.compile(rf"(?<![\w/-])(?:{ids})(?![\w/:-])")
    rows = []
    for row in display.rows:
        cells = list(row.cells)
        for at in listing:
            if isinstance(text := cells[at].value, str):
                cells[at] = replace(cells[at], value=whole.sub(lambda match: names[match[0]], text))
        rows.append(replace(row, cells=tuple(cells)))
    return replace(display, rows=tuple(rows))


def case_names_display(material: Material) -> Display | None:
    """Return the id, the name and the documents of each case; `None` where every case is called by its id."""
    names = case_names(material)
    if not names:
        return None
    language = material.language
    rows = (Row(case.id, case.id, (Cell(names.get(case.id, case.name)),)) for case in material.study.cases)
    return Display(
        title=_say("title", language),
        unit=_say("unit", language),
        columns=(Column("name of case", _say("name", language)),),
        rows=tuple(rows),
        notes=(_say("note", language),),
        corner=_say("case", language),
        kind="case-names",
    )


def _say(key: str, language: Language) -> str:
    return _WORDS[key][language == "zh"]
