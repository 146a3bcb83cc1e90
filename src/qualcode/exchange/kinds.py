"""What a file or folder of another program is, told by its content; the name is asked only where that says nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from qualcode.errors import StudyError, UsageError
from qualcode.exchange import database
from qualcode.exchange.qualcoder.read import DATABASE
from qualcode.exchange.qualcoder.read import TABLES as OF_QUALCODER
from qualcode.exchange.taguette.read import TABLES as OF_TAGUETTE
from qualcode.text import archive

Kind = Literal["refi", "qualcoder", "taguette", "sheet", "word"]
_PACKED = b"PK\x03\x04"
_SHEETS = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".jsonl", ".ndjson")
_READ = (
    "Projects of REFI-QDA (.qdpx, .qde, .qdc), QualCoder (.qda) and Taguette (.sqlite3), and sheets (.csv, .xlsx) are."
)
_KNOWN = (".qdpx", ".qde", ".qdc", ".qda", ".sqlite3", ".db", ".zip", *_SHEETS)
_REFUSED = archive.Refusal("The archive is refused", "Nothing was read.")


def kind_of(path: Path) -> Kind:
    """Return what a path holds: a REFI-QDA file, a QualCoder project, a Taguette database, a sheet, or a Word document.

    Raises `UsageError` for what is none of them, `StudyError` for what cannot be read.
    """
    if path.is_dir():
        if (path / DATABASE).exists():
            return "qualcoder"
        raise UsageError(f"{path} is a folder, and no project of QualCoder ({DATABASE}).", remedy=_READ)
    try:
        with path.open("rb") as file:
            start = file.read(512)
    except OSError as fault:
        if path.suffix.lower() not in _KNOWN:
            raise UsageError(f'"{path.name}" is no file that can be read so.', remedy=_READ) from fault
        raise StudyError(f"cannot be read ({fault.strerror}).", path=str(path), remedy="Check the name.") from fault
    if start.startswith(database.MAGIC):
        return _of_tables(path)
    if start.startswith(_PACKED):
        return _of_members(path)
    text = start.decode("utf-16" if start[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace")
    if text.lstrip("\ufeff \t\r\n").startswith("<"):
        return "refi"
    if path.suffix.lower() in (".qdpx", ".qde", ".qdc"):
        return "refi"
    if path.suffix.lower() in _SHEETS:
        return "sheet"
    raise UsageError(f'"{path.name}" is no file that can be read so.', remedy=_READ)


def _of_tables(path: Path) -> Kind:
    with database.opened(database.read_file(path, str(path)), str(path)) as tables:
        if tables.tables >= OF_QUALCODER:
            return "qualcoder"
        if tables.tables >= OF_TAGUETTE:
            return "taguette"
        few = ", ".join(sorted(tables.tables)[:6]) or "none"
    raise StudyError(f"This database is of no program that is known; its tables: {few}.", path=str(path), remedy=_READ)


def _of_members(path: Path) -> Kind:
    with path.open("rb") as file, archive.opened(file, _REFUSED) as members:
        names = members.names
    if any(name.endswith(".qde") for name in names):
        return "refi"
    if any(name.rpartition("/")[2] == DATABASE for name in names):
        return "qualcoder"
    if "xl/workbook.xml" in names:
        return "sheet"
    if "word/document.xml" in names:
        return "word"
    if path.suffix.lower() == ".qdpx":
        return "refi"
    raise UsageError(f'"{path.name}" is an archive of something else.', remedy=_READ)
