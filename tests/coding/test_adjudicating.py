"""A consensus: what is shared, what is in dispute, and how a dispute is settled, reopened and finished."""

from __future__ import annotations

from pathlib import Path

import pytest
from studies import code, codings_of, make_study, reopened

from qualcode.coding.adjudicate import begin, disputes, progress, settle
from qualcode.coding.coder_set import coder_set
from qualcode.coding.marks import done, rate, void
from qualcode.coding.settling import Choice
from qualcode.coding.undo import undo
from qualcode.errors import UsageError
from qualcode.study.create import add_coder
from qualcode.study.study import Study

TEXT = "Interviewer: And then?\nRespondent: The subsidy never came. Two offices passed it on.\nInterviewer: And?\nRespondent: Nothing.\n"
HANDLE = "consensus"


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """Two coders who share one coding, differ on another passage, and have finished the document."""
    made = make_study(tmp_path / "study", documents={"INT01": TEXT}, codes=("A", "B", "C"))
    for coder in ("c1", "c2"):
        code(made, coder, "INT01:2", "The subsidy never came", "A")
    code(made, "c1", "INT01:4", None, "B")
    code(made, "c2", "INT01:4", None, "C", memo="not B: see the rule")
    for coder in ("c1", "c2"):
        done(reopened(made), made.coder(coder), "INT01")
    add_coder(reopened(made), HANDLE, kind="consensus", of=("c1", "c2"))
    return reopened(made)


def only_open(study: Study) -> str:
    found = [each for each in disputes(reopened(study), study.coder(HANDLE)) if each.settled is None]
    assert len(found) == 1
    return found[0].id


def test_what_all_coders_share_is_the_consensus_from_the_start(study: Study) -> None:
    found = begin(study, study.coder(HANDLE))
    assert (found.shared, found.open, found.settled, found.done) == (1, 1, 0, ())
    assert codings_of(study, HANDLE, "INT01") == {("A", "The subsidy never came")}


def test_beginning_again_writes_nothing_new(study: Study) -> None:
    begin(study, study.coder(HANDLE))
    ledger = (study.root / "codings" / HANDLE / "INT01.jsonl").read_bytes()
    begin(reopened(study), study.coder(HANDLE))
    assert (study.root / "codings" / HANDLE / "INT01.jsonl").read_bytes() == ledger


@pytest.mark.parametrize(
    ("choice", "held"),
    [
        (Choice(side="c1"), {"B"}),
        (Choice(side="c2"), {"C"}),
        (Choice(both=True), {"B", "C"}),
        (Choice(neither=True), set()),
        (Choice(codes=("A",)), {"A"}),
    ],
)
def test_a_settlement_gives_the_consensus_what_was_chosen_and_finishes_it(
    study: Study, choice: Choice, held: set[str]
) -> None:
    begin(study, study.coder(HANDLE))
    settle(study, study.coder(HANDLE), only_open(study), choice, "the rule says so")
    assert codings_of(study, HANDLE, "INT01") == {("A", "The subsidy never came")} | {
        (each, "Nothing.") for each in held
    }
    assert progress(reopened(study), study.coder(HANDLE)).done == ("INT01",)
    assert coder_set(reopened(study)).by_document["INT01"] == (HANDLE,), (
        "a consensus that is done is what displays count"
    )


def test_a_settlement_holds_only_while_its_codings_stand_as_they_were(study: Study) -> None:
    begin(study, study.coder(HANDLE))
    settle(study, study.coder(HANDLE), only_open(study), Choice(side="c1"), "the rule says so")
    mine = next(c for c in reopened(study).state("c1", "INT01").codings if c.code == "B")
    rate(reopened(study), study.coder("c1"), mine.id, stance="denies")
    assert progress(reopened(study), study.coder(HANDLE)).open == 1
    begin(reopened(study), study.coder(HANDLE))
    assert codings_of(study, HANDLE, "INT01") == {("A", "The subsidy never came")}, "what it gave is taken back"
    assert progress(reopened(study), study.coder(HANDLE)).done == ()


def test_what_is_no_longer_shared_leaves_the_consensus(study: Study) -> None:
    begin(study, study.coder(HANDLE))
    shared = next(c for c in study.state("c2", "INT01").codings if c.code == "A")
    void(reopened(study), study.coder("c2"), shared.id)
    found = begin(reopened(study), study.coder(HANDLE))
    assert found.shared == 0 and found.open == 2
    assert codings_of(study, HANDLE, "INT01") == set()


def test_undoing_a_settlement_opens_the_dispute_again(study: Study) -> None:
    begin(study, study.coder(HANDLE))
    settle(study, study.coder(HANDLE), only_open(study), Choice(both=True), "both are right")
    undo(reopened(study), study.coder(HANDLE))  # the done
    undo(reopened(study), study.coder(HANDLE))  # the settlement
    assert only_open(study)
    assert codings_of(study, HANDLE, "INT01") == {("A", "The subsidy never came")}


@pytest.mark.parametrize("choice", [Choice(), Choice(side="c1", both=True)])
def test_a_settlement_says_one_thing(study: Study, choice: Choice) -> None:
    begin(study, study.coder(HANDLE))
    with pytest.raises(UsageError, match="Say one thing"):
        settle(study, study.coder(HANDLE), only_open(study), choice, "because")


def test_a_settlement_needs_its_reason(study: Study) -> None:
    begin(study, study.coder(HANDLE))
    with pytest.raises(UsageError, match="reason"):
        settle(study, study.coder(HANDLE), only_open(study), Choice(neither=True), "  ")


def test_a_document_that_one_coder_has_not_finished_waits(tmp_path: Path) -> None:
    made = make_study(tmp_path / "study", documents={"INT01": TEXT}, codes=("A",))
    code(made, "c1", "INT01:4", None, "A")
    done(reopened(made), made.coder("c1"), "INT01")
    add_coder(reopened(made), HANDLE, kind="consensus", of=("c1", "c2"))
    found = begin(reopened(made), reopened(made).coder(HANDLE))
    assert (found.documents, found.waiting, found.open) == ((), ("INT01",), 0)
