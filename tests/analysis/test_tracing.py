"""Van Evera (1997) and Collier (2011): what single tests, and several together, allow one to say."""

from __future__ import annotations

from dataclasses import replace

import pytest
from evidence_sample import evidence, passage
from hypothesis import given
from hypothesis import strategies as st

from qualcode.analysis.tracing import RESULTS, TEST_KINDS, Result, TestKind, conclusion, recorded_tests, tracing, unread
from qualcode.analysis.tracing_wording import say
from qualcode.model.coding import Memo
from qualcode.model.evidence import Passage

TESTS = st.sets(st.tuples(st.sampled_from(TEST_KINDS), st.sampled_from(RESULTS)), min_size=1)


def trial(
    id: str, document: str, test: str, result: str, at: str = "2026-01-01", case: str | None = None, name: str = "H1"
) -> Passage:
    about = {"coding": id} | ({"case": case} if case else {})
    data = {"hypothesis": name, "test": test, "result": result}
    found = passage(id, document, 10, "FCO")
    return replace(
        found, coding=replace(found.coding, memos=(Memo(f"M{id}", "test", "because", "c1", at, about, data),))
    )


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        ([("smoking-gun", "passed"), ("straw", "failed")], "confirmed"),
        ([("doubly-decisive", "passed"), ("hoop", "passed")], "confirmed alone"),
        ([("hoop", "failed"), ("straw", "passed")], "eliminated"),
        ([("doubly-decisive", "failed")], "eliminated"),
        ([("smoking-gun", "passed"), ("hoop", "failed")], "contradiction"),
        ([("hoop", "passed"), ("straw", "passed")], "standing"),
        ([("hoop", "passed"), ("smoking-gun", "failed")], "standing weakened"),
        ([("smoking-gun", "failed")], "weakened"),
        ([("straw", "passed")], "strengthened"),
        ([("straw", "passed"), ("straw", "failed")], "undecided"),
    ],
)
def test_collier_2011(made: list[tuple[TestKind, Result]], expected: str) -> None:
    assert conclusion(made) == expected


@given(TESTS)
def test_only_sufficient_tests_confirm_and_only_necessary_ones_eliminate(made: set[tuple[TestKind, Result]]) -> None:
    found = conclusion(made)
    sufficient = bool(made & {("smoking-gun", "passed"), ("doubly-decisive", "passed")})
    necessary = bool(made & {("hoop", "failed"), ("doubly-decisive", "failed")})
    assert (found in ("confirmed", "confirmed alone", "contradiction")) == sufficient
    assert (found in ("eliminated", "contradiction")) == necessary


def test_nothing_follows_from_no_test() -> None:
    with pytest.raises(ValueError, match="no test"):
        conclusion([])


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_test_and_every_conclusion_has_words(language: str) -> None:
    for kind in TEST_KINDS:
        for result in RESULTS:
            assert say(f"{kind} {result}", language) and say(f"rivals {kind} {result}", language)
    for word in ("confirmed", "confirmed alone", "eliminated", "contradiction", "standing", "standing weakened"):
        assert say(word, language)


def test_each_case_has_its_own_conclusion_and_each_test_its_quote() -> None:
    found = evidence(
        trial("k1", "a/plan", "hoop", "passed"),
        trial("k2", "b/plan", "hoop", "failed"),
        trial("k3", "I1", "straw", "passed"),
    )
    display = tracing(found)
    summaries = [row for row in display.rows if row.level == 0]
    assert [row.key for row in summaries] == ["h1/a", "h1/b"]
    assert [str(row.cells[3].value).split()[0] for row in summaries] == ["stands", "eliminated"]
    assert summaries[0].cells[3].codings == ("k3", "k1")
    tests = [row for row in display.rows if row.level == 1]
    assert len(tests) == 3
    assert all(row.cells[5].value and row.cells[5].codings for row in tests)


def test_a_test_is_about_the_case_it_names_and_the_newest_of_its_kind_counts() -> None:
    first = trial("k1", "I2", "hoop", "passed", case="b")
    later = Memo(
        "M9", "test", "no", "c1", "2026-02-01", {"case": "b"}, {"hypothesis": "h1", "test": "hoop", "result": "failed"}
    )
    both = replace(first, coding=replace(first.coding, memos=(later, *first.coding.memos)))
    (only,) = recorded_tests(evidence(both))
    assert (only.case, only.result) == ("b", "failed")


def test_a_memo_that_names_no_test_is_counted_and_not_guessed_at() -> None:
    found = evidence(trial("k1", "a/plan", "hoops", "passed"))
    assert (recorded_tests(found), unread(found)) == ((), 1)
    display = tracing(found)
    assert display.rows == ()
    assert display.set_aside["memos of kind test that name no hypothesis, test and result"] == 1
    assert "No test is recorded yet" in display.notes[0]
