"""After a document or a coder was renamed, everything under the old name is read on, and nothing is rewritten."""

from __future__ import annotations

from pathlib import Path

import pytest
from studies import code, codings_of, make_study, reopened

from qualcode.coding.undo import redo, undo
from qualcode.errors import NotFoundError, UsageError
from qualcode.study.create import rename_coder, rename_document
from qualcode.study.study import Study


def ledgers(study: Study) -> set[str]:
    return {file.path for file in reopened(study).ledger_files}


def test_a_renamed_document_keeps_its_codings_and_new_ones_go_to_the_new_name(tmp_path: Path) -> None:
    study = make_study(tmp_path)
    code(study, "c1", "INT01:2", None, "GOV")
    before = (tmp_path / "codings/c1/INT01.jsonl").read_bytes()
    rename_document(study, "INT01", "P01")
    study = reopened(study)
    assert (tmp_path / "interviews/P01.txt").is_file() and "P01" in study.document_ids
    assert study.find_document("INT01").id == "P01"
    code(study, "c1", "P01:4", None, "GOV")
    assert ledgers(study) == {"codings/c1/INT01.jsonl", "codings/c1/P01.jsonl"}
    assert (tmp_path / "codings/c1/INT01.jsonl").read_bytes() == before
    assert len(codings_of(study, "c1", "P01")) == 2


def test_what_was_coded_under_the_old_name_is_not_coded_twice_under_the_new(tmp_path: Path) -> None:
    study = make_study(tmp_path)
    code(study, "c1", "INT01:2", None, "GOV")
    rename_document(study, "INT01", "P01")
    assert code(reopened(study), "c1", "P01:2", None, "GOV")[0].outcome == "already there"


def test_undo_and_redo_reach_back_over_a_renaming(tmp_path: Path) -> None:
    study = make_study(tmp_path)
    code(study, "c1", "INT01:2", None, "GOV")
    rename_document(study, "INT01", "P01")
    rename_coder(reopened(study), "c1", "anna")
    study = reopened(study)
    undo(study, study.coder("anna"))
    assert codings_of(study, "anna", "P01") == set()
    redo(study, study.coder("anna"))
    assert len(codings_of(study, "anna", "P01")) == 1


def test_a_chain_of_renamings_is_followed_from_every_old_name(tmp_path: Path) -> None:
    study = make_study(tmp_path)
    for old, new in (("INT01", "A01"), ("A01", "B01"), ("B01", "C01")):
        code(study, "c1", f"{old}:2", None, "GOV" if old == "INT01" else "BOT-POL" if old == "A01" else "BOT-MOT")
        rename_document(study, old, new)
        study = reopened(study)
    assert {study.find_document(name).id for name in ("INT01", "A01", "B01", "C01")} == {"C01"}
    assert {each for each, _ in codings_of(study, "c1", "C01")} == {"GOV", "BOT-POL", "BOT-MOT"}
    assert not [problem for problem in study.settings_reading.problems if problem.severity == "error"]


def test_an_old_name_is_never_given_again(tmp_path: Path) -> None:
    study = make_study(tmp_path)
    rename_document(study, "INT01", "P01")
    with pytest.raises(UsageError, match="old name"):
        rename_document(reopened(study), "INT02", "int01")
    rename_coder(reopened(study), "c1", "anna")
    with pytest.raises(UsageError, match="old name"):
        rename_coder(reopened(study), "c2", "C1")


def test_a_renamed_coder_keeps_the_ledgers_and_is_found_under_both_names(tmp_path: Path) -> None:
    study = make_study(tmp_path, coders=("c1", "c1@2", "c2"))
    code(study, "c1", "INT01:2", None, "GOV")
    rename_coder(study, "c1", "安娜")
    study = reopened(study)
    assert study.coder("c1").handle == "安娜" and study.coder("c1@2").person == "安娜"
    code(study, "安娜", "INT01:4", None, "GOV")
    assert ledgers(study) == {"codings/c1/INT01.jsonl", "codings/安娜/INT01.jsonl"}
    assert len(codings_of(study, "安娜", "INT01")) == 2


def test_sheets_that_still_name_the_old_id_are_understood(tmp_path: Path) -> None:
    sheets = {
        "interviews/attributes.csv": "document,case,province\nINT01,zj-auto,Zhejiang\n",
        "interviews/participants.csv": "participant,document,speaker,role\nP1,INT01,Respondent,official\n",
    }
    study = make_study(tmp_path, sheets=sheets)
    rename_document(study, "INT01", "P01")
    study = reopened(study)
    assert study.document("P01").attributes["province"] == "Zhejiang" and study.cases_of("P01") == ("zj-auto",)
    assert study.participants[0].voices == (("P01", "Respondent"),)
    assert study.attributes.problems == ()


def test_rows_under_the_old_and_the_new_id_are_a_problem_and_the_first_counts(tmp_path: Path) -> None:
    rows = "document,province\nINT01,Zhejiang\nP01,Gansu\n"
    study = make_study(tmp_path, sheets={"interviews/attributes.csv": rows})
    rename_document(study, "INT01", "P01")
    study = reopened(study)
    assert study.document("P01").attributes["province"] == "Zhejiang"
    assert ["one document" in problem.message for problem in study.attributes.problems] == [True]


def test_a_document_that_was_renamed_by_hand_takes_over_the_codings(tmp_path: Path) -> None:
    study = make_study(tmp_path)
    code(study, "c1", "INT01:2", None, "GOV")
    (tmp_path / "interviews/INT01.txt").rename(tmp_path / "interviews/P01.txt")
    rename_document(reopened(study), "INT01", "P01")
    assert len(codings_of(study, "c1", "P01")) == 1


@pytest.mark.parametrize(
    "new",
    [
        "../P01",
        "/P01",
        "a//b",
        "P:1",
        "P#1",
        "P@1",
        "con",
        "P01.",
        "P01 ",
        "_P01",
        ".P01",
        "~$P",
        "README",
        "a\nb",
        "",
    ],
)
def test_an_id_that_no_document_may_have_is_refused_and_nothing_moves(tmp_path: Path, new: str) -> None:
    study = make_study(tmp_path)
    before = (tmp_path / "qualcode.toml").read_bytes()
    with pytest.raises(UsageError, match="Nothing was renamed"):
        rename_document(study, "INT01", new)
    assert (tmp_path / "qualcode.toml").read_bytes() == before and (tmp_path / "interviews/INT01.txt").is_file()


def test_renaming_onto_another_document_or_from_nothing_is_refused(tmp_path: Path) -> None:
    study = make_study(tmp_path)
    with pytest.raises(UsageError, match="There is a document"):
        rename_document(study, "INT01", "INT02")
    with pytest.raises(NotFoundError, match="INT01"):
        rename_document(study, "INT1", "P01")
    with pytest.raises(UsageError, match="one name"):
        rename_document(study, "INT01", "int01")


def test_the_codings_of_an_old_name_are_not_given_to_a_second_document(tmp_path: Path) -> None:
    study = make_study(tmp_path)
    rename_document(study, "INT01", "P01")
    before = (tmp_path / "qualcode.toml").read_bytes()
    with pytest.raises(UsageError, match='old name of "P01"'):
        rename_document(reopened(study), "int01", "INT02")
    assert (tmp_path / "qualcode.toml").read_bytes() == before
