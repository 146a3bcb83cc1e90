"""Intervals, means, pairs and coders left out in the answer of `agree`."""

from __future__ import annotations

import json

import numpy as np
import pytest

from qualcode.agreement.assess import as_json, assess, assess_ratings, coefficients
from qualcode.agreement.displays import agreement_display
from qualcode.agreement.intervals import Method
from qualcode.agreement.ratings import from_values
from qualcode.model.codebook import Code, Codebook
from qualcode.model.reliability import ReliabilityData, UnitOfCoding

BOOK = Codebook(tuple(Code(id, {"en": id}) for id in "ABC"))


def drawn(coders: int = 3, units: int = 60) -> ReliabilityData:
    """Coders who err on one decision in ten; nobody used C."""
    generator = np.random.default_rng(6)
    true = generator.random((units, 2)) < (0.4, 0.2)
    rows = []
    for _ in range(coders):
        given = true ^ (generator.random((units, 2)) < 0.1)
        rows.append(tuple(frozenset(np.array(["A", "B"])[row].tolist()) for row in given))
    places = tuple(UnitOfCoding(f"D{unit // 20}", unit, None, f"D{unit // 20}:{unit}") for unit in range(units))
    return ReliabilityData(tuple("xyz"[:coders]), places, ("A", "B", "C"), tuple(rows), "turn")


def test_each_interval_names_its_method() -> None:
    results = assess(drawn(), ["alpha_nominal"], replicates=200, seed=4).results
    methods = {r.scope: r.ci_method for r in results if r.value is not None and r.codes != ("A",) and r.codes != ("B",)}
    assert methods["pooled"] == "percentile bootstrap over units, 200 replicates, seed 4"
    assert methods["document"] == "jackknife over units, t with 19 df"
    assert methods["pair"] == "jackknife over units, t with 59 df"
    code = next(r for r in results if r.scope == "code")
    assert code.ci_method == "Gwet 2014, t with 59 df"


@pytest.mark.parametrize(
    ("method", "named"),
    [("percentile", "percentile bootstrap over units"), ("bca", "BCa bootstrap over units"), ("krippendorff", "Krippendorff's bootstrap of pairs"), ("analytic", "Gwet 2014")],
)  # fmt: skip
def test_a_method_asked_for_by_name_is_used_in_every_scope(method: Method, named: str) -> None:
    agreement = assess(drawn(), ["alpha_nominal"], interval=method, replicates=100)
    given = [r for r in agreement.results if r.ci is not None]
    assert {r.scope for r in given} == {"code", "pooled", "document", "pair"}
    assert all(r.ci_method is not None and r.ci_method.startswith(named) for r in given)
    assert (agreement.seed is None) == (method == "analytic")


def test_pooled_without_each_coder_is_the_pooled_value_of_the_others() -> None:
    agreement = assess(drawn(), ["alpha_nominal"])
    pooled = [r for r in agreement.results if r.scope == "pooled"]
    assert [(r.without, r.coders) for r in pooled] == [
        (None, ("x", "y", "z")),
        ("x", ("y", "z")),
        ("y", ("x", "z")),
        ("z", ("x", "y")),
    ]
    pairs = {r.coders: r.value for r in agreement.results if r.scope == "pair" and r.codes == ("A", "B")}
    assert [r.value for r in pooled[1:]] == [pytest.approx(pairs[r.coders]) for r in pooled[1:]]
    found = agreement.find("alpha_nominal", "pooled")
    assert found is not None and found.without is None
    assert not any(r.without for r in assess(drawn(), without=False).results)
    assert not any(r.without for r in assess(drawn(coders=2)).results)


def test_the_mean_over_codes_leaves_out_codes_that_nobody_used() -> None:
    agreement = assess(drawn(), ["percent_agreement", "alpha_nominal"])
    for name in ("percent_agreement", "alpha_nominal"):
        mean = agreement.mean(name)
        values = [
            r.value for r in agreement.results if (r.scope, r.coefficient) == ("code", name) and r.codes != ("C",)
        ]
        assert mean is not None and mean.value is not None and mean.count == 2
        assert mean.value == pytest.approx(sum(value or 0.0 for value in values) / 2)
        assert mean.ci is not None and mean.ci[0] < mean.value < mean.ci[1]


def test_the_answer_tells_the_seed_where_something_was_drawn() -> None:
    answer = as_json(assess(drawn(), ["alpha_nominal"], replicates=150, seed=12))
    assert (answer["seed"], answer["replicates"]) == (12, 150)
    below = answer["below"]
    assert isinstance(below, dict) and list(below) == ["0.667", "0.800"] and below["0.667"] <= below["0.800"]
    assert "NaN" not in json.dumps(answer)
    assert "seed" not in as_json(assess(drawn(), ["alpha_nominal"], interval="analytic"))


def test_the_table_carries_seed_parameters_and_how_intervals_were_made() -> None:
    display = agreement_display(assess(drawn(), replicates=150, seed=12), BOOK)
    assert (display.seed, display.parameters["replicates"]) == (12, 150)
    notes = " ".join(display.notes)
    assert "percentile bootstrap over units (150 replicates, seed 12)" in notes
    assert "Analytic intervals: Gwet 2014" in notes
    assert "Probability that pooled α falls below .667:" in notes
    assert "Pooled α without one coder: without x ." in notes
    rows = {row.key: row for row in display.rows}
    ends = [column.key for column in display.columns].index("interval")
    assert str(rows["mean"].cells[ends].value).startswith("[")


def test_analytic_intervals_of_stacked_decisions_are_called_too_narrow() -> None:
    notes = agreement_display(assess(drawn(), interval="analytic"), BOOK).notes
    assert any("too narrow" in note for note in notes)
    assert not any("too narrow" in note for note in agreement_display(assess(drawn()), BOOK).notes)


def test_only_the_coefficients_asked_for_have_columns() -> None:
    display = agreement_display(assess(drawn(), ["gwet_ac1"]), BOOK)
    assert [column.key for column in display.columns] == [
        "gwet_ac1",
        "interval",
        "units",
        "by_x",
        "by_y",
        "by_z",
        "by_all",
    ]


def test_ratings_of_one_variable_have_pairs_categories_and_an_interval() -> None:
    ratings = from_values([[1, 2, 3, 1, 2, 3, 1, 1], [1, 2, 3, 1, 2, 2, 1, 2], [1, 2, 3, 1, 3, 3, 1, 1]])
    agreement = assess_ratings(
        ratings, ("x", "y", "z"), ["alpha_nominal", "alpha_ordinal", "fleiss_kappa"], replicates=100
    )
    ordinal = agreement.find("alpha_ordinal", "pooled")
    expected = coefficients(["alpha_ordinal"])[0].of(ratings)
    assert ordinal is not None and ordinal.value == expected.value
    assert ordinal.ci_method is not None and ordinal.ci_method.startswith("percentile bootstrap over units")
    nominal = agreement.find("alpha_nominal", "pooled")
    assert nominal is not None and nominal.ci_method == "Gwet 2014, t with 7 df"
    assert [r.coders for r in agreement.results if (r.coefficient, r.scope) == ("alpha_nominal", "pair")] == [
        ("x", "y"),
        ("x", "z"),
        ("y", "z"),
    ]
    assert {r.category for r in agreement.results if r.scope == "category"} == {"1", "2", "3"}
    mean = agreement.mean("alpha_nominal", "pairs")
    assert mean is not None and mean.count == 3 and mean.ci is not None
