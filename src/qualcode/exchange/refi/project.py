"""A project of any program, as REFI-QDA describes one: what the reader gives and the writer takes.

Ids are GUIDs in lower case without braces; a reference may lead nowhere. Positions are as the file counts them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

SourceKind = Literal["text", "pdf", "transcript", "picture", "audio", "video"]


class User(NamedTuple):
    """A coder: `handle` is the short name that some programs give."""

    guid: str
    name: str
    handle: str = ""


class CodeEntry(NamedTuple):
    """A code; `parent` is the GUID of the one that it stands below, `notes` those about it."""

    guid: str
    name: str
    codable: bool = True
    color: str | None = None
    description: str = ""
    parent: str | None = None
    notes: tuple[str, ...] = ()


class Variable(NamedTuple):
    """A column of attributes; `type` is REFI-QDA's (Text, Integer, …)."""

    guid: str
    name: str
    type: str = "Text"


Values = tuple[tuple[str, str], ...]
"""Pairs of a variable's GUID and the value as written."""


class CaseEntry(NamedTuple):
    """A case, its values, and what belongs to it; some programs keep a source's values in a case without a name."""

    guid: str
    name: str | None
    description: str = ""
    values: Values = ()
    sources: tuple[str, ...] = ()
    selections: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class CodingEntry(NamedTuple):
    """A code applied to a selection, or to a whole source."""

    guid: str
    code: str
    user: str = ""
    date: str = ""
    notes: tuple[str, ...] = ()


class Selection(NamedTuple):
    """A passage `[start, end)`; `name` is often the beginning of its words."""

    guid: str
    start: int
    end: int
    name: str = ""
    description: str = ""
    user: str = ""
    date: str = ""
    codings: tuple[CodingEntry, ...] = ()
    notes: tuple[str, ...] = ()


class Source(NamedTuple):
    """A document; `text` is `None` where the file has none, and `missing` says why.

    `areas` are GUIDs of selections that are no words (regions of a page or picture, stretches of a recording), and
    `area_codings` counts the codings on them.
    """

    guid: str
    name: str
    kind: SourceKind = "text"
    text: str | None = None
    missing: str = ""
    path: str = ""
    description: str = ""
    selections: tuple[Selection, ...] = ()
    codings: tuple[CodingEntry, ...] = ()
    notes: tuple[str, ...] = ()
    values: Values = ()
    areas: tuple[str, ...] = ()
    area_codings: int = 0


class Note(NamedTuple):
    """A memo: its words, and what its description says of it."""

    guid: str
    name: str = ""
    text: str = ""
    description: str = ""
    user: str = ""
    date: str = ""


class Link(NamedTuple):
    """A line between any two things."""

    origin: str
    target: str


@dataclass(frozen=True, slots=True)
class Project:
    """All of it, in the file's order. `notes_on_all` are GUIDs of the notes about the project as a whole."""

    name: str = ""
    origin: str = ""
    description: str = ""
    users: tuple[User, ...] = ()
    codes: tuple[CodeEntry, ...] = ()
    variables: tuple[Variable, ...] = ()
    cases: tuple[CaseEntry, ...] = ()
    sources: tuple[Source, ...] = ()
    notes: tuple[Note, ...] = ()
    links: tuple[Link, ...] = ()
    notes_on_all: tuple[str, ...] = ()
    sets: int = 0
    graphs: int = 0
