"""Variables, cases and people of a project into the study's three sheets: new rows and columns, no cell changed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from qualcode.exchange.refi.labels import Pairs, parse
from qualcode.exchange.refi.loss import Tally
from qualcode.exchange.refi.project import CaseEntry, Project, Values
from qualcode.model.names import name_key
from qualcode.study.atomic import write_atomically
from qualcode.study.columns import standard_name
from qualcode.study.paths import find_sheets
from qualcode.study.sheets import is_workbook, read_records, write_csv
from qualcode.study.study import Study

CASE_LABELS = ("Id", "Kind", "Speaks")
_APART = re.compile(r"[;；、\s]+")
_VALUES = "values of attributes"
_KEYS = frozenset(("document", "case", "participant", "speaker", "name"))


@dataclass(frozen=True, slots=True)
class Sheets:
    """The rows to add, which case each selection (by GUID) is said to be about, and the id of each case (by GUID)."""

    documents: tuple[Mapping[str, str], ...]
    people: tuple[Mapping[str, str], ...]
    cases: tuple[Mapping[str, str], ...]
    case_of: Mapping[str, str]
    case_ids: Mapping[str, str]


def plan_sheets(project: Project, ids: Sequence[str | None], study: Study) -> Sheets:
    """Return what a project says of its documents, people and cases; `ids` are where its sources are."""
    columns = _columns(project)
    place = {source.guid: id for source, id in zip(project.sources, ids, strict=True) if id is not None}
    of_selection = {
        each.guid: id for source, id in zip(project.sources, ids, strict=True) if id for each in source.selections
    }
    attributes: dict[str, dict[str, str]] = {id: {} for id in place.values()}
    for source in project.sources:
        if source.guid in place:
            attributes[place[source.guid]] |= _named(source.values, columns)
    members: dict[str, dict[str, None]] = defaultdict(dict)
    cases: dict[str, Mapping[str, str]] = {}
    people: list[Mapping[str, str]] = []
    case_of: dict[str, str] = {}
    case_ids: dict[str, str] = {}
    for number, entry in enumerate(project.cases, start=1):
        labels = parse(entry.description, CASE_LABELS) or ()
        values = _named(entry.values, columns)
        if entry.name is None and len(entry.sources) == 1 and not entry.selections:
            # MAXQDA and Quirkos keep the values of a document so.
            attributes.get(place.get(entry.sources[0], ""), {}).update(values)
        elif ("Kind", "", "participant") in labels:
            people += _person(entry, labels, values)
        else:
            id = _case_id(entry, labels, number, cases, study)
            case_ids.setdefault(entry.guid, id)
            cases[id] = {"case": id, **({"name": entry.name} if entry.name and entry.name != id else {}), **values}
            for guid in entry.sources:
                members[place.get(guid, "")][id] = None
            for guid in entry.selections:
                members[of_selection.get(guid, "")][id] = None
                case_of.setdefault(guid, id)
    rows = []
    for document, found in attributes.items():
        own = {name_key(document.split("/")[0])} if "/" in document else set()
        among = [case for case in members[document] if name_key(case) not in own]
        if found or among:
            rows.append({"document": document, "case": "; ".join(among), **found})
    return Sheets(tuple(rows), tuple(people), tuple(cases.values()), case_of, case_ids)


def _columns(project: Project) -> dict[str, str]:
    """Return the column of each variable: its name, unless a sheet has another use for that."""
    found: dict[str, str] = {}
    taken = {"document", "case", "participant", "speaker"}
    for variable in project.variables:
        name = " ".join(variable.name.split()) or "variable"
        number, column = 1, name
        while name_key(standard_name(column)) in taken:
            number += 1
            column = f"{name} {number}"
        taken.add(name_key(standard_name(column)))
        found.setdefault(variable.guid, column)
    return found


def _named(values: Values, columns: Mapping[str, str]) -> dict[str, str]:
    return {columns[guid]: value for guid, value in values if guid in columns and value}


def _person(entry: CaseEntry, labels: Pairs, values: Mapping[str, str]) -> list[Mapping[str, str]]:
    id = next((value for label, _, value in labels if label == "Id"), entry.name or "")
    rows: list[Mapping[str, str]] = []
    for label, _, value in labels:
        if label == "Speaks":
            document, _, speaker = value.partition(": ")
            rows.append({"participant": id, "document": document.removesuffix(":"), "speaker": speaker, **values})
    return rows or [{"participant": id, **values}]


def _case_id(entry: CaseEntry, labels: Pairs, number: int, taken: Mapping[str, object], study: Study) -> str:
    name = next((value for label, _, value in labels if label == "Id"), entry.name or f"case {number}")
    there = {name_key(each): case.id for case in study.cases for each in (case.name, case.id)}
    id = there.get(name_key(name)) or _APART.sub(" ", name).strip() or f"case {number}"
    keys = set(map(name_key, taken))
    return next(each for n in range(1, len(keys) + 2) if name_key(each := id if n == 1 else f"{id} {n}") not in keys)


def write_sheets(study: Study, sheets: Sheets, tally: Tally) -> None:
    """Add what is new to `interviews/attributes`, `interviews/participants` and `cases/attributes`."""
    _count_rows(sheets.cases, {name_key(case.id) for case in study.cases}, "case", "cases", tally)
    people = {name_key(each.id) for each in study.participants}
    _count_rows(
        {row["participant"]: row for row in sheets.people}.values(), people, "participant", "participants", tally
    )
    for folder, name, rows in (
        ("interviews", "attributes", sheets.documents),
        ("interviews", "participants", sheets.people),
        ("cases", "attributes", sheets.cases),
    ):
        if rows:
            _add_rows(study, folder, name, rows, tally)


def _count_rows(rows: Iterable[Mapping[str, str]], there: set[str], key: str, kind: str, tally: Tally) -> None:
    for row in rows:
        (tally.known if name_key(row[key]) in there else tally.bring)(kind)


def _add_rows(study: Study, folder: str, name: str, rows: Sequence[Mapping[str, str]], tally: Tally) -> None:
    key = next(iter(rows[0]))
    firsts = {row[key]: row for row in reversed(rows)}
    values = {
        id(row): sum(1 for column, value in row.items() if value and column not in _KEYS) for row in firsts.values()
    }
    found = find_sheets(study.root, folder, name)
    path = next((each for each in found if not is_workbook(study.read_bytes(each), each)), f"{folder}/{name}.csv")
    if any(each != path and each.endswith(".xlsx") for each in found):
        tally.leave(_VALUES, f"{folder}/{name}.xlsx is a workbook: add the rows there", sum(values.values()))
        return
    records = [list(cells) for _, cells in read_records(study.read_bytes(path), path)[0]] if found else []
    records = [cells for cells in records if any(cell.strip() for cell in cells)]
    header = [cell.strip() for cell in records[0]] if records else [key]
    places = {name_key(standard_name(column)): at for at, column in enumerate(header)}
    at = places.setdefault(name_key(key), 0)
    there: dict[str, list[list[str]]] = defaultdict(list)
    for cells in records[1:]:
        there[name_key(cells[at].strip()) if at < len(cells) else ""].append(cells)
    added, filled = [], False
    for row in rows:
        if name_key(row[key]) in there:
            filled |= _fill(there[name_key(row[key])], row, header, places, tally)
            continue
        tally.bring(_VALUES, values.get(id(row), 0))
        for column in row:
            if name_key(standard_name(column)) not in places:
                places[name_key(standard_name(column))] = len(header)
                header.append(column)
        added.append(row)
    if added or filled:
        table = [cells + [""] * (len(header) - len(cells)) for cells in records[1:]]
        table += [_cells(row, places, len(header)) for row in added]
        write_atomically(study.root / path, write_csv(header, table), path)


def _fill(
    there: Sequence[list[str]], row: Mapping[str, str], header: list[str], places: dict[str, int], tally: Tally
) -> bool:
    """Fill the empty cells of the one row that is about the same; whether any was. Where there are several none is."""
    filled = False
    for column, value in row.items():
        if not value or column in _KEYS:
            continue
        name = name_key(standard_name(column))
        if len(there) == 1 and name not in places:
            places[name] = len(header)
            header.append(column)
        at = places.get(name, -1)
        said = [cells[at].strip() for cells in there if 0 <= at < len(cells) and cells[at].strip()]
        if len(there) == 1 and not said:
            there[0].extend([""] * (at + 1 - len(there[0])))
            there[0][at] = value
            filled = True
            tally.bring(_VALUES)
        elif name_key(value) in map(name_key, said):
            tally.known(_VALUES)
        else:
            tally.leave(_VALUES, "the study says otherwise, or names it several times")
    return filled


def _cells(row: Mapping[str, str], places: Mapping[str, int], width: int) -> list[str]:
    cells = [""] * width
    for column, value in row.items():
        cells[places[name_key(standard_name(column))]] = value
    return cells
