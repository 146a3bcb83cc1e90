"""The coded passages and annotations of a QualCoder project, each with its words compared with those at its place."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

from qualcode.exchange.database import Database, Value, instant, whole, words
from qualcode.exchange.placing import NOWHERE, Placed, Placer
from qualcode.exchange.refi.guids import guid_of
from qualcode.exchange.refi.project import CodingEntry, Note, Selection, User
from qualcode.model.problem import Problem, warning

_NAME = 80
_MOST_NAMED = 20
_MOST_LOOKED = 50_000_000
_SHORT = 1
"""By so much may a case that holds a whole file end before the file does: some versions count so."""


@dataclass(slots=True)
class Notes:
    """The memos of a project, and the coders who own anything in it."""

    all: list[Note] = field(default_factory=list)
    _owners: dict[str, str] = field(default_factory=dict)

    def user(self, owner: str) -> str:
        """Return the GUID of an owner; empty where nobody is named."""
        name = owner.strip()
        return self._owners.setdefault(name, guid_of("qualcoder owner", name)) if name else ""

    @property
    def users(self) -> tuple[User, ...]:
        """All who own anything."""
        return tuple(User(guid, name) for name, guid in self._owners.items())

    def add(self, keys: tuple[object, ...], text: str, owner: str, date: str, description: str = "") -> tuple[str, ...]:
        """Keep a memo and return its GUID; nothing where it has no words."""
        if not text.strip():
            return ()
        guid = guid_of("qualcoder memo", *keys, owner, text)
        self.all.append(Note(guid, "", text.strip(), description, self.user(owner), date))
        return (guid,)


class _Row(NamedTuple):
    """A coded passage (`code` is its number), or an annotation without a code."""

    code: int | None
    start: int | None
    end: int | None
    quote: str
    owner: str
    date: str
    memo: str
    important: bool
    annotation: bool = False


class Passages:
    """What is coded and annotated in each source; `left` and `bare` count codings and annotations that have no place."""

    def __init__(self, tables: Database, notes: Notes, code_of: dict[int | None, str]) -> None:
        self.left: Counter[str] = Counter()
        self.bare: Counter[str] = Counter()
        self._notes, self._code_of = notes, code_of
        self._rows: dict[int | None, list[_Row]] = defaultdict(list)
        self._sources: dict[int | None, str] = {}
        self._placed: dict[int | None, list[tuple[str, int, int]]] = {}
        self._long: dict[int | None, int] = {}
        self._how: Counter[str] = Counter()
        self._lost: list[str] = []
        columns = ("fid", "cid", "pos0", "pos1", "seltext", "owner", "date", "memo", "important")
        for file, *rest in tables.rows("code_text", columns):
            self._rows[whole(file)].append(_row(rest))
        for file, *rest in tables.rows("annotation", ("fid", "pos0", "pos1", "owner", "date", "memo"), "anid"):
            self._rows[whole(file)].append(_row([None, *rest[:2], None, *rest[2:], None])._replace(annotation=True))
        self._cases: dict[int | None, list[tuple[int | None, int | None, int | None]]] = defaultdict(list)
        self._looked = 0
        for case, *place in tables.rows("case_text", ("caseid", "fid", "pos0", "pos1"), "id"):
            file, first, last = map(whole, place)
            self._cases[whole(case)].append((file, first, last))

    def guid_of_source(self, number: int | None, name: str) -> str:
        """Return the GUID of a source, the same for the same name."""
        return self._sources.setdefault(number, guid_of("qualcoder source", name))

    def of(self, number: int | None, name: str, raw: str | None) -> tuple[Selection, ...]:
        """Return what is coded in a source; where it has no words all of it stands at the place the file says."""
        self.guid_of_source(number, name)
        placer = None if raw is None else Placer(raw)
        self._long[number] = len(raw or "")
        places = self._placed.setdefault(number, [])
        found = []
        for row in self._rows.get(number, ()):
            placed = Placed(0, 1, "exact") if placer is None else placer.place(row.start, row.end, row.quote)
            if isinstance(placed, str):
                (self.bare if row.annotation else self.left)[NOWHERE[placed]] += 1
                self._lost.append(f'{name}: {row.start}–{row.end}, "{" ".join(row.quote.split())[:60]}"')
                continue
            self._how[placed.how if row.quote.strip() or row.annotation else "unsaid"] += 1
            selection = self._selection(name, row, placed, raw or "")
            places.append((selection.guid, placed.start, placed.end))
            found.append(selection)
        return tuple(found)

    def _selection(self, name: str, row: _Row, placed: Placed, raw: str) -> Selection:
        user, code = self._notes.user(row.owner), self._code_of.get(row.code, "")
        keys = (name, code, row.owner, row.start, row.end, row.quote, "annotation" if row.annotation else "")
        guid = guid_of("qualcoder passage", *keys)
        notes = self._notes.add((guid, "memo"), row.memo, row.owner, row.date)
        if row.important:
            notes += self._notes.add((guid, "important"), "Marked as important.", row.owner, row.date)
        words_there = raw[placed.start : min(placed.end, placed.start + _NAME)]
        selection = Selection(guid, placed.start, placed.end, words_there, user=user, date=row.date)
        if row.annotation:
            return selection._replace(notes=notes)
        coding = CodingEntry(guid_of("qualcoder coding", *keys), code, user, row.date, notes)
        return selection._replace(codings=(coding,))

    def in_case(self, case: int | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the sources of a case, and the passages that lie in a part of a source which is the case's."""
        sources: dict[str, None] = {}
        selections: dict[str, None] = {}
        for source, start, end in self._cases.get(case, ()):
            if source not in self._sources:
                continue
            sources.setdefault(self._sources[source])
            if start is None or end is None or (start <= 0 and end >= self._long.get(source, 0) - _SHORT):
                continue
            there = self._placed.get(source, ())
            self._looked += len(there)
            if self._looked < _MOST_LOOKED:
                selections.update((guid, None) for guid, at, to in there if start <= at and to <= end)
        return tuple(sources), tuple(selections)

    def account(self, numbers: frozenset[int | None]) -> None:
        """Count what is coded in sources that are not there."""
        for number, rows in self._rows.items():
            if number not in numbers:
                annotations = sum(row.annotation for row in rows)
                self.left["their document is not in the project"] += len(rows) - annotations
                self.bare["their document is not in the project"] += annotations

    def remarks(self) -> tuple[Problem, ...]:
        """Return what a reader should know of places."""
        said = [
            f"{self._how['counted otherwise']} passages stand where they should, counted otherwise than in characters."
            if self._how["counted otherwise"]
            else "",
            f"{self._how['found']} passages had other words at their place: they were found by their own."
            if self._how["found"]
            else "",
            f"{self._how['unsaid']} codings come without their words, so that their places could not be verified."
            if self._how["unsaid"]
            else "",
            *(f"Without a place: {each}" for each in self._lost[:_MOST_NAMED]),
        ]
        return tuple(warning("", None, each) for each in said if each)


def _row(cells: list[Value]) -> _Row:
    code, start, end, quote, owner, date, memo, important = cells
    at = (whole(code), whole(start), whole(end))
    return _Row(*at, words(quote), words(owner).strip(), instant(date), words(memo), whole(important) == 1)
