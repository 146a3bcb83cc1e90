"""Edits of `qualcode.toml` that leave everything else in it as its author wrote it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any, cast

import tomlkit
from tomlkit import TOMLDocument

from qualcode.errors import StudyError, UsageError
from qualcode.model.coding import Coder
from qualcode.model.names import name_key
from qualcode.study.identifiers import handle_fault
from qualcode.study.toml_lines import key_lines

_ONCE = "A name once given away is never given again; choose another."


def with_coder(text: str, coder: Coder) -> str:
    """Return the settings with a coder added at the end of the coders.

    Raises `UsageError` when the handle is not allowed, or is or was another coder's.
    """
    _refuse_bad_handle(coder.handle)
    document = _parsed(text)
    coders = _table(document, "coders")
    _refuse_taken(coder.handle, {handle: _texts(entry.get("was")) for handle, entry in coders.items()}, "coder")
    entry = tomlkit.table()
    if coder.name:
        entry.add("name", coder.name)
    entry.add("kind", coder.kind)
    if coder.person:
        entry.add("person", coder.person)
    if coder.of:
        entry.add("of", list(coder.of))
    coders.add(coder.handle, entry)
    return _headers_apart(tomlkit.dumps(document), text)


def with_renamed_coder(text: str, old: str, new: str) -> str:
    """Return the settings with a coder renamed, its old handles kept in `was`, and every mention of it following.

    Raises `UsageError` when the new handle is not allowed, or is or was a coder's.
    """
    _refuse_bad_handle(new)
    coders = _table(_parsed(text), "coders")
    was = {handle: _texts(entry.get("was")) for handle, entry in coders.items()}
    if old not in was:
        raise UsageError(f'No coder "{old}" in qualcode.toml.', remedy="Nothing was renamed.")
    _refuse_taken(new, {handle: olds for handle, olds in was.items() if handle != old} | {"": was[old]}, "coder")
    document = _parsed(_with_renamed_key(text, ("coders", old), new))
    entry = _table(document, "coders")[new]
    if name_key(old) != name_key(new):
        entry["was"] = [old, *was[old]]
    for other in _table(document, "coders").values():
        if other.get("person") == old:
            other["person"] = new
        if old in _texts(other.get("of")):
            other["of"] = [new if handle == old else handle for handle in _texts(other["of"])]
    report = document.get("report", {})
    if old in _texts(report.get("coders")):
        report["coders"] = [new if handle == old else handle for handle in _texts(report["coders"])]
    return tomlkit.dumps(document)


def with_renamed_document(text: str, old: str, new: str) -> str:
    """Return the settings with a document's old id kept under its new one, and its `[layout]` following.

    A chain of renamings stays one list, the latest first. Raises `UsageError` when the new id was once a document's.
    """
    document = _parsed(text)
    was = {name: _texts(olds) for name, olds in document.get("documents", {}).get("was", {}).items()}
    _refuse_taken(new, {"": [each for olds in was.values() for each in olds]}, "document")
    text = _with_renamed_key(text, ("layout", _written(old, document.get("layout", {}))), new)
    if name_key(old) == name_key(new):
        return text
    before = _written(old, was)
    text = _with_renamed_key(text, ("documents", "was", before), new)
    document = _parsed(text)
    _table(document, "documents", "was")[new] = [old, *was.get(before, ())]
    return tomlkit.dumps(document)


def _headers_apart(edited: str, before: str) -> str:
    """Return the edited settings with an empty line above each table that the edit moved or made."""
    known = set(pairwise(before.split("\n")))
    lines = edited.split("\n")
    spaced = lines[:1]
    for above, line in pairwise(lines):
        if line.startswith("[") and above.strip() and not above.lstrip().startswith("#") and (above, line) not in known:
            spaced.append("")
        spaced.append(line)
    return "\n".join(spaced)


def _parsed(text: str) -> TOMLDocument:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise StudyError(
            f"This is not TOML: {fault}.", path="qualcode.toml", remedy="Put it right first; nothing was changed."
        ) from None
    return tomlkit.parse(text)


def _table(document: TOMLDocument, *names: str) -> Any:
    inner: Any = document
    for name in names:
        if name not in inner:
            inner.add(name, tomlkit.table(is_super_table=name != names[-1] or name == "coders"))
        inner = inner[name]
        if not isinstance(inner, Mapping):
            raise StudyError(f'"{name}" is not a table.', path="qualcode.toml", remedy="Nothing was changed.")
    return inner


def _written(name: str, keys: Iterable[str]) -> str:
    """Return a name as one of the keys writes it, or as it is."""
    return next((str(key) for key in keys if name_key(str(key)) == name_key(name)), name)


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [str(value)]
    return [str(item) for item in cast(list[object], value)] if isinstance(value, list) else []


def _refuse_bad_handle(handle: str) -> None:
    fault = handle_fault(handle)
    if fault:
        raise UsageError(
            f'The handle "{handle}" {fault}.', remedy="Use letters, digits, '-', '_' and '.'; @2 for a second round."
        )


def _refuse_taken(name: str, was: Mapping[str, list[str]], kind: str) -> None:
    key = name_key(name)
    for present, olds in was.items():
        if name_key(present) == key:
            raise UsageError(f'There is a {kind} "{present}" already.', remedy="Choose another name.")
        if any(name_key(old) == key for old in olds):
            now = f' of "{present}"' if present else ""
            raise UsageError(f'"{name}" is an old name{now}.', remedy=_ONCE)


def _with_renamed_key(text: str, path: tuple[str, ...], new: str) -> str:
    """Return the text with one key renamed where it stands; the text as it is when it has no such key.

    A header keeps its line and comment. A key of another form (`old.name = …`, an inline table) goes to the end of its
    table.
    """
    line = key_lines(text).get(path)
    if line is None:
        return text
    lines = text.split("\n")
    header = _header_of(lines[line - 1])
    if header is not None and _names(header, path):
        renamed = ".".join(tomlkit.key(part).as_string() for part in (*path[:-1], new))
        lines[line - 1] = lines[line - 1].replace(header, f"[{renamed}]", 1)
        return "\n".join(lines)
    document = tomlkit.parse(text)
    table = _table(document, *path[:-1])
    value = table[path[-1]]
    table.remove(path[-1])
    table.add(new, value)
    return tomlkit.dumps(document)


def _header_of(line: str) -> str | None:
    begun = line.strip()
    for end, char in enumerate(begun):
        if char == "]" and begun.startswith("["):
            try:
                tomllib.loads(begun[: end + 1])
            except tomllib.TOMLDecodeError:
                continue
            return begun[: end + 1]
    return None


def _names(header: str, path: tuple[str, ...]) -> bool:
    values: Any = tomllib.loads(header)
    for part in path:
        if not isinstance(values, dict) or part not in values:
            return False
        values = values[part]
    return bool(values == {})
