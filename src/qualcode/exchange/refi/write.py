"""A project → QDPX or QDC: valid against the standard's schemas, the same bytes each time."""

from __future__ import annotations

import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from lxml import etree

from qualcode.collector import collector_paused
from qualcode.exchange.refi import xml
from qualcode.exchange.refi.offsets import TARGETS, Target, offsets
from qualcode.exchange.refi.project import CaseEntry, CodeEntry, CodingEntry, Note, Project, Selection, Source, Values

_PROJECT, _CODEBOOK = "urn:QDA-XML:project:1.0", "urn:QDA-XML:codebook:1.0"
_SELECTION, _CODING, _CODE_REF = (f"{{{_PROJECT}}}{name}" for name in ("PlainTextSelection", "Coding", "CodeRef"))
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
    members = {"project.qde": _project(project, target)}
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
    root = _root(_CODEBOOK, "CodeBook")
    root.set("origin", xml.clean(project.origin))
    _codes(root, project.codes, _CODEBOOK, with_notes=False)
    return _bytes(root)


def _root(space: str, name: str) -> xml.Element:
    prefixes: dict[Any, str] = {None: space}
    return etree.Element(f"{{{space}}}{name}", nsmap=prefixes)


def _ended(text: str, target: Target) -> str:
    return text if target.line_end == "\n" else text.replace("\n", target.line_end)


def _bytes(root: xml.Element) -> bytes:
    etree.indent(root, "")
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")


def _add(parent: xml.Element, element: str, /, **attributes: str | None) -> xml.Element:
    given = {key: xml.clean(value) for key, value in attributes.items() if value}
    return etree.SubElement(parent, f"{{{_PROJECT}}}{element}", given)


def _words(parent: xml.Element, name: str, text: str) -> None:
    if text:
        _add(parent, name).text = xml.clean(text)


def _project(project: Project, target: str) -> bytes:
    root = _root(_PROJECT, "Project")
    root.set("name", xml.clean(project.name))
    root.set("origin", xml.clean(project.origin))
    if project.users:
        users = _add(root, "Users")
        for user in project.users:
            _add(users, "User", guid=user.guid, name=user.name, id=user.handle)
    if project.codes:
        _codes(_add(root, "CodeBook"), project.codes, _PROJECT, with_notes=True)
    if project.variables:
        variables = _add(root, "Variables")
        for variable in project.variables:
            _add(variables, "Variable", guid=variable.guid, name=variable.name, typeOfVariable=variable.type)
    types = {variable.guid: variable.type for variable in project.variables}
    if project.cases:
        cases = _add(root, "Cases")
        for case in project.cases:
            _case(cases, case, types)
    if project.sources:
        sources = _add(root, "Sources")
        for source in project.sources:
            _source(sources, source, types, TARGETS[target])
    if project.notes:
        notes = _add(root, "Notes")
        for note in project.notes:
            _note(notes, note)
    _words(root, "Description", project.description)
    _references(root, "NoteRef", project.notes_on_all)
    return _bytes(root)


def _codes(parent: xml.Element, codes: Sequence[CodeEntry], space: str, *, with_notes: bool) -> None:
    below: dict[str | None, list[CodeEntry]] = defaultdict(list)
    for code in codes:
        below[code.parent].append(code)
    container = etree.SubElement(parent, f"{{{space}}}Codes")
    waiting = [(container, code) for code in reversed(below[None])]
    while waiting:
        above, code = waiting.pop()
        element = etree.SubElement(above, f"{{{space}}}Code", guid=code.guid, name=xml.clean(code.name))
        element.set("isCodable", "true" if code.codable else "false")
        if code.color:
            element.set("color", code.color)
        if code.description:
            etree.SubElement(element, f"{{{space}}}Description").text = xml.clean(code.description)
        if with_notes:
            _references(element, "NoteRef", code.notes)
        waiting += [(element, each) for each in reversed(below[code.guid])]


def _references(parent: xml.Element, name: str, guids: Sequence[str]) -> None:
    for guid in guids:
        _add(parent, name, targetGUID=guid)


def _values(parent: xml.Element, values: Values, types: dict[str, str]) -> None:
    for variable, value in values:
        element = _add(parent, "VariableValue")
        _add(element, "VariableRef", targetGUID=variable)
        _words(element, _VALUES[types[variable]], value)


def _case(parent: xml.Element, case: CaseEntry, types: dict[str, str]) -> None:
    element = _add(parent, "Case", guid=case.guid, name=case.name)
    _words(element, "Description", case.description)
    _values(element, case.values, types)
    _references(element, "SourceRef", case.sources)
    _references(element, "SelectionRef", case.selections)


def _source(parent: xml.Element, source: Source, types: dict[str, str], target: Target) -> None:
    path = None if source.text is None else f"internal://{source.guid}.txt"
    element = _add(parent, "TextSource", guid=source.guid, name=source.name, plainTextPath=path)
    _words(element, "Description", source.description)
    # Where a line end is written as two characters it counts as one or two all the same, whatever it is here.
    places = offsets(source.text or "", target.counting).tolist()
    for each in source.selections:
        _selection(element, each, places)
    for coding in source.codings:
        _coding(element, coding)
    _references(element, "NoteRef", source.notes)
    _values(element, source.values, types)


def _selection(parent: xml.Element, each: Selection, places: list[int]) -> None:
    attributes = {"guid": each.guid, "startPosition": str(places[each.start]), "endPosition": str(places[each.end])}
    attributes |= {"name": xml.clean(each.name)} if each.name else {}
    element = etree.SubElement(parent, _SELECTION, _made(attributes, each.user, each.date))
    _words(element, "Description", each.description)
    for coding in each.codings:
        _coding(element, coding)
    _references(element, "NoteRef", each.notes)


def _coding(parent: xml.Element, coding: CodingEntry) -> None:
    element = etree.SubElement(parent, _CODING, _made({"guid": coding.guid}, coding.user, coding.date))
    etree.SubElement(element, _CODE_REF, {"targetGUID": coding.code})
    _references(element, "NoteRef", coding.notes)


def _made(attributes: dict[str, str], user: str, date: str) -> dict[str, str]:
    if user:
        attributes["creatingUser"] = user
    if _is_instant(date):
        attributes["creationDateTime"] = date
    return attributes


@lru_cache(maxsize=4096)
def _is_instant(written: str) -> bool:
    return _INSTANT.fullmatch(written) is not None


def _note(parent: xml.Element, note: Note) -> None:
    element = _add(parent, "Note", guid=note.guid, name=note.name, **_made({}, note.user, note.date))
    _words(element, "Description", note.description)
    _words(element, "PlainTextContent", note.text)
