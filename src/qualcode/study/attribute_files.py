"""The study's sheets, read and joined: what they say of documents, people and cases."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qualcode.errors import StudyError, nearest
from qualcode.model.case import Case
from qualcode.model.participant import Participant
from qualcode.model.problem import Problem, error, warning
from qualcode.study.attributes import Attributes, case_attributes, cases_in, document_attributes, participants
from qualcode.study.paths import Listing, find_sheets
from qualcode.study.sheets import SheetReading, read_sheet

ReadBytes = Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class StudyAttributes:
    """What the sheets say: attributes by document id, the participants, the cases with their documents, and problems."""

    documents: Mapping[str, Attributes]
    participants: tuple[Participant, ...]
    cases: tuple[Case, ...]
    problems: tuple[Problem, ...]


def read_attributes(root: Path, listing: Listing, was: Mapping[str, Sequence[str]], read: ReadBytes) -> StudyAttributes:
    """Return what the three sheets say of the documents listed; a sheet that is not there says nothing.

    `was` maps a document's id to its old ones, under which a sheet may still name it.
    """
    problems: list[Problem] = []
    now = {file.id: file.id for file in listing.files}
    now |= {old: new for new, olds in was.items() for old in olds if new in now}
    ids = list(now)
    documents: Mapping[str, Attributes] = {}
    people: tuple[Participant, ...] = ()
    of_cases: Mapping[str, Attributes] = {}
    for path, sheet in _sheet(root, "interviews", "attributes", read, problems):
        named, found = document_attributes(sheet, path, ids)
        problems += found
        documents = _under_present_ids(named, now, path, problems)
    for path, sheet in _sheet(root, "interviews", "participants", read, problems):
        people, found = participants(sheet, path, ids)
        people = tuple(replace(each, voices=tuple((now[id], label) for id, label in each.voices)) for each in people)
        problems += found
    for path, sheet in _sheet(root, "cases", "attributes", read, problems):
        of_cases, found = case_attributes(sheet, path, listing.cases)
        problems += found
    cases = _cases(listing, documents, of_cases, problems)
    return StudyAttributes(documents, people, cases, tuple(problems))


def _under_present_ids(
    named: Mapping[str, Attributes], now: Mapping[str, str], path: str, problems: list[Problem]
) -> Mapping[str, Attributes]:
    documents: dict[str, Attributes] = {}
    for id, attributes in named.items():
        if now[id] in documents:
            message = f'"{id}" and another row are about one document, "{now[id]}"; the first is taken.'
            problems.append(error(path, None, message, "Keep the row with the present id."))
        documents.setdefault(now[id], attributes)
    return documents


def _sheet(
    root: Path, folder: str, name: str, read: ReadBytes, problems: list[Problem]
) -> Iterator[tuple[str, SheetReading]]:
    filled: list[tuple[str, SheetReading]] = []
    empty: list[tuple[str, SheetReading]] = []
    for path in find_sheets(root, folder, name):
        try:
            sheet = read_sheet(read(path), path)
        except StudyError as fault:
            problems.append(Problem("error", path, fault.line, fault.message, fault.remedy))
            continue
        (filled if sheet.rows else empty).append((path, sheet))
    for path, _ in filled[1:]:
        message = f"{filled[0][0]} says the same of this study and is read; this file is not."
        problems.append(warning(path, None, message, "Keep one of them."))
    for path, sheet in (filled or empty)[:1]:  # a sheet with a header alone must not hide one that is filled in
        problems += sheet.problems
        yield path, sheet


def _cases(
    listing: Listing, documents: Mapping[str, Attributes], of_cases: Mapping[str, Attributes], problems: list[Problem]
) -> tuple[Case, ...]:
    ids = tuple(dict.fromkeys((*of_cases, *listing.cases)))
    members: dict[str, list[str]] = {id: [] for id in ids}
    for file in listing.files:
        own, unknown = cases_in(documents.get(file.id, {}), ids)
        for id in dict.fromkeys((*((file.case,) if file.case else ()), *own)):
            members[id].append(file.id)
        for name in unknown:
            near = ", ".join(nearest(name, ids))
            remedy = (
                f"Nearest: {near}." if near else "A case is a folder below cases/, or a row of cases/attributes.csv."
            )
            problems.append(
                warning(
                    "interviews/attributes", None, f'"{file.id}" names the case "{name}", which there is not.', remedy
                )
            )
    return tuple(Case(id, tuple(members[id]), of_cases.get(id, {})) for id in ids)
