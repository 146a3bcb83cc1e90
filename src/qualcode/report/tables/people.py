"""Participants and cases as theses list them, from the study's sheets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from qualcode.model.case import Case
from qualcode.model.display import Cell, Column, ColumnType, Display, Row, Value
from qualcode.model.evidence import DocumentFacts, Evidence
from qualcode.model.participant import Participant
from qualcode.report.options import Language
from qualcode.report.tables.wording import label, say

_OF_PERSON = ("role", "province", "unit_type", "position_level", "years")
_OF_INTERVIEW = ("date", "mode", "duration")
_OTHER_NAMES: Mapping[str, tuple[str, ...]] = {
    "unit_type": ("单位类型", "organisation"),
    "position_level": ("职务层级", "职务", "position"),
    "years": ("年限", "工作年限"),
    "province": (),
}
"""Columns of a sheet that say the same under another name."""


def participants_display(people: Sequence[Participant], evidence: Evidence, language: Language) -> Display:
    """Return one row a participant: role, province, organisation, position, years, cases, date, mode, minutes, words.

    What no participant has gets no column; of several interviews each is named.
    """
    facts = evidence.by_document
    names = {case.id: case.name for case in evidence.cases}
    between = "、" if language == "zh" else "; "
    rows = []
    for person in people:
        held = [facts[id] for id in dict.fromkeys(id for id, _ in person.voices) if id in facts]
        cases = dict.fromkeys(names.get(case, case) for document in held for case in document.cases)
        values: list[Value] = [_of(person, name) for name in _OF_PERSON]
        values.append(between.join(cases) or None)
        values += [_joined((document.attributes.get(name) for document in held), between) for name in _OF_INTERVIEW]
        values.append(sum(document.words for document in held) if held else None)
        values.append(between.join(document.id for document in held) or None)
        rows.append((person, values))
    keys = (*_OF_PERSON, "about", *_OF_INTERVIEW, "words", "document")
    kept = [at for at, _ in enumerate(keys) if any(values[at] is not None for _, values in rows)]
    return Display(
        title=say("participants", language),
        unit=say("unit participant", language),
        columns=tuple(Column(keys[at], label(keys[at], language), _type(keys[at])) for at in kept),
        rows=tuple(Row(one.id, one.id, tuple(Cell(values[at]) for at in kept)) for one, values in rows),
        notes=(say("participants note", language),),
        corner=say("participant", language),
        kind="participants",
    )


def _type(key: str) -> ColumnType:
    return "count" if key == "words" else "text"


def _of(person: Participant, name: str) -> str | None:
    if name == "role":
        return person.role
    written = (person.attributes.get(each) for each in (name, *_OTHER_NAMES.get(name, ())))
    return next((each for each in written if each), None)


def _joined(values: Iterable[str | None], between: str) -> str | None:
    return between.join(value for value in values if value) or None


def participant_groups_display(people: Sequence[Participant], evidence: Evidence, language: Language) -> Display:
    """Return how many participants and interviews there are by role, province and case."""
    facts = evidence.by_document
    names = {case.id: case.name for case in evidence.cases}
    sorters: Mapping[str, Callable[[Participant], tuple[str, ...]]] = {
        "role": lambda person: (person.role,) if person.role else (),
        "province": lambda person: tuple(filter(None, (_of(person, "province"),))),
        "case": lambda person: tuple(
            dict.fromkeys(case for id, _ in person.voices if id in facts for case in facts[id].cases)
        ),
    }
    rows: list[Row] = []
    for name, sort in sorters.items():
        groups: dict[str, list[Participant]] = {}
        for person in people:
            for group in sort(person) or ("",):
                groups.setdefault(group, []).append(person)
        if set(groups) <= {""}:
            continue
        rows.append(Row(name, label(name, language), (Cell(None), Cell(None))))
        for group in sorted(groups, key=lambda each: (not each, each)):
            shown = names.get(group, group) if group else say("not stated", language)
            speaking = {id for person in groups[group] for id, _ in person.voices if _in(facts.get(id), name, group)}
            rows.append(Row(f"{name}:{group}", shown, (Cell(len(groups[group])), Cell(len(speaking))), 1))
    return Display(
        title=say("participant groups", language),
        unit=say("unit participant", language),
        columns=(
            Column("participants", say("count participants", language), "count"),
            Column("interviews", say("count interviews", language), "count"),
        ),
        rows=tuple(rows),
        notes=(say("groups note", language),),
        corner=say("group", language),
        kind="participant-groups",
    )


def _in(document: DocumentFacts | None, name: str, group: str) -> bool:
    return document is not None and (name != "case" or not group or group in document.cases)


def cases_display(cases: Sequence[Case], evidence: Evidence, language: Language) -> Display:
    """Return one row a case: every attribute of its sheet, and how many interviews and documents it has.

    Few cases of many attributes are columns instead: so each cell keeps a readable width.
    """
    kinds = {document.id: document.kind for document in evidence.documents}
    names = [name for name in dict.fromkeys(name for case in cases for name in case.attributes) if name != "name"]
    filled = [name for name in names if any(case.attributes.get(name) for case in cases)]
    columns = [Column(name, label(name, language)) for name in filled]
    columns.append(Column("interviews", say("count interviews", language), "count"))
    columns.append(Column("documents", say("count documents", language), "count"))
    rows = []
    for case in cases:
        held = [kinds.get(document) for document in case.documents]
        counts = (Cell(held.count("interview")), Cell(held.count("case")))
        rows.append(Row(case.id, case.name, (*(Cell(case.attributes.get(name) or None) for name in filled), *counts)))
    if len(rows) <= _FEW_CASES and len(columns) > _MANY:
        columns, rows = _turned(columns, rows)
    return Display(
        title=say("cases", language),
        unit=say("unit case", language),
        columns=tuple(columns),
        rows=tuple(rows),
        notes=(say("cases note", language),),
        corner=say("case", language),
        kind="cases",
    )


_FEW_CASES, _MANY = 6, 8


def _turned(columns: Sequence[Column], rows: Sequence[Row]) -> tuple[list[Column], list[Row]]:
    """Return rows as columns and columns as rows; a column then holds figures and words, so all are text."""
    turned = []
    for at, column in enumerate(columns):
        values = (row.cells[at].value for row in rows)
        turned.append(
            Row(column.key, column.label, tuple(Cell(None if value is None else str(value)) for value in values))
        )
    return [Column(row.key, row.label) for row in rows], turned
