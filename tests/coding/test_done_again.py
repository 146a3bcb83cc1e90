"""`done` is said anew where the one that stands does not cover every code."""

from __future__ import annotations

from pathlib import Path

from studies import make_study, reopened

from qualcode.coding.marks import done_all
from qualcode.model.events import DoneEvent
from qualcode.study.writing import writing


def test_a_done_that_covers_fewer_codes_of_the_same_book_does_not_stand_in_for_all(tmp_path: Path) -> None:
    study = make_study(tmp_path, documents={"D": "一。\n"}, codes=("A", "B"), coders=("c1",))
    with writing(study, "c1", ["D"]) as act:
        act.add("D", DoneEvent, book=study.codebook.hash, codes=("A",))
    assert [each.before for each in done_all(reopened(study), study.coder("c1"), ["D"])] == [False]
    state = reopened(study).state("c1", "D")
    assert state.done is not None
    assert state.done.codes == ("A", "B")
    assert [each.before for each in done_all(reopened(study), study.coder("c1"), ["D"])] == [True]
