"""Asking for passages: how a query is written, what and, or, not and within mean, and what a bad one is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from together_sample import BOOK, TURNS, Given, evidence

from qualcode.analysis.query import Code, Either, Every, Not, parse, withins
from qualcode.analysis.query_answer import OUTSIDE, Answer, answer
from qualcode.analysis.within import PASSAGE, Within
from qualcode.errors import UsageError
from qualcode.model import codebook
from qualcode.model.codebook import Codebook
from qualcode.model.evidence import Evidence


def found(known: Evidence, query: str) -> list[str]:
    return [each.coding.id for each in asked(known, query).passages]


def asked(known: Evidence, query: str) -> Answer:
    return answer(known, parse(query, BOOK), {"turn": TURNS})


SAMPLE: tuple[Given, ...] = (
    ("I1", "A", 0, 10),  # k0: turn 1, with B
    ("I1", "B", 50, 60),  # k1
    ("I1", "A", 110, 120),  # k2: turn 2, alone
    ("I1", "C1", 205, 215),  # k3: turn 3, with A
    ("I1", "A", 210, 220),  # k4
    ("I2", "A", 0, 10),  # k5: another interview
)
KNOWN = evidence(*SAMPLE)


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("A", ["k0", "k2", "k4", "k5"]),
        ("A and B within turn", ["k0", "k1"]),
        ("A and not B within turn", ["k2", "k4", "k5"]),
        ("A and not B", ["k0", "k2", "k4", "k5"]),
        ("A and not B within document", ["k5"]),
        ("A and not B within case", ["k5"]),
        ("A and not B within 40 characters", ["k2", "k4", "k5"]),
        ("A and not B within 39", ["k0", "k2", "k4", "k5"]),
        ("A and C", ["k3", "k4"]),
        ("A and not C within turn", ["k0", "k2", "k5"]),
        ("A and not (B or C) within turn", ["k2", "k5"]),
        ("B or C", ["k1", "k3"]),
        ("(A and B within turn) or C", ["k0", "k1", "k3"]),
        ("not A within turn", []),
        ("not B within turn", ["k2", "k3", "k4", "k5"]),
        ("not not C", ["k3"]),
        ("A and not A", []),
        ("A 且 非 B 同一话轮", ["k2", "k4", "k5"]),
        ("（A 与 B 在 话轮 内） 或 C", ["k0", "k1", "k3"]),
        ('"Alpha" and not “Beta” within turns', ["k2", "k4", "k5"]),
        ("Gamma > Below", ["k3"]),
    ],
)
def test_a_query_finds_what_a_researcher_means(query: str, ids: list[str]) -> None:
    assert found(KNOWN, query) == ids


def test_a_passage_that_bears_both_codes_is_not_found_by_a_and_not_b() -> None:
    assert found(evidence(("I1", "A", 0, 10), ("I1", "B", 0, 10)), "A and not B") == []


def test_a_parent_after_not_stands_for_all_below_it() -> None:
    known = evidence(("I1", "C", 0, 10), ("I1", "C1", 20, 30), ("I1", "C", 110, 120))
    assert found(known, "C and not C1 within turn") == ["k2"]
    assert found(known, "C1 and not C") == []


def test_a_passage_over_two_turns_is_together_with_what_lies_in_either() -> None:
    known = evidence(("I1", "A", 90, 110), ("I1", "B", 20, 30), ("I1", "B", 150, 160))
    assert found(known, "A and B within turn") == ["k1", "k0", "k2"]


def test_what_lies_in_no_unit_is_set_aside_and_counted() -> None:
    known = evidence(("I1", "A", 0, 10), ("I1", "A", 900, 910))
    given = asked(known, "A and not B within turn")
    assert [each.coding.id for each in given.passages] == ["k0"]
    assert given.set_aside == {OUTSIDE: 1}


def test_not_says_where_the_code_may_only_be_uncoded_yet() -> None:
    known = evidence(*SAMPLE, done=("I1",))
    assert asked(known, "A and not B within turn").unfinished == 1
    assert asked(known, "A and B within turn").unfinished == 0


def test_within_holds_for_all_before_it_but_for_brackets() -> None:
    query = parse("(A or B within turn) and C within document", BOOK)
    inner = Either((Code("A", "A"), Code("B", "B")), Within("turn"))
    assert query == Every((inner, Code("C", "C")), Within("document"))
    assert withins(query, PASSAGE) == {Within("turn"), Within("document")}
    assert parse("not A", BOOK) == Not(Code("A", "A"))


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("", "The query is empty"),
        ("A and", 'ends at character 6, where a code, "not" or "\\(" is expected'),
        ("and A", 'Character 1 of the query is "and", where a code'),
        ("A or or B", 'Character 6 of the query is "or"'),
        ("(A and B", 'ends at character 9, where a "\\)" for the bracket at character 1'),
        ("A) or B", 'Character 2 of the query is "\\)"'),
        ("A within", "ends at character 9, where a unit"),
        ("A within trun", 'Character 10 of the query: No unit "trun"\\. Nearest: turn'),
        ("A within turn or B", 'Character 15 of the query is "or", where the end of the query is expected'),
        ('A and "Beta', "quotation mark at character 7 of the query is never closed"),
        ("A and Bta", 'No code "Bta" \\(character 7 of the query\\)\\. Nearest: B \\(Beta\\)'),
        ("甲与乙", "stand between spaces"),
    ],
)
def test_a_bad_query_is_told_where_and_what_is_expected(query: str, says: str) -> None:
    with pytest.raises(UsageError, match=says) as fault:
        parse(query, BOOK)
    assert "\n" not in str(fault.value)


def test_a_name_that_fits_several_codes_is_refused_with_its_place() -> None:
    book = Codebook((codebook.Code("A1", {"": "one a"}), codebook.Code("A2", {"": "two a"})))
    with pytest.raises(UsageError, match='Character 5 of the query: "a" fits more than one code'):
        parse("not a", book)


def test_a_name_with_an_operator_in_it_stands_in_quotation_marks() -> None:
    book = Codebook((codebook.Code("X", {"en": "Law and policy", "zh": "政策与法律"}),))
    assert parse('"Law and policy"', book) == Code("X", "Law and policy")
    assert parse("政策与法律", book) == Code("X", "政策与法律")
    assert parse("Law", book) == Code("X", "Law")


codes = st.sampled_from(["A", "B", "C"])
units = st.sampled_from(["turn", "document", "passage", "25"])
places = st.lists(
    st.tuples(
        st.sampled_from(["I1", "I2"]), st.sampled_from(["A", "B", "C", "C1"]), st.integers(0, 190), st.integers(1, 10)
    ),
    max_size=20,
)


@given(places, codes, codes, units)
def test_and_with_not_parts_a_code_from_the_same_with_and(
    made: list[tuple[str, str, int, int]], one: str, other: str, unit: str
) -> None:
    """Each passage of A is found by `A and B` or by `A and not B`, and never by both."""
    sample = sorted({(document, code, start, start + length) for document, code, start, length in made})
    known = evidence(*(each for each in sample if each[3] < 200))
    own = set(found(known, one))
    with_it = set(found(known, f"{one} and {other} within {unit}")) & own
    without = set(found(known, f"{one} and not {other} within {unit}"))
    assert with_it | without == own
    assert not with_it & without


@given(st.text(alphabet='AB ()"“”and与非同一within段 50', max_size=25))
def test_whatever_is_typed_is_read_or_refused_with_a_sentence(text: str) -> None:
    try:
        answer(KNOWN, parse(text, BOOK), {"turn": TURNS})
    except UsageError as fault:
        assert "\n" not in str(fault) or "\n" in text
