"""What the family cannot handle is a sentence, and large data neither fail nor fill the memory."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pytest

from qualcode.agreement.assess import coefficients
from qualcode.agreement.coefficient import Estimate, Parts
from qualcode.agreement.ratings import Ratings, from_array, from_contingency, from_values
from qualcode.agreement.wording import Sentence

ON_A_SCALE = [
    "cohen_kappa_linear",
    "cohen_kappa_quadratic",
    "conger_kappa_linear",
    "conger_kappa_quadratic",
    "fleiss_kappa_linear",
    "fleiss_kappa_quadratic",
    "gwet_ac2_linear",
    "gwet_ac2_quadratic",
    "gwet_ac2_ordinal",
    "alpha_ordinal",
    "alpha_interval",
    "alpha_ratio",
]
BY_CHANCE = ["conger_kappa", "fleiss_kappa", "scott_pi", "light_kappa", "cohen_kappa", "alpha_nominal"]
EVERYTHING = [*ON_A_SCALE, *BY_CHANCE, "brennan_prediger", "gwet_ac1", "holsti", "holsti_composite", "holsti_decisions"]


def of(name: str, ratings: Ratings) -> Estimate:
    return coefficients([name])[0].of(ratings)


@pytest.mark.parametrize("name", BY_CHANCE)
def test_one_category_only_is_undefined(name: str) -> None:
    estimate = of(name, from_values([[0] * 9, [0] * 9]))
    assert (estimate.value, estimate.units) == (None, 9)
    assert estimate.notes[0].text().startswith("undefined")


@pytest.mark.parametrize("name", ["gwet_ac1", "brennan_prediger", "gwet_ac2_ordinal"])
def test_one_category_only_is_1_where_chance_is_not_prevalence_and_said(name: str) -> None:
    offered = Ratings(np.zeros((2, 9), dtype=np.int8), ("0", "1"), np.array([0.0, 1.0]))
    assert of(name, offered).value == 1.0
    alone = of(name, from_values([[0] * 9, [0] * 9]))
    assert alone.value == 1.0
    assert alone.notes[0].text() == "only one category was offered, so nobody could disagree"


@pytest.mark.parametrize("name", ON_A_SCALE)
def test_text_where_numbers_are_needed_is_a_sentence(name: str) -> None:
    estimate = of(name, from_values([["a", "1"], ["1", "1"]]))
    assert estimate.value is None
    assert "needs them on a scale" in estimate.notes[0].text()


def test_text_that_reads_as_numbers_is_numbers() -> None:
    text, numbers = from_values([["1", "3", "2"], ["1", "2", "2"]]), from_values([[1, 3, 2], [1, 2, 2]])
    assert of("alpha_interval", text).value == of("alpha_interval", numbers).value


def test_one_number_written_in_two_ways_is_a_sentence() -> None:
    estimate = of("alpha_interval", from_values([["1", "2"], ["1.0", "2"]]))
    assert (estimate.value, estimate.notes[0].text()) == (
        None,
        "undefined: two categories stand for the same number, 1; write it alike everywhere",
    )


def test_text_labels_of_a_contingency_table_are_ordered_as_the_table_is() -> None:
    table = [[8, 2, 1], [1, 9, 2], [0, 3, 7]]
    named = from_contingency(table, ["low", "middle", "high"])
    assert named.categories == ("low", "middle", "high")
    assert of("cohen_kappa_linear", named).value == of("cohen_kappa_linear", from_contingency(table)).value
    stretched = from_contingency(table, [0, 1, 10])
    assert of("cohen_kappa_linear", stretched).value != of("cohen_kappa_linear", named).value


@pytest.mark.parametrize("name", EVERYTHING)
def test_one_coder_and_no_shared_unit_are_sentences(name: str) -> None:
    for ratings in (from_values([[1, 2, 3]]), from_values([[1, 2, None, None], [None, None, 1, 2]])):
        estimate = of(name, ratings)
        assert (estimate.value, estimate.units) == (None, 0)
        assert "one coder" in estimate.notes[0].text() or "no unit" in estimate.notes[0].text()


@pytest.mark.parametrize("name", EVERYTHING)
def test_six_units_are_enough(name: str) -> None:
    assert of(name, from_values([[1, 1, 0, 0, 1, 0], [1, 0, 0, 0, 1, 1]])).value is not None


def test_a_value_below_zero_has_no_place_on_a_ratio_scale() -> None:
    assert "-2 is below zero" in of("alpha_ratio", from_values([[1, -2], [1, 1]])).notes[0].text()


def test_light_leaves_out_pairs_that_are_undefined_and_says_so() -> None:
    estimate = of("light_kappa", from_values([[0, 0, 0, None], [0, 0, 0, 1], [0, 1, 0, 1]]))
    assert estimate.value is not None
    assert estimate.notes[0].text() == "mean over the pairs for which Cohen's κ is defined; left out: 1 of 3"


def test_conger_depends_on_who_holds_a_single_rating_and_says_so() -> None:
    second = from_values([[1, 2, 3, 1, None], [1, 2, 2, 1, 3], [1, 3, 3, 1, None]])
    third = from_values([[1, 2, 3, 1, None], [1, 2, 2, 1, None], [1, 3, 3, 1, 3]])
    assert of("conger_kappa", second).value != pytest.approx(of("conger_kappa", third).value)
    assert of("fleiss_kappa", second).value == pytest.approx(of("fleiss_kappa", third).value)
    assert "whoever gave it (Gwet): 1" in of("conger_kappa", second).notes[0].text()


def test_a_coder_without_ratings_changes_nothing() -> None:
    rows: list[list[int | None]] = [[1, 2, 3, 1], [1, 2, 2, 1], [1, 3, 3, 1]]
    for name in ("conger_kappa", "fleiss_kappa", "gwet_ac1", "alpha_nominal"):
        assert of(name, from_values([*rows, [None] * 4])).value == pytest.approx(of(name, from_values(rows)).value)


def test_single_ratings_count_in_prevalence_as_gwet_has_it() -> None:
    with_single = of("gwet_ac1", from_values([[1, 2, 2, 1, 3], [1, 2, 1, 1, None]]))
    assert with_single.value != pytest.approx(of("gwet_ac1", from_values([[1, 2, 2, 1], [1, 2, 1, 1]])).value)
    assert "units with one rating" in with_single.notes[0].text()


def test_ten_thousand_categories_cost_no_square_of_them() -> None:
    row = np.arange(10_000)
    ratings = Ratings(np.stack([row, np.roll(row, 1)]), tuple(map(str, row)), row.astype(np.float64))
    tracemalloc.start()
    values = {name: of(name, ratings).value for name in EVERYTHING if name not in ("holsti_composite", "alpha_ratio")}
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert values["fleiss_kappa"] == pytest.approx(0, abs=1e-3)
    assert values["alpha_interval"] == pytest.approx(1, abs=1e-2)
    assert peak < 50e6


def test_a_million_distinct_values_cost_no_more_than_their_size() -> None:
    truth = np.random.default_rng(1).normal(size=500_000)
    values = truth + np.random.default_rng(2).normal(scale=0.5, size=(2, 500_000))
    ratings = from_array(values)
    assert len(ratings.categories) == 1_000_000
    assert of("alpha_interval", ratings).value == pytest.approx(0.8, abs=0.01)
    assert ratings.numbers is not None
    refused = of("alpha_ratio", Ratings(ratings.matrix, ratings.categories, ratings.numbers - ratings.numbers.min()))
    assert refused.value is None
    assert "1000000 distinct values" in refused.notes[0].text()


def test_parts_that_would_fill_the_memory_are_refused_and_those_of_interval_alpha_never_are() -> None:
    values = np.random.default_rng(3).normal(size=(2, 20_000))
    ratings = from_array(values)
    refused = coefficients(["alpha_nominal"])[0].parts_of(ratings)
    assert isinstance(refused, Sentence) and "too many to resample" in refused.text()
    parts = coefficients(["alpha_interval"])[0].parts_of(ratings)
    assert isinstance(parts, Parts) and parts.matrix.shape == (20_000, 4)


def test_an_infinite_rating_is_refused() -> None:
    with pytest.raises(ValueError, match="finite"):
        from_array(np.array([[1.0, np.inf]]))


def test_a_contingency_table_has_a_label_for_each_row() -> None:
    with pytest.raises(ValueError, match="as many labels"):
        from_contingency([[1, 2], [3, 4]], ["a"])


def test_a_table_may_lack_a_category_that_one_coder_never_used() -> None:
    whole = from_contingency([[0, 4, 1], [0, 8, 0], [0, 1, 5]], [1, 2, 3])
    lacking = from_contingency([[4, 1], [8, 0], [1, 5]], [1, 2, 3], [2, 3])
    for name in ("cohen_kappa", "cohen_kappa_linear", "gwet_ac1", "alpha_ordinal"):
        assert of(name, lacking).value == pytest.approx(of(name, whole).value)
    text = from_contingency([[4, 1], [8, 0], [1, 5]], ["a", "b", "c"], ["b", "c"])
    assert of("cohen_kappa", text).value == of("cohen_kappa", whole).value
    assert of("cohen_kappa_linear", text).value is None


def test_a_cell_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="below zero"):
        from_contingency([[1, -2], [3, 4]])


def test_per_category_is_empty_for_a_coefficient_without_it() -> None:
    assert coefficients(["gwet_ac1"])[0].per_category(from_values([[1, 2], [1, 1]])) == {}
