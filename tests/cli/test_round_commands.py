"""`round close|list|reopen`, and comparing as of a round."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commands import Run, one_sentence, runner
from studies import code, make_study

from qualcode.coding.marks import done


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    study = make_study(tmp_path, documents={"D": "一二。\n\n三四。\n"}, codes=("A", "B"))
    for handle in ("c1", "c2"):
        code(study, handle, "D", "一二。", "A")
        done(study, study.coder(handle), "D")
    return runner(tmp_path, monkeypatch, capsys)


def test_agreement_of_a_round_does_not_change_with_what_is_coded_later(run: Run) -> None:
    assert run("round", "close", "第一轮").out.startswith('round "第一轮" closed: c1, c2 on 1 document · c1 · ')
    assert run("code", "D:2", "A", "--coder", "c2").code == 0
    then = json.loads(run("agree", "--round", "第一轮", "--format", "json").out)
    now = json.loads(run("agree", "--format", "json").out)
    assert then["parameters"]["round"] == "第一轮"
    alphas = [
        next(r["value"] for r in answer["results"] if (r["coefficient"], r["scope"]) == ("alpha_nominal", "pooled"))
        for answer in (then, now)
    ]
    assert alphas[0] == 1.0
    assert alphas[1] < 1.0
    later = run("disagreements", "--round", "第一轮")
    assert "1 event since then, after discussion" in later.err
    assert "0 paragraphs in dispute" in later.err or "0 turns in dispute" in later.err


def test_rounds_are_listed_and_taken_back(run: Run) -> None:
    assert run("round", "list").out.startswith("No round is closed.")
    run("round", "close", "pilot")
    assert json.loads(run("round", "list", "--format", "json").out)["rounds"][0]["documents"] == ["D"]
    assert run("round", "reopen", "pilot").out == 'round "pilot" reopened · c1\n'
    assert "No round" in one_sentence(run("agree", "--round", "pilot"), 2)
