"""Every coding with all that is known of it, one a row: to be filtered and sorted in a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from qualcode.analysis.passages import words_in
from qualcode.analysis.wording import coders_note
from qualcode.model.display import Cell, Column, ColumnType, Display, Row, Value
from qualcode.model.evidence import Evidence, Passage
from qualcode.report.options import Language

_LABELS: Mapping[str, tuple[str, str]] = {
    "title": ("Codings, one a row", "编码明细（每行一条）"),
    "coding": ("Coding", "编码 id"),
    "unit": ("coding", "编码"),
    "code": ("Code", "编码"),
    "name": ("Name", "名称"),
    "parent": ("Below", "上级编码"),
    "quote": ("Quote", "引文"),
    "place": ("Document and segment", "文档与单元"),
    "document": ("Document", "文档"),
    "kind": ("Kind of document", "资料类型"),
    "start": ("Start", "起"),
    "end": ("End", "止"),
    "speaker": ("Speaker", "说话人"),
    "participant": ("Participant", "受访者"),
    "role": ("Role", "角色"),
    "case": ("Case", "案例"),
    "coder": ("Coder", "编码员"),
    "stance": ("Stance", "立场"),
    "weight": ("Weight", "权重"),
    "at": ("Coded at (UTC)", "编码时间（UTC）"),
    "via": ("By way of", "来源"),
    "memos": ("Memos", "备忘"),
    "of document": ("{name} (document)", "{name}（文档）"),
    "of participant": ("{name} (participant)", "{name}（受访者）"),
    "of case": ("{name} (case)", "{name}（案例）"),
}
_TYPES: Mapping[str, ColumnType] = {"start": "count", "end": "count", "weight": "number"}


def codings_display(found: Evidence, language: Language) -> Display:
    """Return one row a coding: code, words, place, speaker, coder, stance, weight, memos, and every attribute.

    Attributes are those of its document, its speaker and the case in effect. A column in which nothing stands is left out.
    """
    columns = _columns(found, language)
    lines = [(passage, [value(passage) for _, value in columns]) for passage in found.passages]
    kept = [at for at, _ in enumerate(columns) if any(values[at] is not None for _, values in lines)]
    rows = tuple(
        Row(passage.coding.id, passage.coding.id, tuple(Cell(values[at], (passage.coding.id,)) for at in kept))
        for passage, values in lines
    )
    return Display(
        title=_say("title", language),
        unit=_say("unit", language),
        columns=tuple(columns[at][0] for at in kept),
        rows=rows,
        notes=(coders_note(found.coders, language),),
        set_aside=found.set_aside,
        corner=_say("coding", language),
        kind="codings",
    )


def _columns(found: Evidence, language: Language) -> list[tuple[Column, Callable[[Passage], Value]]]:
    book, facts = found.codebook.by_id, found.by_document
    cases = {case.id: case for case in found.cases}
    takers: dict[str, Callable[[Passage], Value]] = {
        "code": lambda p: p.coding.code,
        "name": lambda p: book[p.coding.code].name(language),
        "parent": lambda p: book[p.coding.code].parent,
        "quote": lambda p: words_in(p, language),
        "place": lambda p: p.address,
        "document": lambda p: p.coding.document,
        "kind": lambda p: facts[p.coding.document].kind,
        "start": lambda p: p.coding.span.start if p.coding.span else None,
        "end": lambda p: p.coding.span.end if p.coding.span else None,
        "speaker": lambda p: p.speaker,
        "participant": lambda p: p.participant.id if p.participant else None,
        "role": lambda p: p.role,
        "case": lambda p: p.case,
        "coder": lambda p: p.coding.coder,
        "stance": lambda p: p.coding.stance,
        "weight": lambda p: p.coding.weight,
        "at": lambda p: p.coding.at or None,
        "via": lambda p: p.coding.via,
        "memos": lambda p: "\n".join(" ".join(memo.body.split()) for memo in p.coding.memos) or None,
    }
    made = [(Column(key, _say(key, language), _TYPES.get(key, "text")), take) for key, take in takers.items()]
    sources: dict[str, Callable[[Passage], Mapping[str, str]]] = {
        "document": lambda p: facts[p.coding.document].attributes,
        "participant": lambda p: p.participant.attributes if p.participant else {},
        "case": lambda p: cases[p.case].attributes if p.case in cases else {},
    }
    for source, attributes in sources.items():
        names = dict.fromkeys(name for passage in found.passages for name in attributes(passage))
        label = _say(f"of {source}", language)
        made += [(Column(f"{source}:{name}", label.format(name=name)), _attribute(attributes, name)) for name in names]
    return made


def _attribute(attributes: Callable[[Passage], Mapping[str, str]], name: str) -> Callable[[Passage], Value]:
    return lambda passage: attributes(passage).get(name) or None


def _say(key: str, language: Language) -> str:
    return _LABELS[key][language == "zh"]
