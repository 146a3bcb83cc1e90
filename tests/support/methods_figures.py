"""The data, the published figures and those of other programs that docs/methods.md prints beside ours."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from qualcode.agreement.bootstrap import Resampling, bootstrapped
from qualcode.agreement.coefficient import Coefficient, Estimate
from qualcode.agreement.coefficients.krippendorff import alpha
from qualcode.agreement.distances import gwet_ordinal
from qualcode.agreement.intervals import Method
from qualcode.agreement.ratings import Ratings, from_contingency, from_values
from qualcode.agreement.sets.every import SET_COEFFICIENTS
from qualcode.agreement.sets.table import CodeSets, from_rows
from qualcode.agreement.unitising.alignment import Weights
from qualcode.agreement.unitising.alpha import family
from qualcode.agreement.unitising.alpha_1995 import u_alpha_1995
from qualcode.agreement.unitising.boundaries import of_masses
from qualcode.agreement.unitising.continuum import Continuum
from qualcode.agreement.unitising.gamma import gamma, observed_disorder
from qualcode.agreement.unitising.tally import tally
from qualcode.analysis.qca.sets import SetData
from qualcode.registry import load_all

PROGRAMS = {
    "K": "krippendorff",
    "N": "nltk",
    "L": "scikit-learn",
    "M": "statsmodels",
    "P": "irrCAC (Python)",
    "R": "irrCAC (R)",
    "D": "DKPro",
    "U": "unitized_alpha",
    "S": "segeval",
    "G": "pygamma",
}


def spelt(rows: Sequence[str]) -> Ratings:
    return from_values(
        [[None if value == "." else int(value) if value.isdigit() else value for value in r] for r in rows]
    )


G1G2 = "Gwet's g1g2"
COEFFICIENTS: dict[str, Coefficient] = {one.name: one for _, offered in load_all("coefficient") for one in offered}
DATA: dict[str, Ratings] = {
    "Cohen 1960, p. 45": from_contingency([[88, 14, 18], [10, 40, 10], [2, 6, 12]]),
    "SAS PROC FREQ, a category that one never used": from_contingency([[0, 4, 1], [0, 8, 0], [0, 1, 5]]),
    "Artstein & Poesio 2008, p. 558": from_contingency([[20, 10], [20, 50]]),
    "Zwick 1988, p. 376": from_contingency([[20, 0, 0, 5], [0, 10, 15, 0], [0, 15, 10, 0], [5, 0, 0, 20]]),
    "Gwet's abstractors": from_contingency([[13, 0, 0], [0, 20, 7], [0, 4, 56]]),
    "Fleiss 1971, 6 × 30": spelt(
        [
            "422521311511212311215221121215",
            "423521311542242311235421421235",
            "423523334544244311435444421435",
            "453543334544344341455454421435",
            "453543534544344351455454425435",
            "455543544544345552455454545435",
        ]
    ),
    "Randolph 2005, p. 17": spelt(["YYYY", "YYYY", "YNNY"]),
    "Krippendorff 2004, p. 224": spelt(["1100000000", "0110010100"]),
    "Krippendorff 2018, p. 310": spelt(["aacccccbbbbd", "acccccbbbbbd"]),
    "Krippendorff 2011, 4 × 12": spelt(["123321412...", "1233224125.3", ".3332342251.", "12332441251."]),
    "Gwet's four raters": spelt(["123321412...", "1233224125..", ".33323422513", "12332441251."]),
    G1G2: spelt(["abccbadab...bb", "abccbbdabe..ba", ".cccbcdbbeaccc", "abccbddabea.bb"]),
    "Hayes & Krippendorff 2007, 5 × 40": spelt(
        [
            "112.001122.01311211000201001111223222221",
            "1130000.21102311121000302102111122222221",
            "203000222100221123001.30.1012202.2232.21",
            ".13....0.10022...31.103021122..122...12.",
            "2..0001.2....3112..0.0..2.0..20.2.2222.1",
        ]
    ),
    "Freelon 2010, table 10, R304": spelt(["34343", "45355", "45555"]),
    "Gwet's 10 × 4": spelt(["5353513131", "5151521133", "5353431141", "5151531341"]),
}

RATINGS: tuple[tuple[str, str, str, str], ...] = (
    ("Cohen 1960, p. 45", "cohen_kappa", ".492", "N .49152542 L .49152542 M .49152542 D .49152542"),
    ("Cohen 1960, p. 45", "gwet_ac1", "", "P .57597 D .57597173 R .57597"),
    ("Cohen 1960, p. 45", "gwet_ac2_quadratic", "", "P .63855 D .63855422 R .63855"),
    ("SAS PROC FREQ, a category that one never used", "cohen_kappa", ".4842", "N .4841629 L .4841629 M .4841629 D .4841629"),
    ("SAS PROC FREQ, a category that one never used", "cohen_kappa se", ".1380", "M .13801358"),
    ("SAS PROC FREQ, a category that one never used", "cohen_kappa low", ".2137", "M .21366125"),
    ("SAS PROC FREQ, a category that one never used", "cohen_kappa high", ".7547", "M .75466454"),
    ("SAS PROC FREQ, a category that one never used", "cohen_kappa_linear", ".4701", "M .47011952 L .47011952"),
    ("SAS PROC FREQ, a category that one never used", "cohen_kappa_linear se", ".1457", "M .14574605"),
    ("Artstein & Poesio 2008, p. 558", "cohen_kappa", ".348", "N .34782609 L .34782609 M .34782609 D .34782609"),
    ("Artstein & Poesio 2008, p. 558", "scott_pi", ".341", "N .34065934 D .34065934"),
    ("Artstein & Poesio 2008, p. 558", "brennan_prediger", ".400", "N .4 D .4"),
    ("Zwick 1988, p. 376", "cohen_kappa", ".467", "N .46666667 L .46666667 M .46666667 D .46666667"),
    ("Gwet's abstractors", "cohen_kappa", "", "N .7964094 L .7964094 M .7964094 D .7964094 R .796409402"),
    ("Gwet's abstractors", "cohen_kappa se", "", "M .05891072 R .05891072"),
    ("Gwet's abstractors", "scott_pi", "", "N .7962397 D .7962397 R .796239696"),
    ("Gwet's abstractors", "gwet_ac1", "", "P .84933 D .84933055 R .849330548"),
    ("Gwet's abstractors", "brennan_prediger", "", "N .835 P .835 R .835"),
    ("Gwet's abstractors", "alpha_nominal", "", "K .7972585 N .7972585 P .79726 D .7972585 R .797258498"),
    ("Fleiss 1971, 6 × 30", "percent_agreement", ".5556", "P .55556 D .55555556 R .55555556"),
    ("Fleiss 1971, 6 × 30", "fleiss_kappa", ".430", "M .43024452 P .43024 D .43024452 R .43024"),
    ("Randolph 2005, p. 17", "fleiss_kappa", "-.20", "M -.2 P -.2 D -.2 R -.2"),
    ("Randolph 2005, p. 17", "brennan_prediger", ".33", "M .33333333 D .33333333"),
    ("Krippendorff 2004, p. 224", "percent_agreement", ".60", "P .6 D .6 R .6"),
    ("Krippendorff 2004, p. 224", "alpha_nominal", ".095", "K .0952381 N .0952381 P .09524 D .0952381 R .09524"),
    ("Krippendorff 2018, p. 310", "alpha_nominal", ".760", "K .7591623 N .7591623 P .75916 D .7591623 R .75916"),
    ("Krippendorff 2011, 4 × 12", "percent_agreement", "", "P .81818 R .81818182"),
    ("Krippendorff 2011, 4 × 12", "alpha_nominal", ".743", "K .74342105 N .74342105 P .74342 D .74342105 R .74342"),
    ("Krippendorff 2011, 4 × 12", "alpha_nominal se", "", "R .14548"),
    ("Krippendorff 2011, 4 × 12", "alpha_ordinal", ".815", "K .8153875 D .8153875"),
    ("Krippendorff 2011, 4 × 12", "alpha_interval", ".849", "K .84910714 N .84910714 P .84911 D .84910714"),
    ("Krippendorff 2011, 4 × 12", "alpha_ratio", ".797", "K .79740277 D .79740277"),
    ("Gwet's four raters", "conger_kappa", "", "P .76282 R .76282"),
    ("Gwet's four raters", "conger_kappa se", "", "P .14917 R .14917"),
    ("Gwet's four raters", "fleiss_kappa", "", "P .76117 R .76117"),
    ("Gwet's four raters", "fleiss_kappa se", "", "P .15302 R .15302"),
    ("Gwet's four raters", "gwet_ac1", "", "P .77544 R .77544"),
    ("Gwet's four raters", "gwet_ac1 se", "", "P .14295 R .14295"),
    ("Gwet's four raters", "brennan_prediger", "", "P .77273 R .77273"),
    ("Gwet's four raters", "fleiss_kappa_linear", "", "P .81794 R .81794"),
    ("Gwet's four raters", "gwet_ac2_linear", "", "P .85874 R .85874"),
    ("Gwet's four raters", "gwet_ac2_quadratic", "", "P .91400 R .91400"),
    ("Gwet's 10 × 4", "conger_kappa_linear", "", "P .55224 R .55224"),
    ("Gwet's 10 × 4", "conger_kappa_quadratic", "", "P .72383 R .72383"),
    ("Hayes & Krippendorff 2007, 5 × 40", "alpha_nominal", ".4765", "K .47650957 N .47650957 P .47651 D .47650957 R .47651"),
    ("Hayes & Krippendorff 2007, 5 × 40", "alpha_ordinal", ".7598", "K .75982919 D .75982919"),
    ("Freelon 2010, table 10, R304", "fleiss_kappa", "-.042", "M -.04166667 P -.04167 D -.04166667 R -.04167"),
    ("Freelon 2010, table 10, R304", "alpha_nominal", ".0278", "K .02777778 N .02777778 P .02778 D .02777778 R .02778"),
)  # fmt: skip
"""Data, coefficient (or its standard error, or an end of its interval), what was published, what programs print."""

ALEX = ((2, 9, "1"), (11, 17, "2"), (24, 30, "5"), (32, 36, "6"), (36, 44, "6"), (44, 60, "7"))
PAUL = ((2, 9, "1"), (11, 17, "3"), (19, 25, "5"), (32, 44, "6"))
SUZAN = ((2, 9, "1"), (11, 17, "4"), (21, 27, "5"), (32, 36, "6"), (36, 40, "6"), (40, 44, "6"))
THREE = Continuum("figure 12.11", 60, {"Alex": ALEX, "Paul": PAUL, "Suzan": SUZAN})
FIRST = ((75, 145, "c"), (220, 250, "c"), (30, 90, "k"), (150, 200, "k"))
SECOND = ((70, 150, "c"), (205, 225, "c"), (250, 270, "c"), (30, 90, "k"), (150, 200, "k"))
P_254 = Continuum("p. 254", 300, {"1": FIRST, "2": SECOND})


def sets(*rows: str) -> CodeSets:
    """Return the sets that coders' rows spell: a letter a code, `-` the empty set, `.` missing."""
    return from_rows([[None if s == "." else list(s.strip("-")) for s in row.split()] for row in rows])


