"""How a dispute is settled: what is taken from whom, what is given anew, and what is refused before anything is written."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from studies import code, make_study, reopened

from qualcode.coding.adjudicate import begin, disputes, holding, settle, settling
from qualcode.coding.by_hand import SHARED
from qualcode.coding.disputes import Dispute
from qualcode.coding.marks import done
from qualcode.coding.settle_batch import settle_batch, settle_rows
from qualcode.coding.settling import Choice
from qualcode.coding.undo import undo
from qualcode.errors import AmbiguousError, StudyError, UsageError
from qualcode.model.fold import StoredCoding
from qualcode.study.create import add_coder
from qualcode.study.study import Study

CODES = """\
codes:
  - {id: A, name: Name of A}
  - {id: B, name: Name of B, scale: [1, 2, 3]}
  - {id: C, name: Name of C, scale: [1, 2]}
  - {id: H, name: Heading, codable: false}
"""
TEXT = """\
Interviewer: And then?
Respondent: The subsidy never came. Two offices passed it on.
Interviewer: And?
Respondent: Nothing came.
"""
SHEETS = {
    "interviews/attributes.csv": "document,case\nINT01,zj;gd\n",
    "cases/attributes.csv": "case,name\nzj,One\ngd,Two\n",
}
HANDLE = "consensus"


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """Both gave B to the same turn, in other words, with another weight; c1 alone gave A to the last turn; C is shared."""
    made = make_study(tmp_path / "study", documents={"INT01": TEXT}, codes=CODES, sheets=SHEETS)
    code(made, "c1", "INT01", "The subsidy never came", "B", weight=1)
    code(made, "c2", "INT01", "never came", "B", weight=3, stance="denies")
    code(made, "c1", "INT01", "Nothing came", "A")
    for coder in ("c1", "c2"):
        code(made, coder, "INT01", "Two offices passed it on", "C")
        done(reopened(made), made.coder(coder), "INT01")
    add_coder(reopened(made), HANDLE, kind="consensus", of=("c1", "c2"))
    begin(reopened(made), reopened(made).coder(HANDLE))
    return reopened(made)


def found(study: Study) -> tuple[Dispute, Dispute]:
    """Return the dispute over B and the one over A."""
    fresh = reopened(study)
    first, second = disputes(fresh, fresh.coder(HANDLE))
    return first, second


def ledger(study: Study) -> bytes:
    return (study.root / "codings" / HANDLE / "INT01.jsonl").read_bytes()


def settled(study: Study, choice: Choice) -> dict[str, StoredCoding]:
    """Settle the dispute over B by a choice, and return what came of it, by words."""
    fresh = reopened(study)
    settle(fresh, fresh.coder(HANDLE), found(study)[0].id, choice, "because")
    state = reopened(study).state(HANDLE, "INT01")
    return {coding.place.quote: coding for coding in state.codings if coding.via != SHARED}


def refused(study: Study, choice: Choice, match: str) -> None:
    before = ledger(study)
    with pytest.raises(UsageError, match=match):
        settled(study, choice)
    assert ledger(study) == before


def test_a_code_that_no_side_gave_is_given_with_its_stance_weight_case_and_words(study: Study) -> None:
    made = settled(study, Choice(codes=("C",), stance="planned", weight=2, case="Two", quote="subsidy  never"))
    coding = made["subsidy never"]
    assert (coding.code, coding.stance, coding.weight, coding.case) == ("C", "planned", 2, "gd")


def test_the_words_of_one_side_may_hold_with_the_weight_of_the_other(study: Study) -> None:
    made = settled(study, Choice(side="c2", weight=1))
    assert [(quote, c.stance, c.weight) for quote, c in made.items()] == [("never came", "denies", 1)]


@pytest.mark.parametrize(("side", "quote", "weight"), [("c1", "The subsidy never came", 1), ("c2", "never came", 3)])
def test_a_code_that_both_sides_gave_is_taken_from_the_side_that_is_named(
    study: Study, side: str, quote: str, weight: float
) -> None:
    made = settled(study, Choice(codes=(f"{side}:B",)))
    assert {quote: coding.weight for quote, coding in made.items()} == {quote: weight}


def test_a_code_that_both_sides_gave_differently_is_not_chosen_for_anyone(study: Study) -> None:
    refused(study, Choice(codes=("B",)), r"different words.* Nothing was settled.* --codes c1:B or --codes c2:B")


def test_a_code_needs_no_side_when_the_choice_leaves_nothing_different(study: Study) -> None:
    made = settled(study, Choice(codes=("B",), quote="never came", weight=2, stance="affirms"))
    assert {quote: (c.weight, c.stance) for quote, c in made.items()} == {"never came": (2, "affirms")}


def test_a_code_that_one_side_gave_needs_no_side(study: Study) -> None:
    fresh = reopened(study)
    settle(fresh, fresh.coder(HANDLE), found(study)[1].id, Choice(codes=("A",)), "because")
    assert ("A", "Nothing came") in {
        (each.code, each.place.quote) for each in reopened(study).state(HANDLE, "INT01").codings
    }


def test_both_sides_cannot_hold_on_the_same_words_with_different_weights(study: Study) -> None:
    refused(study, Choice(both=True, quote="never came", stance="denies"), "different weights.*--weight")


@pytest.mark.parametrize(
    ("choice", "match"),
    [
        (Choice(side="c1", weight=4), r"4 is not on the scale of B\. Nothing was settled"),
        (Choice(codes=("A",), weight=1), r"A declares no scale.*Nothing was settled"),
        (Choice(codes=("C", "c1:B"), weight=3), r"3 is not on the scale of C"),
        (Choice(codes=("C",), quote="Nothing came"), r"does not stand in the passage in dispute\. Nothing was settled"),
        (Choice(codes=("C",), case="nowhere"), r"No case .*Nothing was settled"),
        (Choice(neither=True, stance="denies"), r"--stance says nothing"),
        (Choice(codes=("c2:A",)), r"c2 did not give A there"),
        (Choice(codes=("H",)), r"heading"),
        (Choice(codes=("Z",)), r"No code"),
    ],
)
def test_what_does_not_fit_is_refused_before_anything_is_written(study: Study, choice: Choice, match: str) -> None:
    refused(study, choice, match)


def test_what_holds_already_in_the_same_turn_is_known(study: Study) -> None:
    first, second = found(study)
    consensus = study.coder(HANDLE)
    assert [coding.code for coding in holding(study, consensus, first)] == ["C"]
    assert holding(study, consensus, second) == ()


def batch(study: Study, text: str, name: str = "rows.csv") -> list[tuple[str, ...]]:
    """Settle rows and return the codes of each settlement."""
    fresh = reopened(study)
    rows = settle_rows(text.format(*(dispute.id for dispute in found(study))).encode(), name)
    return [event.codes for _, event in settle_batch(fresh, fresh.coder(HANDLE), rows, source=name)]


JSON_LINES = (
    '{{"id":"{0}","choice":"c2:B; C","weight":2,"why":"stronger"}}\n{{"id":"{1}","choice":"neither","why":"no rule"}}\n'
)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("rows.csv", "id,choice,weight,why\n{0},c2:B;C,2,stronger\n{1},neither,,no rule\n"),
        ("rows.jsonl", JSON_LINES),
    ],
)
def test_a_batch_settles_as_one_act(study: Study, name: str, text: str) -> None:
    assert batch(study, text, name) == [("B", "C"), ()]
    state = reopened(study).state(HANDLE, "INT01")
    assert len({settle.act for settle in state.settles}) == 1
    assert {coding.weight for coding in state.codings if coding.code == "B"} == {2}
    assert state.done is not None
    undo(reopened(study), study.coder(HANDLE))  # the done
    undo(reopened(study), study.coder(HANDLE))  # the batch
    assert all(dispute.settled is None for dispute in found(study))


@pytest.mark.parametrize("choice", ["c1", "both", "A"])
def test_a_row_names_a_side_both_or_codes(study: Study, choice: str) -> None:
    assert batch(study, f"id,choice,why\n{{1}},{choice},because\n") == [("A",)]


def test_every_bad_row_of_a_batch_is_told_and_nothing_is_written(study: Study) -> None:
    before = ledger(study)
    rows = (
        "id,choice,weight,why\n{0},c1,9,because\n{1},c1,,\nZZZZZZ,both,,because\n{1},both,,because\n{1},neither,,twice\n"
        "{0},c1,much,because\n"
    )
    with pytest.raises(UsageError) as fault:
        batch(study, rows)
    said = str(fault.value)
    for line, words in (
        (2, "9 is not on the scale"),
        (3, "has no why"),
        (4, "ZZZZZZ"),
        (6, "settled by line 5 already"),
        (7, '"much" is not a number'),
    ):
        assert re.search(rf"^rows\.csv:{line}: .*{re.escape(words)}", said, re.MULTILINE)
    assert "rows.csv:5" not in said
    assert said.count("Nothing was settled.") == 1 and "5 rows are refused" in said
    assert ledger(study) == before


@pytest.mark.parametrize(("text", "fault"), [("id,choice\n{0},c1\n", UsageError), ("id,choice,why\n", StudyError)])
def test_a_batch_without_reasons_or_rows_is_refused(study: Study, text: str, fault: type[Exception]) -> None:
    with pytest.raises(fault, match="why"):
        batch(study, text)


def test_an_id_that_fits_several_disputes_is_refused(study: Study) -> None:
    alike = [replace(dispute, id=f"ABCD{number}") for number, dispute in enumerate(found(study))]
    with pytest.raises(AmbiguousError, match="ABCD0, ABCD1"):
        settling(study, study.coder(HANDLE), alike, "abcd", Choice(neither=True), "because")
    with pytest.raises(UsageError, match="No dispute"):
        settling(study, study.coder(HANDLE), alike, "abc", Choice(neither=True), "because")


def test_of_a_batch_one_settlement_can_fall_while_the_others_stand(study: Study) -> None:
    batch(study, "id,choice,why\n{0},c2,stronger\n{1},c1,the rule\n")
    code(study, "c2", "INT01", "Nothing", "B")
    begin(reopened(study), study.coder(HANDLE))
    state = reopened(study).state(HANDLE, "INT01")
    assert {coding.code for coding in state.codings} == {"B", "C"}
    assert len(state.settles) == 1
