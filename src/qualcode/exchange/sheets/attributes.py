"""A sheet of attributes into a study's own sheets: new rows, new columns, and cells that were empty; no other cell."""

from __future__ import annotations

from collections.abc import Mapping

from qualcode.errors import StudyError
from qualcode.exchange.refi.bring import Imported
from qualcode.exchange.refi.bring_sheets import Sheets, write_sheets
from qualcode.exchange.refi.loss import Tally
from qualcode.exchange.sheets.columns import Lines
from qualcode.model.names import name_key
from qualcode.study.columns import standard_name
from qualcode.study.study import Study

_KEYS = ("participant", "document", "case")


def is_attributes(lines: Lines) -> bool:
    """Say whether a sheet's rows are documents, cases or people with their attributes."""
    return "code" not in lines.columns and _key(lines) is not None and len(lines.columns) > 1


def _key(lines: Lines) -> str | None:
    """Return what a row is about: a participant where the sheet names people, else what the first such column names."""
    names = _names(lines).values()
    if "participant" in names:
        return "participant"
    return next((name for name in names if name in _KEYS), None)


def _names(lines: Lines) -> dict[str, str]:
    """Return the name of each column in a study's sheets: other columns than those are attributes and keep their own."""
    return {name: standard_name(own) for name, own in zip(lines.columns, lines.written, strict=True)}


def import_attributes(study: Study, lines: Lines, shown: str) -> Imported:
    """Bring attributes in and return the study with the report.

    A document that the study does not have is left out. A cell that says something else in the study stays as it is there.
    """
    key, tally = _key(lines) or "document", Tally()
    tally.kinds.setdefault("values of attributes")
    rows: list[Mapping[str, str]] = []
    names = _names(lines)
    for line in lines.rows:
        cells = {names[name]: value for name, value in line.cells.items() if value}
        if key not in cells:
            raise StudyError(f"The row names no {key}.", path=shown, line=line.number, remedy="Nothing was brought in.")
        row = {key: cells.pop(key), **cells}
        if key == "document":
            there = [id for id in study.document_ids if name_key(id) == name_key(row[key])]
            if not there:
                tally.leave("values of attributes", "of documents that are not in the study", len(cells))
                tally.say(f'{shown}:{line.number}: there is no document "{row[key]}".')
                continue
            row[key] = there[0]
        rows.append(row)
    by_key = {each: tuple(rows) if each == key else () for each in _KEYS}
    sheets = Sheets(by_key["document"], by_key["participant"], by_key["case"], {}, {})
    write_sheets(study, sheets, tally)
    display = tally.display(f"Import of {shown}", {"file": shown}, importing=True)
    return Imported(Study(study.root), display)
