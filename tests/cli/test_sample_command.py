"""`sample`: drawn, listed, shown, decided, compared."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commands import Run, one_sentence, runner
from studies import code, make_study

from qualcode.coding.marks import done


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    study = make_study(tmp_path, documents={"D": "一。\n\n二。\n\n三。\n\n四。\n\n五。\n"}, codes=("A", "B"))
    code(study, "c1", "D", "一。", "A")
    done(study, study.coder("c1"), "D")
    return runner(tmp_path, monkeypatch, capsys)


def test_a_second_coder_decides_a_sample_and_agreement_counts_it_alone(run: Run) -> None:
    assert run("sample").out.startswith("No sample is drawn.")
    shown = run("sample", "--share", "0.6", "--of", "c1", "--seed", "5", "--format", "json")
    places = [row["key"] for row in json.loads(shown.out)["rows"]]
    assert len(places) == 3
    assert 'Sample "sample1" recorded: 3 turns, seed 5.' in shown.err or "3 paragraphs" in shown.err
    assert [row["key"] for row in json.loads(run("sample", "sample1", "--format", "json").out)["rows"]] == places
    assert "nothing to compare" in one_sentence(run("agree", "--sample", "sample1", "--coders", "c1,c2"), 2)
    run("code", places[0], "B", "--coder", "c2")
    assert "absent · c2" in run("sample", "sample1", "--done", "--coder", "c2").out
    answer = json.loads(
        run("agree", "--sample", "sample1", "--format", "json", "--coefficient", "percent_agreement").out
    )
    by_code = {r["codes"][0]: r["units"] for r in answer["results"] if r["scope"] == "code"}
    assert set(by_code.values()) == {3}
    assert json.loads(run("sample", "--format", "json").out)["samples"][0]["units"] == 3
    assert "disagreements" in json.loads(run("disagreements", "--sample", "sample1", "--format", "json").out)


def test_an_unknown_sample_and_a_share_out_of_bounds_are_refused(run: Run) -> None:
    assert 'No sample "x"' in one_sentence(run("sample", "x"), 2)
    assert "Which sample?" in one_sentence(run("sample", "--done"), 2)
    assert "A share lies above 0" in one_sentence(run("sample", "--share", "20"), 2)
