"""Small QualCoder and Taguette databases for tests, with the tables and columns that those programs make."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

QUALCODER = """
CREATE TABLE project (databaseversion text, date text, memo text, about text, bookmarkfile integer, bookmarkpos integer, codername text);
CREATE TABLE source (id integer primary key, name text, fulltext text, mediapath text, memo text, owner text, date text, av_text_id integer, risid integer, unique(name));
CREATE TABLE code_image (imid integer primary key, id integer, x1 integer, y1 integer, width integer, height integer, cid integer, memo text, date text, owner text, important integer, pdf_page integer);
CREATE TABLE code_av (avid integer primary key, id integer, pos0 integer, pos1 integer, cid integer, memo text, date text, owner text, important integer);
CREATE TABLE annotation (anid integer primary key, fid integer, pos0 integer, pos1 integer, memo text, owner text, date text);
CREATE TABLE attribute_type (name text primary key, date text, owner text, memo text, caseOrFile text, valuetype text);
CREATE TABLE attribute (attrid integer primary key, name text, attr_type text, value text, id integer, date text, owner text);
CREATE TABLE case_text (id integer primary key, caseid integer, fid integer, pos0 integer, pos1 integer, owner text, date text, memo text);
CREATE TABLE cases (caseid integer primary key, name text, memo text, owner text, date text, constraint ucm unique(name));
CREATE TABLE code_cat (catid integer primary key, name text, owner text, date text, memo text, supercatid integer, unique(name));
CREATE TABLE code_text (ctid integer primary key, cid integer, fid integer, seltext text, pos0 integer, pos1 integer, owner text, date text, memo text, avid integer, important integer);
CREATE TABLE code_name (cid integer primary key, name text, memo text, catid integer, owner text, date text, color text, unique(name));
CREATE TABLE journal (jid integer primary key, name text, jentry text, date text, owner text);
"""

TAGUETTE = """
CREATE TABLE users (login VARCHAR(30) PRIMARY KEY, created DATETIME NOT NULL, hashed_password VARCHAR(192), email VARCHAR(256));
CREATE TABLE projects (id INTEGER PRIMARY KEY AUTOINCREMENT, name VARCHAR(200) NOT NULL, description TEXT NOT NULL, created DATETIME NOT NULL);
CREATE TABLE project_members (project_id INTEGER, user_login VARCHAR(30), privileges VARCHAR(11), PRIMARY KEY (project_id, user_login));
CREATE TABLE documents (id INTEGER PRIMARY KEY AUTOINCREMENT, name VARCHAR(200) NOT NULL, description TEXT NOT NULL, filename VARCHAR(200) NOT NULL, created DATETIME NOT NULL, project_id INTEGER NOT NULL, text_direction VARCHAR(13) NOT NULL, contents TEXT NOT NULL);
CREATE TABLE commands (id INTEGER PRIMARY KEY AUTOINCREMENT, date DATETIME NOT NULL, user_login VARCHAR(30) NOT NULL, project_id INTEGER NOT NULL, document_id INTEGER, payload TEXT NOT NULL);
CREATE TABLE highlights (id INTEGER PRIMARY KEY AUTOINCREMENT, document_id INTEGER NOT NULL, start_offset INTEGER NOT NULL, end_offset INTEGER NOT NULL, snippet TEXT NOT NULL);
CREATE TABLE tags (id INTEGER PRIMARY KEY AUTOINCREMENT, project_id INTEGER NOT NULL, path VARCHAR(200) NOT NULL, description TEXT NOT NULL, UNIQUE (project_id, path));
CREATE TABLE highlight_tags (highlight_id INTEGER, tag_id INTEGER, PRIMARY KEY (highlight_id, tag_id));
"""

Rows = Mapping[str, Iterable[Mapping[str, Any]]]

TALK = "Ana: One café here 😀.\nBo: Two houses stand. Two houses fall.\n访谈者：政策不配套。\n"
DAY = "2026-01-02 03:04:05"


def filled(path: Path, schema: str, rows: Rows) -> Path:
    """Write a database with these tables and rows and return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.executescript(schema)
        for table, each in rows.items():
            for row in each:
                names = ", ".join(f'"{name}"' for name in row)
                marks = ", ".join("?" * len(row))
                connection.execute(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', list(row.values()))
        connection.commit()
    return path


def passage(words: str, code: int, *, text: str = TALK, owner: str = "ana", **more: object) -> dict[str, object]:
    """Return a row of `code_text` for the first place of some words in a text."""
    at = text.index(words)
    row = {"cid": code, "fid": 1, "seltext": words, "pos0": at, "pos1": at + len(words), "owner": owner, "date": DAY}
    return {**row, "memo": "", **more}


def qualcoder_rows() -> dict[str, list[dict[str, object]]]:
    """Return the rows of a small project: two coders, two categories, three codes, two cases, a picture and a journal."""
    stand = passage("Two houses stand", 2, memo="why two?", important=1)
    return {
        "project": [{"databaseversion": "v11", "memo": "About building"}],
        "source": [
            {"id": 1, "name": "Talk.docx", "fulltext": TALK, "memo": "in the yard", "owner": "ana", "date": DAY},
            {"id": 2, "name": "yard.jpg", "fulltext": None, "mediapath": "/images/yard.jpg", "owner": "ana"},
            {"id": 3, "name": "Second", "fulltext": "Only this.\n", "mediapath": "docs:/etc/passwd", "owner": "bo"},
        ],
        "code_cat": [
            {"catid": 1, "name": "Places", "memo": "where", "supercatid": None},
            {"catid": 2, "name": "Indoors", "memo": "", "supercatid": 1},
        ],
        "code_name": [
            {"cid": 1, "name": "Café", "memo": "drinking", "catid": 2, "color": "#F5A9A9"},
            {"cid": 2, "name": "Houses", "memo": "", "catid": 1, "color": "#000000"},
            {"cid": 3, "name": "政策", "memo": None, "catid": None},
        ],
        "code_text": [
            passage("One café", 1),
            stand,
            passage("政策不配套", 3, owner="bo"),
            {**passage("Only this", 2, text="Only this.\n", owner="bo"), "fid": 3},
        ],
        "code_image": [{"imid": 1, "id": 2, "cid": 1, "owner": "ana"}],
        "annotation": [{"anid": 1, "fid": 1, "pos0": 0, "pos1": 3, "memo": "the host", "owner": "bo", "date": DAY}],
        "attribute_type": [{"name": "year", "caseOrFile": "file"}, {"name": "region", "caseOrFile": "case"}],
        "attribute": [
            {"attrid": 1, "name": "year", "attr_type": "file", "value": "2026", "id": 1},
            {"attrid": 2, "name": "region", "attr_type": "case", "value": "North", "id": 1},
            {"attrid": 3, "name": "year", "attr_type": "journal", "value": "x", "id": 1},
        ],
        "cases": [
            {"caseid": 1, "name": "Yard", "memo": "a case", "owner": "ana", "date": DAY},
            {"caseid": 2, "name": "Street", "memo": "", "owner": "ana", "date": DAY},
        ],
        "case_text": [
            {"id": 1, "caseid": 1, "fid": 1, "pos0": 0, "pos1": len(TALK)},
            {"id": 2, "caseid": 2, "fid": 1, "pos0": 0, "pos1": TALK.index("\n")},
        ],
        "journal": [{"jid": 1, "name": "Day one", "jentry": "It rained.", "date": DAY, "owner": "ana"}],
    }


def qualcoder(folder: Path, rows: Rows | None = None) -> Path:
    """Write a QualCoder project into a folder and return its `.qda` folder."""
    root = folder / "yards.qda"
    filled(root / "data.qda", QUALCODER, qualcoder_rows() if rows is None else rows)
    return root


HTML = "<p>Ana: One <b>café</b> here 😀.</p>\n<p>Bo: Two houses&nbsp;stand &amp; fall.</p><p>政策不配套。</p>"
COUNTED = "Ana: One café here 😀.\nBo: Two houses\xa0stand & fall.政策不配套。"
"""The words of `HTML` as Taguette counts them: without marks, in bytes of UTF-8."""


def highlight(number: int, words: str, *, counted: str = COUNTED, **more: object) -> dict[str, object]:
    """Return a row of `highlights` for the first place of some words."""
    start = len(counted[: counted.index(words)].encode())
    row = {"id": number, "document_id": 1, "start_offset": start, "end_offset": start + len(words.encode())}
    return {**row, "snippet": words.replace("&", "&amp;"), **more}


def taguette_rows() -> dict[str, list[dict[str, object]]]:
    """Return the rows of a small project: two members, two tags, four highlights, one of them without a tag."""
    added = '{{"type": "highlight_add", "highlight_id": {}, "start_offset": 0}}'
    return {
        "projects": [{"id": 1, "name": "Yards", "description": "About building", "created": DAY}],
        "project_members": [{"project_id": 1, "user_login": login, "privileges": "ADMIN"} for login in ("admin", "bo")],
        "documents": [
            {"id": 1, "name": "talk.docx", "description": "in the yard", "filename": "talk.docx", "created": DAY}
            | {"project_id": 1, "text_direction": "LEFT_TO_RIGHT", "contents": HTML}
        ],
        "tags": [
            {"id": 1, "project_id": 1, "path": "places.café", "description": "drinking"},
            {"id": 2, "project_id": 1, "path": "houses", "description": ""},
        ],
        "highlights": [
            highlight(1, "café here 😀"),
            highlight(2, "houses\xa0stand & fall"),
            highlight(3, "政策"),
            highlight(4, "Ana"),
        ],
        "highlight_tags": [
            {"highlight_id": 1, "tag_id": 1},
            {"highlight_id": 2, "tag_id": 2},
            {"highlight_id": 2, "tag_id": 1},
            {"highlight_id": 3, "tag_id": 2},
        ],
        "commands": [
            {"id": n, "date": f"{DAY}.000007", "user_login": who, "project_id": 1, "payload": added.format(n)}
            for n, who in ((1, "admin"), (2, "bo"), (3, "bo"))
        ],
    }


def taguette(folder: Path, rows: Rows | None = None) -> Path:
    """Write a Taguette database into a folder and return its path."""
    return filled(folder / "taguette.sqlite3", TAGUETTE, taguette_rows() if rows is None else rows)


def without(rows: Mapping[str, Sequence[Mapping[str, object]]], *tables: str) -> dict[str, Any]:
    """Return rows without those of some tables."""
    return {table: each for table, each in rows.items() if table not in tables}
