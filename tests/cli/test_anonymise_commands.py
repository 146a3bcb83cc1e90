"""`anonymise` and `withdraw` as a person types them."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from commands import Run, one_sentence, runner
from studies import code, make_study

SHEETS = {"interviews/participants.csv": "participant,document,speaker,role\nP1,INT01,Respondent,college\n"}
TEXT = "Interviewer: Who came?\nRespondent: Dr. Jane Miller came, call +86 13800138000 or 13800138000. The subsidy never arrived.\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    study = make_study(
        tmp_path / "study",
        documents={"INT01": TEXT, "INT02": "Zhao Lei: Yes.\nAnswer: No.\nZhao Lei: So?\nAnswer: Well.\n"},
        sheets=SHEETS,
    )
    code(study, "c1", "INT01", "Dr. Jane Miller came", "GOV", memo="Jane Miller again")
    return study.root


@pytest.fixture
def run(root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    return runner(root, monkeypatch, capsys)


def test_from_a_proposal_to_a_copy(run: Run, root: Path) -> None:
    table = root.parent / "names.csv"
    found = run("anonymise", "--find", "--out", str(table))
    assert found.code == 0 and "Look it over" in found.err
    written = table.read_text("utf-8-sig")
    assert "Jane Miller,P" in written and "Zhao Lei,P" in written and "PHONE01" in written
    made = run("anonymise", str(root.parent / "copy"), "--names", str(table))
    assert made.code == 0, made.err
    assert "none is there" in made.err and "1 coding, each on its words" in made.err
    assert "Jane" not in made.out and "P0" in made.out
    assert (root.parent / "copy-key.csv").is_file()
    quotes = run("quotes", "--study", str(root.parent / "copy"))
    assert "Miller" not in quotes.out and "came" in quotes.out
    assert run("check", "--study", str(root.parent / "copy")).code == 0
    assert "Jane Miller" in (root / "interviews/INT01.txt").read_text("utf-8")


def test_proposal_says_that_no_pipeline_looked(run: Run) -> None:
    assert "no spaCy pipeline is named" in run("anonymise", "--find").out


def test_refusals_of_anonymise_say_what_to_do(run: Run, root: Path) -> None:
    table = root.parent / "t.csv"
    table.write_text("name,pseudonym\nMiller,\n")
    copy = str(root.parent / "copy")
    assert "--names TABLE is missing" in one_sentence(run("anonymise", copy), 2)
    assert "FOLDER" in one_sentence(run("anonymise", "--names", str(table)), 2)
    assert "no copy" in one_sentence(run("anonymise", copy, "--find"), 2)
    assert "No such file" in one_sentence(run("anonymise", copy, "--names", "gone.csv"), 3)
    assert "t.csv:2" in one_sentence(run("anonymise", copy, "--names", str(table)), 3)
    table.write_text("name,pseudonym\nOkafor,P1\n")
    assert "lies in the study" in one_sentence(run("anonymise", "copy", "--names", str(table)), 2)
    assert "not empty" in one_sentence(run("anonymise", str(root), "--names", str(table)), 2)
    inside = one_sentence(run("anonymise", copy, "--names", str(table), "--key", f"{copy}/key.csv"), 2)
    assert "would lie in the copy" in inside
    assert not Path(copy).exists()


def test_withdraw_shows_asks_and_erases(run: Run, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = run("withdraw", "P1", "--dry-run")
    assert shown.code == 0 and "codings" in shown.out and "Nothing was erased" in shown.err
    monkeypatch.setattr("sys.stdin", io.StringIO("no\n"))
    refused = run("withdraw", "P1")
    assert refused.code == 2 and "cannot be undone" in refused.err and (root / "interviews/INT01.txt").is_file()
    monkeypatch.setattr("sys.stdin", io.StringIO("P1\n"))
    assert run("withdraw", "P1").code == 0
    assert not (root / "interviews/INT01.txt").exists()
    assert run("check").code == 0
    assert "withdrew on" in one_sentence(run("withdraw", "P1"), 2)
    assert "0 lines" in run("withdraw", "--again").err


def test_refusals_of_withdraw_say_what_to_do(run: Run) -> None:
    assert 'No participant "P9"' in one_sentence(run("withdraw", "P9", "--yes"), 2)
    assert "PARTICIPANT is missing" in one_sentence(run("withdraw"), 2)
    assert "--again is for everyone" in one_sentence(run("withdraw", "P1", "--again"), 2)
