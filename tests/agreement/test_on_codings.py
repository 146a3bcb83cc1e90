"""Stance and weight of shared codings, NVivo's means, and sets by document: worked by hand."""

from __future__ import annotations

import pytest

from qualcode.agreement.found import Asked, Found
from qualcode.agreement.named import coefficients, every_coefficient
from qualcode.agreement.nvivo_assess import nvivo_cells, nvivo_means
from qualcode.agreement.on_codings import USUAL, CodingRatings, Value, assess_codings
from qualcode.agreement.sets.assess import SetsOfCoders, assess_sets
from qualcode.agreement.unitising.assess import PassagesOfCoders, assess_passages
from qualcode.agreement.unitising.continuum import Continuum, alone
from qualcode.agreement.unitising.stretches import characters_of

STANCES: list[list[Value]] = [
    ["affirms", "affirms", "denies", "mixed", "planned", None],
    ["affirms", "mixed", "denies", "mixed", "affirms", None],
]
PLAIN = Asked(interval="analytic")


def stance_data() -> CodingRatings:
    return CodingRatings("stance", "turn", ("a", "b"), ("D",) * 6, {"X": STANCES})


def values(found: list[Found], scope: str = "pooled") -> dict[str, float | None]:
    return {one.name: one.estimate.value for one in found if one.scope == scope}


def test_nominal_alpha_takes_planned_as_a_category_and_the_scale_leaves_it_out() -> None:
    found = list(assess_codings(stance_data(), coefficients(USUAL["stance"]), PLAIN))
    units = {one.name: one.estimate.units for one in found if one.scope == "pooled"}
    assert units == {"percent_agreement": 5, "alpha_nominal": 5, "alpha_ordinal": 4}
    pooled = values(found)
    assert pooled["percent_agreement"] == pytest.approx(3 / 5)
    # Ten values: affirms 4, mixed 3, denies 2, planned 1; D_o = 2/5, D_e = 1 - (12 + 6 + 2)/90.
    assert pooled["alpha_nominal"] == pytest.approx(1 - (2 / 5) / (1 - 20 / 90))
    # Eight values on the scale, denies 2, mixed 3, affirms 3: mid-ranks 1, 3.5 and 6.5 from 0.
    apart = {("d", "m"): 2.5**2, ("m", "a"): 3**2, ("d", "a"): 5.5**2}
    expected = (2 * 3 * apart["d", "m"] + 3 * 3 * apart["m", "a"] + 2 * 3 * apart["d", "a"]) * 2 / (8 * 7)
    assert pooled["alpha_ordinal"] == pytest.approx(1 - (2 * apart["m", "a"] / 8) / expected)


def test_weights_of_codes_with_different_scales_are_not_pooled() -> None:
    rows: dict[str, list[list[Value]]] = {
        "X": [[1.0, 2.0, 3.0], [1.0, 2.0, 2.0]],
        "Y": [[1.0, 5.0, 9.0], [1.0, 5.0, 9.0]],
    }
    scales = {"X": (1.0, 2.0, 3.0), "Y": (1.0, 5.0, 9.0)}
    chosen = coefficients(("alpha_interval",))
    data = CodingRatings("weight", "turn", ("a", "b"), ("D", "D", "E"), rows, scales)
    found = list(assess_codings(data, chosen, Asked(scopes=("code", "pooled", "document"), interval="analytic")))
    assert [one.estimate.value is None for one in found if one.scope in ("pooled", "document")] == [True] * 3
    assert {note.key for one in found if one.scope == "pooled" for note in one.estimate.notes} == {"scales_differ"}
    of_codes = {one.codes[0]: one.estimate.value for one in found if one.scope == "code"}
    # Of X: values 1 1 2 2 2 3, one unit 1 apart: D_o = 2/6, D_e = 2 × (2·3·1 + 3·1·1 + 2·1·4)/30.
    assert of_codes["X"] == pytest.approx(1 - (2 / 6) / (2 * 17 / 30))
    assert of_codes["Y"] == pytest.approx(1.0)
    alike = CodingRatings("weight", "turn", ("a", "b"), ("D", "D", "E"), rows, dict.fromkeys(rows, (1.0, 9.0)))
    assert values(list(assess_codings(alike, chosen, PLAIN)))["alpha_interval"] is not None


def test_pairs_of_three_coders_are_compared_one_by_one() -> None:
    rows: dict[str, list[list[Value]]] = {"X": [*STANCES, ["affirms", None, "affirms", "mixed", None, "denies"]]}
    data = CodingRatings("stance", "turn", ("a", "b", "c"), ("D",) * 6, rows)
    found = list(assess_codings(data, coefficients(("percent_agreement",)), PLAIN))
    pairs = {one.coders: one.estimate.value for one in found if one.scope == "pair"}
    assert pairs == {
        ("a", "b"): pytest.approx(3 / 5),
        ("a", "c"): pytest.approx(2 / 3),
        ("b", "c"): pytest.approx(2 / 3),
    }


