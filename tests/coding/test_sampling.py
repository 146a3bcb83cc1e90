"""A sample for a second coder: coded and bare units alike, drawn by a seed, decided apart from the documents."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from studies import code, make_study, reopened, ticking

from qualcode.coding.marks import done, void
from qualcode.coding.sampling import Draw, _allotted, draw_sample, find_sample, finish_sample
from qualcode.coding.sampling_display import sample_display
from qualcode.coding.undo import undo
from qualcode.coding.units import TEXT_CHANGED, Comparison, reliability
from qualcode.errors import NotFoundError, UsageError
from qualcode.model.events import SampleEvent
from qualcode.study.study import Study

LETTERS = "一二三四五六七八九十"


def finished(root: Path) -> Study:
    """A first coder who gave A to the first half of ten paragraphs and is done; a second who has not begun."""
    study = make_study(root, documents={"D": "".join(f"{letter}字。\n\n" for letter in LETTERS)}, codes=("A", "B"))
    for letter in LETTERS[:5]:
        code(study, "c1", "D", f"{letter}字。", "A")
    done(study, study.coder("c1"), "D")
    return reopened(study)


def drawn(study: Study, share: float = 0.4, seed: int = 3) -> SampleEvent:
    return draw_sample(study, study.coder("c1"), ["c1"], Draw("s", share, seed)).event


def test_a_seed_draws_the_same_units_again_and_another_seed_others(tmp_path: Path) -> None:
    first = [finished(tmp_path / name) for name in ("one", "two", "three")]
    units = [drawn(study, seed=seed).units for study, seed in zip(first, (3, 3, 4), strict=True)]
    assert units[0] == units[1] != units[2]
    assert len(units[0]) == 4


def test_only_the_sampled_units_count_and_only_there_is_silence_absence(tmp_path: Path) -> None:
    study = finished(tmp_path)
    sample = drawn(study)
    words = [study.document("D").text[each.start : each.end] for each in sample.units]
    code(study, "c2", "D", words[0], "A")
    finish_sample(study, study.coder("c2"), sample)
    study = reopened(study)
    data = reliability(study, Comparison(("c1", "c2"), sample=sample))
    given_by_first = [frozenset("A") if each[0] in LETTERS[:5] else frozenset() for each in words]
    assert list(data.values[0]) == given_by_first
    assert list(data.values[1]) == [frozenset("A"), frozenset(), frozenset(), frozenset()]
    assert study.state("c2", "D").done is None
    assert not reliability(study, Comparison(("c1", "c2"))).units


def test_the_table_to_code_from_holds_words_and_nobodys_codes(tmp_path: Path) -> None:
    study = finished(tmp_path)
    display = sample_display(study, drawn(study, 1.0))
    assert [row.key for row in display.rows] == [f"D:{number}" for number in range(1, 11)]
    assert "A" not in str([cell.value for row in display.rows for cell in row.cells])
    assert display.seed == 3


def test_units_of_a_text_that_changed_since_are_set_aside(tmp_path: Path) -> None:
    study = finished(tmp_path)
    sample = drawn(study)
    finish_sample(study, study.coder("c2"), sample)
    path = tmp_path / "interviews" / "D.txt"
    path.write_text("零\n\n" + path.read_text("utf-8"), encoding="utf-8")
    data = reliability(reopened(study), Comparison(("c1", "c2"), sample=sample))
    assert (data.units, data.set_aside[TEXT_CHANGED]) == ((), 4)


def test_a_sample_said_to_be_done_is_taken_back_without_touching_the_documents_own_done(tmp_path: Path) -> None:
    study = finished(tmp_path)
    sample = drawn(study)
    later = ticking(datetime(2030, 1, 1, tzinfo=UTC))
    finish_sample(study, study.coder("c1"), sample, later)
    state = reopened(study).state("c1", "D")
    assert state.done is not None
    void(study, study.coder("c1"), state.sampled["s"].id, clock=later)
    state = reopened(study).state("c1", "D")
    assert state.done is not None
    assert state.sampled == {}
    finish_sample(study, study.coder("c1"), sample, later)
    undo(reopened(study), study.coder("c1"), later)
    assert reopened(study).state("c1", "D").sampled == {}
    assert find_sample(reopened(study), "S") == sample


def test_what_cannot_be_drawn_is_refused(tmp_path: Path) -> None:
    study = finished(tmp_path)
    with pytest.raises(UsageError, match="A share lies above 0"):
        drawn(study, 0)
    with pytest.raises(UsageError, match="c2 has finished none"):
        draw_sample(study, study.coder("c2"), ["c2"], Draw("s", 0.2, 1))
    with pytest.raises(NotFoundError, match='No attribute "rolle"'):
        draw_sample(study, study.coder("c1"), ["c1"], Draw("s", 0.2, 1, "rolle"))
    drawn(study)
    with pytest.raises(UsageError, match='There is a sample "s" already'):
        drawn(reopened(study))


@given(st.dictionaries(st.text(max_size=2), st.integers(1, 60), min_size=1, max_size=8), st.floats(0.01, 1))
def test_strata_give_their_share_to_the_nearest_unit_and_at_least_one(sizes: dict[str, int], share: float) -> None:
    given_out = _allotted(sizes, share)
    assert all(1 <= given_out[name] <= size for name, size in sizes.items())
    assert all(given_out[name] <= max(1, size * share + 1) for name, size in sizes.items())
    assert all(given_out[name] >= size * share - 1 for name, size in sizes.items())
