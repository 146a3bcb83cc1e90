"""Whose codings count, what was decided in each unit, and what is set aside and said."""

from __future__ import annotations

from pathlib import Path

import pytest
from studies import CODEBOOK, code, make_study, reopened, write_document

from qualcode.coding.coder_set import coder_set
from qualcode.coding.marks import done
from qualcode.coding.retrieve import OUTSIDE, UNANCHORED, evidence
from qualcode.coding.undo import undo
from qualcode.coding.units import NOT_FINISHED, OUT_OF_SCOPE, SKIPPED, Comparison, reliability
from qualcode.errors import NotFoundError, UsageError
from qualcode.model.reliability import ReliabilityData
from qualcode.study.study import Study


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return make_study(tmp_path, coders=("c1", "c2", "c1@2", "consensus"))


def finish(study: Study, document: str, *coders: str) -> None:
    for coder in coders:
        done(study, study.coder(coder), document)


def given(data: ReliabilityData, document: str) -> dict[str, list[set[str] | None]]:
    at = [number for number, unit in enumerate(data.units) if unit.document == document]
    return {
        coder: [None if (value := data.values[row][n]) is None else set(value) for n in at]
        for row, coder in enumerate(data.coders)
    }


def test_the_one_plain_coder_counts_and_rounds_stand_aside(study: Study) -> None:
    code(study, "c1", "INT01:2", None, "GOV")
    code(study, "c1@2", "INT01:2", None, "GOV")
    chosen = coder_set(reopened(study))
    assert (chosen.handles, chosen.by_document) == (("c1",), {"INT01": ("c1",)})


def test_two_coders_without_a_consensus_ask_for_a_choice(study: Study) -> None:
    for coder in ("c1", "c2"):
        code(study, coder, "INT01:2", None, "GOV")
    with pytest.raises(UsageError, match=r"c1, c2.*--coders"):
        coder_set(reopened(study))
    assert coder_set(reopened(study), ["all"]).handles == ("c1", "c2")
    assert coder_set(reopened(study), ["C2", "c1@2"]).handles == ("c2", "c1@2")
    with pytest.raises(NotFoundError):
        coder_set(reopened(study), ["c9"])


def test_a_coder_who_took_everything_back_leaves_no_choice_to_make(study: Study) -> None:
    for coder in ("c1", "c2"):
        code(study, coder, "INT01:2", None, "GOV")
    undo(study, study.coder("c2"))
    assert coder_set(reopened(study)).by_document["INT01"] == ("c1",)


def test_the_consensus_wins_document_by_document_where_it_is_done(study: Study) -> None:
    for coder in ("c1", "c2", "consensus"):
        code(study, coder, "INT01:2", None, "GOV")
    with pytest.raises(UsageError):
        coder_set(reopened(study))
    finish(study, "INT01", "consensus")
    code(study, "c2", "INT02:2", None, "GOV")
    assert coder_set(reopened(study)).by_document == {"INT01": ("consensus",), "INT02": ("c2",)}


@pytest.mark.parametrize("coders, handles", [('["c2"]', ("c2",)), ('["all"]', ("c1", "c2"))])
def test_the_settings_may_say_whose_codings_the_report_counts(
    tmp_path: Path, coders: str, handles: tuple[str, ...]
) -> None:
    study = make_study(tmp_path)
    toml = tmp_path / "qualcode.toml"
    toml.write_text(toml.read_text("utf-8").replace("[report]", f"[report]\ncoders = {coders}"), encoding="utf-8")
    assert coder_set(reopened(study)).handles == handles


def test_a_coder_who_is_not_done_is_missing_and_done_silence_is_absence(study: Study) -> None:
    code(study, "c1", "INT01:2", None, "GOV")
    code(study, "c2", "INT01:4", None, "GOV")
    code(study, "c1", "INT02:2", None, "GOV")
    finish(study, "INT01", "c1", "c2")
    finish(study, "INT02", "c1")
    data = reliability(reopened(study))
    assert given(data, "INT01") == {"c1": [set(), {"GOV"}, set(), set()], "c2": [set(), set(), set(), {"GOV"}]}
    assert given(data, "INT02") == {"c1": [], "c2": []} and data.set_aside == {NOT_FINISHED: 4}


def test_a_parent_at_a_level_is_missing_where_the_codebook_lacked_the_code_that_another_gave_for_it(
    tmp_path: Path,
) -> None:
    study = make_study(tmp_path)
    code(study, "c1", "INT01:2", None, "BOT-POL")
    finish(study, "INT01", "c1")
    newer = CODEBOOK.replace("      - id: BOT-MOT", "      - {id: BOT-NEW, name: New}\n      - id: BOT-MOT")
    (tmp_path / "codebook.yaml").write_text(newer, encoding="utf-8")
    study = reopened(study)
    code(study, "c2", "INT01:4", None, "BOT-NEW")
    finish(study, "INT01", "c2")
    first, second = (known["INT01"] for known in reliability(reopened(study), Comparison(level=1)).known)
    assert first == frozenset({"GOV"}) and second == frozenset({"BOT", "GOV"})


def test_evidence_names_everyone_who_speaks_in_a_document(tmp_path: Path) -> None:
    sheets = {"interviews/participants.csv": "participant,document,role\nP01,INT01,official\n"}
    facts = evidence(make_study(tmp_path, coders=("c1",), sheets=sheets)).by_document["INT01"]
    assert [person.id for person in facts.participants] == ["P01"] and facts.roles == ("official",)


