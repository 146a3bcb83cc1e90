"""What theses and commercial programs print: right, named for what they count, and never a silent 1."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.agreement.assess import coefficients
from qualcode.agreement.coefficient import Estimate
from qualcode.agreement.nvivo import Comparison, compare, plain_mean, weighted_mean
from qualcode.agreement.ratings import PRESENCE, Ratings, from_values

TEN = [[int(v) for v in "1100000000"], [int(v) for v in "0110010100"]]
PRESENT_TEN = Ratings(np.array(TEN), PRESENCE)


def of(name: str, ratings: Ratings) -> Estimate:
    return coefficients([name])[0].of(ratings)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("percent_agreement", 0.6),
        ("holsti", 1 / 3),
        ("holsti_decisions", 0.6),
        ("holsti_composite", 0.75),
        ("cohen_kappa", 0.091),
        ("alpha_nominal", 0.095),
    ],
)
def test_ten_segments_of_one_code(name: str, value: float) -> None:
    """Segments coded 1100000000 and 0110010100: R from percent .60 is .75 where κ is .091 and α .095."""
    assert of(name, PRESENT_TEN).value == pytest.approx(value, abs=6e-4)


def test_holsti_names_what_it_counts() -> None:
    assert of("holsti", PRESENT_TEN).notes[0].text().startswith("on applied codes")
    assert of("holsti_decisions", PRESENT_TEN).notes[0].text().startswith("on all decisions")
    assert of("holsti", from_values([["a", "b"], ["a", "c"]])).notes[0].text().startswith("on all decisions")


def test_holsti_of_several_categories_is_2m_over_all_decisions() -> None:
    """归类一致性 2S / (T₁ + T₂): two of three units alike."""
    estimate = of("holsti", from_values([["a", "b", "c", None], ["a", "b", "a", "a"]]))
    assert estimate.value == pytest.approx(2 / 3)
    assert estimate.units == 3


def test_holsti_of_a_code_that_neither_applied_is_undefined() -> None:
    estimate = of("holsti", Ratings(np.array([[0, 0, 1], [0, 0, -1]]), PRESENCE))
    assert estimate.value is None
    assert "neither coder applied the code" in estimate.notes[0].text()


def test_holsti_of_three_coders_points_to_the_pairs() -> None:
    assert "see the pairs" in of("holsti", from_values([["a"], ["a"], ["a"]])).notes[0].text()


def test_composite_says_how_little_it_asks_for() -> None:
    three = from_values([[1, 1, 0, 0], [1, 1, 0, 1], [1, 0, 0, 1]])
    estimate = of("holsti_composite", three)
    mean = (0.75 + 0.5 + 0.75) / 3
    assert estimate.value == pytest.approx(3 * mean / (1 + 2 * mean))
    assert "with 3 coders R reaches .80 from K̄ = 0.571 on" in estimate.notes[0].text()


def test_nvivo_counts_characters_that_neither_coded_as_agreement() -> None:
    found = compare([50, 30, 20, 900], [True, True, False, False], [True, False, True, False])
    assert found == Comparison(50, 30, 20, 900)
    assert found.percentage == pytest.approx(0.95)
    chance = 0.08 * 0.07 + 0.92 * 0.93
    assert found.kappa == pytest.approx((0.95 - chance) / (1 - chance))


@given(
    st.lists(st.tuples(st.integers(0, 9), st.booleans(), st.booleans()), min_size=1, max_size=12).filter(
        lambda stretches: any(length for length, _, _ in stretches)
    )
)
def test_nvivo_kappa_is_cohen_s_over_single_characters(stretches: list[tuple[int, bool, bool]]) -> None:
    lengths, first, second = zip(*stretches, strict=True)
    characters = [np.repeat(np.array(side, dtype=int), lengths) for side in (first, second)]
    found, expected = compare(lengths, first, second), of("cohen_kappa", Ratings(np.stack(characters), PRESENCE))
    assert found.kappa == (None if expected.value is None else pytest.approx(expected.value))
    assert found.percentage == pytest.approx(float(np.mean(characters[0] == characters[1])))


def test_nvivo_prints_1_for_a_code_that_nobody_used_and_we_do_not() -> None:
    unused = compare([100], [False], [False])
    assert (unused.percentage, unused.kappa) == (1.0, None)
    assert compare([], [], []).percentage is None


def test_means_over_documents_are_plain_or_weighed_by_length_and_count_what_they_leave_out() -> None:
    values, lengths = [0.5, None, 1.0], [100, 5000, 300]
    plain, weighed = plain_mean(values), weighted_mean(values, lengths)
    assert (plain.value, plain.counted, plain.left_out) == (0.75, 2, 1)
    assert weighed.value == pytest.approx(0.875)
    assert (weighed.counted, weighed.left_out) == (2, 1)
    assert plain_mean([None]).value is None


def test_stretches_without_a_decision_are_refused() -> None:
    with pytest.raises(ValueError, match="one decision of either coder"):
        compare([1, 2], [True], [True])
    with pytest.raises(ValueError, match="negative"):
        compare([-1], [True], [True])
