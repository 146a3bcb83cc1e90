"""Codes that stand together: counts by unit and by passage, coefficients, what is known, cases and order."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from together_sample import TURNS, Given, evidence

from qualcode.analysis.cooccurrence import Cooccurrence, behind, cooccurrence
from qualcode.analysis.cooccurrence_displays import case_by_case, matrix_display, pairs_display, sequence_display
from qualcode.analysis.within import Within, parse_within
from qualcode.errors import NotFoundError, UsageError
from qualcode.model.display import Display

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "references" / "crosscase.yaml"


def pair(found: Cooccurrence, one: str = "A", other: str = "B") -> dict[str, float]:
    a, b = found.codes.index(one), found.codes.index(other)
    values = {name: float(getattr(found, name)[a, b]) for name in ("n1", "n12", "c", "jaccard", "lift", "phi")}
    return {**values, "n2": float(found.n1[b, a]), "n": float(found.known.n[a, b]) if found.known else float("nan")}


def cell(display: Display, row: str, column: str) -> Any:
    at = [each.key for each in display.columns].index(column)
    return next(each.cells[at] for each in display.rows if each.key == row)


SAMPLE: tuple[Given, ...] = (
    ("I1", "A", 0, 10),
    ("I1", "B", 50, 60),
    ("I1", "A", 110, 120),
    ("I1", "B", 210, 220),
    ("I2", "A", 0, 10),
    ("I2", "B", 5, 20),
)


def test_over_turns_every_coefficient_follows_from_one_table_of_units() -> None:
    found = pair(cooccurrence(evidence(*SAMPLE), Within("turn"), TURNS))
    assert found == pytest.approx(
        {"n1": 3, "n2": 3, "n12": 2, "n": 5, "c": 0.5, "jaccard": 0.5, "lift": 10 / 9, "phi": 1 / 6}
    )


@pytest.mark.parametrize(
    ("within", "n1", "n2", "n12"), [("document", 2, 2, 2), ("case", 2, 2, 2), ("passage", 3, 3, 1), ("40", 3, 3, 2)]
)
def test_the_unit_decides_what_is_counted(within: str, n1: int, n2: int, n12: int) -> None:
    found = pair(cooccurrence(evidence(*SAMPLE), parse_within(within), TURNS))
    assert (found["n1"], found["n2"], found["n12"]) == (n1, n2, n12)


def references() -> dict[str, Any]:
    cases = yaml.safe_load(SHARED.read_text(encoding="utf-8"))["cases"]
    return next(case for case in cases if case["kind"] == "cooccurrence")


@pytest.mark.parametrize("window", [0, 50, 150])
def test_the_reference_pairs_by_proximity_are_matched(window: int) -> None:
    if not SHARED.is_file():
        pytest.skip("the reference file is not beside this checkout")
    case = references()
    known = evidence(*(("I1", code, start, end) for code, start, end in case["data"]))
    within = Within("window", window) if window else Within("passage")
    expected = {frozenset(pair) for pair in case["expected"][window]["pairs"]}
    names = [f"{code}{number}" for number, (code, _, _) in enumerate(case["data"])]
    found = set()
    for one, other in combinations(range(len(names)), 2):
        two = replace(known, passages=(known.passages[one], known.passages[other]))
        if cooccurrence(two, within).n12.any():
            found.add(frozenset((names[one], names[other])))
    assert found == expected
    assert cooccurrence(known, within).n12.sum() == 2 * len(expected)


def test_one_passage_that_meets_several_lifts_c_above_jaccard_and_even_above_1() -> None:
    sample = [("I1", "A", 0, 90), *(("I1", "B", start, start + 10) for start in (0, 20, 40, 60))]
    found = cooccurrence(evidence(*sample), Within("passage"))
    assert pair(found)["c"] == 4.0
    assert pair(found)["jaccard"] == 1.0


def test_over_passages_lift_and_phi_do_not_exist_and_the_note_says_so() -> None:
    known = evidence(*SAMPLE)
    display = pairs_display(known, cooccurrence(known, Within("passage")))
    assert [cell(display, "A+B", each).value for each in ("n", "lift", "phi")] == [None, None, None]
    assert any("Lift and φ need units that could be empty" in note for note in display.notes)


def test_silence_in_an_unfinished_document_is_not_absence() -> None:
    """I2 is not finished: its turns count for n1, n2, n12 and c, and not for lift and φ, which need turns without the code."""
    known = evidence(*SAMPLE, done=("I1",))
    found = pair(cooccurrence(known, Within("turn"), TURNS))
    assert (found["n1"], found["n12"], found["c"], found["n"]) == (3, 2, 0.5, 3)
    assert found["lift"] == pytest.approx(1 * 3 / (2 * 2))
    nothing = pairs_display(known, cooccurrence(evidence(*SAMPLE, done=()), Within("turn"), TURNS))
    assert cell(nothing, "A+B", "lift").value is None
    assert any("not everything is finished" in note for note in nothing.notes)


def test_a_code_stands_for_what_is_below_it_and_is_not_paired_with_it() -> None:
    known = evidence(("I1", "C1", 0, 10), ("I1", "C", 20, 30), ("I1", "A", 40, 50), ("I1", "C1", 0, 10))
    display = pairs_display(known, cooccurrence(known, Within("turn"), TURNS))
    assert [row.key for row in display.rows] == ["A+C", "A+C1"]
    assert cell(display, "A+C", "n12").codings == ("k0", "k3", "k1", "k2")
    assert cell(display, "A+C1", "n12").codings == ("k0", "k3", "k2")
    assert cell(display, "A+C", "n2").value == 1


def test_an_identical_passage_counts_once() -> None:
    known = evidence(("I1", "A", 0, 10), ("I1", "A", 0, 10), ("I1", "B", 0, 10))
    assert pair(cooccurrence(known, Within("passage")))["n12"] == 1


def test_uneven_frequencies_are_flagged_above_fivefold() -> None:
    few = [("I1", "A", 0, 10)] + [("I1", "B", start, start + 5) for start in range(0, 30, 5)]
    known = evidence(*few)
    display = pairs_display(known, cooccurrence(known, Within("passage")))
    assert cell(display, "A+B", "uneven").value == "×6.0"
    five = evidence(*few[:-1])
    assert cell(pairs_display(five, cooccurrence(five, Within("passage"))), "A+B", "uneven").value is None


def test_each_case_has_its_own_row_and_adds_up() -> None:
    known = evidence(*SAMPLE)
    cases = case_by_case(known, Within("turn"), TURNS, None, None)
    display = pairs_display(known, cooccurrence(known, Within("turn"), TURNS), by_case=cases)
    assert [row.key for row in display.rows] == ["A+B", "A+B@p", "A+B@q"]
    assert [cell(display, key, "n12").value for key in ("A+B", "A+B@p", "A+B@q")] == [2, 1, 1]
    assert [cell(display, key, "n").value for key in ("A+B", "A+B@p", "A+B@q")] == [5, 3, 2]
    with pytest.raises(UsageError, match="only one unit"):
        case_by_case(known, Within("case"), TURNS, None, None)


def test_a_passage_of_no_known_case_is_set_aside_and_counted() -> None:
    known = evidence(*SAMPLE)
    unplaced = replace(known, passages=(*known.passages[:-1], replace(known.passages[-1], case=None)))
    found = cooccurrence(unplaced, Within("case"))
    assert found.set_aside == {"codings in documents of no case": 1}
    assert pair(found)["n12"] == 1


def test_a_passage_outside_every_unit_is_set_aside_and_one_over_two_counts_in_both() -> None:
    known = evidence(("I1", "A", 90, 110), ("I1", "B", 150, 160), ("I1", "B", 900, 910))
    found = cooccurrence(known, Within("turn"), TURNS)
    assert found.set_aside == {"codings that lie in no unit that counts": 1}
    assert (pair(found)["n1"], pair(found)["n2"], pair(found)["n12"]) == (2, 1, 1)


def test_which_code_comes_first_is_counted_turn_by_turn() -> None:
    known = evidence(
        *(("I1", "A", 0, 10), ("I1", "B", 5, 20), ("I1", "A", 30, 40)),
        *(("I1", "B", 100, 110), ("I1", "A", 120, 130), ("I1", "A", 200, 210), ("I1", "B", 200, 220)),
    )
    display = sequence_display(known, cooccurrence(known, Within("turn"), TURNS))
    values = [each.value for each in display.rows[0].cells]
    assert values == [3, 1, 1, 1, 0.5]
    for unordered in (Within("passage"), Within("case")):
        with pytest.raises(UsageError, match="no order of codes"):
            sequence_display(known, cooccurrence(known, unordered))


def test_the_square_table_is_the_same_from_both_sides() -> None:
    known = evidence(*SAMPLE)
    display = matrix_display(known, cooccurrence(known, Within("turn"), TURNS), "c")
    assert [[each.value for each in row.cells] for row in display.rows] == [[None, 0.5], [0.5, None]]
    assert display.rows[0].cells[1].codings == ("k0", "k1", "k4", "k5")


def test_nothing_coded_gives_an_empty_table() -> None:
    known = evidence()
    for within in (Within("turn"), Within("document"), Within("case"), Within("passage")):
        assert pairs_display(known, cooccurrence(known, within, TURNS)).rows == ()


@pytest.mark.parametrize(
    ("text", "within"),
    [("turn", Within("turn")), ("话轮", Within("turn")), ("50字", Within("window", 50)), ("案例", Within("case"))],
)
def test_a_unit_is_named_in_either_language(text: str, within: Within) -> None:
    assert parse_within(text) == within


def test_an_unknown_unit_is_refused_with_the_nearest() -> None:
    with pytest.raises(NotFoundError, match="Nearest: turn"):
        parse_within("trun")
    with pytest.raises(UsageError, match="at least one character"):
        parse_within("0")


codings = st.lists(
    st.tuples(
        st.sampled_from(["I1", "I2"]), st.sampled_from(["A", "B", "C", "C1"]), st.integers(0, 280), st.integers(1, 60)
    ),
    max_size=25,
)


@settings(max_examples=120, deadline=None)
@given(codings, st.sampled_from(["turn", "document", "passage", "30"]))
def test_counts_are_those_of_a_plain_count(made: list[tuple[str, str, int, int]], unit: str) -> None:
    """The same counted with sets and loops."""
    sample = {(document, code, start, start + length) for document, code, start, length in made}
    known, within = evidence(*sorted(sample)), parse_within(unit)
    found = cooccurrence(known, within, TURNS)
    family = {"A": {"A"}, "B": {"B"}, "C": {"C", "C1"}}
    for one, other in combinations(family, 2):
        places = [
            {(document, start, end) for document, code, start, end in sample if code in family[each]}
            for each in (one, other)
        ]
        if within.unit in ("passage", "window"):
            gap = within.characters + 1 if within.characters else 0
            n12 = sum(
                first[0] == second[0] and first[1] < second[2] + gap and second[1] < first[2] + gap
                for first in places[0]
                for second in places[1]
            )
        else:
            units = [set().union(*(held(within, place) for place in each)) for each in places]
            n12 = len(units[0] & units[1])
            assert pair(found, one, other)["n1"] == len(units[0])
        assert pair(found, one, other)["n12"] == n12
        assert bool(behind(found, found.codes.index(one), found.codes.index(other))) == bool(n12)


def held(within: Within, place: tuple[str, int, int]) -> set[tuple[str, int]]:
    document, start, end = place
    if within.unit == "document":
        return {(document, 0)}
    return {(document, n) for n, turn in enumerate(TURNS[document]) if turn.start < end and start < turn.end}


def test_within_a_case_there_must_be_cases() -> None:
    with pytest.raises(UsageError, match="no cases"):
        cooccurrence(replace(evidence(*SAMPLE), cases=()), Within("case"))
