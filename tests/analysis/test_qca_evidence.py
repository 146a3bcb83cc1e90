"""Memberships made from codings and attributes: the states of a feature, calibration, and what cannot be placed."""

from __future__ import annotations

import numpy as np
import pytest
from evidence_sample import BOOK, CASES, DOCUMENTS, evidence, passage
from hypothesis import given
from hypothesis import strategies as st

from qualcode.analysis.qca.analyse import Question, analyse
from qualcode.analysis.qca.calibrate import categories, crisp, direct, indirect
from qualcode.analysis.qca.displays import qca_display
from qualcode.analysis.qca.from_evidence import membership_data, state_of
from qualcode.analysis.qca.set_table import calibration_words
from qualcode.errors import NotFoundError, QualcodeError, UsageError
from qualcode.model.calibration import STATE_VALUES, Calibration, QcaSettings, SetRule
from qualcode.model.coding import Stance
from qualcode.model.evidence import Evidence
from qualcode.model.feature import FeatureState

PROVINCE = SetRule("PROV", "attribute", attribute="province", calibration=Calibration(values={"ZJ": 1, "GD": 0}))
STATE = SetRule("POL", codes=("BOT-POL",), counter=("FCO",), calibration=Calibration(values=STATE_VALUES))
TWO = ("a", "b")


def declared(*rules: SetRule, cases: tuple[str, ...] = TWO) -> QcaSettings:
    return QcaSettings("PROV", sets=(PROVINCE, *rules), cases=cases)


def refusal(rule: SetRule, *, given: Evidence | None = None, cases: tuple[str, ...] = TWO) -> str:
    with pytest.raises(QualcodeError) as raised:
        membership_data(given or evidence(), declared(rule, cases=cases), "PROV", ())
    return str(raised.value)


@pytest.mark.parametrize(
    ("stances", "counter", "state"),
    [
        ([None], [], "supported"),
        (["affirms", "planned"], [], "supported"),
        (["affirms"], ["affirms"], "partial"),
        (["affirms", "denies"], [], "partial"),
        (["mixed"], [], "partial"),
        (["planned"], [], "planned"),
        (["denies"], [], "contradicted"),
        (["denies", "planned"], [], "contradicted"),
        ([], [None], "contradicted"),
        ([], ["denies"], "silent"),
        ([], [], "silent"),
    ],
)
def test_state_of_a_feature(stances: list[Stance | None], counter: list[Stance | None], state: FeatureState) -> None:
    passages = [passage(f"f{n}", "a/plan", n, "BOT-POL", stance=one) for n, one in enumerate(stances)]
    passages += [passage(f"c{n}", "a/plan", n, "FCO", stance=one) for n, one in enumerate(counter)]
    assert state_of(passages, frozenset(["FCO"])) == state


def test_each_set_is_told_with_its_source_its_codes_and_its_calibration() -> None:
    data = membership_data(evidence(), declared(STATE), "PROV", ())
    display = qca_display(analyse(data, Question("PROV")), "sets")
    told = {row.key: [cell.value for cell in row.cells] for row in display.rows}
    assert told["PROV"] == ["outcome", "attribute of the case", "province", "“ZJ” = 1; “GD” = 0"]
    assert told["POL"][:2] == ["condition", "state of the codes in the case"]
    codes, calibration = map(str, told["POL"][2:])
    assert codes.startswith("BOT-POL ") and "against it: FCO" in codes
    assert calibration.startswith("supported = 1; partial = 0.67")


@pytest.mark.parametrize(
    ("how", "told"),
    [
        (Calibration(crisp=(">=", 50)), "1 where >= 50, else 0"),
        (Calibration(anchors=(20, 45, 60)), "direct method: fully out 20, crossover 45, fully in 60"),
        (Calibration(anchors=(2, 4, 6), linear=True), "straight between anchors: fully out 2, crossover 4, fully in 6"),
        (Calibration(thresholds=(1, 2)), "categories from the bounds 1, 2"),
        (Calibration(groups=(1, 2, 3, 4, 5)), "indirect method, groups from 1, 2, 3, 4, 5"),
        (Calibration(), "taken as it is"),
    ],
)
def test_every_calibration_is_told_in_words(how: Calibration, told: str) -> None:
    assert calibration_words(SetRule("X", "attribute", attribute="x", calibration=how), "en") == told


def test_a_state_becomes_a_membership_that_keeps_its_codings_with_those_of_counter_codes() -> None:
    data = membership_data(evidence(), declared(STATE), "PROV", ())
    assert (data.cases, data.names) == (("a", "b"), ("PROV", "POL"))
    assert data.values.tolist() == [[1, 0.67], [0, 1]]
    assert data.codings["a", "POL"] == ("k1", "k3", "k8") and data.codings["b", "POL"] == ("k5",)
    assert data.set_aside == {
        "unanchored codings": 2,
        "codings in documents of several cases that name none": 1,
        "codings in documents of no case": 1,
    }
    assert data.whose.startswith("Whose codings: c1")


def test_every_view_leads_back_to_the_codings() -> None:
    found = analyse(membership_data(evidence(), declared(STATE), "~PROV", ()), Question("~PROV"))
    table = qca_display(found, "data")
    assert table.rows[0].cells[0].codings == ("k1", "k3", "k8")
    rows = qca_display(found, "truth-table").rows
    assert [cell.codings for row in rows for cell in row.cells[:1]] == [("k1", "k3", "k8", "k5")]
    assert any("silent" in note or "Set aside" in note for note in table.notes)