DKPRO = sets("- A A A AB AB ABC C C", "- - A B A AC ABC AC AC")
TABLE_3 = sets("bd abd - a", "d b a .", ". bd a .")
TABLE_9C = sets("a ab bd", "b de d", "ab f be")

FAMILY = family(tally([THREE]))
OTHERS: tuple[tuple[str, str, float | None, str, str], ...] = (
    ("DKPro's 9 sets", "alpha_jaccard", SET_COEFFICIENTS["alpha_jaccard"].of(DKPRO).value, "", "N .31561997 K .31561997"),
    ("DKPro's 9 sets", "alpha_masi", SET_COEFFICIENTS["alpha_masi"].of(DKPRO).value, "", "N .27308066 K .27308066"),
    ("DKPro's 9 sets", "alpha_masi_2004", SET_COEFFICIENTS["alpha_masi_2004"].of(DKPRO).value, "", "D .252947"),
    ("DKPro's 9 sets", "alpha_set_relation", SET_COEFFICIENTS["alpha_set_relation"].of(DKPRO).value, "", "D .18617"),
    ("DKPro's 9 sets", "percent_agreement_sets", SET_COEFFICIENTS["percent_agreement_sets"].of(DKPRO).value, "", "D .333333"),
    ("DKPro's 9 sets", "dice_agreement", SET_COEFFICIENTS["dice_agreement"].of(DKPRO).value, "", "D .5"),
    ("Krippendorff & Craggs 2016, table 3", "mv_alpha", SET_COEFFICIENTS["mv_alpha"].of(TABLE_3).value, ".2866", ""),
    ("Krippendorff & Craggs 2016, table 9c", "mv_alpha", SET_COEFFICIENTS["mv_alpha"].of(TABLE_9C).value, "-.002", ""),
    ("Krippendorff 2019, p. 340", "u_alpha", FAMILY["u_alpha"].value, ".510", "U .50967"),
    ("Krippendorff 2019, p. 340", "u_alpha_binary", FAMILY["u_alpha_binary"].value, ".413", "U .413226"),
    ("Krippendorff 2019, p. 340", "cu_alpha", FAMILY["cu_alpha"].value, ".724", "U .724082"),
    ("Krippendorff 2019, p. 340", "ku_alpha:5", FAMILY["ku_alpha:5"].value, "1.0", "U 1.0"),
    ("Krippendorff 2004, p. 254", "u_alpha_1995", u_alpha_1995([P_254]).value, ".859", "D .858665"),
    ("Krippendorff 2004, p. 254, code c", "u_alpha_1995", u_alpha_1995([P_254], "c").value, ".7286", "D .728599"),
    ("masses 2 3 6 and 5 6", "boundary_similarity", of_masses([2, 3, 6], [5, 6]), "", "S .5"),
    ("masses 2 3 6 and 2 3 3 3", "boundary_similarity", of_masses([2, 3, 6], [2, 3, 3, 3]), "", "S .666667"),
    ("Krippendorff 2019, p. 340", "disorder of `gamma`, α 3, β 1", observed_disorder(THREE, Weights(3, 1, 1)), "", "G .96062493"),
)  # fmt: skip


