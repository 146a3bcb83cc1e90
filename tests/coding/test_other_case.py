"""A passage about a programme that is none of the study's cases counts in no case."""

from __future__ import annotations

from pathlib import Path

from studies import code, make_study, reopened

from qualcode.analysis.matrix import matrix
from qualcode.coding.marks import rate
from qualcode.coding.retrieve import evidence


def test_a_coding_about_another_programme_is_set_aside_from_its_documents_case(tmp_path: Path) -> None:
    study = make_study(tmp_path, documents={"cases/zj/plan.txt": "一二。\n\n三四。\n"}, codes=("A",), coders=("c1",))
    code(study, "c1", "zj/plan", "一二。", "A")
    made = code(study, "c1", "zj/plan", "三四。", "A")[0]
    rate(study, study.coder("c1"), made.id, case="other")
    known = evidence(reopened(study))
    assert [passage.case for passage in known.passages] == ["zj", None]
    display = matrix(known)
    assert [cell.value for cell in display.rows[0].cells] == [1, 1]
    assert display.set_aside == {"codings about none of the cases": 1}
    rate(study, study.coder("c1"), made.id, case=None)
    assert [passage.case for passage in evidence(reopened(study)).passages] == ["zj", "zj"]