def test_silence_counts_as_nothing_and_is_said() -> None:
    silent = SetRule("FAC", codes=("FCO",), calibration=Calibration(values=STATE_VALUES))
    data = membership_data(evidence(), declared(silent), "PROV", ())
    assert data.column("FAC").tolist() == [1, 0]
    found = analyse(data, Question("PROV"))
    assert any("FAC is not mentioned in b" in note for note in qca_display(found).notes)


def test_shares_count_the_documents_in_which_it_is_known() -> None:
    """FCO in case a: in a/plan, not in I1 (done); I2 is done too and belongs to both cases."""
    share = SetRule("FAC", "share", codes=("FCO",))
    assert membership_data(evidence(), declared(share), "PROV", ()).column("FAC").tolist() == pytest.approx([1 / 3, 0])


def test_what_a_case_lacks_is_said_with_its_name() -> None:
    assert 'Case "c" has no documents, so nothing is known of "POL" there.' in refusal(STATE, cases=("a", "c"))
    weight = SetRule("W", "weight", codes=("BOT-POL",))
    assert 'No coding of "W" in case "a" has a weight.' in refusal(weight)
    gap = SetRule("YEAR", "attribute", attribute="year")
    assert 'No attribute of cases "year"' in refusal(gap)
    word = SetRule("NAME", "attribute", attribute="name")
    assert '"NAME" is "Autos" for case "a", which is no number.' in refusal(word)
    values = SetRule("P", "attribute", attribute="province", calibration=Calibration(values={"ZJ": 1}))
    assert '"P" is "GD" for case "b", and its values say nothing of that.' in refusal(values)
    nothing = Evidence((), DOCUMENTS, (), BOOK, evidence().coders)
    assert "The study has no cases." in refusal(STATE, given=nothing, cases=())


def test_an_attribute_missing_for_one_case_is_said_with_its_name() -> None:
    bare = (CASES[0], type(CASES[1])("b", CASES[1].documents, {"name": "Boats", "province": ""}))
    given = Evidence((), DOCUMENTS, bare, BOOK, evidence().coders)
    assert 'Case "b" has no "province", which "PROV" is made from.' in refusal(STATE, given=given)


def test_an_unknown_set_or_case_is_answered_with_the_nearest_and_no_set_with_where_to_declare_it() -> None:
    with pytest.raises(NotFoundError, match="Nearest: PROV"):
        membership_data(evidence(), declared(STATE), "PROVE", ())
    with pytest.raises(NotFoundError, match="No case"):
        membership_data(evidence(), declared(STATE, cases=("a", "z")), "PROV", ())
    with pytest.raises(UsageError, match=r"\[qca.sets\]"):
        membership_data(evidence(), QcaSettings(), "PROV", ())
    with pytest.raises(UsageError, match="What is to be explained"):
        membership_data(evidence(), declared(STATE), "", ())


def test_only_the_sets_asked_for_are_made() -> None:
    broken = SetRule("YEAR", "attribute", attribute="year")
    assert membership_data(evidence(), declared(STATE, broken), "PROV", ["pol"]).names == ("PROV", "POL")


def test_crisp_and_categories() -> None:
    assert crisp([49, 50, 51], ">=", 50).tolist() == [0, 1, 1]
    assert crisp([49, 50, 51], "=", 50).tolist() == [0, 1, 0]
    assert categories([10, 20, 39, 40], [20, 40]).tolist() == [0, 1, 1, 2]
    with pytest.raises(UsageError, match="do not rise"):
        categories([1], [40, 20])


@pytest.mark.parametrize("anchors", [[20, 40], [20, 60, 40], [20, 20, 40]])
def test_anchors_that_do_not_run_one_way_are_refused(anchors: list[float]) -> None:
    with pytest.raises(UsageError, match="fully out, crossover, fully in"):
        direct([1.0], anchors)


NUMBERS = st.lists(st.floats(-100, 100), min_size=2, max_size=8)


@given(NUMBERS, st.booleans())
def test_direct_calibration_rises_with_the_figure_and_falls_with_anchors_turned_round(
    raw: list[float], linear: bool
) -> None:
    found = direct(sorted(raw), [-10, 0, 30], linear=linear)
    assert (np.diff(found) >= 0).all() and (found >= 0).all() and (found <= 1).all()
    assert direct(sorted(raw), [30, 0, -10], linear=linear) == pytest.approx(1 - found)


def test_ragin_2008_indirect_calibration_follows_the_groups_smoothly() -> None:
    raw = [110, 2_500, 5_000, 9_000, 15_000, 24_000, 40_000, 3_900, 14_000]
    found = indirect(raw, [2_000, 4_500, 10_000, 20_000])
    order = np.argsort(raw)
    assert (np.diff(found[order]) > 0).all() and found[0] < 0.2 and found[6] > 0.9
    # The score equations of a logit with a constant: memberships add up to what the groups add up to.
    assert found.sum() == pytest.approx((categories(raw, [2_000, 4_500, 10_000, 20_000]) / 4).sum(), abs=1e-6)


def test_too_few_figures_for_the_indirect_method_are_refused() -> None:
    with pytest.raises(UsageError, match="four different values"):
        indirect([1, 2, 3, 3], [2])
