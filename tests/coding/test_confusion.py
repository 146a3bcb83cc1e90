"""Which code the other coder used instead."""

from __future__ import annotations

from pathlib import Path

from studies import code, make_study, reopened

from qualcode.coding.compare import differences
from qualcode.coding.confusion import confusion
from qualcode.coding.marks import done
from qualcode.coding.units import Comparison, reliability


def test_codes_given_alone_stand_with_what_the_other_gave_in_their_place(tmp_path: Path) -> None:
    study = make_study(tmp_path, documents={"D": "一。\n\n二。\n\n三。\n\n四。\n"}, codes=("A", "B", "C"))
    for handle, words, id in (
        ("c1", "一。", "A"),
        ("c2", "一。", "B"),
        ("c1", "二。", "A"),
        ("c2", "二。", "B"),
        ("c2", "二。", "C"),
        ("c1", "三。", "A"),
        ("c1", "四。", "C"),
        ("c2", "四。", "C"),
    ):
        code(study, handle, "D", words, id)
    for handle in ("c1", "c2"):
        done(study, study.coder(handle), "D")
    study = reopened(study)
    data = reliability(study, Comparison())
    display = confusion(data, differences(study, data), study.codebook)
    table = {row.key: [cell.value for cell in row.cells] for row in display.rows}
    assert table == {
        "A": [3, 0, "B (2); C (1)", 1],
        "B": [0, 2, "A (2)", 0],
        "C": [0, 1, "A (1)", 0],
    }
    first = display.rows[0].cells[0]
    assert set(first.codings) == {each.id for each in study.state("c1", "D").codings if each.code == "A"}
