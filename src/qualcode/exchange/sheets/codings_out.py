"""Every coding as a row with all that is known of it: to be sorted in a spreadsheet, read by a script, and taken back in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from qualcode.coding.retrieve import evidence
from qualcode.model.display import Cell, Column, ColumnType, Display, Row, Value
from qualcode.model.events import CodeEvent
from qualcode.model.evidence import Evidence, Passage
from qualcode.study.formulas import defused
from qualcode.study.sheets import write_csv
from qualcode.study.study import Study

_TYPES: Mapping[str, ColumnType] = {"start": "count", "end": "count", "weight": "number"}


def codings_sheet(study: Study, coders: Sequence[str] = ()) -> Display:
    """Return one row a coding of these coders (all without any), with place, words, speaker, attributes and memos.

    `start` and `end` count code points of the document's text, half-open. Attributes are columns such as `document: date`,
    `participant: province`, `case: type`. Words that consent does not allow to be quoted are left out; where a coding
    lost its place it is left out and counted in `set_aside`.
    """
    found = evidence(study, list(coders) or [each.handle for each in study.settings.coders] or ["all"])
    takers = {**_own(study), **_attributes(found)}
    rows = tuple(
        Row(each.coding.id, each.coding.id, tuple(Cell(take(each), (each.coding.id,)) for take in takers.values()))
        for each in found.passages
    )
    return Display(
        title="Codings, one a row",
        unit="coding",
        columns=tuple(Column(key, key, _TYPES.get(key, "text")) for key in takers),
        rows=rows,
        notes=(f"Coders: {', '.join(found.coders.handles) or 'none'}.",),
        set_aside=found.set_aside,
        parameters={"coders": list(coders)},
        corner="id",
        kind="codings",
    )


def as_csv(display: Display) -> bytes:
    """Return a sheet as CSV (UTF-8 with BOM), its texts safe to open in a spreadsheet; the first column is the row's key."""
    header = [display.corner or "id", *(column.key for column in display.columns)]
    rows = ([defused(row.label), *(_cell(cell.value) for cell in row.cells)] for row in display.rows)
    return write_csv([defused(name) for name in header], rows)


def _cell(value: Value) -> str:
    if isinstance(value, str):
        return defused(value)
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def _own(study: Study) -> dict[str, Callable[[Passage], Value]]:
    book = study.codebook.by_id
    language = study.settings.report_language or next(iter(study.settings.languages), "")
    made = _Made(study)
    return {
        "document": lambda p: p.coding.document,
        "address": lambda p: p.address,
        "start": lambda p: p.coding.span.start if p.coding.span else None,
        "end": lambda p: p.coding.span.end if p.coding.span else None,
        "quote": lambda p: p.coding.quote or None,
        "code": lambda p: p.coding.code,
        "name": lambda p: book[p.coding.code].name(language),
        "coder": lambda p: p.coding.coder,
        "stance": lambda p: p.coding.stance,
        "weight": lambda p: p.coding.weight,
        "case": lambda p: p.case if p.coding.case != "" else "other",
        "speaker": lambda p: p.speaker,
        "time": lambda p: p.time,
        "participant": lambda p: p.participant.id if p.participant else None,
        "role": lambda p: p.role,
        "memo": lambda p: "\n\n".join(memo.body for memo in p.coding.memos) or None,
        "made": made.of,
        "via": lambda p: p.coding.via,
    }


class _Made:
    """When codings were made: as the program says from which they came, else when they were written."""

    def __init__(self, study: Study) -> None:
        self._study = study
        self._known: dict[tuple[str, str], dict[str, str]] = {}

    def of(self, passage: Passage) -> Value:
        coding = passage.coding
        place = (coding.coder, coding.document)
        if place not in self._known:
            events = self._study.events(*place)
            self._known[place] = {each.id: each.made for each in events if isinstance(each, CodeEvent) and each.made}
        return self._known[place].get(coding.id, coding.at) or None


def _attributes(found: Evidence) -> dict[str, Callable[[Passage], Value]]:
    facts, cases = found.by_document, {case.id: case for case in found.cases}
    sources: dict[str, Callable[[Passage], Mapping[str, str]]] = {
        "document": lambda p: facts[p.coding.document].attributes,
        "participant": lambda p: p.participant.attributes if p.participant else {},
        "case": lambda p: cases[p.case].attributes if p.case in cases else {},
    }
    return {
        f"{source}: {name}": _attribute(take, name)
        for source, take in sources.items()
        for name in dict.fromkeys(_names(found.passages, take))
    }


def _names(passages: Iterable[Passage], take: Callable[[Passage], Mapping[str, str]]) -> Iterable[str]:
    return (name for passage in passages for name, value in take(passage).items() if value)


def _attribute(take: Callable[[Passage], Mapping[str, str]], name: str) -> Callable[[Passage], Value]:
    return lambda passage: take(passage).get(name) or None
