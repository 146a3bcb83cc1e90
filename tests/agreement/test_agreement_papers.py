"""Published figures, under the name of the paper that prints them."""

from __future__ import annotations

import pytest

from qualcode.agreement.assess import coefficients
from qualcode.agreement.coefficient import Coefficient, Estimate
from qualcode.agreement.ratings import Ratings, from_contingency, from_values

PERCENT, KAPPA, ALPHA = coefficients()
N = None


def test_cohen_1960_page_45() -> None:
    """Cohen 1960, table 1 (200 units): observed .70, expected .41, κ .492."""
    estimate = KAPPA.of(from_contingency([[88, 14, 18], [10, 40, 10], [2, 6, 12]]))
    assert _rounded(estimate) == (0.7, 0.41, 0.492)
    assert estimate.units == 200


def test_cohen_1960_interval_by_fleiss_cohen_everitt_1969() -> None:
    """The interval that R psych 2.2.9 prints for Cohen's table: .39 to .59."""
    estimate = KAPPA.of(from_contingency([[88, 14, 18], [10, 40, 10], [2, 6, 12]]))
    assert estimate.ci == pytest.approx((0.39, 0.59), abs=0.006)
    assert estimate.ci_method == "Fleiss, Cohen & Everitt 1969, normal"


def test_sas_kappa_printout() -> None:
    """SAS PROC FREQ: κ .4842, standard error .1380, 95 % limits .2137 and .7547; one coder never used a category."""
    estimate = KAPPA.of(from_contingency([[0, 4, 1], [0, 8, 0], [0, 1, 5]]))
    assert estimate.value == pytest.approx(0.4842, abs=1e-4)
    assert estimate.se == pytest.approx(0.1380, abs=1e-4)
    assert estimate.ci == pytest.approx((0.2137, 0.7547), abs=1e-4)


def test_gwet_abstractors() -> None:
    """Gwet's irrCAC 1.4 on its table of abstractors: κ .796409402 (standard error .05891072), α .797258498."""
    ratings = from_contingency([[13, 0, 0], [0, 20, 7], [0, 4, 56]])
    assert KAPPA.of(ratings).value == pytest.approx(0.796409402, abs=1e-8)
    assert KAPPA.of(ratings).se == pytest.approx(0.05891072, abs=1e-7)
    assert ALPHA.of(ratings).value == pytest.approx(0.797258498, abs=1e-8)


def test_krippendorff_2011_four_coders_twelve_units() -> None:
    """Krippendorff 2011, section C: nominal α .743 with missing data; 40 pairable values in 11 units."""
    estimate = ALPHA.of(_krippendorff_2011())
    assert estimate.value == pytest.approx(0.743, abs=6e-4)
    assert estimate.units == 11


def test_gwet_percent_agreement_weighs_units_alike() -> None:
    """Gwet's irrCAC 1.4 on Krippendorff's data: .8181818, where weighing by pairable values would give .800."""
    assert PERCENT.of(_krippendorff_2011()).value == pytest.approx(0.8181818, abs=1e-6)
    assert ALPHA.of(_krippendorff_2011()).observed == pytest.approx(0.8, abs=1e-9)


def test_gwet_standard_error_of_alpha() -> None:
    """irrCAC 1.4 gives α a standard error of .14548 on the same data."""
    estimate = ALPHA.of(_krippendorff_2011())
    assert estimate.se == pytest.approx(0.14548, abs=6e-6)
    assert estimate.ci_method == "Gwet 2014, t with 10 df"


def test_krippendorff_2004_page_224_ten_binary_units() -> None:
    """Ten segments coded 1100000000 and 0110010100: percent .60, κ .091, α .095 (Krippendorff 2004, p. 224)."""
    ratings = from_values([[int(v) for v in "1100000000"], [int(v) for v in "0110010100"]])
    assert PERCENT.of(ratings).value == pytest.approx(0.60)
    assert KAPPA.of(ratings).value == pytest.approx(0.091, abs=6e-4)
    assert ALPHA.of(ratings).value == pytest.approx(0.095, abs=6e-4)


def test_artstein_and_poesio_2008_page_558() -> None:
    """Artstein & Poesio 2008: observed .70, κ .348."""
    assert _rounded(KAPPA.of(from_contingency([[20, 10], [20, 50]]))) == (0.7, 0.54, 0.348)


def test_zwick_1988_page_376() -> None:
    """Zwick 1988, example 1: κ .467."""
    table = [[20, 0, 0, 5], [0, 10, 15, 0], [0, 15, 10, 0], [5, 0, 0, 20]]
    assert KAPPA.of(from_contingency(table)).value == pytest.approx(0.467, abs=6e-4)


@pytest.mark.parametrize("coefficient", [KAPPA, ALPHA], ids=lambda one: one.name)
def test_feinstein_and_cicchetti_1990_paradox(coefficient: Coefficient) -> None:
    """Two tables with 85 of 100 units agreeing: κ .70 when the code is common, .32 when nearly everything has it."""
    even = coefficient.of(from_contingency([[40, 9], [6, 45]])).value
    skewed = coefficient.of(from_contingency([[80, 10], [5, 5]])).value
    assert even == pytest.approx(0.70, abs=0.006)
    assert skewed == pytest.approx(0.32, abs=0.006)


def _krippendorff_2011() -> Ratings:
    return from_values(
        [
            [1, 2, 3, 3, 2, 1, 4, 1, 2, N, N, N],
            [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, N, 3],
            [N, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, N],
            [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, N],
        ]
    )


def _rounded(estimate: Estimate) -> tuple[float, float, float]:
    assert estimate.observed is not None and estimate.expected is not None and estimate.value is not None
    return round(estimate.observed, 3), round(estimate.expected, 3), round(estimate.value, 3)
