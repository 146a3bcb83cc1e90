"""The tables of files for programs: JSON, CSV, Markdown."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import msgspec

from qualcode.report.verify.contents import Delivered, Grid

_BETWEEN = re.compile(r"(?<!\\)\|")
_ESCAPED = re.compile(r"\\([\\`*_\[\]<>|~$&#])")


def read_json(data: bytes) -> Delivered:
    """Return what a `.json` says: the table of a display, or a row for each entry of each list of another answer."""
    found: Any = msgspec.json.decode(data)
    if not isinstance(found, dict):
        return Delivered()
    if isinstance(found.get("rows"), list) and isinstance(found.get("columns"), list):
        header = ("", *(str(column["label"]) for column in found["columns"]))
        rows = tuple((_label(row), *(_value(cell["value"]) for cell in row["cells"])) for row in found["rows"])
        notes = tuple(map(str, found.get("notes", ())))
        return Delivered((Grid(str(found.get("title", "")), header, rows),), notes)
    lists = {name: value for name, value in found.items() if isinstance(value, list) and name != "problems"}
    return Delivered(tuple(_listed(name, value) for name, value in lists.items()))


def _label(row: Any) -> str:
    return str(row["label"] or row["key"])


def _value(value: Any) -> str:
    if value is None:
        return ""
    return "\n".join(map(str, value)) if isinstance(value, list) else str(value)


def _listed(name: str, entries: list[Any]) -> Grid:
    keys = tuple(dict.fromkeys(key for each in entries if isinstance(each, dict) for key in each))
    rows = tuple(
        (str(at), *(_value(each.get(key)) if isinstance(each, dict) else str(each) for key in keys))
        for at, each in enumerate(entries, 1)
    )
    return Grid(name, (name, *keys), rows)


def read_csv(data: bytes) -> Delivered:
    """Return what a `.csv` says; its second column labels the rows, the first is their key."""
    csv.field_size_limit(2**31 - 1)
    rows = [tuple(row) for row in csv.reader(io.StringIO(data.decode("utf-8-sig", "replace"), newline="")) if row]
    return Delivered((Grid("", rows[0], tuple(rows[1:])),)) if rows else Delivered()


def read_markdown(data: bytes) -> Delivered:
    """Return what a `.md` says: its tables, and every other line."""
    grids: list[Grid] = []
    texts: list[str] = []
    table: list[tuple[str, ...]] = []
    for line in (*data.decode("utf-8", "replace").splitlines(), ""):
        if line.startswith("|"):
            table.append(tuple(_ESCAPED.sub(r"\1", each.strip()) for each in _BETWEEN.split(line)[1:-1]))
            continue
        if table:
            grids.append(Grid("", table[0], tuple(table[2:])))
            table = []
        if line.strip() and not line.startswith("<!--"):
            texts.append(_ESCAPED.sub(r"\1", line))
    return Delivered(tuple(grids), tuple(texts))
