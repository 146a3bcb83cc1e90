"""A project → QDPX or QDC: valid against the standard's schemas, the same bytes each time.

The XML is put together from strings: a tree of a hundred thousand selections would cost more than all the rest.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from html import escape

from qualcode.collector import collector_paused
from qualcode.exchange.refi.offsets import TARGETS, Target, offsets
from qualcode.exchange.refi.project import CaseEntry, CodeEntry, CodingEntry, Note, Project, Selection, Source, Values
from qualcode.exchange.refi.xml import clean

_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
_DATE = (1980, 1, 1, 0, 0, 0)
_INSTANT = re.compile(
    r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?"
)
_VALUES = {
    "Text": "TextValue",
    "Boolean": "BooleanValue",
    "Integer": "IntegerValue",
    "Float": "FloatValue",
    "Date": "DateValue",
    "DateTime": "DateTimeValue",
}


@collector_paused
def write_project(project: Project, target: str = "") -> bytes:
    """Return a QDPX: the project and its texts, members sorted and dated alike.

    Positions of the project are code points of texts with `\\n` line ends; they are written as `target` counts.
    """
    members = {"project.qde": _project(project, target).encode("utf-8")}
    for source in project.sources:
        if source.text is not None:
            members[f"sources/{source.guid}.txt"] = _ended(source.text, TARGETS[target]).encode("utf-8")
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as file:
        for name in sorted(members):
            info = zipfile.ZipInfo(name, _DATE)
            info.compress_type, info.external_attr, info.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
            file.writestr(info, members[name], compresslevel=4)
    return written.getvalue()


def write_codebook(project: Project) -> bytes:
    """Return a QDC: the codes of a project alone."""
    inner = _codes(project.codes, with_notes=False)
    return (_HEAD + _tag("CodeBook", inner, xmlns="urn:QDA-XML:codebook:1.0", origin=project.origin)).encode("utf-8")


def _ended(text: str, target: Target) -> str:
    return text if target.line_end == "\n" else text.replace("\n", target.line_end)


def _tag(element: str, inner: str = "", /, **attributes: str | None) -> str:
    """Return an element with the attributes that are not empty."""
    given = "".join([f' {name}="{_escaped(value)}"' for name, value in attributes.items() if value])
    return f"<{element}{given}>{inner}</{element}>\n" if inner else f"<{element}{given}/>\n"


def _escaped(text: str) -> str:
    return escape(clean(text)).replace("\r", "&#13;")


def _words(element: str, text: str) -> str:
    return f"<{element}>{_escaped(text)}</{element}>\n" if text else ""


def _all(element: str, parts: Iterable[str]) -> str:
    """Return a container of what there is; an empty one is not valid, and is nothing."""
    inner = "".join(parts)
    return _tag(element, f"\n{inner}") if inner else ""


def _project(project: Project, target: str) -> str:
    types = {each.guid: each.type for each in project.variables}
    users = (_tag("User", guid=each.guid, name=each.name, id=each.handle) for each in project.users)
    variables = (
        _tag("Variable", guid=each.guid, name=each.name, typeOfVariable=each.type) for each in project.variables
    )
    parts = (
        _all("Users", users),
        _all("CodeBook", [_codes(project.codes, with_notes=True)]) if project.codes else "",
        _all("Variables", variables),
        _all("Cases", (_case(each, types) for each in project.cases)),
        _all("Sources", (_source(each, types, TARGETS[target]) for each in project.sources)),
        _all("Notes", map(_note, project.notes)),
        _words("Description", project.description),
        _references("NoteRef", project.notes_on_all),
    )
    name = f' name="{_escaped(project.name)}" origin="{_escaped(project.origin)}"'
    return f'{_HEAD}<Project xmlns="urn:QDA-XML:project:1.0"{name}>\n{"".join(parts)}</Project>\n'


def _codes(codes: Sequence[CodeEntry], *, with_notes: bool) -> str:
    below: dict[str | None, list[CodeEntry]] = defaultdict(list)
    for code in codes:
        below[code.parent].append(code)
    inner: dict[str, str] = {}
    for code in reversed(codes):  # each stands before those below it, so from the end all of these are written
        notes = _references("NoteRef", code.notes) if with_notes else ""
        children = "".join(inner[child.guid] for child in below[code.guid])
        inner[code.guid] = _tag(
            "Code",
            _words("Description", code.description) + notes + children,
            guid=code.guid,
            name=code.name or " ",
            isCodable="true" if code.codable else "false",
            color=code.color,
        )
    return _tag("Codes", "".join(inner[code.guid] for code in below[None]))


def _references(name: str, guids: Sequence[str]) -> str:
    return "".join([f'<{name} targetGUID="{guid}"/>' for guid in guids])


def _values(values: Values, types: dict[str, str]) -> Iterator[str]:
    for variable, value in values:
        reference = _references("VariableRef", (variable,))
        yield _tag("VariableValue", reference + _words(_VALUES[types[variable]], value))


def _case(case: CaseEntry, types: dict[str, str]) -> str:
    parts = (
        _words("Description", case.description),
        *_values(case.values, types),
        _references("SourceRef", case.sources),
        _references("SelectionRef", case.selections),
    )
    return _tag("Case", "".join(parts), guid=case.guid, name=case.name)


def _source(source: Source, types: dict[str, str], target: Target) -> str:
    # Where a line end is written as two characters it counts as one or two all the same, whatever it is here.
    places: list[int] = offsets(source.text or "", target.counting).tolist()
    parts = (
        _words("Description", source.description),
        *(_selection(each, places) for each in source.selections),
        *map(_coding, source.codings),
        _references("NoteRef", source.notes),
        *_values(source.values, types),
    )
    path = None if source.text is None else f"internal://{source.guid}.txt"
    return _tag("TextSource", "".join(parts), guid=source.guid, name=source.name, plainTextPath=path)


def _selection(each: Selection, places: list[int]) -> str:
    place = f'startPosition="{places[each.start]}" endPosition="{places[each.end]}"'
    name = f' name="{_escaped(each.name)}"' if each.name else ""
    notes = _references("NoteRef", each.notes) if each.notes else ""
    inner = f"{_words('Description', each.description)}{''.join(map(_coding, each.codings))}{notes}"
    return (
        f'<PlainTextSelection guid="{each.guid}"{name} {place}{_made(each.user, each.date)}>{inner}'
        "</PlainTextSelection>\n"
    )


def _coding(coding: CodingEntry) -> str:
    notes = _references("NoteRef", coding.notes) if coding.notes else ""
    made = _made(coding.user, coding.date)
    return f'<Coding guid="{coding.guid}"{made}><CodeRef targetGUID="{coding.code}"/>{notes}</Coding>'


@lru_cache(maxsize=4096)
def _made(user: str, date: str) -> str:
    by = f' creatingUser="{user}"' if user else ""
    return f'{by} creationDateTime="{date}"' if _INSTANT.fullmatch(date) else by


def _note(note: Note) -> str:
    name, words = _escaped(note.name), _words("Description", note.description) + _words("PlainTextContent", note.text)
    return f'<Note guid="{note.guid}" name="{name}"{_made(note.user, note.date)}>{words}</Note>\n'
