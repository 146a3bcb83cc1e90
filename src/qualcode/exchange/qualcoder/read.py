"""A QualCoder project → a project that can be brought into a study, with what has no place there."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

from qualcode.errors import StudyError
from qualcode.exchange import database
from qualcode.exchange.database import Database, instant, whole, words
from qualcode.exchange.qualcoder.passages import Notes, Passages
from qualcode.exchange.refi.guids import guid_of
from qualcode.exchange.refi.labels import compose
from qualcode.exchange.refi.project import CaseEntry, CodeEntry, Project, Source, SourceKind, Values, Variable
from qualcode.exchange.refi.read import ProjectReading
from qualcode.text import archive

DATABASE = "data.qda"
TABLES = frozenset(("source", "code_name", "code_text"))
"""The tables by which a QualCoder database is known."""

_MEDIA: tuple[tuple[str, SourceKind, str], ...] = (
    ("image", "picture", "a picture without words"),
    ("audio", "audio", "a recording: its transcript is a text of its own"),
    ("video", "video", "a recording: its transcript is a text of its own"),
    ("doc", "pdf", "a file whose words QualCoder did not keep"),
)
_REFUSED = archive.Refusal("The archive is refused", "Zip the project's folder again. Nothing was read.")
_MOST_DEPTH = 30


def read_qualcoder(path: Path, shown: str | None = None) -> ProjectReading:
    """Return the project in a QualCoder folder (`.qda`), its `data.qda`, or a zip of the folder.

    Nothing but the database is opened, whatever paths stand in it. Raises `StudyError` for what is no such project.
    """
    shown = str(path) if shown is None else shown
    with database.opened(_data(path, shown), shown) as tables:
        missing = TABLES - tables.tables
        if missing:
            raise StudyError(
                f"This database has not the tables {', '.join(sorted(missing))}.",
                path=shown,
                remedy="A QualCoder project has them.",
            )
        return _project(tables, path.name if path.name != DATABASE else path.resolve().parent.name)


def _data(path: Path, shown: str) -> bytes:
    if path.is_dir():
        inside = path / DATABASE
        if inside.is_symlink() or not inside.is_file():
            raise StudyError(f"The folder holds no {DATABASE}.", path=shown, remedy="A QualCoder project holds one.")
        return database.read_file(inside, shown)
    data = database.read_file(path, shown)
    if not data.startswith(b"PK\x03\x04"):
        return data
    with path.open("rb") as file, archive.opened(file, _REFUSED) as members:
        found = [name for name in members.names if name.rpartition("/")[2] == DATABASE]
        if len(found) != 1:
            raise StudyError(f"The archive holds {len(found)} files {DATABASE}.", path=shown, remedy=_REFUSED.remedy)
        return members.read(found[0], database.MOST_BYTES)


def _project(tables: Database, name: str) -> ProjectReading:
    notes = Notes()
    about = next(iter(tables.rows("project", ("databaseversion", "memo"))), (None, None))
    codes, code_of = _codes(tables)
    passages = Passages(tables, notes, code_of)
    variables = {words(each): guid_of("variable", words(each)) for (each,) in tables.rows("attribute_type", ("name",))}
    values, lost = _values(tables, variables)
    sources = tuple(_sources(tables, passages, notes, values))
    cases = tuple(_cases(tables, passages, notes, values))
    passages.account(frozenset(whole(row[0]) for row in tables.rows("source", ("id",))))
    _journals(tables, notes)
    left = [("codings", why, count) for why, count in passages.left.items()]
    left += [("annotations", why, count) for why, count in passages.bare.items()]
    left += [("values of attributes", "of journals, which are memos here", lost)]
    queries = len(tables.rows("stored_sql", ("title",))) + len(tables.rows("graph", ("grid",)))
    left += [("stored queries and graphs", "qualcode has no such things", queries)]
    project = Project(
        name=name.removesuffix(".zip").removesuffix(".qda"),
        origin=f"QualCoder, database {words(about[0])}".strip(),
        description=words(about[1]).strip(),
        users=notes.users,
        codes=codes,
        variables=tuple(Variable(guid, each) for each, guid in variables.items()),
        cases=cases,
        sources=sources,
        notes=tuple(notes.all),
    )
    return ProjectReading(project, passages.remarks(), left_out=tuple(left))


def _codes(tables: Database) -> tuple[tuple[CodeEntry, ...], dict[int | None, str]]:
    """Return categories as headings, then codes, each after what it stands below; and the GUID of each code's number."""
    found = tables.rows("code_cat", ("catid", "name", "memo", "supercatid"), "catid")
    above = {whole(row[0]): whole(row[3]) for row in found}
    path: dict[int | None, str] = {}
    names = {whole(row[0]): words(row[1]).strip() for row in found}
    for number in above:
        line: list[int | None] = []
        at = number
        while at in names and len(line) < _MOST_DEPTH and at not in line:
            line.append(at)
            at = above[at]
        path[number] = guid_of("qualcoder category", *(names[each] for each in reversed(line)))
    depth = {number: _depth(number, above) for number in above}
    entries = []
    for row in sorted(found, key=lambda row: depth[whole(row[0])]):
        number = whole(row[0])
        parent = path.get(above[number]) if depth[number] else None
        entries.append(CodeEntry(path[number], names[number], False, None, words(row[2]).strip(), parent))
    code_of: dict[int | None, str] = {}
    for id, name, memo, category, color in tables.rows("code_name", ("cid", "name", "memo", "catid", "color"), "cid"):
        guid = guid_of("qualcoder code", words(name))
        code_of.setdefault(whole(id), guid)
        entry = CodeEntry(guid, words(name).strip(), True, words(color) or None, words(memo).strip())
        entries.append(entry._replace(parent=path.get(whole(category))))
    return tuple(entries), code_of


