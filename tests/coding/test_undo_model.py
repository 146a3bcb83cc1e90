"""Undo and redo against the simplest model there is: a list of acts and what stood after each."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from studies import code, make_study, reopened, ticking

from qualcode.coding.marks import done, void
from qualcode.coding.own import acts_of
from qualcode.coding.undo import redo, undo
from qualcode.errors import UsageError
from qualcode.study.study import Study

Standing = frozenset[tuple[str, str]]
CODES = ("A", "B")
SEGMENTS = {"D1": "一二。\n\n三四。\n", "D2": "五六。\n\n七八。\n"}


def standing(study: Study) -> Standing:
    """Return what is in force: (document, code and place), and the documents that are done."""
    found = set()
    for document in SEGMENTS:
        state = study.state("c1", document)
        found |= {(document, f"{each.code} {each.place.start}") for each in state.codings}
        if state.done:
            found.add((document, "done"))
    return frozenset(found)


class Undoing(RuleBasedStateMachine):
    """Acts on two documents; `past` holds what stood before each act that can be undone, `future` what redo returns to."""

    @initialize()
    def begin(self) -> None:
        self.root = Path(tempfile.mkdtemp(prefix="qualcode-undo-"))
        make_study(self.root, documents=SEGMENTS, codes=CODES, coders=("c1",))
        self.clock = ticking()
        self.past: list[Standing] = []
        self.future: list[Standing] = []
        self.now: Standing = frozenset()

    def teardown(self) -> None:
        shutil.rmtree(self.root)

    def acted(self) -> None:
        self.past.append(self.now)
        self.future.clear()
        self.now = standing(Study(self.root))

    @rule(document=st.sampled_from(sorted(SEGMENTS)), number=st.integers(1, 2), name=st.sampled_from(CODES))
    def apply(self, document: str, number: int, name: str) -> None:
        (applied,) = code(Study(self.root), "c1", f"{document}:p{number}", None, name, clock=self.clock)
        if applied.outcome == "coded":
            self.acted()

    @rule(document=st.sampled_from(sorted(SEGMENTS)))
    def finish(self, document: str) -> None:
        done_before = (document, "done") in self.now
        study = Study(self.root)
        if not done_before:
            done(study, study.coder("c1"), document, self.clock)
            self.acted()

    @rule(chosen=st.integers(0, 9))
    def take_back(self, chosen: int) -> None:
        study = Study(self.root)
        codings = [each for document in SEGMENTS for each in study.state("c1", document).codings]
        if codings:
            void(study, study.coder("c1"), codings[chosen % len(codings)].id, clock=self.clock)
            self.acted()

    @rule()
    def undo(self) -> None:
        study = Study(self.root)
        if not self.past:
            with pytest.raises(UsageError, match="left to undo"):
                undo(study, study.coder("c1"), self.clock)
            return
        undo(study, study.coder("c1"), self.clock)
        self.future.append(self.now)
        self.now = self.past.pop()

    @rule()
    def redo(self) -> None:
        study = Study(self.root)
        if not self.future:
            with pytest.raises(UsageError, match="no undo"):
                redo(study, study.coder("c1"), self.clock)
            return
        redo(study, study.coder("c1"), self.clock)
        self.past.append(self.now)
        self.now = self.future.pop()

    @invariant()
    def what_stands_is_what_the_model_says(self) -> None:
        if hasattr(self, "root"):
            assert standing(Study(self.root)) == self.now


TestUndoing = Undoing.TestCase
TestUndoing.settings = settings(max_examples=25, stateful_step_count=14, deadline=None)


def test_undo_redo_undo_again_and_redo_is_refused_after_another_act(tmp_path: Path) -> None:
    study = make_study(tmp_path, documents=SEGMENTS, codes=CODES, coders=("c1",))
    coder = study.coder("c1")
    code(study, "c1", "D1:p1", None, "A", "B")
    for _ in range(3):
        assert len(undo(study, coder).events) == 2 and not standing(reopened(study))
        assert len(redo(study, coder).events) == 2 and len(standing(reopened(study))) == 2
    undo(study, coder)
    code(study, "c1", "D1:p2", None, "A")
    with pytest.raises(UsageError, match="another act followed"):
        redo(study, coder)
    assert len(acts_of(study, coder)) == 9


def test_nobody_undoes_the_work_of_another(tmp_path: Path) -> None:
    study = make_study(tmp_path)
    code(study, "c1", "INT01:2", None, "GOV")
    with pytest.raises(UsageError, match="Nothing of c2"):
        undo(study, study.coder("c2"))
