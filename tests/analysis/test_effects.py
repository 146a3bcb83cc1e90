"""Effect sizes and their intervals, against what was published and against SciPy."""

from __future__ import annotations

from math import inf, log, sqrt, tanh
from pathlib import Path
from typing import Any

import pytest
import yaml
from scipy import stats  # type: ignore[import-untyped]

from qualcode.analysis.effects import (
    Effect,
    cramers_v,
    kendall,
    odds_ratio,
    risk_difference,
    spearman,
    wilson,
)

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "references" / "crosscase.yaml"


def limits(effect: Effect) -> tuple[float, float]:
    assert effect.interval is not None
    return effect.interval


def test_newcombe_1998_gives_the_difference_of_56_in_70_and_48_in_80() -> None:
    found = risk_difference([[56, 14], [48, 32]])
    assert found.value == pytest.approx(0.2)
    assert limits(found) == pytest.approx((0.0524, 0.3339), abs=5e-5)


def test_newcombe_1998_gives_the_share_of_81_in_263_by_wilson_1927() -> None:
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert wilson(0, 5)[0] == 0.0
    with pytest.raises(ValueError, match="share"):
        wilson(6, 5)


@pytest.mark.parametrize(
    ("table", "value"),
    [([[3, 1], [1, 3]], 6.408309), ([[2, 10], [15, 3]], 0.04693661)],
    ids=["Fisher1935", "Fisher1962"],
)
def test_the_odds_ratio_is_the_conditional_one_that_r_prints(table: list[list[int]], value: float) -> None:
    found = odds_ratio(table)
    assert found.value == pytest.approx(value, rel=1e-4)
    known = stats.contingency.odds_ratio(table, kind="conditional").confidence_interval(0.95)
    assert limits(found) == pytest.approx((known.low, known.high), rel=1e-4)


def test_an_empty_cell_makes_the_odds_ratio_infinite_and_an_empty_row_undefined() -> None:
    found = odds_ratio([[3, 0], [0, 2]])
    assert found.value == inf
    assert limits(found)[1] == inf
    assert odds_ratio([[0, 3], [2, 0]]).value == 0.0
    assert odds_ratio([[0, 0], [2, 3]]).value is None
    assert risk_difference([[0, 0], [2, 3]]).note == "A row of the table is empty."


def test_the_interval_of_v_turns_the_noncentral_chi_square_around() -> None:
    """Steiger & Fouladi 1997: at either limit the χ² found has the chance of a tail."""
    table = [[30, 10, 12], [14, 25, 20]]
    found = cramers_v(table)
    chi, _, freedom, _ = stats.chi2_contingency(table, correction=False)
    low, high = limits(found)
    n = 111
    assert found.value == pytest.approx(sqrt(chi / n))
    assert stats.ncx2.cdf(chi, freedom, low**2 * n) == pytest.approx(0.975, abs=1e-6)
    assert stats.ncx2.cdf(chi, freedom, high**2 * n) == pytest.approx(0.025, abs=1e-6)
    assert found.note == ""


def test_the_interval_of_v_is_called_rough_where_few_are_expected_and_stays_between_0_and_1() -> None:
    found = cramers_v([[4, 0], [3, 1], [0, 4]])
    assert "rough" in found.note
    low, high = limits(cramers_v([[2, 2], [2, 2]]))
    assert (low, high <= 1) == (0.0, True)
    assert cramers_v([[2, 2], [0, 0]]).value is None


def references() -> list[dict[str, Any]]:
    if not SHARED.is_file():
        return []
    cases = yaml.safe_load(SHARED.read_text(encoding="utf-8"))["cases"]
    return [case for case in cases if case["kind"] == "association"]


@pytest.mark.skipif(not SHARED.is_file(), reason="the reference file is not beside this checkout")
@pytest.mark.parametrize("case", references(), ids=lambda case: case["id"])
def test_a_reference_rank_correlation_is_matched(case: dict[str, Any]) -> None:
    x, y = case["data"]["x"], case["data"]["y"]
    assert spearman(x, y).value == pytest.approx(case["expected"]["rho"], abs=case["tolerance"])
    assert kendall(x, y).value == pytest.approx(case["expected"]["tau"], abs=case["tolerance"])


def test_tied_ranks_are_shared() -> None:
    x, y = [1.0, 2.0, 2.0, 3.0, 5.0, 5.0], [2.0, 1.0, 4.0, 4.0, 4.0, 9.0]
    assert spearman(x, y).value == pytest.approx(stats.spearmanr(x, y).statistic)
    assert kendall(x, y).value == pytest.approx(stats.kendalltau(x, y).statistic)


def test_without_variation_there_is_no_rank_correlation() -> None:
    assert "never varies" in spearman([1, 1, 1], [1, 2, 3]).note
    assert kendall([1, 1, 1], [1, 2, 3]).value is None
    with pytest.raises(ValueError, match="equally long"):
        kendall([1], [1, 2])


def test_bonett_wright_2000_gives_an_interval_to_spearman_s_rho() -> None:
    """Fisher's z = 0.5 · ln((1 + ρ) / (1 − ρ)), its variance (1 + ρ²/2) / (n − 3)."""
    x, y = list(range(20)), [3, 1, 0, 5, 2, 4, 9, 6, 8, 7, 13, 10, 12, 11, 19, 14, 16, 15, 18, 17]
    found = spearman(x, y)
    rho = stats.spearmanr(x, y).statistic
    reach = stats.norm.ppf(0.975) * sqrt((1 + rho**2 / 2) / 17)
    z = 0.5 * log((1 + rho) / (1 - rho))
    assert limits(found) == pytest.approx((tanh(z - reach), tanh(z + reach)))
    assert limits(found)[0] < rho < limits(found)[1]
    assert "Bonett & Wright 2000" in found.method


def test_fieller_hartley_pearson_1957_give_an_interval_to_kendall_s_tau() -> None:
    x, y = list(range(14)), [3, 0, 5, 1, 2, 9, 4, 7, 6, 13, 8, 10, 12, 11]
    found = kendall(x, y)
    tau = stats.kendalltau(x, y).statistic
    reach = stats.norm.ppf(0.975) * sqrt(0.437 / 10)
    z = 0.5 * log((1 + tau) / (1 - tau))
    assert limits(found) == pytest.approx((tanh(z - reach), tanh(z + reach)))
    assert "Fieller, Hartley & Pearson 1957" in found.method


def test_a_rank_correlation_of_few_pairs_or_near_one_has_no_interval_and_says_so() -> None:
    few = spearman([1, 2, 3, 4, 5], [2, 1, 3, 5, 4])
    assert (few.interval, few.note) == (None, "No interval for fewer than 10 pairs; here are 5.")
    assert few.value == pytest.approx(0.8)
    perfect = kendall(range(12), range(12))
    assert (perfect.value, perfect.interval) == (1.0, None)
    assert "beyond ±0.8" in perfect.note
