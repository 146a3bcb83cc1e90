"""Rounds of coding: closed once, seen again as the ledgers stood then."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from studies import code, make_study, reopened, ticking

from qualcode.coding.marks import done, void
from qualcode.coding.rounds import changed_since, close_round, find_round, reopen_round, rounds_of, study_at
from qualcode.coding.units import Comparison, reliability
from qualcode.errors import NotFoundError, UsageError
from qualcode.study.study import Study


def two_finished(root: Path) -> Study:
    """Two coders who have finished D: c1 gave A to the first sentence, c2 nothing."""
    study = make_study(root, documents={"D": "一二。\n\n三四。\n", "E": "五六。\n"}, codes=("A", "B"))
    code(study, "c1", "D", "一二。", "A")
    for handle in ("c1", "c2"):
        done(study, study.coder(handle), "D")
    return reopened(study)


def given(study: Study) -> list[list[str]]:
    data = reliability(study, Comparison(("c1", "c2")))
    return [[",".join(sorted(codes or ())) for codes in row] for row in data.values]


def test_a_round_shows_the_ledgers_as_they_stood_when_it_was_closed(tmp_path: Path) -> None:
    study = two_finished(tmp_path)
    event = close_round(study, study.coder("c1"), "pilot")
    assert (event.coders, event.documents, event.codes) == (("c1", "c2"), ("D",), ("A", "B"))
    code(study, "c2", "D", "三四。", "B", clock=ticking(datetime(2030, 1, 1, tzinfo=UTC)))
    study = reopened(study)
    closed = find_round(study, "PILOT").event
    assert given(study_at(study, closed)) == [["A", ""], ["", ""]]
    assert given(study) == [["A", ""], ["", "B"]]
    assert changed_since(study, closed) == ((), (), 1)


def test_what_is_taken_back_later_still_stood_in_the_round(tmp_path: Path) -> None:
    study = two_finished(tmp_path)
    close_round(study, study.coder("c2"), "pilot")
    void(
        study, study.coder("c1"), study.state("c1", "D").codings[0].id, clock=ticking(datetime(2030, 1, 1, tzinfo=UTC))
    )
    study = reopened(study)
    assert given(study) == [["", ""], ["", ""]]
    assert given(study_at(study, find_round(study, "pilot").event)) == [["A", ""], ["", ""]]


def test_lines_that_a_merge_brings_into_the_rounds_past_are_told(tmp_path: Path) -> None:
    study = two_finished(tmp_path)
    closed = close_round(study, study.coder("c1"), "pilot")
    code(study, "c2", "D", "三四。", "B")
    path = tmp_path / "codings" / "c2" / "D.jsonl"
    path.write_text(path.read_text("utf-8").replace('"at":"20', '"at":"19'), encoding="utf-8")
    assert changed_since(reopened(study), closed) == (("c2/D",), (), 0)
    path.unlink()
    assert changed_since(reopened(study), closed) == ((), ("c2/D",), 0)


def test_a_name_is_given_once_until_the_round_is_reopened_by_whoever_closed_it(tmp_path: Path) -> None:
    study = two_finished(tmp_path)
    close_round(study, study.coder("c1"), "pilot")
    with pytest.raises(UsageError, match='There is a round "Pilot" already'):
        close_round(study, study.coder("c2"), "Pilot")
    with pytest.raises(UsageError, match="c1 closed"):
        reopen_round(study, study.coder("c2"), "pilot")
    reopen_round(study, study.coder("c1"), "pilot")
    assert rounds_of(study) == ()
    with pytest.raises(NotFoundError, match='No round "pilot"'):
        find_round(study, "pilot")
    close_round(study, study.coder("c2"), "Pilot")
    assert [each.by for each in rounds_of(study)] == ["c2"]


def test_nothing_finished_by_two_cannot_be_closed(tmp_path: Path) -> None:
    study = make_study(tmp_path, documents={"D": "一二。\n"}, codes=("A",))
    with pytest.raises(UsageError, match="No document that two of c1, c2 have finished"):
        close_round(study, study.coder("c1"), "pilot")
