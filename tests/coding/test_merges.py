"""Codes merged since: agreement before the merger can still be had."""

from __future__ import annotations

from pathlib import Path

from studies import code, make_study, reopened

from qualcode.agreement.assess import assess
from qualcode.agreement.merges import merges_display
from qualcode.coding import codebook_acts
from qualcode.coding.marks import done
from qualcode.coding.merges import StudyBeforeMerges, merges_of
from qualcode.coding.units import Comparison, reliability

TEXT = "一。\n\n二。\n\n三。\n\n四。\n"


def test_a_merger_of_confused_codes_raises_agreement_and_the_figures_before_it_remain(tmp_path: Path) -> None:
    study = make_study(tmp_path, documents={"D": TEXT}, codes=("A", "B", "C", "R"))
    for handle, words, id in (
        ("c1", "一。", "A"),
        ("c2", "一。", "B"),
        ("c1", "二。", "B"),
        ("c2", "二。", "A"),
        ("c1", "三。", "C"),
        ("c2", "三。", "C"),
    ):
        code(study, handle, "D", words, id)
    for handle in ("c1", "c2"):
        done(study, study.coder(handle), "D")
    before = assess(reliability(study, Comparison()))
    codebook_acts.merge(reopened(study), study.coder("c1"), ["B"], "A")
    codebook_acts.rename(reopened(study), study.coder("c1"), "R", "S")
    codebook_acts.rename(reopened(study), study.coder("c2"), "A", "AB")
    study = reopened(study)
    assert merges_of(study) == {"AB": ("B",)}
    apart = assess(reliability(StudyBeforeMerges(study.root, None), Comparison()))
    together = assess(reliability(study, Comparison()))
    display = merges_display(apart, together, merges_of(study), study.codebook)
    table = {row.key: [cell.value for cell in row.cells] for row in display.rows}
    assert table["AB"][1:] == [2, 1.0, 2]
    assert table["B"][1:] == [2, None, None]
    assert isinstance(table["AB"][0], float)
    assert table["AB"][0] < 0
    assert table["pooled"][0] == before.find("alpha_nominal", "pooled").value  # type: ignore[union-attr]


def test_without_mergers_the_table_says_so(tmp_path: Path) -> None:
    study = make_study(tmp_path, codes=("A", "B"))
    codebook_acts.rename(study, study.coder("c1"), "B", "BB")
    study = reopened(study)
    empty = assess(reliability(study, Comparison()))
    display = merges_display(empty, empty, merges_of(study), study.codebook)
    assert display.rows == ()
    assert display.notes == ("No codes have been merged by `codebook merge`.",)
