"""The study's three sheets joined to its documents: attributes of documents, the participants, attributes of cases."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from qualcode.errors import nearest
from qualcode.model.names import name_key
from qualcode.model.participant import Participant
from qualcode.model.problem import Problem, error, warning
from qualcode.study.columns import standard_rows
from qualcode.study.consent import Consent, consent_of
from qualcode.study.sheets import SheetReading, split_values

Attributes = Mapping[str, str]


def document_attributes(
    sheet: SheetReading, path: str, document_ids: Sequence[str]
) -> tuple[Mapping[str, Attributes], tuple[Problem, ...]]:
    """Return the attributes of each document that the sheet names, by document id, and the problems found.

    The column `case` stays among them as it is written; `cases_in` reads it. A row about no document of the study is a
    warning, a second row about one document an error.
    """
    return _keyed(sheet, path, "document", document_ids)


def case_attributes(
    sheet: SheetReading, path: str, case_ids: Sequence[str]
) -> tuple[Mapping[str, Attributes], tuple[Problem, ...]]:
    """Return the attributes of each case that the sheet names, in the sheet's order, and the problems found.

    `case_ids` are the folders below `cases/`; a case without a folder is kept (interviews may be all there is of it).
    """
    return _keyed(sheet, path, "case", case_ids, keep_unknown=True)


def cases_in(attributes: Attributes, case_ids: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the cases that a document's `case` column names, as `case_ids` writes them, and the names that are none."""
    known = {name_key(case): case for case in case_ids}
    names = _values(attributes.get("case", ""), known)
    found = dict.fromkeys(known[name_key(name)] for name in names if name_key(name) in known)
    return tuple(found), tuple(name for name in names if name_key(name) not in known)


def participants(
    sheet: SheetReading, path: str, document_ids: Sequence[str]
) -> tuple[tuple[Participant, ...], tuple[Problem, ...]]:
    """Return the people that the sheet names, in its order, and the problems found.

    A row joins a person to a document and the speaker labels there (none: every respondent whom no one else claims);
    several rows of one person are joined, cells may hold several values. A label of one document that two people claim
    is an error, and stays with the first. Where consents are kept, whoever's does not cover quoting is not `quotable`.
    """
    problems: list[Problem] = []
    known = {name_key(document): document for document in document_ids}
    people: dict[str, _Person] = {}
    claims: dict[tuple[str, str], tuple[str, int]] = {}
    for row, values in standard_rows(sheet, path, "participant", problems):
        name = values["participant"]
        if values.get("withdrawn"):
            continue  # consent was taken back: nothing but this mark is left of the person
        if not name:
            problems.append(
                error(path, row.line, "This row names no participant.", "Give each person an id, such as P01.")
            )
            continue
        person = people.setdefault(name_key(name), _Person(name, row.line))
        _take_attributes(person, values, path, row.line, problems)
        for document in _documents(values.get("document", ""), known, path, row.line, problems):
            for speaker in split_values(values.get("speaker", "")) or (None,):
                claim = (document, "" if speaker is None else name_key(" ".join(speaker.split())))
                holder, line = claims.setdefault(claim, (person.id, row.line))
                if holder == person.id:
                    person.voices[document, speaker] = None
                else:
                    whom = f'the speaker "{speaker}"' if speaker else "every respondent"
                    message = f'"{person.id}" and "{holder}" (line {line}) both claim {whom} of {document}.'
                    problems.append(error(path, row.line, message, "Give each label of a document to one person."))
    _judge_consent(people.values(), path, problems)
    return tuple(person.done() for person in people.values()), tuple(problems)


def _judge_consent(people: Collection[_Person], path: str, problems: list[Problem]) -> None:
    """Let only those be quoted whose consent covers it, once the sheet keeps consents at all; say whose is not clear."""
    if not any(person.consents for person in people):
        return
    for person in people:
        found: set[Consent] = {consent_of(each) for each in person.consents} or {"unknown"}
        person.quotable = found == {"covers"}
        if "unknown" in found and "does not cover" not in found:
            written = "; ".join(person.consents)
            what = f'the consent "{written}" does not say' if written else "no consent is recorded that says"
            message = f'{what} whether "{person.id}" may be quoted, who is therefore not quoted in what is handed in.'
            problems.append(
                warning(path, person.line, message, "Write for instance `written; quotes`, or `no quotes`.")
            )


@dataclass(slots=True)
class _Person:
    id: str
    line: int
    voices: dict[tuple[str, str | None], None] = field(default_factory=dict)
    attributes: dict[str, str] = field(default_factory=dict)
    consents: dict[str, None] = field(default_factory=dict)
    quotable: bool = True

    def done(self) -> Participant:
        attributes = dict(self.attributes)
        role = attributes.pop("role", None) or None
        return Participant(self.id, tuple(self.voices), role, attributes, self.quotable)


def _take_attributes(person: _Person, values: Attributes, path: str, line: int, problems: list[Problem]) -> None:
    for name, value in values.items():
        if name in ("participant", "document", "speaker"):
            continue
        if name == "consent" and value:
            person.consents[value] = None  # of several the strictest holds
        before = person.attributes.get(name, "")
        if before and value and value != before:
            message = f'"{person.id}" has {name} "{before}" in one row and "{value}" in this one; the first is taken.'
            problems.append(warning(path, line, message, "Write the same in every row of a person."))
        person.attributes[name] = before or value


def _keyed(
    sheet: SheetReading, path: str, key: str, ids: Sequence[str], *, keep_unknown: bool = False
) -> tuple[Mapping[str, Attributes], tuple[Problem, ...]]:
    problems: list[Problem] = []
    known = {name_key(each): each for each in ids}
    found: dict[str, Attributes] = {}
    lines: dict[str, int] = {}
    for row, values in standard_rows(sheet, path, key, problems):
        name = values[key]
        if not name:
            problems.append(error(path, row.line, f"This row names no {key}.", f"Give the id of a {key}."))
            continue
        id = _known(name, known)
        if id is None and keep_unknown:
            id = known[name_key(name)] = name
        if id is None:
            problems.append(_unknown(key, name, ids, path, row.line))
        elif id in found:
            message = f'A second row about "{id}" (first in line {lines[id]}) is passed over.'
            problems.append(
                error(path, row.line, message, "Keep one; several cases stand in one cell, between semicolons.")
            )
        else:
            lines[id] = row.line
            found[id] = {column: value for column, value in values.items() if column != key}
    return found, tuple(problems)


def _documents(cell: str, known: Mapping[str, str], path: str, line: int, problems: list[Problem]) -> Iterator[str]:
    names = _values(cell, known)
    if not names:
        problems.append(warning(path, line, "This row names no document.", "Name those in which the person speaks."))
    for name in names:
        document = _known(name, known)
        if document is None:
            problems.append(_unknown("document", name, known.values(), path, line))
        else:
            yield document


def _values(cell: str, known: Mapping[str, str]) -> tuple[str, ...]:
    # An id may itself hold a mark that parts values: 职业教育法、条例.
    return (cell.strip(),) if name_key(cell.strip()) in known else split_values(cell)


def _known(name: str, known: Mapping[str, str]) -> str | None:
    """Return the id that a cell means; people also write the file's name, `INT01.docx`."""
    return known.get(name_key(name)) or known.get(name_key(name.rpartition(".")[0]))


def _unknown(kind: str, name: str, ids: Iterable[str], path: str, line: int) -> Problem:
    near = nearest(name, ids, most=2)
    return warning(path, line, f'No {kind} "{name}".', f"Nearest: {', '.join(near)}." if near else "")
