"""The codebook as a sheet, a row for each code, out and back in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from qualcode.errors import StudyError, UsageError
from qualcode.exchange.refi.guids import guid_of
from qualcode.exchange.refi.labels import compose
from qualcode.exchange.refi.project import CodeEntry, Project
from qualcode.exchange.refi.read import ProjectReading
from qualcode.exchange.sheets.columns import Line, Lines
from qualcode.model.codebook import Code, Codebook, Wording
from qualcode.model.display import Cell, Column, Display, Row, Value
from qualcode.model.names import name_key

_WORDED = {"name": "names", "definition": "definition", "include": "include", "exclude": "exclude"}
_IN_LANGUAGE = re.compile(r"(name|definition|include|exclude|cues) \(([A-Za-z-]{1,35})\)", re.IGNORECASE)
_NO = frozenset(("no", "false", "0", "否", "heading", "标题"))
_MOST = 20_000


def codebook_sheet(codebook: Codebook, title: str = "Codebook", *, rules_only: bool = False) -> Display:
    """Return one row a code in the file's order, with all that the codebook says of it; columns without values are left out.

    A wording in a language stands in a column such as `definition (zh)`; examples, and cues, stand one a line. `rules_only`
    leaves out what is not for people: scale, cues, patterns, color, origin and old ids.
    """
    rows = {code.id: dict(_cells(code)) for code in codebook.codes}
    order = {name: place for place, name in enumerate(_ORDER)}
    used = dict.fromkeys(name for cells in rows.values() for name, value in cells.items() if value)
    used = {name: None for name in used if not rules_only or name.partition(" ")[0] in _RULES}
    columns = sorted(used, key=lambda name: order[name.partition(" ")[0]])
    return Display(
        title=title,
        unit="code",
        columns=tuple(Column(name, name, "text") for name in columns),
        rows=tuple(Row(id, id, tuple(Cell(cells.get(name)) for name in columns)) for id, cells in rows.items()),
        corner="id",
        kind="codebook",
    )


_ORDER = (
    *("parent", "name", "codable", "definition", "include", "exclude", "example", "scale", "cues", "patterns"),
    *("color", "origin", "since", "was"),
)


_RULES = _ORDER[: _ORDER.index("scale")]


def _cells(code: Code) -> Iterator[tuple[str, Value]]:
    yield "parent", code.parent
    worded: tuple[tuple[str, Wording], ...] = (
        *(("name", code.names), ("definition", code.definition)),
        *(("include", code.include), ("exclude", code.exclude)),
    )
    for name, wording in worded:
        for language, text in wording.items():
            yield f"{name} ({language})" if language else name, text
    yield "codable", None if code.codable else "no"
    yield "example", "\n".join(" ".join(each.split()) for each in code.examples) or None
    yield "scale", "; ".join(f"{weight:g}" for weight in code.scale) or None
    for language, cues in code.cues.items():
        yield f"cues ({language})" if language else "cues", "\n".join(cues)
    yield "patterns", "\n".join(json.dumps(list(each), ensure_ascii=False) for each in code.patterns) or None
    yield "color", code.color
    yield "origin", None if code.origin == "a-priori" else code.origin
    yield "since", code.since
    yield "was", "; ".join(code.was) or None


def known_id(named: str, known: Codebook | None) -> str:
    """Return the id of the one code of a codebook that bears a name or an id; empty without one.

    >>> known_id("Trust", Codebook((Code("T-1", {"": "Trust"}),)))
    'T-1'
    """
    if known is None:
        return ""
    code = known.resolve(named)
    alike = [each for each in known.codes if name_key(named) in map(name_key, each.names.values())]
    return code.id if code is not None else alike[0].id if len(alike) == 1 else ""


def read_codebook_sheet(lines: Lines, shown: str, known: Codebook | None = None) -> ProjectReading:
    """Return the codes of a sheet as a codebook that can be brought into a study.

    A row without `id` and `parent` is the code of that name in the codebook `known`, wherever it stands there. One column names the codes (`id`, `code` or `name`); `parent` is the id or name of the code above, wherever that stands.
    Raises `UsageError` without such a column, `StudyError` with the line for a row without a name and a parent not there.
    """
    if not {"id", "code", "name"} & {name.partition(" (")[0] for name in lines.columns}:
        columns = ", ".join(lines.columns[:8])
        raise UsageError(f"{shown} has no column id, code or name; it has {columns}.", remedy="Name one of them so.")
    if len(lines.rows) > _MOST:
        raise StudyError(f"The sheet has more than {_MOST:,} codes.", path=shown, remedy="Nothing was read.")
    keys: dict[str, str] = {}
    made: list[tuple[Line, CodeEntry]] = []
    for line in lines.rows:
        named = line.cells.get("id") or line.cells.get("code") or _name(line)
        if not named:
            raise StudyError("The row names no code.", path=shown, line=line.number, remedy="Name it, or take it out.")
        guid = guid_of("sheet code", line.number, named)
        for key in (named, line.cells.get("name", ""), _name(line)):
            if key:
                keys.setdefault(name_key(key), guid)
        codable = line.cells.get("codable", "").casefold() not in _NO
        bare = not line.cells.get("id") and not line.cells.get("parent")
        id = known_id(named, known) if bare else line.cells.get("id", "")
        description = compose(_pairs(line, id))
        made.append((line, CodeEntry(guid, _name(line) or named, codable, line.cells.get("color"), description)))
    entries = {entry.guid: entry._replace(parent=_parent(line, keys, shown)) for line, entry in made}
    return ProjectReading(Project(codes=tuple(_from_the_top(entries, shown))), (), True)


def _name(line: Line) -> str:
    return next((line.cells[name] for name in line.cells if name.partition(" (")[0] == "name" and line.cells[name]), "")


def _parent(line: Line, keys: dict[str, str], shown: str) -> str | None:
    above = line.cells.get("parent", "")
    if above and name_key(above) not in keys:
        raise StudyError(
            f'There is no code "{above}" to stand below.', path=shown, line=line.number, remedy="Add its row."
        )
    return keys[name_key(above)] if above else None


def _from_the_top(entries: dict[str, CodeEntry], shown: str) -> Iterator[CodeEntry]:
    """Yield the codes, each after the one that it stands below; raise `StudyError` for one below itself."""
    done: set[str] = set()
    waiting = list(entries.values())
    below: dict[str | None, list[CodeEntry]] = {}
    for entry in waiting:
        below.setdefault(entry.parent, []).append(entry)
    level = below.pop(None, [])
    while level:
        done |= {entry.guid for entry in level}
        yield from level
        level = [child for entry in level for child in below.pop(entry.guid, ())]
    circular = next((entry.name for entry in waiting if entry.guid not in done), None)
    if circular is not None:
        raise StudyError(f'"{circular}" stands below itself.', path=shown, remedy="Mend the column parent.")


def _pairs(line: Line, id: str) -> Iterator[tuple[str, str, str]]:
    """Yield what a row says in the labelled lines in which codes travel."""
    cells = line.cells
    if id:
        yield "Id", "", id
    for column, value in cells.items():
        match = _IN_LANGUAGE.fullmatch(column)
        name, language = (match[1].lower(), match[2]) if match else (column, "")
        if not value or name not in (*_WORDED, "cues"):
            continue
        if name == "cues":
            for cue in filter(None, map(str.strip, value.split("\n"))):
                yield "Cue", language, cue
        elif name != "name" or language or id:
            yield name.capitalize(), language, value
    for column, label in (("example", "Example"), ("patterns", "Pattern")):
        for each in filter(None, map(str.strip, cells.get(column, "").split("\n"))):
            yield label, "", each
    for column, label in (("scale", "Scale"), ("origin", "Origin"), ("since", "Since")):
        if cells.get(column):
            yield label, "", cells[column]
    for old in filter(None, map(str.strip, cells.get("was", "").split(";"))):
        yield "Was", "", old
