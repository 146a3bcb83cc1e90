"""On which line of a TOML text a key stands: `tomllib` gives values alone, and a problem must name its line."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping

KeyPath = tuple[str | int, ...]


def key_lines(text: str) -> Mapping[KeyPath, int]:
    """Return the line (from 1) of every key of a valid TOML text, by its path; entries of a list of tables count from 0.

    >>> key_lines('[a]\\nb.c = 1\\n[[d]]\\ne = 2\\n')[("d", 0, "e")]
    4
    """
    found: dict[KeyPath, int] = {}
    table: KeyPath = ()
    entries: dict[KeyPath, int] = {}
    for line, statement in _statements(text):
        if not statement.startswith("["):
            _note(found, table, tomllib.loads(statement), line)
            continue
        listed = statement.startswith("[[")
        header = tomllib.loads(statement)
        table = _header_path(header, entries)
        if listed:
            entries[table] = entries.get(table, -1) + 1
            table = (*table, entries[table])
        for end in range(1, len(table) + 1):
            found.setdefault(table[:end], line)
    return found


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Yield each header and each `key = value`, with its line; a value of several lines is one statement."""
    begun, pending = 0, ""
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        pending = f"{pending}\n{line}" if begun else line.strip()
        begun = begun or number
        if _is_whole(pending):
            if pending and not pending.startswith("#"):
                yield begun, pending
            begun, pending = 0, ""


def _is_whole(statement: str) -> bool:
    try:
        tomllib.loads(statement)
    except tomllib.TOMLDecodeError:
        return False
    return True


def _header_path(header: Mapping[str, object], entries: Mapping[KeyPath, int]) -> KeyPath:
    path: KeyPath = ()
    inner: object = header
    while inner:
        if isinstance(inner, list):
            inner = inner[0]
            continue
        if path in entries:
            path = (*path, entries[path])
        assert isinstance(inner, dict)
        key, inner = next(iter(inner.items()))
        path = (*path, key)
    return path


def _note(found: dict[KeyPath, int], above: KeyPath, values: Mapping[str, object], line: int) -> None:
    for key, value in values.items():
        found.setdefault((*above, key), line)
        if isinstance(value, dict):
            _note(found, (*above, key), value, line)
        elif isinstance(value, list):
            for place, entry in enumerate(value):
                if isinstance(entry, dict):
                    found.setdefault((*above, key, place), line)
                    _note(found, (*above, key, place), entry, line)
