"""Published figures of the whole family, under the name of the paper or program that prints them."""

from __future__ import annotations

import pytest

from qualcode.agreement.assess import coefficients
from qualcode.agreement.coefficient import Estimate
from qualcode.agreement.coefficients.krippendorff import alpha
from qualcode.agreement.distances import gwet_ordinal
from qualcode.agreement.ratings import Ratings, from_contingency, from_values


def of(name: str, ratings: Ratings) -> Estimate:
    return coefficients([name])[0].of(ratings)


def spelt(*coders: str) -> Ratings:
    """Coders as strings, one sign a unit, a point where missing; figures are numbers."""
    return from_values([[None if sign == "." else int(sign) if sign.isdigit() else sign for sign in c] for c in coders])


KRIPPENDORFF_2011 = spelt("123321412...", "1233224125.3", ".3332342251.", "12332441251.")
GWET_RAW = spelt("123321412...", "1233224125..", ".33323422513", "12332441251.")
GWET_TEN = spelt("5353513131", "5151521133", "5353431141", "5151531341")
GWET_GENDER = spelt("aaaaabbbcaaaaab", "aaaababccaaaaba", "abbcaabbcabbcaa", "ccccaabbcccccaa")
FLEISS_1971 = spelt(
    "422521311511212311215221121215",
    "423521311542242311235421421235",
    "423523334544244311435444421435",
    "453543334544344341455454421435",
    "453543534544344351455454425435",
    "455543544544345552455454545435",
)
WARRENS_2010 = spelt(
    "NNNNNNNNNNNNNNNNAAAAAAAAAAAAAA",
    "NNNNNNNNNNNNNNNNAAAAAAAAAAAAAA",
    "NNNNNNNNNNNNNNNNAAAAAAAAAANNNN",
    "NNNNNNNNNNNNNNANAAAAAAAAAAAAAA",
    "NNNNNNNNNNNNNNNNAAAAAAAAAAAANN",
    "NNNNNNNNNNNNNNNNAAAAAAAAAAAAAA",
    "NNNNNNNNNNNNNNNNAAAAAAAAAAAAAN",
    "NNNNNNNNNNNNNNNAAAAAAAAAAANNNN",
)
HAYES_KRIPPENDORFF_2007 = spelt(
    "112.001122.01311211000201001111223222221",
    "1130000.21102311121000302102111122222221",
    "203000222100221123001.30.1012202.2232.21",
    ".13....0.10022...31.103021122..122...12.",
    "2..0001.2....3112..0.0..2.0..20.2.2222.1",
)
ABSTRACTORS = from_contingency([[13, 0, 0], [0, 20, 7], [0, 4, 56]])


