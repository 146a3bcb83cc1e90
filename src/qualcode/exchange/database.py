"""An SQLite file from a stranger, read with caution: in memory, tables alone, everything counted, nothing ever run."""

from __future__ import annotations

import math
import sqlite3
import struct
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from qualcode.errors import StudyError

MAGIC = b"SQLite format 3\0"
MOST_BYTES = 512 * 2**20
MOST_ROWS = 2_000_000
MOST_WORDS = 1024 * 2**20
"""What a database may cost: bytes of the file, rows and characters of all that is read."""

_STEPS, _MOST_STEPS = 1_000_000, 1_000
_LONGEST = 256 * 2**20
_ALLOWED = frozenset((sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ))
_WRITTEN_AHEAD = 2
_REMEDY = "Open the project in its own program, close it there, and copy it again. Nothing was read."
_FAULTS = (sqlite3.Error, MemoryError, OverflowError, ValueError)
Value = str | int | float | bytes | None


class Database:
    """The tables of a database: names in lower case, rows by the names of columns. Views and virtual tables are none."""

    def __init__(self, connection: sqlite3.Connection, shown: str) -> None:
        self._connection, self._shown = connection, shown
        self._rows = self._words = 0
        asked = "SELECT name, sql FROM sqlite_master WHERE type = 'table'"
        found = {str(name).lower(): str(sql or "") for name, sql in self._fetched(asked)}
        self.tables = frozenset(name for name, sql in found.items() if " virtual " not in f" {sql[:40].lower()} ")

    def rows(self, table: str, columns: Sequence[str], order: str | None = None) -> list[tuple[Value, ...]]:
        """Return a table's rows with these columns in this order; `None` for a column, and no row for a table, not there.

        Names are the caller's own words, never the file's. `order` is a column to sort by.
        """
        if table not in self.tables:
            return []
        there = {str(each).lower() for each in self._described(table)}
        kept = [name for name in columns if name in there]
        if not kept:
            return []
        names = ", ".join(f'"{name}"' for name in kept)
        sort = f' ORDER BY "{order}"' if order in there else ""
        places = [kept.index(name) if name in there else None for name in columns]
        found = self._fetched(f'SELECT {names} FROM "{table}"{sort}')
        return [tuple(None if place is None else row[place] for place in places) for row in found]

    def _described(self, table: str) -> list[str]:
        try:
            return [each[0] for each in self._connection.execute(f'SELECT * FROM "{table}" LIMIT 0').description or ()]
        except _FAULTS as fault:
            raise self._damaged(fault) from fault

    def _fetched(self, asked: str) -> Iterator[tuple[Value, ...]]:
        try:
            for row in self._connection.execute(asked):
                self._rows += 1
                self._words += sum(len(each) for each in row if isinstance(each, str | bytes))
                if self._rows > MOST_ROWS or self._words > MOST_WORDS:
                    raise StudyError("The database holds more than can be read.", path=self._shown, remedy=_REMEDY)
                yield row
        except _FAULTS as fault:
            raise self._damaged(fault) from fault

    def _damaged(self, fault: Exception) -> StudyError:
        return StudyError(f"The database is damaged ({fault}).", path=self._shown, remedy=_REMEDY)


@contextmanager
def opened(data: bytes, shown: str) -> Iterator[Database]:
    """Give the database in a file's bytes for the length of a `with` block; raise `StudyError` for what is none."""
    if not data.startswith(MAGIC) or len(data) < 512:
        raise StudyError("This is no SQLite database, or the beginning of one.", path=shown, remedy=_REMEDY)
    _refuse_cut(data, shown)
    # A database in write-ahead mode cannot be opened from memory; what stands in its own file can be read all the same.
    plain = b"\x01\x01" if _WRITTEN_AHEAD in data[18:20] else data[18:20]
    with closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.deserialize(data[:18] + plain + data[20:])
            _restrain(connection)
            database = Database(connection, shown)
        except _FAULTS as fault:
            raise StudyError(f"The database is damaged ({fault}).", path=shown, remedy=_REMEDY) from fault
        yield database


def _refuse_cut(data: bytes, shown: str) -> None:
    """Refuse a file that is shorter than it says: SQLite would read what is left without a word."""
    (size,) = struct.unpack_from(">H", data, 16)
    changed, pages = struct.unpack_from(">II", data, 24)
    (counted,) = struct.unpack_from(">I", data, 92)
    if counted == changed and len(data) < pages * (65_536 if size == 1 else size):
        raise StudyError("The database is cut: its end is missing.", path=shown, remedy=_REMEDY)


def _restrain(connection: sqlite3.Connection) -> None:
    for pragma in ("trusted_schema = OFF", "query_only = ON", "cell_size_check = ON", "mmap_size = 0"):
        connection.execute(f"PRAGMA {pragma}")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
    connection.text_factory = lambda found: found.decode("utf-8", "replace")
    left = [_MOST_STEPS]

    def tick() -> int:
        left[0] -= 1
        return int(left[0] < 0)

    connection.set_progress_handler(tick, _STEPS)
    connection.set_authorizer(lambda action, *_: sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY)


def read_file(path: Path, shown: str) -> bytes:
    """Return a file's bytes; raise `StudyError` when it cannot be read, or is longer than a database may be."""
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise StudyError(
                f"The file has more than {MOST_BYTES // 2**20} MB.", path=shown, remedy="Nothing was read."
            )
        return path.read_bytes()
    except OSError as fault:
        raise StudyError(f"cannot be read ({fault.strerror}).", path=shown, remedy="Check the name.") from fault


def words(value: Value) -> str:
    """Return a value as text; empty for none. Any column of SQLite may hold any kind of value."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return "" if value is None else str(value)


def whole(value: Value) -> int | None:
    """Return a value as a whole number, `None` where it is none.

    >>> whole("12"), whole(3.0), whole("x"), whole(None)
    (12, 3, None, None)
    """
    if isinstance(value, float):
        return int(value) if math.isfinite(value) and value.is_integer() else None
    if isinstance(value, str) and value.strip().lstrip("-").isdecimal() and len(value) < 20:
        return int(value)
    return value if isinstance(value, int) else None


def instant(value: Value) -> str:
    """Return a date and time as it is kept (`2026-01-02T03:04:05`), empty where it is none.

    >>> instant("2026-01-02 03:04:05.000123")
    '2026-01-02T03:04:05.000123'
    """
    return "T".join(words(value).strip().split(" ", 1))
