"""QualCoder projects come over with coders, codes, categories, memos, cases and attributes, every passage on its own words."""

from __future__ import annotations

import sqlite3
import zipfile
from pathlib import Path

import pytest
from other_programs import TALK, passage, qualcoder, qualcoder_rows
from refi_files import coded, counts

from qualcode.errors import StudyError
from qualcode.exchange.qualcoder.read import read_qualcoder
from qualcode.exchange.refi.bring import Imported, import_project
from qualcode.model.events import MemoEvent
from qualcode.study.paths import STUDY_LEDGER
from qualcode.study.study import Study


def brought(path: Path, root: Path) -> Imported:
    return import_project(read_qualcoder(path), root, path.name)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Imported:
    folder = tmp_path_factory.mktemp("qualcoder")
    return brought(qualcoder(folder), folder / "study")


def memos(study: Study) -> set[tuple[str, str, str, str]]:
    """Return (coder, kind, body, what it is about) of every memo."""
    ledgers = (*study.document_ids, STUDY_LEDGER)
    return {
        (coder.handle, str(event.kind), event.body, _about(event))
        for coder in study.settings.coders
        for id in ledgers
        if study.ledger_paths(coder.handle, id)
        for event in study.events(coder.handle, id)
        if isinstance(event, MemoEvent)
    }


def _about(event: MemoEvent) -> str:
    return next((name for name in event.about.__struct_fields__ if getattr(event.about, name) is not None), "")


def test_every_passage_stands_on_its_words_with_its_coder(found: Imported) -> None:
    assert coded(found.study) == {
        ("ana", "Talk", "Café", "One café"),
        ("ana", "Talk", "Houses", "Two houses stand"),
        ("bo", "Talk", "政策", "政策不配套"),
        ("bo", "Second", "Houses", "Only this"),
    }
    assert counts(found, "codings") == (4, 0, 1)
    assert found.study.document("Talk").text == TALK


def test_categories_are_headings_above_their_codes(found: Imported) -> None:
    book = found.study.codebook
    assert {code.id: (book.path(code.id), code.codable) for code in book} == {
        "Places": ("Places", False),
        "Indoors": ("Places > Indoors", False),
        "Café": ("Places > Indoors > Café", True),
        "Houses": ("Places > Houses", True),
        "政策": ("政策", True),
    }
    assert book.by_id["Café"].definition == {"": "drinking"} and book.by_id["Café"].color == "#F5A9A9"


def test_memos_of_everything_come_over(found: Imported) -> None:
    assert memos(found.study) == {
        ("ana", "theoretical", "in the yard", "document"),
        ("ana", "theoretical", "why two?", "coding"),
        ("ana", "theoretical", "Marked as important.", "coding"),
        ("bo", "theoretical", "“Ana”\nthe host", "document"),
        ("ana", "case", "a case", "case"),
        ("ana", "reflexive", "Day one\n\nIt rained.", ""),
    }


def test_cases_attributes_dates_and_the_rest_of_the_account(found: Imported) -> None:
    study = found.study
    assert {case.id: (case.documents, case.attributes["region"]) for case in study.cases} == {
        "Yard": (("Talk",), "North"),
        "Street": (("Talk",), ""),
    }
    assert study.document("Talk").attributes["year"] == "2026"
    by_words = {each.place.quote: each.case for each in study.state("ana", "Talk").codings}
    assert by_words == {"One café": "Street", "Two houses stand": None}
    (event, *_) = (event for event in study.events("bo", "Second"))
    assert (event.made, event.author) == ("2026-01-02T03:04:05", "bo")  # type: ignore[union-attr]  # a coding has both
    assert found.report.set_aside == {
        "documents: a picture without words": 1,
        "codings: on a region of a page or picture, or a stretch of a recording": 1,
        "values of attributes: of journals, which are memos here": 1,
    }


def test_importing_twice_adds_nothing_and_a_grown_project_only_what_is_new(tmp_path: Path) -> None:
    brought(qualcoder(tmp_path), tmp_path / "s")
    before = {path: path.read_bytes() for path in (tmp_path / "s").rglob("*") if path.is_file()}
    again = brought(tmp_path / "yards.qda", tmp_path / "s")
    assert {path: path.read_bytes() for path in before if ".qualcode" not in path.parts} == {
        path: data for path, data in before.items() if ".qualcode" not in path.parts
    }
    assert counts(again, "codings") == (0, 4, 1)
    rows = qualcoder_rows()
    rows["code_text"].append(passage("Bo", 3, owner="bo"))
    grown = brought(qualcoder(tmp_path / "more", rows), tmp_path / "s")
    assert counts(grown, "codings") == (1, 4, 1)


