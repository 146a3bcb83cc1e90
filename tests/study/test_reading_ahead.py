"""Many documents are read by several processes, once; what a reader refused is not tried again until the file changes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from studies import make_study, reopened, write_document

from qualcode.errors import StudyError
from qualcode.study import document_files
from qualcode.study.ahead import FEWEST, read_ahead
from qualcode.study.study import Study

OLD_NS = 1_700_000_000_000_000_000


def study_of(root: Path, count: int) -> Study:
    make_study(root, documents={})
    for number in range(count):
        path = write_document(root, f"INT{number:02d}", f"Ann: Question {number}?\nBob: No.\n")
        os.utime(path, ns=(OLD_NS, OLD_NS))
    return Study(root)


def without_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    def reader() -> None:
        raise AssertionError("a file was read again")

    monkeypatch.setattr(document_files, "_reader", reader)


def test_two_processes_read_all_and_afterwards_nothing_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    study = study_of(tmp_path, FEWEST + 2)
    (tmp_path / "interviews" / "INT03.docx").write_bytes(b"PK\x03\x04 damaged")
    (tmp_path / "interviews" / "INT03.txt").unlink()
    told: list[tuple[int, int]] = []
    read = read_ahead(study.root, study.listing.files, study.settings, lambda *done: told.append(done), 2)
    assert read == FEWEST + 2 and told[-1] == (read, read) and len(told) == read
    without_readers(monkeypatch)
    again = reopened(study)
    assert [len(again.document(id).turns) for id in again.document_ids if id != "INT03"] == [2] * (FEWEST + 1)
    assert "Question 7" in again.document("INT07").text


def test_few_files_are_left_to_whoever_asks_for_them(tmp_path: Path) -> None:
    study = study_of(tmp_path, 3)
    assert read_ahead(study.root, study.listing.files, study.settings, lambda *_: None, 2) == 0


def test_the_rest_is_read_ahead_once_and_only_by_who_reads_many(tmp_path: Path) -> None:
    study = study_of(tmp_path, FEWEST)
    called: list[Study] = []
    study.ahead = called.append
    study.document("INT00")
    assert called == []
    for id in study.document_ids:
        study.document(id)
    assert called == [study]


def test_a_refused_file_is_refused_from_the_cache_until_it_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    study = study_of(tmp_path, 1)
    path = tmp_path / "interviews" / "OLD.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    os.utime(path, ns=(OLD_NS, OLD_NS))
    with pytest.raises(StudyError, match="old Word document") as first:
        reopened(study).document("OLD")
    with monkeypatch.context() as patched:
        without_readers(patched)
        with pytest.raises(StudyError) as again:
            reopened(study).document("OLD")
        assert (str(again.value), again.value.path) == (str(first.value), "interviews/OLD.doc")
    path.write_bytes(b"Ann: Why?\nBob: So.\n")
    assert len(reopened(study).document("OLD").turns) == 2
