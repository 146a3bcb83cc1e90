"""Published figures on marking out and coding passages."""

from __future__ import annotations

import pytest

from qualcode.agreement.unitising.alignment import Weights
from qualcode.agreement.unitising.alpha import family
from qualcode.agreement.unitising.alpha_1995 import u_alpha_1995
from qualcode.agreement.unitising.boundaries import boundary_similarity, edits, of_masses
from qualcode.agreement.unitising.continuum import Continuum
from qualcode.agreement.unitising.gamma import observed_disorder
from qualcode.agreement.unitising.tally import tally

ALEX = ((2, 9, "1"), (11, 17, "2"), (24, 30, "5"), (32, 36, "6"), (36, 44, "6"), (44, 60, "7"))
PAUL = ((2, 9, "1"), (11, 17, "3"), (19, 25, "5"), (32, 44, "6"))
SUZAN = ((2, 9, "1"), (11, 17, "4"), (21, 27, "5"), (32, 36, "6"), (36, 40, "6"), (40, 44, "6"))
THREE = Continuum("figure 12.11", 60, {"Alex": ALEX, "Paul": PAUL, "Suzan": SUZAN})


def test_krippendorff_mathet_patwari_widloecher_2016() -> None:
    """Also Krippendorff 2019, Figure 12.11, p. 340."""
    found = {name: estimate.value for name, estimate in family(tally([THREE])).items()}
    alphas = {name: value if value is None else round(value, 3) for name, value in found.items()}
    assert alphas == {
        "u_alpha": 0.510,
        "u_alpha_binary": 0.413,
        "cu_alpha": 0.724,
        "ku_alpha:1": 1.0,
        "ku_alpha:5": 1.0,
        "ku_alpha:6": 1.0,
        "ku_alpha:7": None,
        "ku_alpha:2": 0.0,
        "ku_alpha:3": 0.0,
        "ku_alpha:4": 0.0,
    }


def test_coverage_is_said() -> None:
    (note,) = family(tally([THREE]))["ku_alpha:5"].notes
    assert (note.key, dict(note.filling)["share"]) == ("coverage_code", "44.4%")


def test_krippendorff_2004_page_254() -> None:
    """Coordinates from the start of the continuum at 150; .859 in the book is .8587 with its own formulae."""
    first = ((75, 145, "c"), (220, 250, "c"), (30, 90, "k"), (150, 200, "k"))
    second = ((70, 150, "c"), (205, 225, "c"), (250, 270, "c"), (30, 90, "k"), (150, 200, "k"))
    continuum = Continuum("p. 254", 300, {"1": first, "2": second})
    assert u_alpha_1995([continuum]).value == pytest.approx(0.8591, abs=0.0005)
    assert u_alpha_1995([continuum], "c").value == pytest.approx(0.7286, abs=0.0001)
    assert u_alpha_1995([continuum], "k").value == pytest.approx(1)


def test_fournier_2013() -> None:
    """The near miss and the clustered boundaries of the author's program, with its default reach of 2."""
    assert of_masses([2, 3, 6], [2, 2, 7]) == 0.75
    assert of_masses([2, 3, 6], [1, 1, 3, 1, 5]) == 0.5
    assert of_masses([11], [11]) is None


HEARST_1997 = {"1": (2, 3, 3, 1, 3, 6, 3), "2": (2, 8, 2, 4, 2, 3)}
HYPOTHESES = {"h1": (2, 6, 4, 2, 4, 3), "h2": (2, 1, 1, 1, 5, 8, 2, 1)}
FOURNIER_STARGAZERS = {
    ("h1", "1"): 0.57142857,
    ("h2", "1"): 0.38888888,
    ("h1", "2"): 0.42857142,
    ("h2", "2"): 0.3333333,
}


@pytest.mark.parametrize("pair", FOURNIER_STARGAZERS)
def test_fournier_2013_on_hearst_1997(pair: tuple[str, str]) -> None:
    found = of_masses(HYPOTHESES[pair[0]], HEARST_1997[pair[1]])
    assert found == pytest.approx(FOURNIER_STARGAZERS[pair], abs=1e-7)


def test_the_nearest_boundaries_are_paired_first() -> None:
    found = edits({10, 30}, {12, 13, 31, 40}, reach=5)
    assert (found.near, found.additions, found.matches) == ((1, 2), 2, 0)
    assert found.cost(5) == pytest.approx(2 + 3 / 5)


def test_boundaries_of_passages_add_up_over_documents() -> None:
    """One match and one near miss by 1 in the first text (reach 2), one boundary alone in the second."""
    first = Continuum("A", 20, {"1": ((3, 8, "x"),), "2": ((3, 9, "y"),)})
    second = Continuum("B", 20, {"1": ((0, 8, "x"),), "2": ((0, 20, "x"),)})
    assert boundary_similarity([first, second]).value == pytest.approx(1 - (0.5 + 1) / 3)
    assert boundary_similarity([first, second], reach=1).value == pytest.approx(1 - 3 / 4)


def test_mathet_widloecher_metivier_2015_disorder_of_the_best_alignment() -> None:
    """The authors' example holds six unitary alignments; two small ones are worked out beside it.

    Three pairs of passages of length 4 each missing by 1 at both ends: (2 / 8)² each, three of them over three passages.
    """
    assert observed_disorder(THREE, Weights(alpha=3)) == pytest.approx(0.9606, abs=0.0005)
    first = ((1, 5, "a"), (6, 10, "b"), (11, 15, "a"))
    second = ((2, 6, "a"), (7, 11, "b"), (12, 16, "a"))
    assert observed_disorder(Continuum("", 16, {"1": first, "2": second})) == pytest.approx((2 / 8) ** 2)
    four = ((1, 5, "a"), (6, 10, "b"), (20, 24, "a"), (30, 34, "b"))
    two = ((2, 6, "a"), (31, 35, "b"))
    assert observed_disorder(Continuum("", 40, {"1": four, "2": two})) == pytest.approx((2 / 16 + 2) / 3)
