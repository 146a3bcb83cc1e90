"""Sheets of a study with names replaced, each row as its document calls them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from qualcode.exchange.anonymise.matching import Rule, rules_of
from qualcode.exchange.anonymise.names import Names
from qualcode.model.names import name_key
from qualcode.study.columns import standard_name
from qualcode.study.sheets import read_records, split_values, write_csv


def in_sheet(data: bytes, path: str, names: Names, documents: Sequence[str], counts: Counter[Rule]) -> bytes:
    """Return a sheet as CSV with names replaced in every cell; what was replaced is added to `counts`.

    A workbook becomes CSV: its first sheet is what a study reads, and what else it holds (other sheets, notes, its
    author) stays behind.
    """
    records, _ = read_records(data, path)
    known = {name_key(id): id for id in documents}
    everywhere = names.everywhere()
    about = {id: names.about(id) for id in names.own}
    column: int | None = None
    rows: list[list[str]] = []
    for _, cells in records:
        if column is None and any(cell.strip() for cell in cells):
            column = next((n for n, cell in enumerate(cells) if standard_name(cell.strip()) == "document"), -1)
        named = split_values(cells[column]) if column is not None and 0 <= column < len(cells) else ()
        id = known.get(name_key(named[0]), "") if len(named) == 1 else ""
        row = []
        for place, cell in enumerate(cells):
            edits = (everywhere if place == column else about.get(id, everywhere)).edits(cell)
            counts.update(rules_of(edits))
            row.append(edits.apply(cell))
        rows.append(row)
    return write_csv(rows[0] if rows else (), rows[1:])