def test_a_third_coder_who_has_not_finished_is_missing_in_each_unit(tmp_path: Path) -> None:
    study = make_study(tmp_path, coders=("c1", "c2", "c3"))
    code(study, "c3", "INT01:2", None, "GOV")
    finish(study, "INT01", "c1", "c2")
    assert given(reliability(reopened(study)), "INT01")["c3"] == [None] * 4


def test_a_code_later_than_done_is_missing_there_and_never_absent(study: Study) -> None:
    finish(study, "INT01", "c1", "c2")
    (study.root / "codebook.yaml").write_text(CODEBOOK + "  - {id: NEW, name: New}\n", encoding="utf-8")
    study = reopened(study)
    code(study, "c2", "INT01:2", None, "NEW")
    finish(study, "INT01", "c2")
    data = reliability(reopened(study))
    knowing = {coder: data.known[row]["INT01"] or frozenset() for row, coder in enumerate(data.coders)}
    assert "NEW" not in knowing["c1"] and "NEW" in knowing["c2"] and "GOV" in knowing["c1"]


def test_sharing_only_white_space_with_a_unit_is_no_coding_of_it(study: Study) -> None:
    text = study.document("INT01").text
    first = text.index("What")
    code(study, "c1", f"INT01#{first}-{text.index('Respondent')}", None, "GOV")
    second = text.index("The subsidy")
    code(study, "c2", f"INT01#{second - 1}-{second + 1}", None, "GOV")
    label = text.index("Respondent")
    code(study, "c2", f"INT01#{label}-{label + 4}", None, "BOT-POL")
    finish(study, "INT01", "c1", "c2")
    data = reliability(reopened(study))
    assert given(data, "INT01") == {"c1": [{"GOV"}, set(), set(), set()], "c2": [set(), {"GOV"}, set(), set()]}
    assert data.set_aside == {SKIPPED: 1}


def test_units_levels_codes_and_scope_as_asked(study: Study) -> None:
    code(study, "c1", "INT01:2", None, "BOT-POL", "GOV")
    code(study, "c2", "INT01:2", None, "BOT-MOT")
    finish(study, "INT01", "c1", "c2")
    study = reopened(study)
    whole = reliability(study, Comparison(unit="document"))
    assert given(whole, "INT01") == {"c1": [{"BOT-POL", "GOV"}], "c2": [{"BOT-MOT"}]}
    level = reliability(study, Comparison(level=1, codes=("BOT",), units_in="coded-by-any"))
    assert given(level, "INT01") == {"c1": [{"BOT"}], "c2": [{"BOT"}]} and level.set_aside == {OUT_OF_SCOPE: 3}
    narrow = reliability(study, Comparison(level=1, codes=("BOT-POL",), units_in="coded-by-any"))
    assert given(narrow, "INT01") == {
        "c1": [{"BOT"}],
        "c2": [set()],
    }  # what was not asked about does not count as its parent
    assert given(reliability(study, Comparison(units_in="coded-by-all", codes=("GOV",))), "INT01") == {
        "c1": [],
        "c2": [],
    }
    assert len(reliability(study, Comparison(unit="sentence")).units) > 4
    with pytest.raises(UsageError, match="two coders"):
        reliability(study, Comparison(coders=("c1",)))


def test_evidence_sets_aside_what_lost_its_place_or_its_code_and_counts_it(tmp_path: Path) -> None:
    sheets = {"interviews/attributes.csv": "document,case\nINT01,zj-auto;gd\nINT02,zj-auto\n"}
    sheets["cases/attributes.csv"] = "case,name\nzj-auto,A\ngd,B\n"
    study = make_study(tmp_path, coders=("c1",), sheets=sheets)
    code(study, "c1", "INT01:2", None, "GOV", case="gd")
    code(study, "c1", "INT01:4", None, "GOV")
    code(study, "c1", "INT02:2", None, "GOV", "BOT-POL")
    code(study, "c1", "INT02:4", None, "BOT-MOT")
    text = study.document("INT02").text
    other = text.replace("政策不配套，补贴没到位。企业的积极性不高。", "这个您问别人吧，我不清楚。")
    write_document(tmp_path, "INT02", other.replace("后来成立了理事会，情况好了一些。", "不知道，那时我已经调走了。"))
    (tmp_path / "codebook.yaml").write_text("codes:\n  - {id: GOV, name: G}\n  - {id: BOT-MOT, name: M}\n", "utf-8")
    found = evidence(reopened(study))
    assert [(each.coding.code, each.case) for each in found.passages] == [("GOV", "gd"), ("GOV", None)]
    assert found.set_aside == {UNANCHORED: 3}, "the words of all three are gone"
    write_document(tmp_path, "INT02", text)
    assert evidence(reopened(study)).set_aside == {OUTSIDE: 1}


def test_equal_codings_made_in_two_versions_of_a_text_count_once_where_they_now_stand(tmp_path: Path) -> None:
    """One machine codes before the text grew, another after it; a merge brings both ledgers' lines together."""
    study = make_study(tmp_path, coders=("c1",))
    text = study.document("INT01").text
    code(study, "c1", "INT01:2", None, "GOV")
    ledger = tmp_path / "codings/c1/INT01.jsonl"
    before = ledger.read_bytes()
    ledger.unlink()
    write_document(tmp_path, "INT01", "Interviewer: A question asked before all the others were asked.\n" + text)
    code(reopened(study), "c1", "INT01:3", None, "GOV", stance="denies")
    ledger.write_bytes(before + ledger.read_bytes())
    (passage,) = evidence(reopened(study)).passages
    assert (len(passage.coding.ids), passage.coding.state, passage.coding.stance) == (2, "moved", "denies")
