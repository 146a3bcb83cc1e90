"""Disagreements in words: the unit, both sides' codings with their memos, and what exactly is in dispute."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from qualcode.agreement.disagreements import disagreements
from qualcode.coding.retrieve import document_codings, words_of
from qualcode.model.codebook import Codebook
from qualcode.model.coding import Coding
from qualcode.model.display import Cell, Column, Display, Row
from qualcode.model.reliability import ReliabilityData, UnitOfCoding
from qualcode.study.study import Study

_LABELS = {
    "en": ("Where coders differ", "Address", "Speaker", "Words", "In dispute", "stance of {}", "no code", "memo"),
    "zh": ("编码不一致处", "位置", "说话人", "原文", "争议", "{}的立场", "无编码", "备忘"),
}
_NOTES = {
    "en": "{} of {} units; in dispute are codes that one coder gave and another decided against, and stances that differ.",
    "zh": "{} 个单元（共 {} 个）；争议指一方给出而另一方判定为无的编码，以及双方立场不同的编码。",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """A unit that coders read differently.

    `codes` were given by one and decided against by another; `stances` are codes that several gave, with stances that
    differ (none given counts as `affirms`). `sides` holds each coder's codings there. `words` is empty for a whole document.
    """

    unit: UnitOfCoding
    speaker: str | None
    words: str
    codes: tuple[str, ...]
    stances: tuple[str, ...]
    sides: Mapping[str, tuple[Coding, ...]]


def differences(study: Study, data: ReliabilityData) -> tuple[Difference, ...]:
    """Return every unit on which coders differ in a code or in a stance, in order."""
    disputed = {each.unit: each.codes for each in disagreements(data)}
    by_document: dict[str, tuple[Coding, ...]] = {}
    return tuple(_differences(study, data, disputed, by_document))


def _differences(
    study: Study,
    data: ReliabilityData,
    disputed: Mapping[UnitOfCoding, tuple[str, ...]],
    made: dict[str, tuple[Coding, ...]],
) -> Iterator[Difference]:
    for number, unit in enumerate(data.units):
        finished = [coder for row, coder in enumerate(data.coders) if data.values[row][number] is not None]
        if unit.document not in made:
            made[unit.document] = document_codings(study, study.document(unit.document), data.coders)
        sides = {coder: _touching(made[unit.document], coder, unit) for coder in finished}
        given = [data.values[row][number] or frozenset() for row in range(len(data.coders))]
        shared = {code for code in data.codes if sum(code in codes for codes in given) > 1}
        stances = tuple(code for code in data.codes if code in shared and _stances_differ(code, sides.values()))
        if unit in disputed or stances:
            speaker, words = _spoken(study, unit)
            yield Difference(unit, speaker, words, disputed.get(unit, ()), stances, sides)


def _touching(codings: Sequence[Coding], coder: str, unit: UnitOfCoding) -> tuple[Coding, ...]:
    span = unit.span
    return tuple(c for c in codings if c.coder == coder and c.span and (span is None or c.span.overlaps(span)))


def _stances_differ(code: str, sides: Collection[tuple[Coding, ...]]) -> bool:
    given = [{coding.stance or "affirms" for coding in side if coding.code == code} for side in sides]
    return len({frozenset(each) for each in given if each}) > 1


def _spoken(study: Study, unit: UnitOfCoding) -> tuple[str | None, str]:
    span = unit.span
    if unit.number is None or span is None:
        return None, ""
    document = study.document(unit.document)
    turn = next((turn for turn in document.turns if turn.words and turn.words.overlaps(span)), None)
    return turn.speaker if turn else None, words_of(document, span)


def differences_display(
    found: Sequence[Difference], data: ReliabilityData, codebook: Codebook, language: str = "en"
) -> Display:
    """Return differences as a table to take to a meeting: the words, each coder's codes with stance, quote and memos."""
    title, corner, speaker, words, disputed, stance, nothing, memo = _LABELS["zh" if language == "zh" else "en"]
    columns = [Column("speaker", speaker), Column("words", words)]
    columns += [Column(f"coder:{coder}", coder) for coder in data.coders]
    columns.append(Column("disputed", disputed))
    rows = []
    for each in found:
        sides = [each.sides.get(coder) for coder in data.coders]
        cells = [Cell(each.speaker), Cell(each.words or None)]
        cells += [Cell(None) if side is None else _side_cell(side, codebook, language, nothing, memo) for side in sides]
        cells.append(Cell("; ".join((*each.codes, *(stance.format(code) for code in each.stances)))))
        rows.append(Row(each.unit.address, each.unit.address, tuple(cells)))
    return Display(
        title=title,
        unit=data.unit,
        columns=tuple(columns),
        rows=tuple(rows),
        notes=(_NOTES["zh" if language == "zh" else "en"].format(len(found), len(data.units)),),
        set_aside=data.set_aside,
        parameters={"coders": list(data.coders), "unit": data.unit},
        corner=corner,
        kind="disagreements",
    )


def _side_cell(side: tuple[Coding, ...], codebook: Codebook, language: str, nothing: str, memo: str) -> Cell:
    said = []
    for coding in side:
        code = codebook.resolve(coding.code)
        name = f"{coding.code} {code.name(language)}" if code else coding.code
        marks = f" ({coding.stance})" if coding.stance else ""
        notes = "".join(f" [{memo}: {' '.join(each.body.split())}]" for each in coding.memos)
        said.append(f"{name}{marks} “{' '.join(coding.quote.split())}”{notes}")
    return Cell("\n".join(said) or nothing, tuple(coding.id for coding in side))