def written(value: float, digits: int = 5) -> str:
    """Return a figure as the guide prints it."""
    return f"{value:.{digits}f}".replace("0.", ".", 1) if abs(value) < 1 else f"{value:.{digits}f}"


def computed(data: str, what: str) -> float | None:
    name, _, part = what.partition(" ")
    found = COEFFICIENTS[name].of(DATA[data])
    if part in ("low", "high"):
        return None if found.ci is None else found.ci[part == "high"]
    return found.se if part == "se" else found.value


def row(data: str, what: str, published: str, ours: float | None, programs: str) -> str:
    """Return the row of the guide, after holding each program's figure and the published one against ours."""
    assert ours is not None
    pairs = list(zip(programs.split()[::2], programs.split()[1::2], strict=True))
    for _, figure in pairs:
        assert ours == pytest.approx(float(figure), abs=0.51 * 10 ** -len(figure.partition(".")[2]) + 1e-7)
    if published:
        assert ours == pytest.approx(float(published), abs=10 ** -len(published.partition(".")[2]))
    name, _, part = what.partition(" ")
    part = {"se": ", standard error", "low": ", lower end", "high": ", upper end"}.get(part, "")
    label = what if what.startswith("disorder") else f"`{name}`{part}"
    return f"| {data} | {label} | {published} | {written(ours)} | {', '.join(PROGRAMS[key] for key, _ in pairs)} |"


