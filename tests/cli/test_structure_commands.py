"""`structure`, `contrast` and `trace` as a person types them."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import Run, ids, one_sentence, runner
from studies import code, make_study

from qualcode.coding.marks import done
from qualcode.study.study import Study

SHEETS = {
    "interviews/attributes.csv": "document,case\nI1,zj\n",
    "interviews/participants.csv": "participant,document,speaker,role\nP1,I1,R,enterprise\n",
}


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    documents = {"I1": "R: 一二。\n\nR: 三四。\n", "cases/zj/plan.txt": "五六。\n", "cases/gd/plan.txt": "七八。\n"}
    codes = "codes:\n  - {id: A, name: Alpha, was: [A-OLD]}\n  - {id: B, name: Beta}\n"
    study = make_study(tmp_path, documents=documents, codes=codes, coders=("c1",), sheets=SHEETS)
    code(study, "c1", "I1", "一二。", "A")
    code(study, "c1", "I1", "三四。", "B")
    code(study, "c1", "zj/plan", "五六。", "A")
    code(study, "c1", "gd/plan", "七八。", "A", stance="denies")
    for document in study.document_ids:
        done(study, study.coder("c1"), document)
    return runner(tmp_path, monkeypatch, capsys)


def build(run: Run) -> None:
    run("structure", "group", "First", "--of", "A-OLD", "--level", "concept", "--memo", "why")
    run("structure", "group", "第二", "--of", "Beta", "--level", "concept", "--id", "second", "--lang", "zh")
    run("structure", "group", "Both", "--of", "First,第二", "--level", "theme")
    run("structure", "group", "All", "--of", "both", "--level", "dimension")
    run("structure", "relate", "First", "second", "--type", "condition", "--memo", "then")
    run("structure", "core", "All", "--memo", "the middle")


def test_a_structure_is_built_step_by_step_and_each_step_is_a_memo(run: Run, tmp_path: Path) -> None:
    said = run("structure", "group", "First", "--of", "A-OLD", "--level", "concept", "--memo", "why")
    assert said.out.startswith("structure concept First ← A · c1 · ")
    build(run)
    assert run("structure", "check").err == "2 concepts, 1 theme, 1 dimension, 1 relation, 0 errors, 0 warnings.\n"
    study = Study(tmp_path)
    assert study.structure.core == "All"
    memos = study.state("c1", "@study").memos
    assert {memo.kind for memo in memos} == {"theoretical"}
    first = memos[0]
    assert (first.about.feature, first.about.code, first.body) == ("First", "A", "why")
    assert first.data == {"structure": {"change": "group", "level": "concept", "id": "First", "of": ["A"]}}
    assert [(memo.data or {})["structure"]["change"] for memo in memos][-2:] == ["relate", "core"]  # type: ignore[index]


def test_undo_passes_the_structure_by(run: Run, tmp_path: Path) -> None:
    build(run)
    before = (tmp_path / "structure.yaml").read_bytes()
    assert "done" in run("undo").out
    assert (tmp_path / "structure.yaml").read_bytes() == before
    assert len(Study(tmp_path).state("c1", "@study").memos) == 6


@pytest.mark.parametrize("form", ["open", "axial", "selective", "gioia", "relations"])
def test_each_form_is_shown_in_either_language_and_as_json(run: Run, form: str) -> None:
    build(run)
    answer = run("structure", "show", "--as", form, "--format", "json").json
    assert answer["kind"] == f"structure-{form}"
    assert any(each["codings"] for row in answer["rows"] for each in row["cells"])
    assert "第二" in run("structure", "show", "--as", form, "--lang", "zh").out


def test_what_does_not_fit_is_refused_and_nothing_is_written(run: Run, tmp_path: Path) -> None:
    assert "no structure.yaml" in one_sentence(run("structure", "show"), 2)
    build(run)
    before = (tmp_path / "structure.yaml").read_bytes()
    refused = {
        'No code "ZZ"': ("group", "New", "--of", "ZZ", "--level", "concept"),
        'No concept, theme or dimension "Frst"': ("group", "New", "--of", "Frst", "--level", "theme"),
        "Both is a theme, and a theme is made of concepts": ("group", "New", "--of", "Both", "--level", "theme"),
        '"First" is a concept already': ("group", "First", "--of", "A", "--level", "theme"),
        "Say its --level": ("group", "New", "--of", "A"),
        "There is nothing to group": ("group", "New", "--level", "concept"),
        "is related to itself": ("relate", "First", "First", "--type", "action"),
        'No coding "ZZZZ"': ("relate", "First", "second", "--type", "action", "--quotes", "ZZZZ"),
        "First stands in Both, First → second": ("drop", "First"),
        "All stands in the core category": ("drop", "All"),
        "No relation leads from second to First": ("drop", "second", "First"),
    }
    for words, command in refused.items():
        ran = run("structure", *command)
        assert words in one_sentence(ran, ran.code), command
        assert ran.code in (2, 3)
    assert (tmp_path / "structure.yaml").read_bytes() == before
    assert run("structure", "drop", "First", "second").out.startswith("structure dropped: First → second")
    assert Study(tmp_path).structure.relations == ()


def test_check_reports_the_structure_with_everything_else(run: Run, tmp_path: Path) -> None:
    build(run)
    path = tmp_path / "structure.yaml"
    path.write_text(path.read_text("utf-8").replace("codes: [A]", "codes: [AA]\n    quotes: [ZZZZ]"), encoding="utf-8")
    ran = run("check")
    assert ran.code == 1
    assert 'structure.yaml:4: No code "AA". Did you mean A?' in ran.out
    assert 'No coding in force has the id "ZZZZ"' in ran.out
    assert run("structure", "check").code == 1
    assert "`qualcode structure check` lists every fault" in run("structure", "show").err
    path.write_text("- a list", encoding="utf-8")
    assert "A structure is a table of keys, not a list." in one_sentence(run("structure", "show"), 3)


def test_a_concept_may_rest_on_a_memo(run: Run, tmp_path: Path) -> None:
    (coding,) = (each for each in Study(tmp_path).state("c1", "I1").codings if each.code == "B")
    (memo,) = ids(run("memo", "strange", "--on", coding.id).out)
    assert "concept Odd ← " in run("structure", "group", "Odd", "--of", memo, "--level", "concept").out
    (concept,) = Study(tmp_path).structure.concepts
    assert [each[:6] for each in concept.memos] == [memo]
    assert "三四" in run("structure", "show", "--as", "open").out


def test_cases_are_contrasted_code_by_code(run: Run) -> None:
    rows = {
        row["key"]: row for row in run("contrast", "--by", "case", "--among", "zj,gd", "--format", "json").json["rows"]
    }
    assert [cell["value"] for cell in rows["A"]["cells"][:3]] == ["2 of 2", "1 of 1", "all"]
    assert [cell["value"] for cell in rows["B"]["cells"][:3]] == ["1 of 2", "0 of 1", "one"]
    assert rows["A"]["cells"][-1]["value"] == "does not vary"
    assert 'No case "zy"' in one_sentence(run("contrast", "--among", "zj,zy"), 2)
    only_one = run("contrast", "--only", "one", "--format", "json").json
    assert [row["key"] for row in only_one["rows"]] == ["B"]
    assert "--only" in one_sentence(run("contrast", "--only", "two"), 2)


def test_a_test_is_recorded_on_a_coding_and_shown_with_its_quote(run: Run, tmp_path: Path) -> None:
    (coding,) = (each.id for each in Study(tmp_path).state("c1", "zj/plan").codings)
    said = run("trace", "money first", coding[:6], "--test", "hoop", "--result", "passed", "--why", "it came")
    assert said.out.startswith(f"money first · hoop passed · coding {coding[:6]} · c1 · ")
    assert 'A new hypothesis: "money first".' in said.err
    again = run("trace", "Money First", coding[:6], "--test", "straw", "--result", "failed", "--why", "late")
    assert again.err == "" and again.out.startswith("money first")
    answer = run("trace", "--format", "json").json
    assert [row["key"] for row in answer["rows"] if row["cells"][2]["value"] is None] == ["money first/zj"]
    assert "stands, somewhat weakened" in answer["rows"][0]["cells"][3]["value"]
    assert "五六" in run("trace", "money first", "--lang", "zh").out


def test_a_test_that_is_not_whole_is_refused(run: Run, tmp_path: Path) -> None:
    (coding,) = (each.id for each in Study(tmp_path).state("c1", "zj/plan").codings)
    whole = ("--test", "hoop", "--result", "passed")
    assert "a kind, with a result" in one_sentence(run("trace", "H", coding, "--test", "hoop"), 2)
    assert "needs its reason" in one_sentence(run("trace", "H", coding, *whole), 2)
    assert "does not belong to case gd" in one_sentence(
        run("trace", "H", coding, *whole, "--why", "x", "--case", "gd"), 2
    )
    assert "ZZZZZZ" in one_sentence(run("trace", "H", "ZZZZZZ", *whole, "--why", "x"), 2)
    assert 'No tested hypothesis "H"' in one_sentence(run("trace", "H"), 2)
