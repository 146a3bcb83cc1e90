"""`disagreements --confusion`: codes taken for each other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commands import runner
from studies import code, make_study

from qualcode.coding.marks import done


def test_codes_taken_for_each_other_are_shown_as_a_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    study = make_study(tmp_path, documents={"D": "一二。\n"}, codes=("A", "B"))
    for handle, id in (("c1", "A"), ("c2", "B")):
        code(study, handle, "D", "一二。", id)
        done(study, study.coder(handle), "D")
    run = runner(tmp_path, monkeypatch, capsys)
    answer = json.loads(run("disagreements", "--confusion", "--format", "json").out)
    assert answer["kind"] == "confusion"
    assert [[cell["value"] for cell in row["cells"]] for row in answer["rows"]] == [
        [1, 0, "B (1)", 0],
        [0, 1, "A (1)", 0],
    ]
    assert "Which code the other coder used instead" in run("disagreements", "--confusion").out
