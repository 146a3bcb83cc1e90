"""Disagreements in words: the unit, both sides' codings with their memos, and what exactly is in dispute."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice, takewhile

from qualcode.agreement.disagreements import disagreements
from qualcode.coding.retrieve import document_codings, words_of
from qualcode.coding.voices import Voices
from qualcode.model.codebook import Codebook
from qualcode.model.coding import Coding
from qualcode.model.display import Cell, Column, Display, Row
from qualcode.model.document import Turn
from qualcode.model.evidence import NOT_QUOTED
from qualcode.model.reliability import ReliabilityData, UnitOfCoding
from qualcode.model.span import Span
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
    `withheld` says that consent does not cover quoting what stands there.
    """

    unit: UnitOfCoding
    speaker: str | None
    words: str
    codes: tuple[str, ...]
    stances: tuple[str, ...]
    sides: Mapping[str, tuple[Coding, ...]]
    withheld: bool = False


def differences(study: Study, data: ReliabilityData) -> tuple[Difference, ...]:
    """Return every unit on which coders differ in a code or in a stance, in order."""
    disputed = {each.unit: each.codes for each in disagreements(data)}
    by_document: dict[str, Mapping[str, _OfOne]] = {}
    return tuple(_differences(study, data, disputed, by_document))


def _differences(
    study: Study,
    data: ReliabilityData,
    disputed: Mapping[UnitOfCoding, tuple[str, ...]],
    made: dict[str, Mapping[str, _OfOne]],
) -> Iterator[Difference]:
    voices = Voices(study.participants)
    order = {code: place for place, code in enumerate(data.codes)}
    for number, unit in enumerate(data.units):
        finished = [coder for row, coder in enumerate(data.coders) if data.values[row][number] is not None]
        if unit.document not in made:
            found = document_codings(study, study.document(unit.document), data.coders)
            made[unit.document] = {coder: _OfOne(c for c in found if c.coder == coder) for coder in data.coders}
        sides = {coder: made[unit.document][coder].touching(unit.span) for coder in finished}
        given = Counter(code for row in range(len(data.coders)) for code in data.values[row][number] or ())
        shared = sorted((code for code, count in given.items() if count > 1 and code in order), key=order.__getitem__)
        stances = tuple(code for code in shared if _stances_differ(code, sides.values()))
        if unit in disputed or stances:
            speaker, words = _spoken(study, unit)
            spans = [unit.span, *(coding.span for side in sides.values() for coding in side)]
            silent = any(voices.withheld(study.document(unit.document), span) for span in spans if span is not None)
            yield Difference(unit, speaker, words, disputed.get(unit, ()), stances, sides, silent)


class _OfOne:
    """One coder's codings of a document that have a place, found by it without looking at all of them."""

    def __init__(self, codings: Iterable[Coding]) -> None:
        placed = sorted(((c.span, c) for c in codings if c.span is not None), key=lambda each: each[0].start)
        self._placed = [coding for _, coding in placed]
        self._starts = [span.start for span, _ in placed]
        self._reach = list(accumulate((span.end for span, _ in placed), max))

    def touching(self, span: Span | None) -> tuple[Coding, ...]:
        """Return the codings that share a character with a place, in order; all of them without one."""
        if span is None:
            return tuple(self._placed)
        first, last = bisect_right(self._reach, span.start), bisect_left(self._starts, span.end)
        return tuple(c for c in self._placed[first:last] if c.span and c.span.overlaps(span))


def _stances_differ(code: str, sides: Collection[tuple[Coding, ...]]) -> bool:
    given = [{coding.stance or "affirms" for coding in side if coding.code == code} for side in sides]
    return len({frozenset(each) for each in given if each}) > 1


def _spoken(study: Study, unit: UnitOfCoding) -> tuple[str | None, str]:
    span = unit.span
    if unit.number is None or span is None:
        return None, ""
    document = study.document(unit.document)
    turn = _turn_at(document.turns, span)
    return turn.speaker if turn else None, words_of(document, span)


def _turn_at(turns: Sequence[Turn], span: Span) -> Turn | None:
    """Return the first turn with words in a place; turns are in order and disjoint."""
    later = islice(turns, bisect_right(turns, span.start, key=_end), None)
    within = takewhile(lambda turn: turn.span.start < span.end, later)
    return next((turn for turn in within if turn.words and turn.words.overlaps(span)), None)


def _end(turn: Turn) -> int:
    return turn.span.end


def differences_display(
    found: Sequence[Difference], data: ReliabilityData, codebook: Codebook, language: str = "en"
) -> Display:
    """Return differences as a table to take to a meeting: the words, each coder's codes with stance, quote and memos.

    Words that consent does not cover are not in it.
    """
    chosen = "zh" if language == "zh" else "en"
    title, corner, speaker, words, disputed, stance, nothing, memo = _LABELS[chosen]
    columns = [Column("speaker", speaker), Column("words", words)]
    columns += [Column(f"coder:{coder}", coder) for coder in data.coders]
    columns.append(Column("disputed", disputed))
    rows = []
    for each in found:
        sides = [each.sides.get(coder) for coder in data.coders]
        silent = NOT_QUOTED[chosen] if each.withheld else ""
        cells = [Cell(each.speaker), Cell(silent or each.words or None)]
        told = (nothing, memo, silent)
        cells += [Cell(None) if side is None else _side_cell(side, codebook, language, told) for side in sides]
        cells.append(Cell("; ".join((*each.codes, *(stance.format(code) for code in each.stances)))))
        rows.append(Row(each.unit.address, each.unit.address, tuple(cells)))
    return Display(
        title=title,
        unit=data.unit,
        columns=tuple(columns),
        rows=tuple(rows),
        notes=(_NOTES[chosen].format(len(found), len(data.units)),),
        set_aside=data.set_aside,
        parameters={"coders": list(data.coders), "unit": data.unit},
        corner=corner,
        kind="disagreements",
    )


def _side_cell(side: tuple[Coding, ...], codebook: Codebook, language: str, told: tuple[str, str, str]) -> Cell:
    """Return one coder's codings in words; `told` are the words for none and for a memo, and what stands for a quote."""
    nothing, memo, silent = told
    said = []
    for coding in side:
        code = codebook.resolve(coding.code)
        name = f"{coding.code} {code.name(language)}" if code else coding.code
        marks = f" ({coding.stance})" if coding.stance else ""
        notes = "".join(f" [{memo}: {' '.join(each.body.split())}]" for each in coding.memos)
        quote = silent or f"“{' '.join(coding.quote.split())}”"
        said.append(f"{name}{marks} {quote}{notes}")
    return Cell("\n".join(said) or nothing, tuple(coding.id for coding in side))
