"""What a consensus takes over: the same words but for punctuation, weights, and what was decided by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from studies import code, codings_of, make_study, reopened

from qualcode.coding.adjudicate import begin, disputes, progress, settle
from qualcode.coding.disputes import Dispute, Matter
from qualcode.coding.marks import done, rate, void
from qualcode.coding.settling import Choice
from qualcode.coding.shared import core
from qualcode.coding.undo import undo
from qualcode.model.coding import Coder
from qualcode.model.events import SettleEvent
from qualcode.model.span import Span
from qualcode.study.create import add_coder
from qualcode.study.study import Study
from qualcode.study.writing import writing

CODES = """\
codes:
  - {id: A, name: Name of A}
  - {id: B, name: Name of B, scale: [1, 2, 3]}
  - {id: C, name: Name of C}
"""
TEXT = """\
Interviewer: And then?
Respondent: The subsidy never came. Two offices passed it on.
Interviewer: And?
Respondent: Nothing came.
"""
CLAUSES = "第一条 合作期限：双方合作十五年。\n1. 甲方提供设备。\n"
HANDLE = "consensus"


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return make_study(tmp_path / "study", documents={"INT01": TEXT, "cases/zj/agreement.txt": CLAUSES}, codes=CODES)


def finished(study: Study, document: str = "INT01") -> Coder:
    """Finish a document for both coders, begin the consensus, and return it."""
    for handle in ("c1", "c2"):
        done(reopened(study), study.coder(handle), document)
    add_coder(reopened(study), HANDLE, kind="consensus", of=("c1", "c2"))
    begin(reopened(study), reopened(study).coder(HANDLE))
    return reopened(study).coder(HANDLE)


def open_ones(study: Study) -> list[Dispute]:
    fresh = reopened(study)
    return [each for each in disputes(fresh, fresh.coder(HANDLE)) if each.settled is None]


def again(study: Study) -> None:
    begin(reopened(study), reopened(study).coder(HANDLE))


def weights_of(study: Study, document: str = "INT01") -> dict[str, float | None]:
    return {coding.code: coding.weight for coding in reopened(study).state(HANDLE, document).codings}


def held(study: Study, code_id: str, document: str = "INT01") -> str:
    return next(each.id for each in reopened(study).state(HANDLE, document).codings if each.code == code_id)


@pytest.mark.parametrize(
    ("document", "first", "second", "taken"),
    [
        ("INT01", "The subsidy never came", "The subsidy never came.", "The subsidy never came."),
        ("INT01", "Respondent: Nothing came.", "Nothing came", "Respondent: Nothing came."),
        ("zj/agreement", "1. 甲方提供设备。", "甲方提供设备", "1. 甲方提供设备。"),
        (
            "zj/agreement",
            "合作期限：双方合作十五年",
            "第一条 合作期限：双方合作十五年。",
            "第一条 合作期限：双方合作十五年。",
        ),
    ],
)
def test_passages_that_differ_by_no_word_are_shared_and_the_longer_is_taken(
    study: Study, document: str, first: str, second: str, taken: str
) -> None:
    code(study, "c1", document, first, "A")
    code(study, "c2", document, second, "A")
    finished(study, document)
    assert codings_of(study, HANDLE, document) == {("A", taken)}
    assert open_ones(study) == []


def test_passages_that_differ_by_a_word_are_in_dispute(study: Study) -> None:
    code(study, "c1", "INT01", "The subsidy never came.", "A")
    code(study, "c2", "INT01", "subsidy never came.", "A")
    finished(study)
    assert open_ones(study)[0].matters(("c1", "c2")) == (Matter("A", "passage"),)


def test_passages_are_taken_as_one_only_where_each_coder_has_one(study: Study) -> None:
    code(study, "c1", "INT01", "Nothing came", "A")
    code(study, "c1", "INT01", "Respondent: Nothing came", "A")
    code(study, "c2", "INT01", "Nothing came.", "A")
    finished(study)
    assert len(open_ones(study)) == 1
    assert codings_of(study, HANDLE, "INT01") == set()


def test_different_stances_on_the_same_words_stay_in_dispute(study: Study) -> None:
    code(study, "c1", "INT01", "Nothing came", "A", stance="denies")
    code(study, "c2", "INT01", "Nothing came.", "A")
    finished(study)
    assert Matter("A", "stance") in open_ones(study)[0].matters(("c1", "c2"))


@given(
    st.text(alphabet=" \n“(1.)一、", max_size=8),
    st.text(alphabet="words", min_size=2),
    st.text(alphabet=" .。”!", max_size=5),
)
def test_what_stands_around_the_words_is_no_part_of_them(before: str, words: str, after: str) -> None:
    text = f"{before}{words}{after}\n"
    own = Span(len(before), len(before) + len(words))
    assert core(text, Span(own.start, own.end + len(after))) == own
    found = core(text, Span(0, len(text)))
    assert found.end == own.end and found.start <= own.start
    assert core(text, found) == found


def test_a_weight_that_one_coder_gave_is_taken(study: Study) -> None:
    code(study, "c1", "INT01", "Nothing came", "B")
    code(study, "c2", "INT01", "Nothing came", "B", weight=2)
    finished(study)
    assert weights_of(study) == {"B": 2}
    assert open_ones(study) == []


def test_weights_that_differ_are_a_dispute_and_settled_as_one(study: Study) -> None:
    code(study, "c1", "INT01", "Nothing came", "B", weight=1)
    code(study, "c2", "INT01", "Nothing came", "B", weight=2)
    consensus = finished(study)
    (dispute,) = open_ones(study)
    assert dispute.matters(("c1", "c2")) == (Matter("B", "weight"),)
    assert weights_of(study) == {}
    settle(reopened(study), consensus, dispute.id, Choice(side="c2"), "it stopped the work")
    again(study)
    assert weights_of(study) == {"B": 2}
    assert progress(reopened(study), consensus).done == ("INT01",)


def test_a_weight_given_later_reaches_the_consensus(study: Study) -> None:
    code(study, "c1", "INT01", "Nothing came", "B")
    code(study, "c2", "INT01", "Nothing came", "B")
    finished(study)
    mine = reopened(study).state("c1", "INT01").codings[0].id
    rate(reopened(study), study.coder("c1"), mine, weight=3)
    again(study)
    assert weights_of(study) == {"B": 3}


def settled_by_hand(study: Study, ids: tuple[str, ...], kept: str) -> None:
    """Write a settlement of these codings, as one was made when more, or less, was in dispute."""
    with writing(reopened(study), HANDLE, ["INT01"]) as act:
        act.add("INT01", SettleEvent, ids=tuple(sorted(ids)), codes=(kept,), why="as it was")


def test_a_settlement_made_when_punctuation_was_disputed_holds(study: Study) -> None:
    first = code(study, "c1", "INT01", "Nothing came", "A", "C")
    second = code(study, "c2", "INT01", "Nothing came.", "A")
    consensus = finished(study)
    assert len(open_ones(study)) == 1
    settled_by_hand(study, tuple(each.id for each in (*first, *second)), "A")
    assert open_ones(study) == []
    before = (study.root / "codings" / HANDLE / "INT01.jsonl").read_bytes()
    assert progress(reopened(study), consensus).settled == 1
    again(study)
    again(study)
    kept = (study.root / "codings" / HANDLE / "INT01.jsonl").read_text("utf-8")
    assert kept.startswith(before.decode()) and "the codings it settled" not in kept


def test_a_settlement_holds_beside_a_weight_that_is_disputed_since(study: Study) -> None:
    other = code(study, "c1", "INT01:4", None, "A")
    code(study, "c1", "INT01", "Nothing came", "B", weight=1)
    code(study, "c2", "INT01", "Nothing came", "B", weight=2)
    finished(study)
    settled_by_hand(study, tuple(each.id for each in other), "A")
    (dispute,) = open_ones(study)
    assert {coding.code for coding in dispute.codings} == {"B"}


def test_a_shared_coding_that_the_consensus_took_back_stays_away(study: Study) -> None:
    for handle in ("c1", "c2"):
        code(study, handle, "INT01", "Nothing came", "A")
    consensus = finished(study)
    void(reopened(study), consensus, held(study, "A"), "neither saw the rule")
    again(study)
    assert codings_of(study, HANDLE, "INT01") == set()
    assert open_ones(study) == [] and progress(reopened(study), consensus).done == ("INT01",)
    undo(reopened(study), consensus)
    again(study)
    assert codings_of(study, HANDLE, "INT01") == {("A", "Nothing came")}, "with the void undone it is shared again"


def test_undoing_the_start_is_no_decision_against_what_is_shared(study: Study) -> None:
    for handle in ("c1", "c2"):
        code(study, handle, "INT01", "Nothing came", "A")
    consensus = finished(study)
    undo(reopened(study), consensus)  # the done
    undo(reopened(study), consensus)  # the coding
    assert codings_of(study, HANDLE, "INT01") == set()
    again(study)
    assert codings_of(study, HANDLE, "INT01") == {("A", "Nothing came")}


def test_what_both_share_is_coded_anew_by_hand_after_a_revision_and_stays(study: Study) -> None:
    for handle in ("c1", "c2"):
        code(study, handle, "INT01", "Nothing came", "A")
    consensus = finished(study)
    void(reopened(study), consensus, held(study, "A"), "C came later and fits")
    code(reopened(study), HANDLE, "INT01", "Nothing came", "C")
    again(study)
    assert codings_of(study, HANDLE, "INT01") == {("C", "Nothing came")}
    assert progress(reopened(study), consensus).done == ("INT01",)


@pytest.mark.parametrize(("weights", "rated"), [((1, 1), 3), ((None, 2), 1)])
def test_a_shared_coding_that_the_consensus_rated_keeps_its_rating(
    study: Study, weights: tuple[float | None, float], rated: float
) -> None:
    for handle, weight in zip(("c1", "c2"), weights, strict=True):
        code(study, handle, "INT01", "Nothing came", "B", weight=weight)
    consensus = finished(study)
    rate(reopened(study), consensus, held(study, "B"), weight=rated)
    theirs = reopened(study).state("c2", "INT01").codings[0].id
    rate(reopened(study), study.coder("c2"), theirs, weight=2)
    again(study)
    assert weights_of(study) == {"B": rated}
    assert open_ones(study) == []


def test_a_shared_coding_goes_when_its_dispute_is_settled_without_starting_again(study: Study) -> None:
    for handle in ("c1", "c2"):
        code(study, handle, "INT01", "Nothing came", "B", weight=1)
    consensus = finished(study)
    theirs = reopened(study).state("c2", "INT01").codings[0].id
    rate(reopened(study), study.coder("c2"), theirs, weight=2)
    (dispute,) = open_ones(study)
    settle(reopened(study), consensus, dispute.id, Choice(side="c2"), "it stopped the work")
    assert weights_of(study) == {"B": 2}
    again(study)
    assert weights_of(study) == {"B": 2}, "what the settlement gave is not taken for what was shared"


def test_a_dispute_that_coders_have_ended_leaves_what_is_shared_at_once(study: Study) -> None:
    code(study, "c1", "INT01", "Nothing came", "A")
    code(study, "c2", "INT01", "Nothing came", "A", stance="denies")
    consensus = finished(study)
    settle(reopened(study), consensus, open_ones(study)[0].id, Choice(side="c1"), "it says so")
    theirs = reopened(study).state("c2", "INT01").codings[0].id
    rate(reopened(study), study.coder("c2"), theirs, stance="affirms")
    again(study)
    assert codings_of(study, HANDLE, "INT01") == {("A", "Nothing came")}
    assert progress(reopened(study), consensus).shared == 1
