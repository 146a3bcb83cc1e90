"""What a coder needs at the desk: one's own codings, what is left to code, what changed, the rules."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import Run


def test_codings_shown_are_ones_own_so_that_coders_stay_blind(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("code", "INT01:2", "GOV", "--coder", "c1")
    run("code", "INT01:2", "BOT-POL", "--coder", "c2")
    monkeypatch.setenv("QUALCODE_CODER", "c2")
    own = run("show", "INT01", "--codings").out
    assert "BOT-POL" in own and "GOV" not in own
    monkeypatch.delenv("QUALCODE_CODER")
    for option in ("--codings", "--uncoded"):
        asked = run("show", "INT01", option)
        assert asked.code == 2 and "--coders all" in asked.err and "GOV" not in asked.out
    everyone = run("show", "INT01", "--codings", "--coders", "all").out
    assert "BOT-POL" in everyone and "GOV" in everyone


def test_uncoded_shows_what_is_left(run: Run, root: Path) -> None:
    before = run("show", "INT01", "--uncoded", "--coder", "c1").out
    assert "INT01 · 2" in before
    run("code", "INT01:2", "GOV", "--coder", "c1")
    after = run("show", "INT01", "--uncoded", "--coder", "c1").out
    assert "INT01 · 2 " not in after and "INT01 · 4" in after


def test_a_turn_that_is_no_unit_is_coded_and_that_is_said(run: Run, root: Path) -> None:
    settings = root / "qualcode.toml"
    lines = [line for line in settings.read_text(encoding="utf-8").splitlines() if "skip_turn_roles" not in line]
    text = "\n".join(lines) + "\n"
    if "[segmentation]" in text:
        text = text.replace("[segmentation]", '[segmentation]\nskip_turn_roles = ["interviewer"]', 1)
    else:
        text += '[segmentation]\nskip_turn_roles = ["interviewer"]\n'
    settings.write_text(text, encoding="utf-8")
    assert "no unit" in run("code", "INT01:1", "GOV", "--coder", "c1").out
    assert "no unit" not in run("code", "INT01:2", "GOV", "--coder", "c1").out


def test_status_says_how_far_each_coder_has_come_in_each_document(run: Run) -> None:
    run("code", "INT01:2", "GOV", "--coder", "c1")
    run("done", "INT01", "--coder", "c1")
    lines = [line.strip() for line in run("status").out.splitlines()]
    assert "c1  1 coding, done" in lines


def test_rating_and_voiding_name_the_passage(run: Run) -> None:
    id = run("code", "INT01:2", "GOV", "--coder", "c1").out.split(" · ")[-1].strip()
    assert "GOV at INT01:2" in run("rate", id, "--stance", "denies", "--coder", "c1").out
    assert run("void", id, "--coder", "c1").out.startswith("Taken back: GOV at INT01:2")


def test_rules_of_a_branch_are_shown_together(run: Run) -> None:
    said = run("codebook", "show", "BOT", "--rules").out
    assert "BOT-POL" in said and "BOT-MOT" in said and "path: " in said


def test_quotes_go_to_word_and_to_a_sheet(run: Run, root: Path) -> None:
    run("code", "INT01:2", "GOV", "--coder", "c1", "--memo", "who?")
    assert run("quotes", "--coders", "c1", "--out", "quotes.docx").code == 0
    assert (root / "quotes.docx").read_bytes()[:2] == b"PK"
    sheet = run("quotes", "--coders", "c1", "--format", "csv").out
    assert "GOV" in sheet and "who?" in sheet and "INT01:2" in sheet


def test_paraphrases_stand_below_their_passage_and_memos_on_the_document_at_its_head(run: Run) -> None:
    run("paraphrase", "INT01:2", "they were left alone", "--coder", "c1")
    run("memo", "a guarded talk", "--document", "INT01", "--coder", "c1")
    lines = run("show", "INT01", "--codings", "--coder", "c1").out.splitlines()
    assert "a guarded talk" in lines[1]
    place = next(number for number, line in enumerate(lines) if line.startswith("INT01 · 2"))
    assert "paraphrase: they were left alone" in lines[place + 1]
    assert "left alone" not in run("show", "INT01", "--codings", "--coder", "c2").out