def moved(rows: dict[str, list[dict[str, object]]], index: int, by: int) -> None:
    row = rows["code_text"][index]
    rows["code_text"][index] = {**row, "pos0": int(str(row["pos0"])) + by, "pos1": int(str(row["pos1"])) + by}


def test_a_passage_that_shifted_is_found_by_its_words_or_reported_and_never_put_on_others(tmp_path: Path) -> None:
    rows = qualcoder_rows()
    moved(rows, 1, 3)
    rows["code_text"] += [
        {**passage("Two houses", 1), "pos0": 1, "pos1": 11},
        {**passage("One", 3), "seltext": "not there"},
        {**passage("One", 3), "pos0": 5, "pos1": 99_999, "seltext": "nor this"},
        {**passage("One", 3), "fid": 77},
    ]
    found = brought(qualcoder(tmp_path, rows), tmp_path / "s")
    assert ("ana", "Talk", "Houses", "Two houses stand") in coded(found.study)
    assert len(coded(found.study)) == 4
    left = {reason: n for reason, n in found.report.set_aside.items() if reason.startswith("codings: their")}
    assert left == {
        "codings: their words stand elsewhere, and more than once": 1,
        "codings: their words are not in the text": 2,
        "codings: their document is not in the project": 1,
    }
    assert any("found by their own" in note for note in found.report.notes)


def test_positions_in_utf16_units_lead_to_the_words_behind_an_emoji(tmp_path: Path) -> None:
    rows = qualcoder_rows()
    again = TALK.rindex("Two houses")
    rows["code_text"] = [{**passage("Two houses", 2), "pos0": again + 1, "pos1": again + 11}]
    found = brought(qualcoder(tmp_path, rows), tmp_path / "s")
    (coding,) = found.study.state("ana", "Talk").codings
    assert coding.place.start == again
    assert any("counted otherwise" in note for note in found.report.notes)


@pytest.mark.parametrize("inside", ("yards.qda/data.qda", "data.qda", "deep/er/yards.qda/data.qda"))
def test_a_zipped_project_and_the_database_alone_are_the_same_project(tmp_path: Path, inside: str) -> None:
    database = qualcoder(tmp_path) / "data.qda"
    with zipfile.ZipFile(tmp_path / "yards.zip", "w", zipfile.ZIP_DEFLATED) as file:
        file.write(database, inside)
    for path in (tmp_path / "yards.zip", database, tmp_path / "yards.qda"):
        reading = read_qualcoder(path)
        assert reading.project == read_qualcoder(database).project
        assert reading.project.name == "yards"


def test_old_databases_without_later_columns_are_read(tmp_path: Path) -> None:
    path = tmp_path / "old.qda" / "data.qda"
    path.parent.mkdir()
    with sqlite3.connect(path) as connection:
        connection.executescript(
            "CREATE TABLE source (id integer primary key, name text, fulltext text);"
            "CREATE TABLE code_name (cid integer primary key, name text);"
            "CREATE TABLE code_text (cid integer, fid integer, seltext text, pos0 integer, pos1 integer, owner text);"
            "INSERT INTO source VALUES (1, 'T', 'one two'); INSERT INTO code_name VALUES (1, 'A');"
            "INSERT INTO code_text VALUES (1, 1, 'two', 4, 7, 'x');"
        )
    assert coded(brought(path.parent, tmp_path / "s").study) == {("x", "T", "A", "two")}


def test_a_linked_database_is_not_followed_out_of_the_folder(tmp_path: Path) -> None:
    real = qualcoder(tmp_path / "elsewhere") / "data.qda"
    (tmp_path / "p.qda").mkdir()
    try:
        (tmp_path / "p.qda" / "data.qda").symlink_to(real)
    except OSError:
        pytest.skip("this system makes no symbolic links")
    with pytest.raises(StudyError, match=r"holds no data\.qda"):
        read_qualcoder(tmp_path / "p.qda")


def test_a_category_below_itself_and_names_of_sql_are_only_names(tmp_path: Path) -> None:
    rows = qualcoder_rows()
    rows["code_cat"] = [
        {"catid": 1, "name": 'x"; DROP TABLE source; --', "supercatid": 2},
        {"catid": 2, "name": "b", "supercatid": 1},
        {"catid": 3, "name": "c", "supercatid": 3},
    ]
    rows["source"][0]["name"] = "../../out'); DELETE FROM source; --"
    found = brought(qualcoder(tmp_path, rows), tmp_path / "s")
    assert counts(found, "codings") == (4, 0, 1)
    assert {path.name for path in tmp_path.iterdir()} == {"yards.qda", "s"}
    assert len(coded(found.study)) == 4
