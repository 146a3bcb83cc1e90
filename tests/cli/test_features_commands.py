"""`features` and `triangulate` on a study with one feature, two cases and both kinds of source."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commands import Run, one_sentence, runner
from studies import code, make_study

from qualcode.coding.marks import done, memo
from qualcode.coding.verdicts import verdicts_of
from qualcode.model.events import About
from qualcode.study.study import Study

RULES = """
[features]
cases = 1
quotes = 1

[[features.rules]]
id = "shared"
name = {en = "Shared", zh = "共享"}
codes = ["A"]
"""
SHEETS = {
    "interviews/attributes.csv": "document,case\nI1,zj\n",
    "interviews/participants.csv": "participant,document,speaker,role\nP1,I1,R,enterprise\n",
}


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    documents = {"I1": "R: 一二。\n\nR: 三四。\n", "cases/zj/plan.txt": "五六。\n", "cases/gd/plan.txt": "七八。\n"}
    study = make_study(tmp_path, documents=documents, codes=("A", "B"), coders=("c1",), settings=RULES, sheets=SHEETS)
    code(study, "c1", "I1", "一二。", "A")
    code(study, "c1", "zj/plan", "五六。", "A")
    code(study, "c1", "gd/plan", "七八。", "A", stance="denies")
    for document in study.document_ids:
        done(study, study.coder("c1"), document)
    return runner(tmp_path, monkeypatch, capsys)


def test_the_list_says_where_a_feature_holds_and_where_it_is_contradicted(run: Run) -> None:
    answer = json.loads(run("features", "--format", "json").out)
    cells = dict(zip([c["key"] for c in answer["columns"]], answer["rows"][0]["cells"], strict=True))
    assert cells["standing"]["value"] == "key"
    assert cells["support"]["value"] == "1 of 2: zj"
    assert len(cells["support"]["codings"]) == 2
    assert cells["negative"]["value"] == "gd"
    assert "落实" in run("features", "--show", "cases", "--lang", "zh").out
    assert "七八" in run("features", "--show", "negative").out
    assert "supported; 2 of 2" in run("features", "--show", "support").out
    assert "1 cases, each with 2 sources and 1 passages" in run("features", "--show", "rules").out
    assert run("features", "--show", "rivals").code == 0


def test_the_newest_methodological_memo_that_names_a_feature_stands_with_the_list(run: Run, tmp_path: Path) -> None:
    study = Study(tmp_path)
    coder = study.coder("c1")
    _, first = memo(study, coder, "共享 was revised once.", About(), kind="methodological")
    memo(study, coder, "Nothing of it.", About(), kind="methodological")
    memo(study, coder, "共享, with no bearing on method.", About())
    memo(Study(tmp_path), coder, "共享 was revised twice.", About(), kind="methodological", replaces=first.id)
    rows = json.loads(run("features", "--show", "notes", "--format", "json").out)["rows"]
    assert [row["cells"][0]["value"] for row in rows] == ["共享 was revised twice."]


def test_sources_are_laid_side_by_side_with_the_newest_verdict(run: Run, tmp_path: Path) -> None:
    run("triangulate", "shared", "zj", "--verdict", "silence", "--why", "first thought")
    said = run("triangulate", "SHARED", "zj", "--verdict", "agreement", "--why", "both speak of it")
    assert said.out.startswith("shared in zj: agreement · c1 · ")
    assert verdicts_of(Study(tmp_path))["shared", "zj"].verdict == "agreement"
    answer = json.loads(run("triangulate", "--format", "json").out)
    keys = [column["key"] for column in answer["columns"]]
    row = next(row for row in answer["rows"] if row["key"] == "shared/zj")
    values = {key: cell["value"] for key, cell in zip(keys, row["cells"], strict=True)}
    assert (values["source:enterprise"], values["source:documents"]) == ("supported", "supported")
    assert (values["differs"], values["verdict"], values["memo"]) == (None, "agreement", "both speak of it (c1)")


def test_what_cannot_be_judged_is_refused(run: Run) -> None:
    assert 'No feature "sharing"' in one_sentence(
        run("triangulate", "sharing", "zj", "--verdict", "silence", "--why", "x"), 2
    )
    assert 'No case "zz"' in one_sentence(run("triangulate", "shared", "zz", "--verdict", "silence", "--why", "x"), 2)
    assert "needs its reason" in one_sentence(run("triangulate", "shared", "zj", "--verdict", "silence"), 2)
    assert "on a feature in a case" in one_sentence(run("triangulate", "shared"), 2)


def test_a_study_without_rules_is_told_how_to_declare_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    make_study(tmp_path)
    run = runner(tmp_path, monkeypatch, capsys)
    assert "declares no features" in one_sentence(run("features"), 2)
    assert "declares no features" in one_sentence(run("triangulate"), 2)


def test_planning_prints_units_and_interviews(run: Run) -> None:
    units = json.loads(
        run("plan", "units", "--prevalence", "0.3", "--kappa", "0.7", "--width", "0.2", "--format", "json").out
    )
    assert units["rows"][0]["cells"][0]["value"] == 232
    themes = run("plan", "themes", "--times", "2")
    assert "Braun & Clarke" in themes.out
    assert "A prevalence lies between 0 and 1" in one_sentence(run("plan", "units", "--prevalence", "2"), 2)


def test_planning_needs_no_study(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run = runner(tmp_path, monkeypatch, capsys)
    assert "How many units to code twice" in run("plan", "units").out
