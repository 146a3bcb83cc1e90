"""A Taguette project → a project that can be brought into a study, with what has no place there."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from qualcode.errors import NotFoundError, StudyError, UsageError
from qualcode.exchange import database
from qualcode.exchange.database import Database, instant, whole, words
from qualcode.exchange.placing import NOWHERE, Placed, Placer, same_words
from qualcode.exchange.refi.guids import guid_of
from qualcode.exchange.refi.project import CodeEntry, CodingEntry, Note, Project, Selection, Source, User
from qualcode.exchange.refi.read import ProjectReading
from qualcode.exchange.taguette.html_text import HtmlText
from qualcode.model.names import name_key
from qualcode.model.problem import Problem, warning

TABLES = frozenset(("documents", "highlights", "highlight_tags", "projects", "tags"))
"""The tables by which a Taguette database is known."""

_NAME = 80
_MOST_NAMED = 20


class _Highlight(NamedTuple):
    number: int | None
    start: int | None
    end: int | None
    snippet: str


class _Done(NamedTuple):
    """Who made a highlight, and when."""

    user: str = ""
    date: str = ""


def read_taguette(path: Path, shown: str | None = None, project: str | None = None) -> ProjectReading:
    """Return a project in a Taguette database (`.sqlite3`): the one there is, or the one of that name or number.

    Raises `UsageError` where there are several and none is named, `StudyError` for what is no such database.
    """
    shown = str(path) if shown is None else shown
    with database.opened(database.read_file(path, shown), shown) as tables:
        missing = TABLES - tables.tables
        if missing:
            raise StudyError(
                f"This database has not the tables {', '.join(sorted(missing))}.",
                path=shown,
                remedy="A Taguette project has them.",
            )
        return _Reading(tables, *_chosen(tables, project, shown)).read()


def _chosen(tables: Database, wanted: str | None, shown: str) -> tuple[int | None, str, str]:
    found = [(whole(id), words(name), words(about)) for id, name, about in _projects(tables)]
    names = [f"{name} ({number})" for number, name, _ in found]
    if wanted is not None:
        fit = [each for each in found if wanted == str(each[0])]
        fit = fit or [each for each in found if name_key(each[1]) == name_key(wanted)]
        if len(fit) != 1:
            raise NotFoundError("project", wanted, names)
        return fit[0]
    if len(found) == 1:
        return found[0]
    if not found:
        raise StudyError("The database holds no project.", path=shown, remedy="Nothing was read.")
    few = ", ".join(names[:8]) + (", …" if len(names) > 8 else "")
    raise UsageError(f"{shown} holds {len(found)} projects: {few}.", remedy="Choose one with --project.")


def _projects(tables: Database) -> list[tuple[database.Value, ...]]:
    return tables.rows("projects", ("id", "name", "description"), "id")


@dataclass(slots=True)
class _Reading:
    """One project of a database on its way; guids rest on the project's name and what each thing says."""

    tables: Database
    number: int | None
    name: str
    about: str
    notes: list[Note] = field(default_factory=list)
    left: Counter[str] = field(default_factory=Counter)
    bare: int = 0
    found: int = 0
    lost: list[str] = field(default_factory=list)
    users: dict[str, str] = field(default_factory=dict)

    def read(self) -> ProjectReading:
        members = self.tables.rows("project_members", ("project_id", "user_login"))
        for login in (words(login) for number, login in members if whole(number) == self.number):
            self.user(login)
        tags = self.tables.rows("tags", ("id", "project_id", "path", "description"), "id")
        mine = [(whole(id), words(path), words(said)) for id, own, path, said in tags if whole(own) == self.number]
        tag_of = {number: self.guid("tag", path) for number, path, _ in mine}
        codes = tuple(
            CodeEntry(tag_of[number], path.strip(), True, None, said.strip(), None) for number, path, said in mine
        )
        sources = tuple(self.sources(tag_of))
        project = Project(
            name=self.name,
            origin="Taguette",
            description=self.about.strip(),
            users=tuple(User(guid, login) for login, guid in self.users.items()),
            codes=codes,
            sources=sources,
            notes=tuple(self.notes),
        )
        left = [("codings", why, count) for why, count in self.left.items()]
        left.append(("highlights", "they have no tag", self.bare))
        return ProjectReading(project, self.remarks(), left_out=tuple(left))

    def guid(self, kind: str, *keys: object) -> str:
        return guid_of(f"taguette {kind}", self.name, *keys)

    def user(self, login: str) -> str:
        """Return the GUID of a member; empty where nobody is named."""
        return self.users.setdefault(login, guid_of("taguette user", login)) if login else ""

    def sources(self, tag_of: dict[int | None, str]) -> list[Source]:
        tags: dict[int | None, list[str]] = defaultdict(list)
        for highlight, tag in self.tables.rows("highlight_tags", ("highlight_id", "tag_id")):
            tags[whole(highlight)].append(tag_of.get(whole(tag), ""))
        marked: dict[int | None, list[_Highlight]] = defaultdict(list)
        columns = ("document_id", "id", "start_offset", "end_offset", "snippet")
        for document, id, start, end, snippet in self.tables.rows("highlights", columns, "id"):
            marked[whole(document)].append(_Highlight(whole(id), whole(start), whole(end), words(snippet)))
        done = self.done()
        made = []
        columns = ("id", "project_id", "name", "description", "contents")
        for id, own, name, said, contents in self.tables.rows("documents", columns, "id"):
            if whole(own) != self.number:
                continue
            called = words(name).strip()
            html = HtmlText(words(contents))
            guid = self.guid("document", called)
            placed = self.highlights(called, html, marked[whole(id)], tags, done)
            about = () if not words(said).strip() else (self.note(("document", called), words(said)),)
            made.append(Source(guid, called, text=html.text, selections=tuple(placed), notes=about))
        return made

    def note(self, keys: tuple[object, ...], text: str) -> str:
        guid = self.guid("memo", *keys, text)
        self.notes.append(Note(guid, "", text.strip()))
        return guid

    def done(self) -> dict[int | None, _Done]:
        """Return who made each highlight last, and when, from the list of what was done; highlights do not say it."""
        found: dict[int | None, _Done] = {}
        columns = ("project_id", "user_login", "date", "payload")
        for own, login, date, payload in self.tables.rows("commands", columns, "id"):
            written = words(payload)
            if whole(own) != self.number or '"highlight_add"' not in written or len(written) > 10_000:
                continue
            try:
                said = json.loads(written)
            except (ValueError, RecursionError):
                continue
            if isinstance(said, dict) and isinstance(said.get("highlight_id"), int):
                found[said["highlight_id"]] = _Done(words(login), instant(date))
        return found

    def highlights(
        self,
        document: str,
        html: HtmlText,
        marked: list[_Highlight],
        tags: dict[int | None, list[str]],
        done: dict[int | None, _Done],
    ) -> list[Selection]:
        made, placer = [], Placer(html.text)
        for each in marked:
            codes = list(dict.fromkeys(tags.get(each.number, ())))
            self.bare += not codes
            placed = self.placed(html, placer, each)
            if isinstance(placed, str):
                self.left[NOWHERE[placed]] += len(codes)
                self.lost.append(f"{document}: bytes {each.start}–{each.end}")
                continue
            if not codes:
                continue
            who = done.get(each.number, _Done())
            keys = (document, each.start, each.end, html.text[placed.start : placed.end])
            user = self.user(who.user)
            codings = tuple(CodingEntry(self.guid("coding", *keys, code), code, user, who.date) for code in codes)
            words_there = html.text[placed.start : min(placed.end, placed.start + _NAME)]
            guid = self.guid("highlight", *keys)
            made.append(Selection(guid, placed.start, placed.end, words_there, "", user, who.date, codings))
        return made

    def placed(self, html: HtmlText, placer: Placer, each: _Highlight) -> Placed | str:
        """Return where a highlight stands: at its bytes when its snippet's words are there, else where those are."""
        span = None if each.start is None or each.end is None else html.span(each.start, each.end)
        quote = HtmlText(each.snippet).text
        here = "" if span is None else html.text[slice(*span)]
        if span is not None and here.strip() and (not quote.strip() or same_words(here, quote)):
            return Placed(*span, "exact")
        placed = placer.place(None, None, quote)
        self.found += not isinstance(placed, str)
        return placed

    def remarks(self) -> tuple[Problem, ...]:
        """Return what a reader should know of places."""
        said = [f"Without a place: {each}" for each in self.lost[:_MOST_NAMED]]
        if self.found:
            said.insert(0, f"{self.found} highlights had other words at their place: they were found by their own.")
        return tuple(warning("", None, each) for each in said)
