"""Where coders differ, in words: codes, stances, and what a lost coding means."""

from __future__ import annotations

from pathlib import Path

import pytest
from studies import code, make_study, reopened, write_document

from qualcode.agreement.assess import assess
from qualcode.analysis.matrix import matrix
from qualcode.coding.compare import differences, differences_display
from qualcode.coding.marks import done
from qualcode.coding.retrieve import evidence
from qualcode.coding.units import reliability
from qualcode.study.study import Study

TEXT = "Respondent: The subsidy never came.\nRespondent: Two offices passed it on.\nRespondent: Nothing else.\n"


@pytest.fixture
def study(tmp_path: Path) -> Study:
    made = make_study(tmp_path / "study", documents={"INT01": TEXT}, codes=("A", "B"))
    code(made, "c1", "INT01:1", None, "A", stance="denies", memo="it never came")
    code(made, "c2", "INT01:1", None, "A")
    code(made, "c1", "INT01:2", None, "B")
    for coder in ("c1", "c2"):
        done(reopened(made), made.coder(coder), "INT01")
    return reopened(made)


def test_the_same_code_with_another_stance_is_in_dispute(study: Study) -> None:
    first, second = differences(study, reliability(study))
    assert (first.unit.address, first.codes, first.stances) == ("INT01:1", (), ("A",))
    assert (second.unit.address, second.codes, second.stances) == ("INT01:2", ("B",), ())


def test_the_sheet_for_the_meeting_holds_words_codes_stances_and_memos(study: Study) -> None:
    display = differences_display(differences(study, reliability(study)), reliability(study), study.codebook)
    row = display.rows[0]
    assert row.cells[1].value == "The subsidy never came."
    assert row.cells[2].value == "A Name of A (denies) “The subsidy never came.” [memo: it never came]"
    assert row.cells[4].value == "stance of A"
    assert display.rows[1].cells[3].value == "no code"


def test_a_coding_that_lost_its_words_is_missing_and_never_absent(study: Study) -> None:
    write_document(study.root, "INT01", TEXT.replace("Two offices passed it on", "Ask me another time, would you"))
    changed = reopened(study)
    data = reliability(changed)
    assert data.set_aside["unanchored codings"] >= 1
    assert not any("B" in each.codes for each in differences(changed, data)), "no dispute where one side is not known"
    result = assess(data).find("percent_agreement", "code", ("A",))
    assert result is None or result.value is None or result.value == 1.0
    display = matrix(evidence(changed, ["c1"]), columns="document", values="presence")
    values = {row.key: row.cells[0].value for row in display.rows}
    assert values["B"] is None, "not known, and not 0"
