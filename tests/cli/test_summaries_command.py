"""`summarise`, and the framework matrix made of summaries."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commands import one_sentence, runner
from studies import code, make_study

from qualcode.coding.marks import done


def test_a_summary_stands_in_the_framework_matrix_and_is_marked_when_codings_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    documents = {"cases/zj/plan.txt": "五六。\n\n七八。\n", "cases/gd/plan.txt": "九十。\n"}
    study = make_study(tmp_path, documents=documents, codes=("A", "B"), coders=("c1",))
    code(study, "c1", "zj/plan", "五六。", "A")
    done(study, study.coder("c1"), "zj/plan")
    run = runner(tmp_path, monkeypatch, capsys)

    def cell() -> str | None:
        answer = json.loads(run("matrix", "--preset", "framework", "--format", "json").out)
        row = next(row for row in answer["rows"] if row["key"] == "zj")
        value = row["cells"][0]["value"]
        return value if value is None else str(value)

    assert cell() is None
    assert run("summarise", "zj", "A", "two offices differ").out.startswith("zj × A  summary of 1 coding · c1 · ")
    assert cell() == "two offices differ (1)"
    run("code", "zj/plan:2", "A")
    assert cell() == "two offices differ (1)*"
    run("summarise", "ZJ", "Name of A", "three offices differ")
    assert cell() == "three offices differ (2)"
    assert 'No case "zz"' in one_sentence(run("summarise", "zz", "A", "x"), 2)
    assert "is empty" in one_sentence(run("summarise", "zj", "A", " "), 2)
    assert "in no case" not in run("matrix", "--where", "case=gd").out
    assert [c["key"] for c in json.loads(run("matrix", "--where", "case=gd", "--format", "json").out)["columns"]] == [
        "gd", "total",
    ]  # fmt: skip
