"""Databases that are no projects, or that mean harm: one sentence, in bounded time, and nothing is read outside of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from other_programs import QUALCODER, TALK, passage, qualcoder, qualcoder_rows, taguette

from qualcode.errors import QualcodeError, StudyError, UsageError
from qualcode.exchange import database
from qualcode.exchange.kinds import kind_of
from qualcode.exchange.qualcoder.read import read_qualcoder
from qualcode.exchange.taguette.read import read_taguette


def made(path: Path, script: str) -> Path:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(script)
        connection.commit()
    return path


def test_a_database_cut_anywhere_is_told_and_no_more(tmp_path: Path) -> None:
    data = (qualcoder(tmp_path) / "data.qda").read_bytes()
    cut = tmp_path / "cut.qda"
    for length in range(0, len(data), 1777):
        cut.write_bytes(data[:length])
        with pytest.raises(StudyError, match=r"no SQLite database|damaged|cut"):
            read_qualcoder(cut)


def test_text_that_is_called_a_project_is_none(tmp_path: Path) -> None:
    (tmp_path / "x.qda").write_text("once upon a time", encoding="utf-8")
    with pytest.raises(UsageError, match="can be read so"):
        kind_of(tmp_path / "x.qda")
    with pytest.raises(StudyError, match="no SQLite database"):
        read_taguette(tmp_path / "x.qda")


def test_databases_of_others_are_named_by_their_tables(tmp_path: Path) -> None:
    path = made(tmp_path / "x.sqlite3", "CREATE TABLE customers (a); CREATE TABLE orders (b);")
    with pytest.raises(StudyError, match="customers, orders"):
        kind_of(path)
    for read in (read_qualcoder, read_taguette):
        with pytest.raises(StudyError, match="has not the tables"):
            read(path)
    assert (kind_of(qualcoder(tmp_path)), kind_of(taguette(tmp_path))) == ("qualcoder", "taguette")


ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS id, 'x' AS name FROM n"


def test_views_are_no_tables_and_run_nothing(tmp_path: Path) -> None:
    script = QUALCODER.replace("CREATE TABLE source", "CREATE TABLE source_of")
    path = made(tmp_path / "data.qda", f"{script} CREATE VIEW source AS {ENDLESS};")
    with pytest.raises(StudyError, match="has not the tables source"):
        read_qualcoder(path)


def test_what_costs_too_much_is_broken_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = qualcoder(tmp_path)
    monkeypatch.setattr(database, "MOST_ROWS", 5)
    with pytest.raises(StudyError, match="more than can be read"):
        read_qualcoder(path)
    monkeypatch.undo()
    monkeypatch.setattr(database, "MOST_WORDS", 20)
    with pytest.raises(StudyError, match="more than can be read"):
        read_qualcoder(path)
    monkeypatch.undo()
    monkeypatch.setattr(database, "MOST_BYTES", 1000)
    with pytest.raises(StudyError, match="more than 0 MB"):
        read_qualcoder(path)


def test_nothing_can_be_written_or_attached(tmp_path: Path) -> None:
    data = (qualcoder(tmp_path) / "data.qda").read_bytes()
    with database.opened(data, "x") as tables:
        for harm in ("DELETE FROM source", f"ATTACH '{tmp_path / 'new'}' AS n", "SELECT load_extension('x')"):
            with pytest.raises(StudyError, match="damaged"):
                list(tables._fetched(harm))
    assert not (tmp_path / "new").exists()


def test_a_database_that_was_written_ahead_is_read(tmp_path: Path) -> None:
    path = qualcoder(tmp_path) / "data.qda"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    before = sorted(path.parent.iterdir())
    assert len(read_qualcoder(path).project.sources) == 3
    assert sorted(path.parent.iterdir()) == before


def _huge(rows: dict[str, list[dict[str, object]]]) -> None:
    rows["source"][0]["fulltext"] = TALK + "x" * 5_000_000


def _many(rows: dict[str, list[dict[str, object]]]) -> None:
    rows["code_text"] = [{**passage("Two houses stand", 2), "pos0": n, "pos1": n + 9} for n in range(3_000)]


def _large(rows: dict[str, list[dict[str, object]]]) -> None:
    rows["code_text"] = [{**passage("One", 1), "pos0": -(2**62), "pos1": 2**63 - 1}, {**passage("One", 1), "pos0": "a"}]


def _bytes(rows: dict[str, list[dict[str, object]]]) -> None:
    rows["source"][0]["fulltext"] = b"\xff\xfe" + TALK.encode()
    rows["code_name"][0]["name"] = 7
    rows["cases"][0]["name"] = b"\x00"


@pytest.mark.parametrize("spoil", (_huge, _many, _large, _bytes))
def test_odd_rows_are_read_for_what_they_are(
    tmp_path: Path, spoil: Callable[[dict[str, list[dict[str, object]]]], None]
) -> None:
    rows = qualcoder_rows()
    spoil(rows)
    reading = read_qualcoder(qualcoder(tmp_path, rows))
    for source in reading.project.sources:
        for each in source.selections:
            assert 0 <= each.start < each.end <= len(source.text or "")


def test_paths_in_a_project_are_never_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = qualcoder_rows()
    for number, media in enumerate(("/etc/passwd", "docs:/etc/passwd", "../../secret.txt", "images:C:\\secret")):
        rows["source"].append({"id": 10 + number, "name": f"m{number}", "fulltext": None, "mediapath": media})
    path = qualcoder(tmp_path, rows)
    opened: list[str] = []
    read = Path.read_bytes

    def spy(self: Path) -> bytes:
        opened.append(self.name)
        return read(self)

    monkeypatch.setattr(Path, "read_bytes", spy)
    assert sum(source.text is None for source in read_qualcoder(path).project.sources) == 5
    assert opened == ["data.qda"]


@pytest.mark.parametrize("name", ("gone.qda", "gone.sqlite3", "gone.csv"))
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(QualcodeError, match="No such file"):
        kind_of(tmp_path / name)
