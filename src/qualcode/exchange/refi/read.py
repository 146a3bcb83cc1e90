"""A QDPX, QDE or QDC file → a project, with what is odd about it; positions stay as the file counts them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from qualcode.collector import collector_paused
from qualcode.errors import StudyError
from qualcode.exchange.refi import xml
from qualcode.exchange.refi.archive import MOST_XML, Archive, opened
from qualcode.exchange.refi.guids import tidy
from qualcode.exchange.refi.project import CaseEntry, CodeEntry, Link, Note, Project, User, Variable
from qualcode.exchange.refi.read_sources import read_source, references, texts_of, values_of
from qualcode.model.problem import Problem, warning

_MOST_CODES = 20_000
_MOST_LEVELS = 30
"""So deep are codes read below each other; what stands deeper stands on that level."""
_CONTAINERS = ("Users", "CodeBook", "Codes", "Variables", "Cases", "Sources", "Notes", "Links", "Sets", "Graphs")
_COLORS: Any = etree.XPath("//@color", smart_strings=False)
_GUIDS: Any = etree.XPath("//@guid", smart_strings=False)
_ORDER = ("Users", "CodeBook", "Variables", "Cases", "Sources", "Notes", "Links", "Sets", "Graphs", "Description")


@dataclass(frozen=True, slots=True)
class ProjectReading:
    """A project and what is odd about its file; `is_codebook` when it holds codes alone (a QDC).

    `left_out` holds what the file has and a project no place for: its kind, the reason, and how many.
    """

    project: Project
    problems: tuple[Problem, ...]
    is_codebook: bool = False
    left_out: tuple[tuple[str, str, int], ...] = ()


@collector_paused
def read_project(path: Path, shown: str | None = None) -> ProjectReading:
    """Return the project in a file: `.qdpx`, `.qde` (XML without its sources) or `.qdc` (a codebook), told by content.

    Nothing is written. What is no REFI-QDA, or a hostile archive, raises `StudyError`; what is merely invalid is
    read as far as it can be and told as warnings.
    """
    shown = str(path) if shown is None else shown
    try:
        with path.open("rb") as file:
            start = file.read(4)
            data = b"" if start == b"PK\x03\x04" else start + file.read(MOST_XML)
    except OSError as fault:
        raise StudyError(f"cannot be read ({fault.strerror}).", path=shown) from fault
    if start != b"PK\x03\x04":
        if len(data) > MOST_XML:
            raise StudyError(f"The file has more than {MOST_XML // 2**20} MB of XML.", path=shown)
        return _project(xml.parse(data, shown), None, shown)
    with opened(path, shown) as archive:
        return _project(xml.parse(archive.project, shown), archive, shown)


def _project(root: xml.Element, archive: Archive | None, shown: str) -> ProjectReading:
    kind = xml.local(root)
    problems = [warning(shown, None, message) for message in _oddities(root)]
    if kind == "CodeBook":
        codes = tuple(_codes(xml.child(root, "Codes")))
        if not codes:
            problems.append(warning(shown, None, "The codebook holds no codes."))
        return ProjectReading(Project(origin=root.get("origin", ""), codes=codes), tuple(problems), True)
    if kind != "Project":
        raise StudyError(f"This is XML of another kind: <{kind}>.", path=shown, remedy="Export a REFI-QDA project.")
    notes = tuple(_note(each, archive, problems, shown) for each in xml.children(xml.child(root, "Notes"), "Note"))
    sources = tuple(
        source
        for element in (xml.child(root, "Sources"),)
        if element is not None
        for each in element
        for source in read_source(each, archive, problems, shown)
    )
    project = Project(
        name=root.get("name", ""),
        origin=root.get("origin", ""),
        description=xml.words(root, "Description"),
        users=tuple(
            User(tidy(each.get("guid", "")), each.get("name", ""), each.get("id", ""))
            for each in xml.children(xml.child(root, "Users"), "User")
        ),
        codes=tuple(_codes(xml.child(xml.child(root, "CodeBook"), "Codes"))),
        variables=tuple(
            Variable(tidy(each.get("guid", "")), each.get("name", ""), each.get("typeOfVariable", "Text"))
            for each in xml.children(xml.child(root, "Variables"), "Variable")
        ),
        cases=tuple(_case(each) for each in xml.children(xml.child(root, "Cases"), "Case")),
        sources=sources,
        notes=notes,
        links=tuple(
            Link(tidy(each.get("originGUID", "")), tidy(each.get("targetGUID", "")))
            for each in xml.children(xml.child(root, "Links"), "Link")
        ),
        notes_on_all=references(root, "NoteRef"),
        sets=sum(1 for _ in xml.children(xml.child(root, "Sets"), "Set")),
        graphs=sum(1 for _ in xml.children(xml.child(root, "Graphs"), "Graph")),
    )
    return ProjectReading(project, tuple(problems))


def _codes(container: xml.Element | None) -> Iterator[CodeEntry]:
    """Yield the codes of a container, each before those below it."""
    waiting: list[tuple[xml.Element, str | None, int]] = []
    if container is not None:
        waiting = [(each, None, 1) for each in reversed(list(xml.children(container, "Code")))]
    for _ in range(_MOST_CODES):
        if not waiting:
            return
        element, parent, level = waiting.pop()
        guid = tidy(element.get("guid", ""))
        yield CodeEntry(
            guid,
            element.get("name", "").strip(),
            element.get("isCodable", "true").strip().lower() not in ("false", "0"),
            element.get("color"),
            xml.words(element, "Description").strip(),
            parent,
            references(element, "NoteRef"),
        )
        below = guid if level < _MOST_LEVELS else parent
        waiting += [(each, below, level + 1) for each in reversed(list(xml.children(element, "Code")))]
    raise StudyError(f"The codebook holds more than {_MOST_CODES:,} codes.", remedy="Nothing was read.")


def _case(element: xml.Element) -> CaseEntry:
    return CaseEntry(
        tidy(element.get("guid", "")),
        element.get("name"),
        xml.words(element, "Description"),
        values_of(element),
        references(element, "SourceRef"),
        references(element, "SelectionRef"),
        references(element, "CodeRef"),
    )


def _note(element: xml.Element, archive: Archive | None, problems: list[Problem], shown: str) -> Note:
    text, missing = texts_of(element, archive)
    if missing and not xml.words(element, "Description"):
        problems.append(warning(shown, None, f'The note "{element.get("name", "")}" has no words: {missing}.'))
    return Note(
        tidy(element.get("guid", "")),
        element.get("name", ""),
        text or "",
        xml.words(element, "Description").strip(),
        tidy(element.get("creatingUser", "") or element.get("modifyingUser", "")),
        element.get("creationDateTime", "") or element.get("modifiedDateTime", ""),
    )


def _oddities(root: xml.Element) -> list[str]:
    """Return what the schema does not allow and programs write all the same."""
    found: Counter[str] = Counter()
    for name in _CONTAINERS:
        empty = sum(1 for element in root.iter(f"{{*}}{name}") if not len(element))
        found.update({f"<{name}> is empty, which the schema does not allow": empty} if empty else {})
    for color in _COLORS(root):
        if not (color.startswith("#") and len(color) in (4, 7)):
            found[f'the color "{color[:30]}" is not of the form #rrggbb'] += 1
    guids = Counter(map(tidy, _GUIDS(root)))
    order = [_ORDER.index(name) for each in root if (name := xml.local(each)) in _ORDER]
    if xml.local(root) == "Project" and order != sorted(order):
        found["the parts of the project stand in another order than the schema has"] += 1
    twice = sum(1 for count in guids.values() if count > 1)
    if twice:
        found["a GUID is used for several things"] += twice
    return _sentences(found.most_common(12))


def _sentences(counted: Sequence[tuple[str, int]]) -> list[str]:
    return [f"{what[0].upper()}{what[1:]}{f' ({count} times)' if count > 1 else ''}." for what, count in counted]
