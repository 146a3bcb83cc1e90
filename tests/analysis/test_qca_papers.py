"""Published figures of QCA, each test named after its source."""

from __future__ import annotations

import pytest
from qca_sample import lipset, made

from qualcode.analysis.qca.analyse import Question, analyse
from qualcode.analysis.qca.answer import as_json
from qualcode.analysis.qca.calibrate import direct
from qualcode.analysis.qca.truth_table import Thresholds

HELPING = dict.fromkeys(("DEV", "URB", "LIT", "IND", "STB"), 1)


def test_rihoux_and_de_meur_2009_lipset_crisp() -> None:
    found = as_json(analyse(lipset(), Question("SURV", thresholds=Thresholds(1.0), expect=HELPING)))
    assert found["solutions"] == {
        "complex": [["DEV*LIT*IND*STB", "DEV*~URB*LIT*STB"]],
        "parsimonious": [["DEV*STB"]],
        "intermediate": [["DEV*LIT*STB"]],
    }
    assert found["truncated"] == {"complex": False, "parsimonious": False, "intermediate": False}
    assert found["remainders"] == 23


def test_rihoux_and_de_meur_2009_lipset_crisp_breakdown() -> None:
    hindering = dict.fromkeys(HELPING, 0)
    found = as_json(analyse(lipset(), Question("SURV", thresholds=Thresholds(1.0), negate=True, expect=hindering)))
    assert found["outcome"] == "~SURV"
    assert found["solutions"] == {
        "complex": [["DEV*LIT*IND*~STB", "~DEV*~URB*~IND"]],
        "parsimonious": [["~DEV", "~STB"]],
        "intermediate": [["~DEV*~URB*~IND", "~STB"]],
    }


def test_cronqvist_and_berg_schlosser_2009_lipset_multi_value() -> None:
    found = as_json(analyse(lipset(multi_value=True), Question("SURV", thresholds=Thresholds(1.0))))
    assert found["solutions"]["parsimonious"] == [
        ["DEV{1}*IND{0}", "IND{1}*STB{1}"],
        ["DEV{1}*STB{1}", "DEV{2}"],
        ["DEV{1}*STB{1}", "IND{1}*STB{1}"],
    ]
    assert found["solutions"]["complex"] == [
        ["DEV{1}*URB{0}*LIT{1}*IND{0}*STB{1}", "DEV{1}*URB{1}*LIT{1}*IND{1}*STB{1}", "DEV{2}*LIT{1}*IND{1}*STB{1}"]
    ]
    assert found["solutions"]["intermediate"] is None


def test_ragin_2008_the_anchors_of_the_direct_method_are_at_five_fifty_and_ninety_five_in_a_hundred() -> None:
    assert direct([2_500, 5_000, 20_000], [2_500, 5_000, 20_000]) == pytest.approx([0.05, 0.5, 0.95])
    assert direct([2_500, 5_000, 20_000], [2_500, 5_000, 20_000], linear=True) == pytest.approx([0, 0.5, 1])


def test_schneider_and_wagemann_2012_a_set_that_is_a_subset_of_the_outcome_and_of_its_negation_has_a_low_pri() -> None:
    """Memberships of 0.3 lie in outcomes of 0.4 and in their negations of 0.6 alike: inclusion 1 says nothing."""
    data = made([[0.9, 0.8], [0.3, 0.4], [0.3, 0.4], [0.2, 0.4]], "AY")
    fit = analyse(data, Question("Y")).models("parsimonious")[0].fits[0]
    # Σmin(A,Y) = .8+.3+.3+.2, ΣA = 1.7; shared with not-Y: .2+.3+.3+.2
    assert fit.inclusion == pytest.approx(1.6 / 1.7)
    assert fit.pri == pytest.approx((1.6 - 1.0) / (1.7 - 1.0))


def test_ragin_2008_unique_coverage_is_what_no_other_term_covers() -> None:
    found = analyse(lipset(), Question("SURV", thresholds=Thresholds(1.0)))
    model = found.models("complex")[0]
    assert model.terms == ("DEV*LIT*IND*STB", "DEV*~URB*LIT*STB")
    assert [(fit.coverage, fit.unique) for fit in model.fits] == [(6 / 8, 4 / 8), (4 / 8, 2 / 8)]
    assert set(model.cases[0]) & set(model.cases[1]) == {"FR", "SE"}