def estimate(data: str, name: str) -> Estimate:
    """Return a coefficient's estimate on one of the data sets."""
    return COEFFICIENTS[name].of(DATA[data])


def interval(data: str, name: str, method: Method) -> tuple[float, float]:
    """Return the interval of 10,000 replicates, seed 1."""
    found, _ = bootstrapped(COEFFICIENTS[name], DATA[data], estimate(data, name), Resampling(method, 10_000, 1))
    assert found.ci is not None
    return found.ci


def _not_by_unit(data: str, name: str) -> float:
    """Return a coefficient with agreement weighed by ratings, and the chance of its own, as DKPro has it."""
    observed, expected = estimate(data, "alpha_nominal").observed, estimate(data, name).expected or 0.0
    assert observed is not None
    return (observed - expected) / (1 - expected)


def differences() -> list[tuple[str, str, str, str, str]]:
    """Return where programs differ: data, coefficient, ours, theirs, the reason; theirs is computed where the reason allows."""
    four, gap = "Gwet's four raters", "Krippendorff 2011, 4 × 12"
    weighed = "DKPro weighs units by their ratings; ours counts each unit once, as Gwet does"
    numbers = DATA[gap].numbers
    assert numbers is not None
    low, high = interval(gap, "alpha_nominal", "krippendorff")
    return [
        (gap, "`percent_agreement`", ours(gap, "percent_agreement"), f"DKPro {written(_not_by_unit(gap, 'percent_agreement'))}", weighed),
        (G1G2, "`percent_agreement`", ours(G1G2, "percent_agreement"), f"DKPro {written(_not_by_unit(G1G2, 'percent_agreement'))}", weighed),
        (four, "`fleiss_kappa`", ours(four, "fleiss_kappa"), f"DKPro {written(_not_by_unit(four, 'fleiss_kappa'))}", "the same of observed agreement"),
        (four, "`conger_kappa`", ours(four, "conger_kappa"), "DKPro .75933", "the same; and DKPro divides a coder's use by all units, those without a rating too"),
        (four, "`gwet_ac2_quadratic`", ours(four, "gwet_ac2_quadratic"), "DKPro .90580", "the same of observed agreement and prevalence; and DKPro leaves out the unit with one rating"),
        (gap, "`conger_kappa`", ours(gap, "conger_kappa"), f"{ours(four, 'conger_kappa')} on Gwet's four raters", "the same ratings, but the single one of the last unit is another coder's: κ by coder depends on who gave it"),
        (gap, "`alpha_nominal`, standard error", ours(gap, "alpha_nominal se"), "irrCAC (Python) .14557", "two versions of the linearisation; ours is that of irrCAC (R)"),
        (gap, "`alpha_ordinal`", ours(gap, "alpha_ordinal"), f"{written(alpha(DATA[gap], gwet_ordinal(numbers)).value or 0.0)} with Gwet's ordinal weights", "two ordinal metrics; ours is Krippendorff's"),
        (gap, "`alpha_nominal`, `--interval krippendorff`", f"{written(low, 3)} to {written(high, 3)}", "R icr .572 to .850", "40 ratings make few different values of α, so the ends jump from draw to draw"),
        ("Krippendorff 2018, p. 310", "`alpha_nominal`", ours("Krippendorff 2018, p. 310", "alpha_nominal"), "the book .760", "the book rounds on the way; five programs give ours"),
        ("Fleiss 1971, 6 × 30", "`fleiss_kappa_category:1`", written(COEFFICIENTS["fleiss_kappa"].per_category(DATA["Fleiss 1971, 6 × 30"])["1"].value or 0.0), "the paper .248", "the paper rounds on the way; statsmodels and DKPro give ours"),
        ("DKPro's 9 sets", "`alpha_masi`", written(SET_COEFFICIENTS["alpha_masi"].of(DKPRO).value or 0.0), f"DKPro {written(SET_COEFFICIENTS['alpha_masi_2004'].of(DKPRO).value or 0.0)}", "DKPro has the MASI of 2004: here `alpha_masi_2004`"),
        ("DKPro's 9 sets", "`alpha_masi`, `alpha_jaccard`", "two empty sets at distance 0", "nltk divides by 0", "nltk's distances are not defined for two empty sets"),
        ("Krippendorff 2004, p. 254", "`u_alpha_1995`", written(u_alpha_1995([P_254]).value or 0.0), f"`u_alpha` {written(family(tally([P_254]))['u_alpha'].value or 0.0)}", "two coefficients of one name in the literature"),
        ("Krippendorff 2019, p. 340", "`gamma`, α 3, β 1", f"{written(gamma(THREE, Weights(3, 1, 1), seed=1).value or 0.0, 3)}, seed 1", "pygamma .427 to .465 over ten seeds", "chance continua are drawn at random; the best alignment is the same"),
        ("a code given everywhere, or nowhere", "κ over characters", "undefined", "NVivo 1", "nobody can tell whether they agreed or only never met the code"),
    ]  # fmt: skip


def ours(data: str, what: str) -> str:
    """Return a figure of a coefficient as the guide prints it."""
    found = computed(data, what)
    assert found is not None
    return written(found)


LIPSET = """
AU 101100 BE 111111 CZ 111111 EE 001010 FI 101011 FR 101111 DE 111100 GR 000000 HU 001000
IE 101011 IT 000010 NL 111111 PL 001000 PT 000000 RO 000010 ES 000000 SE 101111 UK 111111
"""
"""Rihoux & De Meur 2009: eighteen countries, DEV URB LIT IND STB and the outcome SURV."""


def lipset() -> SetData:
    """Return the crisp memberships of Lipset's countries."""
    countries = LIPSET.split()
    values = np.array([[float(bit) for bit in row] for row in countries[1::2]])
    return SetData(tuple(countries[::2]), ("DEV", "URB", "LIT", "IND", "STB", "SURV"), values)
