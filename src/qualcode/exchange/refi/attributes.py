"""Attributes, cases and participants as variables and cases of REFI-QDA."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from qualcode.exchange.refi.guids import guid_of
from qualcode.exchange.refi.labels import compose
from qualcode.exchange.refi.project import CaseEntry, Values, Variable
from qualcode.model.names import name_key
from qualcode.study.study import Study

_INTEGER = re.compile(r"0|-?[1-9]\d{0,17}")
_FLOAT = re.compile(r"-?(?:0|[1-9]\d*)\.\d+")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Columns:
    """Every attribute of documents, people and cases as one variable each, typed by all the values that it has."""

    variables: tuple[Variable, ...]
    by_name: Mapping[str, str]

    @classmethod
    def of(cls, study: Study) -> Columns:
        """Return the columns of a study, in the order of documents, people and cases."""
        found: dict[str, list[str]] = {}
        for attributes in _all_attributes(study):
            for name, value in attributes.items():
                found.setdefault(name, []).append(value)
        variables = tuple(
            Variable(guid_of("variable", name), name, _type(values)) for name, values in found.items() if any(values)
        )
        return cls(variables, {each.name: each.guid for each in variables})

    def values(self, attributes: Mapping[str, str]) -> Values:
        """Return the values of one thing; empty ones are not written."""
        return tuple((self.by_name[name], value) for name, value in attributes.items() if value)


def _all_attributes(study: Study) -> Iterator[Mapping[str, str]]:
    for attributes in study.attributes.documents.values():
        yield {name: value for name, value in attributes.items() if name != "case"}
    for person in study.participants:
        yield {"role": person.role or "", **person.attributes}
    for case in study.cases:
        yield {name: value for name, value in case.attributes.items() if name != "name"}


def _type(values: Sequence[str]) -> str:
    given = [value for value in values if value]
    if all(map(_INTEGER.fullmatch, given)):
        return "Integer"
    if all(_FLOAT.fullmatch(value) or _INTEGER.fullmatch(value) for value in given):
        return "Float"
    return "Date" if all(map(_is_day, given)) else "Text"


def _is_day(value: str) -> bool:
    try:
        return bool(_DAY.fullmatch(value)) and datetime.date.fromisoformat(value).year > 0
    except ValueError:
        return False


def case_entries(study: Study, columns: Columns, selections: Mapping[str, Sequence[str]]) -> Iterator[CaseEntry]:
    """Yield the cases of a study, with their documents and the selections that are about one of several cases."""
    for case in study.cases:
        attributes = {name: value for name, value in case.attributes.items() if name != "name"}
        yield CaseEntry(
            guid_of("case", name_key(case.id)),
            case.name,
            compose([("Id", "", case.id), ("Kind", "", "case")]),
            columns.values(attributes),
            tuple(guid_of("document", name_key(id)) for id in case.documents),
            tuple(selections.get(case.id, ())),
        )


def participant_entries(study: Study, columns: Columns) -> Iterator[CaseEntry]:
    """Yield the participants as cases: many programs keep people so."""
    for person in study.participants:
        speaks = [("Speaks", "", f"{document}: {label or ''}".rstrip()) for document, label in person.voices]
        yield CaseEntry(
            guid_of("participant", name_key(person.id)),
            person.id,
            compose([("Id", "", person.id), ("Kind", "", "participant"), *speaks]),
            columns.values({"role": person.role or "", **person.attributes}),
            tuple(dict.fromkeys(_documents(person.voices))),
        )


def _documents(voices: Iterable[tuple[str, str | None]]) -> Iterator[str]:
    for document, _ in voices:
        yield guid_of("document", name_key(document))
