"""The sheets of a study without what they say of somebody."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from qualcode.model.names import name_key
from qualcode.study.atomic import write_atomically
from qualcode.study.columns import standard_name, standard_rows
from qualcode.study.paths import find_sheets
from qualcode.study.sheets import read_records, read_sheet, split_values, write_csv

_KEYS = ("id", "编号", "編號", "序号")


def reduce_person(root: Path, participant: str, day: str) -> tuple[str, ...]:
    """Leave of a participant's rows their id and the day on which consent was withdrawn; return the sheets' paths.

    A workbook becomes CSV, since what else it holds cannot be vouched for.
    """
    done = []
    for path in find_sheets(root, "interviews", "participants"):
        rows = [list(cells) for _, cells in read_records((root / path).read_bytes(), path)[0]]
        header = next((row for row in rows if any(cell.strip() for cell in row)), [])
        names = [standard_name(cell.strip()) for cell in header]
        key = next((n for n, name in enumerate(names) if name == "participant" or name_key(name) in _KEYS), None)
        if key is None:
            continue
        if "withdrawn" not in names:
            names.append("withdrawn")
            header.append("withdrawn")
        mark = names.index("withdrawn")
        kept, seen = [header], False
        for row in rows[rows.index(header) + 1 :]:
            row += [""] * (len(header) - len(row))
            if name_key(row[key].strip()) != name_key(participant):
                kept.append(row)
            elif not seen:
                seen = True
                kept.append([participant if n == key else day if n == mark else "" for n in range(len(header))])
        _write(root, path, kept)
        done.append(path)
    return tuple(done)


def withdrawn_on(root: Path, participant: str) -> str:
    """Return the day on which a participant withdrew, as the sheet has it; empty for whoever did not."""
    for path in find_sheets(root, "interviews", "participants"):
        rows = standard_rows(read_sheet((root / path).read_bytes(), path), path, "participant", [])
        for _, values in rows:
            if name_key(values["participant"]) == name_key(participant) and values.get("withdrawn"):
                return values["withdrawn"]
    return ""


def drop_documents(root: Path, documents: Collection[str]) -> tuple[str, ...]:
    """Take the rows about documents out of the attributes' sheet; return the paths of the sheets that had any."""
    gone = {name_key(id) for id in documents}
    done = []
    for path in find_sheets(root, "interviews", "attributes"):
        rows = [list(cells) for _, cells in read_records((root / path).read_bytes(), path)[0]]
        header: Sequence[str] = next((row for row in rows if any(cell.strip() for cell in row)), [])
        names = [standard_name(cell.strip()) for cell in header]
        key = next((n for n, name in enumerate(names) if name == "document" or name_key(name) in _KEYS), None)
        if key is None:
            continue
        kept = [row for row in rows if not (len(row) > key and _is_gone(row[key], gone))]
        if len(kept) < len(rows):
            _write(root, path, kept)
            done.append(path)
    return tuple(done)


def _is_gone(cell: str, gone: Collection[str]) -> bool:
    names = [name_key(cell.strip()), *map(name_key, split_values(cell))]
    return any(name in gone or name.rpartition(".")[0] in gone for name in names if name)


def _write(root: Path, path: str, rows: Sequence[Sequence[str]]) -> None:
    target = f"{path.rpartition('.')[0]}.csv"
    write_atomically(root / target, write_csv(rows[0] if rows else (), rows[1:]), target)
    if target != path:
        (root / path).unlink()