@pytest.mark.parametrize(("metric", "value"), [("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)])
def test_krippendorff_2011_metrics(metric: str, value: float) -> None:
    """Krippendorff 2011, section C, four coders and twelve units."""
    assert of(f"alpha_{metric}", KRIPPENDORFF_2011).value == pytest.approx(value, abs=6e-4)


def test_gwet_s_ordinal_weights_are_not_krippendorff_s_ordinal_metric() -> None:
    """α with Gwet's ordinal weights is .834 on the data on which Krippendorff's ordinal α is .815."""
    assert KRIPPENDORFF_2011.numbers is not None
    gwet = alpha(KRIPPENDORFF_2011, gwet_ordinal(KRIPPENDORFF_2011.numbers)).value
    assert gwet == pytest.approx(0.834, abs=6e-4)
    assert of("alpha_ordinal", KRIPPENDORFF_2011).value == pytest.approx(0.815, abs=6e-4)


@pytest.mark.parametrize(("metric", "value"), [("ordinal", 0.7598), ("nominal", 0.4765)])
def test_hayes_and_krippendorff_2007(metric: str, value: float) -> None:
    """Hayes & Krippendorff 2007: five coders, forty newspaper texts, missing ratings."""
    assert of(f"alpha_{metric}", HAYES_KRIPPENDORFF_2007).value == pytest.approx(value, abs=1e-4)


def test_krippendorff_on_wikipedia_three_coders_with_many_gaps() -> None:
    """The worked example of Wikipedia's article: nominal .691, interval .811."""
    ratings = spelt(".....341211" + "33.3", "1.21334" + "3.......", "..21344.21133.4")
    assert of("alpha_nominal", ratings).value == pytest.approx(0.691, abs=6e-4)
    assert of("alpha_interval", ratings).value == pytest.approx(0.811, abs=6e-4)


@pytest.mark.parametrize(
    ("name", "value", "error"),
    [
        ("conger_kappa", 0.76282, 0.14917),
        ("fleiss_kappa", 0.76117, 0.15302),
        ("gwet_ac1", 0.77544, 0.14295),
        ("brennan_prediger", 0.77273, 0.14472),
        ("gwet_ac2_linear", 0.85874, None),
        ("gwet_ac2_quadratic", 0.914, None),
        ("conger_kappa_quadratic", 0.85771, None),
        ("fleiss_kappa_linear", 0.81794, None),
    ],
)
def test_gwet_four_raters_with_missing_ratings(name: str, value: float, error: float | None) -> None:
    """Gwet's irrCAC 1.4 on its table of four raters: single ratings count in prevalence, not in agreement."""
    estimate = of(name, GWET_RAW)
    assert estimate.value == pytest.approx(value, abs=6e-6)
    assert error is None or estimate.se == pytest.approx(error, abs=6e-6)
    assert estimate.ci_method == "Gwet 2014, t with 11 df"


@pytest.mark.parametrize(
    ("name", "value", "error"),
    [
        ("conger_kappa", 0.33486, 0.11889),
        ("fleiss_kappa", 0.3287, 0.12172),
        ("gwet_ac1", 0.41057, 0.1079),
        ("brennan_prediger", 0.39583, 0.10958),
        ("gwet_ac2_linear", 0.56522, None),
        ("gwet_ac2_quadratic", 0.72436, None),
        ("fleiss_kappa_quadratic", 0.72329, None),
        ("conger_kappa_linear", 0.55224, None),
        ("conger_kappa_quadratic", 0.72383, None),
    ],
)
def test_gwet_ten_units_four_raters(name: str, value: float, error: float | None) -> None:
    """Gwet's irrCAC 1.4 on ten units rated 1 to 5 by four raters."""
    estimate = of(name, GWET_TEN)
    assert estimate.value == pytest.approx(value, abs=6e-6)
    assert error is None or estimate.se == pytest.approx(error, abs=6e-6)


@pytest.mark.parametrize(
    ("name", "value", "error"),
    [
        ("conger_kappa", 0.16572, 0.12121),
        ("fleiss_kappa", 0.12889, 0.1405),
        ("gwet_ac1", 0.20808, 0.0907),
        ("brennan_prediger", 0.18333, 0.10196),
        ("alpha_nominal", 0.14341, None),
    ],
)
def test_gwet_fifteen_units_rated_with_letters(name: str, value: float, error: float | None) -> None:
    """Gwet's irrCAC 1.4 on fifteen units rated a, b or c."""
    estimate = of(name, GWET_GENDER)
    assert estimate.value == pytest.approx(value, abs=6e-6)
    assert error is None or estimate.se == pytest.approx(error, abs=6e-6)


@pytest.mark.parametrize(
    ("name", "value"), [("scott_pi", 0.796239696), ("gwet_ac1", 0.849330548), ("brennan_prediger", 0.835)]
)
def test_gwet_abstractors_two_coders(name: str, value: float) -> None:
    """Gwet's irrCAC 1.4 on its table of two abstractors."""
    assert of(name, ABSTRACTORS).value == pytest.approx(value, abs=1e-8)


def test_fleiss_1971_psychiatric_diagnoses() -> None:
    """Fleiss 1971: six raters, thirty patients, observed .5556, κ .430 (R irr: .4302445)."""
    estimate = of("fleiss_kappa", FLEISS_1971)
    assert estimate.observed == pytest.approx(0.5556, abs=1e-4)
    assert estimate.value == pytest.approx(0.4302445, abs=1e-7)


def test_fleiss_1971_by_category() -> None:
    """Fleiss 1971, table 2, as DKPro repeats it: .248, .248, .517, .470 and .565, to the half hundredth."""
    found = coefficients(["fleiss_kappa"])[0].per_category(FLEISS_1971)
    expected = {"1": 0.248, "2": 0.248, "3": 0.517, "4": 0.47, "5": 0.565}
    assert {name: one.value for name, one in found.items()} == pytest.approx(expected, abs=0.005)


@pytest.mark.parametrize(
    ("name", "value"),
    [("brennan_prediger", 0.8358), ("fleiss_kappa", 0.8324), ("conger_kappa", 0.8326), ("light_kappa", 0.8325)],
)
def test_warrens_2010_page_284(name: str, value: float) -> None:
    """Warrens 2010: eight raters, thirty units; his Hubert's κ is Conger's."""
    assert of(name, WARRENS_2010).value == pytest.approx(value, abs=1e-4)


def test_randolph_2005_page_17() -> None:
    """Randolph 2005, example 2: free-marginal κ .33 where Fleiss's is -.20."""
    ratings = spelt("YYYY", "YYYY", "YNNY")
    assert of("brennan_prediger", ratings).value == pytest.approx(1 / 3, abs=1e-9)
    assert of("fleiss_kappa", ratings).value == pytest.approx(-0.2, abs=1e-9)


@pytest.mark.parametrize(
    ("name", "observed", "value"),
    [("brennan_prediger", 0.7, 0.4), ("scott_pi", 0.7, 0.341), ("cohen_kappa", 0.7, 0.348)],
)
def test_artstein_and_poesio_2008_page_558_three_ideas_of_chance(name: str, observed: float, value: float) -> None:
    """Artstein & Poesio 2008: S .40, π .341, κ .348 on one table."""
    estimate = of(name, from_contingency([[20, 10], [20, 50]]))
    assert estimate.observed == pytest.approx(observed)
    assert estimate.value == pytest.approx(value, abs=6e-4)


@pytest.mark.parametrize("name", ["brennan_prediger", "scott_pi", "cohen_kappa"])
def test_zwick_1988_page_376_even_margins(name: str) -> None:
    """Zwick 1988, example 1: with even margins S, π and κ are all .467."""
    table = [[20, 0, 0, 5], [0, 10, 15, 0], [0, 15, 10, 0], [5, 0, 0, 20]]
    assert of(name, from_contingency(table)).value == pytest.approx(0.467, abs=6e-4)


def test_sas_weighted_kappa_printout() -> None:
    """SAS PROC FREQ: linearly weighted κ .4701 with standard error .1457; one coder never used a category."""
    estimate = of("cohen_kappa_linear", from_contingency([[0, 4, 1], [0, 8, 0], [0, 1, 5]]))
    assert estimate.value == pytest.approx(0.4701, abs=1e-4)
    assert estimate.se == pytest.approx(0.1457, abs=1e-4)


def test_freelon_2010_recal2() -> None:
    """Freelon 2010, table 9: π .185, κ .202, α .193 on fifty units of a rare code."""
    first = "10000000000000000010000000000000000000000000000000"
    second = "11000110000010000001000000000000000000000000000000"
    ratings = spelt(first, second)
    for name, value in [("scott_pi", 0.185), ("cohen_kappa", 0.202), ("alpha_nominal", 0.1929)]:
        assert of(name, ratings).value == pytest.approx(value, abs=1.1e-3)


def test_freelon_2010_recal3() -> None:
    """Freelon 2010, table 10: Fleiss's κ -.042 and α .0278 on five units and three coders."""
    ratings = spelt("34343", "45355", "45555")
    assert of("fleiss_kappa", ratings).value == pytest.approx(-0.042, abs=6e-4)
    assert of("alpha_nominal", ratings).value == pytest.approx(0.0278, abs=1e-4)


def test_gwet_paradox_table() -> None:
    """Gwet's table with 85 of 100 units agreeing on a common code: AC1 .808."""
    assert of("gwet_ac1", from_contingency([[80, 7], [8, 5]])).value == pytest.approx(0.808, abs=6e-6)


def test_likert_table_with_quadratic_weights() -> None:
    """irrCAC 1.4 on a 5 × 5 table of ratings: AC1 .57997, AC2 with quadratic weights .87005."""
    table = [[15, 4, 1, 0, 0], [3, 12, 4, 1, 0], [1, 3, 14, 3, 1], [0, 1, 3, 10, 2], [0, 0, 1, 2, 8]]
    assert of("gwet_ac1", from_contingency(table)).value == pytest.approx(0.57997, abs=6e-6)
    assert of("gwet_ac2_quadratic", from_contingency(table)).value == pytest.approx(0.87005, abs=6e-6)


def test_the_standard_error_of_alpha_has_two_versions_in_print() -> None:
    """irrCAC in R prints .14548, in Python .14557: ours is the first, with one degree of freedom less than pairable units."""
    estimate = of("alpha_nominal", GWET_RAW)
    assert estimate.se == pytest.approx(0.14548, abs=6e-6)
    assert estimate.ci_method == "Gwet 2014, t with 10 df"
