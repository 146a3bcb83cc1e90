"""Intervals by resampling: published figures, laws, and what is said when a resample leaves a value undefined."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import stats  # type: ignore[import-untyped]

from qualcode.agreement.assess import assess, coefficients
from qualcode.agreement.bootstrap import Resampling, bootstrapped, jackknifed, sample_of, units_of
from qualcode.agreement.coefficient import Coefficient, Parts
from qualcode.agreement.intervals import Method, Resampled, summed_up
from qualcode.agreement.ratings import PRESENCE, Ratings, from_values, stack
from qualcode.agreement.resample import Sample
from qualcode.model.reliability import ReliabilityData, UnitOfCoding

PERCENT, KAPPA, ALPHA, ORDINAL = coefficients(["percent_agreement", "cohen_kappa", "alpha_nominal", "alpha_ordinal"])
N = None
KRIPPENDORFF_2011 = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."]
HAYES_KRIPPENDORFF_2007 = [
    "112.001122.01311211000201001111223222221",
    "1130000.21102311121000302102111122222221",
    "203000222100221123001.30.1012202.2232.21",
    ".13....0.10022...31.103021122..122...12.",
    "2..0001.2....3112..0.0..2.0..20.2.2222.1",
]
"""Hayes & Krippendorff 2007: five observers, forty newspaper articles."""


def spelt(rows: list[str]) -> Ratings:
    return from_values([[None if value == "." else int(value) for value in row] for row in rows])


def resampled(coefficient: Coefficient, ratings: Ratings, method: Method, replicates: int = 20000) -> Resampled:
    _, found = bootstrapped(coefficient, ratings, coefficient.of(ratings), Resampling(method, replicates, 7))
    assert found is not None and found.ci is not None
    return found


def parts_of(coefficient: Coefficient, ratings: Ratings) -> Parts:
    parts = coefficient.parts_of(ratings)
    assert isinstance(parts, Parts)
    return parts


def presence(matrix: NDArray[np.int8]) -> Ratings:
    return Ratings(matrix, PRESENCE)


def simulated(
    generator: np.random.Generator, units: int, coders: int = 2, prevalence: float = 0.3, right: float = 0.92
) -> Ratings:
    """Coders who each decide rightly with one chance, whatever the unit; the value of α that stands behind is `truth`."""
    true = generator.random(units) < prevalence
    return presence((true ^ (generator.random((coders, units)) > right)).astype(np.int8))


def truth(prevalence: float = 0.3, right: float = 0.92) -> float:
    given = prevalence * right + (1 - prevalence) * (1 - right)
    observed, expected = right**2 + (1 - right) ** 2, given**2 + (1 - given) ** 2
    return (observed - expected) / (1 - expected)


def test_hayes_krippendorff_2007_by_krippendorff_s_own_algorithm_and_over_units() -> None:
    """On these forty articles the one gives .715 to .813, the other .631 to .842: they are different things."""
    ratings = spelt(HAYES_KRIPPENDORFF_2007)
    assert resampled(ORDINAL, ratings, "krippendorff").ci == pytest.approx((0.715, 0.813), abs=0.002)
    assert resampled(ORDINAL, ratings, "percentile").ci == pytest.approx((0.631, 0.842), abs=0.006)


def test_krippendorff_2011_as_the_r_package_icr_prints_it() -> None:
    """icr 0.5 on the 4 × 12 data: .572 to .850, standard error .074, above .80 with .135; over units .435 to 1.00."""
    found = resampled(ALPHA, spelt(KRIPPENDORFF_2011), "krippendorff")
    assert found.ci == pytest.approx((0.572, 0.850), abs=0.012)
    assert found.se == pytest.approx(0.074, abs=0.002)
    assert 1 - found.below[0.800] == pytest.approx(0.135, abs=0.01)
    over_units = resampled(ALPHA, spelt(KRIPPENDORFF_2011), "percentile")
    assert over_units.ci == pytest.approx((0.435, 1.0), abs=0.025)
    assert over_units.se == pytest.approx(0.139, abs=0.008)


def test_bca_is_scipy_s() -> None:
    generator = np.random.default_rng(3)
    ratings = simulated(generator, 60)
    agrees = (ratings.matrix[0] == ratings.matrix[1]).astype(float)
    oracle = stats.bootstrap((agrees,), np.mean, n_resamples=20000, method="BCa", rng=np.random.default_rng(5))
    ends = (oracle.confidence_interval.low, oracle.confidence_interval.high)
    assert resampled(PERCENT, ratings, "bca").ci == pytest.approx(ends, abs=0.017)


matrices = st.integers(2, 3).flatmap(
    lambda coders: st.lists(
        st.lists(st.integers(-1, 1), min_size=coders, max_size=coders), min_size=3, max_size=12
    ).map(lambda rows: np.array(rows, dtype=np.int8).T)
)


@settings(max_examples=60, deadline=None)
@given(matrices, st.sampled_from([ALPHA, PERCENT]))
def test_leaving_a_unit_out_is_computing_without_it(matrix: NDArray[np.int8], coefficient: Coefficient) -> None:
    ratings = presence(matrix)
    if not isinstance(coefficient.parts_of(ratings), Parts):
        return
    drawn = sample_of(parts_of(coefficient, ratings))
    values, times = drawn.left_out()
    by_hand = []
    for unit in np.flatnonzero((matrix >= 0).any(axis=0)):
        value = coefficient.of(ratings.select(units=np.delete(np.arange(matrix.shape[1]), unit))).value
        by_hand.append(np.nan if value is None else value)
    assert sorted(np.repeat(values, times), key=_order) == pytest.approx(sorted(by_hand, key=_order), nan_ok=True)


def _order(value: float) -> float:
    return 2.0 if np.isnan(value) else round(float(value), 9)


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 4), st.integers(2, 9), st.integers(0, 1000))
def test_a_unit_is_drawn_with_all_its_codes(codes: int, units: int, seed: int) -> None:
    """A resample of stacked decisions is the stack of the same units, code by code."""
    generator = np.random.default_rng(seed)
    ratings = [presence(generator.integers(-1, 2, (2, units)).astype(np.int8)) for _ in range(codes)]
    stacked = stack(ratings, 2)
    if not isinstance(PERCENT.parts_of(stacked), Parts):
        return
    kinds = units_of(ratings)
    drawn = sample_of(parts_of(PERCENT, stacked), units, kinds)
    times = generator.multinomial(units, kinds.times / units)
    again = np.repeat(kinds.first, times)
    value = PERCENT.of(stack([one.select(units=again) for one in ratings], 2)).value
    found = float(drawn.settle((times @ drawn.rows)[None, :])[0])
    assert found == pytest.approx(np.nan if value is None else value, nan_ok=True)


def test_a_code_kept_twice_makes_the_pooled_value_no_surer() -> None:
    """Independent decisions would be √2 times as sure."""
    one = simulated(np.random.default_rng(1), 300)
    single, double = sample_of(parts_of(ALPHA, one)), sample_of(parts_of(ALPHA, stack([one, one], 2)), 300)
    spread = [float(np.nanstd(each.replicates(4000, 2))) for each in (single, double)]
    assert spread[1] == pytest.approx(spread[0], rel=0.05)
    both = stack([one, one], 2)
    assert jackknifed(ALPHA, both, ALPHA.of(both), 300).se == pytest.approx(spread[0], rel=0.05)


def test_the_mean_over_pairs_is_less_sure_than_separate_intervals_would_have_it() -> None:
    generator = np.random.default_rng(4)
    units = tuple(UnitOfCoding("D", n, None, f"D:{n}") for n in range(200))
    matrix = simulated(generator, 200, coders=3).matrix
    values = tuple(tuple(frozenset("A") if given else frozenset() for given in row) for row in matrix)
    agreement = assess(ReliabilityData(("x", "y", "z"), units, ("A",), values, "turn"), ["cohen_kappa"])
    mean = agreement.mean("cohen_kappa", "pairs")
    pairs = [r for r in agreement.results if r.scope == "pair"]
    assert mean is not None and mean.se is not None and mean.count == len(pairs) == 3
    assert mean.value == pytest.approx(np.mean([r.value for r in pairs]))
    separate = np.sqrt(sum((r.se or 0.0) ** 2 for r in pairs)) / 3
    assert mean.se > 1.1 * separate


def test_the_same_seed_gives_the_same_interval_whatever_else_is_asked() -> None:
    ratings = simulated(np.random.default_rng(9), 80)
    first = resampled(ALPHA, ratings, "percentile", 500)
    resampled(KAPPA, ratings, "percentile", 500)
    assert resampled(ALPHA, ratings, "percentile", 500).ci == first.ci
    _, other = bootstrapped(ALPHA, ratings, ALPHA.of(ratings), Resampling("percentile", 500, 8))
    assert other is not None and other.ci != first.ci and other.seed == 8


def test_undefined_resamples_are_counted_and_said_and_never_nan() -> None:
    rare = presence(np.array([[1, 0, 0, 0, 0, 0, 0, 0], [1, 1, 0, 0, 0, 0, 0, 0]], dtype=np.int8))
    estimate, found = bootstrapped(ALPHA, rare, ALPHA.of(rare), Resampling("percentile", 2000, 1))
    assert found is not None and estimate.ci is not None
    # A resample without either unit in which the code was given: (6/8)^8 of all.
    assert found.undefined / 2000 == pytest.approx(0.1, abs=0.02)
    assert np.isfinite([*estimate.ci, estimate.se or 0.0, *found.below.values()]).all()
    assert f"undefined in {found.undefined} of 2000 resamples" in " ".join(note.text() for note in estimate.notes)


def test_where_most_resamples_are_undefined_no_interval_is_given() -> None:
    found = summed_up(np.array([0.5, np.nan, np.nan]), 0.5, "percentile", 1)
    assert (found.ci, found.se, found.undefined) == (None, None, 2)


def test_without_spread_no_interval_is_given() -> None:
    same = presence(np.array([[1, 0, 1], [1, 0, 1]], dtype=np.int8))
    estimate, _ = bootstrapped(ALPHA, same, ALPHA.of(same), Resampling("percentile", 200, 1))
    assert (estimate.value, estimate.se, estimate.ci) == (1.0, 0.0, None)


def test_krippendorff_s_algorithm_on_another_coefficient_draws_units_and_says_so() -> None:
    ratings = simulated(np.random.default_rng(2), 50)
    estimate, _ = bootstrapped(KAPPA, ratings, KAPPA.of(ratings), Resampling("krippendorff", 300, 1))
    plain, _ = bootstrapped(KAPPA, ratings, KAPPA.of(ratings), Resampling("percentile", 300, 1))
    assert estimate.ci == plain.ci
    assert any("alpha" in note.key for note in estimate.notes)


@pytest.mark.parametrize("method", ["percentile", "bca"])
def test_the_interval_covers_the_truth_in_about_95_of_100_studies(method: Method) -> None:
    """300 simulated studies of 150 units; 2,000 of them gave 95.0 % (percentile) and 95.2 % (BCa)."""
    generator, hits, true = np.random.default_rng(0), 0, truth()
    for study in range(300):
        ratings = simulated(generator, 150)
        drawn, _ = bootstrapped(ALPHA, ratings, ALPHA.of(ratings), Resampling(method, 300, study))
        hits += drawn.ci is not None and drawn.ci[0] <= true <= drawn.ci[1]
    assert 0.91 <= hits / 300 <= 0.985


def test_a_sample_without_units_has_no_value() -> None:
    empty = Sample(
        np.zeros(0, dtype=np.int64),
        np.zeros((0, 2)),
        lambda sums: sums[:, 0] / np.where(sums[:, 1], sums[:, 1], np.nan),
    )
    assert np.isnan(empty.estimate) and np.isnan(empty.replicates(5)).all()