def passages() -> PassagesOfCoders:
    """Code X in two documents of 100 and 300 characters; Y, never used by anyone in E."""
    continua = (
        Continuum("D", 100, {"a": ((0, 40, "X"), (50, 60, "Y")), "b": ((0, 30, "X"), (50, 60, "Y"))}),
        Continuum("E", 300, {"a": ((0, 60, "X"),), "b": ((30, 60, "X"),)}),
    )
    return PassagesOfCoders(
        ("a", "b"), ("X", "Y"), continua, {code: alone(continua, code) for code in ("X", "Y")}, False
    )


def test_nvivo_means_are_plain_and_by_length_and_count_what_they_stand_on() -> None:
    found = list(nvivo_means(passages(), ("nvivo_percentage", "nvivo_kappa"), PLAIN))
    of_x = {one.name: one.estimate.value for one in found if one.codes == ("X",)}
    assert of_x["nvivo_percentage"] == pytest.approx((0.9 + 0.9) / 2)
    first = (0.9 - (0.4 * 0.3 + 0.6 * 0.7)) / (1 - (0.4 * 0.3 + 0.6 * 0.7))
    second = (0.9 - (0.2 * 0.1 + 0.8 * 0.9)) / (1 - (0.2 * 0.1 + 0.8 * 0.9))
    assert of_x["nvivo_kappa"] == pytest.approx((first + second) / 2)
    assert of_x["nvivo_kappa_weighted"] == pytest.approx((100 * first + 300 * second) / 400)
    pooled = next(one for one in found if (one.name, one.scope) == ("nvivo_kappa", "pooled"))
    assert pooled.estimate.value == pytest.approx((first + second + 1) / 3)
    assert dict(pooled.estimate.notes[0].filling) == {"count": 3, "of": 4}
    cells = {
        (one.name, one.codes[0], one.document): one.estimate for one in nvivo_cells(passages(), ("nvivo_kappa",), PLAIN)
    }
    assert cells["nvivo_kappa", "Y", "E"].value is None
    assert cells["nvivo_kappa", "X", "D"].value == pytest.approx(first)
    assert cells["u_alpha", "Y", "D"].value == 1.0


def test_nvivo_compares_two_coders_only() -> None:
    two = passages()
    continua = tuple(Continuum(one.document, one.length, {**one.spans, "c": ()}) for one in two.continua)
    three = PassagesOfCoders(
        ("a", "b", "c"), ("X", "Y"), continua, {code: alone(continua, code) for code in ("X", "Y")}
    )
    found = list(nvivo_means(three, ("nvivo_kappa",), PLAIN))
    assert all(one.estimate.value is None for one in found if one.scope == "pooled")
    assert {one.coders for one in found if one.scope == "pair"} == {("a", "b"), ("a", "c"), ("b", "c")}


def test_a_code_s_own_row_is_that_code_against_all_the_rest() -> None:
    data = passages()
    found = list(assess_passages(data, [("u_alpha", "")], PLAIN))
    of_codes = {one.codes[0]: one.estimate.value for one in found if one.scope == "code"}
    assert of_codes["Y"] == 1.0
    assert of_codes["X"] is not None and of_codes["X"] < 1
    one = passages().of([0, 1])
    assert [found.value for found in (each.estimate for each in assess_passages(one, [("u_alpha", "")], PLAIN))] == [
        one.estimate.value for one in found
    ]


def test_characters_are_counted_per_coder_and_together() -> None:
    use = characters_of(passages().alone["X"], ("a", "b"))
    assert (use.by_coder, use.by_all, use.by_any, use.units) == ((100, 60), 60, 100, 400)
    assert use.prevalence == pytest.approx(160 / 800)


def test_whole_sets_are_compared_in_each_document_and_without_each_coder() -> None:
    x, none = frozenset("x"), frozenset[str]()
    rows = ((x, none, x, None), (x, none, none, x), (x, x, x, x))
    data = SetsOfCoders(("a", "b", "c"), rows, ("D", "D", "E", "E"), ("x",))
    found = list(assess_sets(data, ["percent_agreement_sets"], Asked(interval="analytic", pairs=True)))
    documents = {one.document: one.estimate.value for one in found if one.scope == "document"}
    assert documents == {"D": pytest.approx((1 + 1 / 3) / 2), "E": pytest.approx((1 / 3 + 1) / 2)}
    without = {one.without: one.estimate.value for one in found if one.scope == "pooled" and one.without}
    assert without["c"] == pytest.approx(2 / 3)
    assert len([one for one in found if one.scope == "pair"]) == 3


def test_asking_for_the_usual_coefficients_finds_them_as_asking_for_all_does() -> None:
    every = every_coefficient()
    assert [one.name for one in coefficients()] == ["percent_agreement", "cohen_kappa", "alpha_nominal"]
    for one in coefficients([*every]):
        assert one is every[one.name]