def _depth(number: int | None, above: dict[int | None, int | None]) -> int:
    """Return how deep a category stands; one that stands below itself, or below nothing that there is, is at the top."""
    seen: list[int | None] = []
    while number in above and number not in seen:
        seen.append(number)
        number = above[number]
    return 0 if number in seen else min(len(seen) - 1, _MOST_DEPTH)


def _values(tables: Database, variables: dict[str, str]) -> tuple[dict[tuple[str, int | None], Values], int]:
    found: dict[tuple[str, int | None], list[tuple[str, str]]] = defaultdict(list)
    lost = 0
    for name, kind, value, number in tables.rows("attribute", ("name", "attr_type", "value", "id"), "attrid"):
        if words(kind) not in ("case", "file"):
            lost += bool(words(value))
        elif words(value):
            guid = variables.setdefault(words(name), guid_of("variable", words(name)))
            found[words(kind), whole(number)].append((guid, words(value)))
    return {key: tuple(dict(each).items()) for key, each in found.items()}, lost


def _sources(
    tables: Database, passages: Passages, notes: Notes, values: dict[tuple[str, int | None], Values]
) -> list[Source]:
    areas: Counter[int | None] = Counter()
    for table in ("code_image", "code_av"):
        areas.update(whole(number) for (number,) in tables.rows(table, ("id",)))
    found = []
    columns = ("id", "name", "fulltext", "mediapath", "memo", "owner", "date")
    for id, name, text, media, memo, owner, date in tables.rows("source", columns, "id"):
        number, named = whole(id), words(name).strip()
        about = notes.add(("source", named), words(memo), words(owner), instant(date))
        raw = words(text) if words(text).strip() else None
        kind, why = _kind(words(media)) if raw is None else ("text", "")
        selections = passages.of(number, named, raw)
        guid = passages.guid_of_source(number, named)
        source = Source(guid, named, kind, raw, why, selections=selections, notes=about)
        found.append(source._replace(values=values.get(("file", number), ()), area_codings=areas[number]))
    return found


def _kind(media: str) -> tuple[SourceKind, str]:
    """Return what kind of file a source without words is, by the folder that its path begins with; the path is not opened."""
    start = media.lower().lstrip("/")
    return next(((kind, why) for folder, kind, why in _MEDIA if start.startswith(folder)), ("text", "they are empty"))


def _cases(
    tables: Database, passages: Passages, notes: Notes, values: dict[tuple[str, int | None], Values]
) -> list[CaseEntry]:
    found = []
    columns = ("caseid", "name", "memo", "owner", "date")
    for id, name, memo, owner, date in tables.rows("cases", columns, "caseid"):
        number = whole(id)
        kind = compose([("Kind", "", "case")])
        about = notes.add(("case", words(name)), words(memo), words(owner), instant(date), kind)
        sources, selections = passages.in_case(number)
        guid = guid_of("qualcoder case", words(name))
        entry = CaseEntry(guid, words(name).strip() or f"case {number}", sources=sources, selections=selections)
        found.append(entry._replace(values=values.get(("case", number), ()), notes=about))
    return found


def _journals(tables: Database, notes: Notes) -> None:
    for name, body, date, owner in tables.rows("journal", ("name", "jentry", "date", "owner"), "jid"):
        text = "\n\n".join(part for part in (words(name).strip(), words(body).strip()) if part)
        notes.add(("journal", words(name)), text, words(owner), instant(date), compose([("Kind", "", "reflexive")]))
