"""From codings side by side to results and to the table a reader sees."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields

import pytest

from qualcode.agreement.assess import AgreementResult, as_json, assess, coefficients
from qualcode.agreement.displays import agreement_display
from qualcode.agreement.interpret import band, decimal, what_is_weak
from qualcode.agreement.ratings import CodeSheet, from_values
from qualcode.model.codebook import Code, Codebook
from qualcode.model.reliability import ReliabilityData, UnitOfCoding
from qualcode.model.span import Span

BOOK = Codebook(
    tuple(
        Code(id, {"en": en, "zh": zh})
        for id, en, zh in [("A", "Aims", "目标"), ("B", "Barriers", "瓶颈"), ("C", "Costs", "成本")]
    )
)
Coded = Sequence[str | None]


def study(
    *coders: Coded, per_document: int = 5, known: tuple[Mapping[str, frozenset[str] | None], ...] = ()
) -> ReliabilityData:
    """Coders as lists of units, each a string of code letters or `None` where the coder has not finished."""
    places = [(f"D{n // per_document + 1}", n % per_document + 1) for n in range(len(coders[0]))]
    units = tuple(UnitOfCoding(document, n, Span(n, n + 1), f"{document}:{n}") for document, n in places)
    values = tuple(tuple(None if codes is None else frozenset(codes) for codes in coder) for coder in coders)
    handles = tuple(f"c{n}" for n in range(1, len(coders) + 1))
    return ReliabilityData(handles, units, ("A", "B", "C"), values, "turn", known=known)


FIRST = ["A", "A", "", "AB", "", "", "A", "", "B", ""]
SECOND = ["A", "", "", "A", "", "", "A", "A", "B", ""]


def test_a_result_has_exactly_the_fields_of_the_json_answer() -> None:
    names = "coefficient scope document category level without codes coders unit units value observed expected se ci ci_method note"
    assert [field.name for field in fields(AgreementResult)] == names.split()
    answer = as_json(assess(study(FIRST, SECOND)))
    results = answer["results"]
    assert isinstance(results, list)
    assert json.loads(json.dumps(answer)) == answer
    assert all(list(result) == names.split() for result in results)
    assert "NaN" not in json.dumps(answer)


def test_codes_come_in_the_data_s_order_then_pooled_then_documents() -> None:
    results = assess(study(FIRST, SECOND), ["alpha_nominal"]).results
    assert [(r.scope, r.document, r.codes) for r in results] == [
        ("code", None, ("A",)),
        ("code", None, ("B",)),
        ("code", None, ("C",)),
        ("pooled", None, ("A", "B")),
        ("document", "D1", ("A", "B")),
        ("document", "D2", ("A", "B")),
    ]


def test_pooled_is_the_stack_of_the_codes_that_someone_used() -> None:
    alpha = coefficients(["alpha_nominal"])[0]
    stacked = [[code in unit for code in "AB" for unit in coder] for coder in (FIRST, SECOND)]
    found = assess(study(FIRST, SECOND)).find("alpha_nominal", "pooled")
    expected = alpha.of(from_values(stacked))
    assert found is not None
    assert (found.value, found.units) == (expected.value, 20)
    analytic = assess(study(FIRST, SECOND), interval="analytic").find("alpha_nominal", "pooled")
    assert analytic is not None and analytic.se == expected.se is not None


def test_a_document_finished_by_one_coder_is_missing_and_never_disagreement() -> None:
    unfinished: list[str | None] = [*SECOND[:5], None, None, None, None, None]
    half = assess(study(FIRST[:5], SECOND[:5]))
    whole = assess(study(FIRST, unfinished))
    for name in ("percent_agreement", "cohen_kappa", "alpha_nominal"):
        one, other = half.find(name, "pooled"), whole.find(name, "pooled")
        assert one is not None and other is not None
        assert (one.value, one.units) == (other.value, other.units)
    assert whole.set_aside == {"units finished by fewer than two coders": 5}


def test_a_code_that_the_codebook_did_not_have_is_missing_and_never_absent() -> None:
    data = study(FIRST, SECOND, known=({}, {"D1": frozenset("AC"), "D2": None}))
    matrix = CodeSheet(data).code("B").matrix
    assert matrix[1].tolist() == [-1] * 5 + [0, 0, 0, 1, 0]
    assessed = assess(data)
    result = assessed.find("percent_agreement", "code", ("B",))
    assert result is not None and (result.units, result.value) == (5, 1.0)
    assert assessed.set_aside == {"decisions on a code that the codebook did not have when a coder finished": 5}


def test_a_code_nobody_used_is_undefined_with_a_sentence() -> None:
    result = assess(study(FIRST, SECOND)).find("alpha_nominal", "code", ("C",))
    assert result is not None and result.value is None and result.note is not None
    assert result.note.startswith("undefined: only one category")


def test_no_codes_at_all_is_said() -> None:
    found = assess(study(["", ""], ["", ""])).find("cohen_kappa", "pooled")
    assert found is not None and (found.value, found.note) == (None, "undefined: no coder used any code")


def test_three_coders_get_each_pair() -> None:
    agreement = assess(study(FIRST, SECOND, FIRST), ["cohen_kappa"])
    pairs = {r.coders: r.value for r in agreement.results if r.scope == "pair" and r.codes == ("A", "B")}
    assert list(pairs) == [("c1", "c2"), ("c1", "c3"), ("c2", "c3")]
    assert pairs["c1", "c3"] == 1.0
    assert pairs["c1", "c2"] == pytest.approx(pairs["c2", "c3"])
    two = assess(study(FIRST, SECOND)).find("cohen_kappa", "pooled")
    assert two is not None and pairs["c1", "c2"] == pytest.approx(two.value)


def test_the_table_shows_codes_pooled_and_the_mean_apart() -> None:
    display = agreement_display(assess(study(FIRST, SECOND)), BOOK)
    assert [row.key for row in display.rows] == ["A", "B", "pooled", "mean"]
    assert [row.label for row in display.rows] == ["A Aims", "B Barriers", "Pooled", "Mean over codes"]
    columns = [column.key for column in display.columns]
    assert columns == [
        "percent_agreement",
        "cohen_kappa",
        "alpha_nominal",
        "interval",
        "units",
        "by_c1",
        "by_c2",
        "by_all",
    ]
    by_key = dict(zip(columns, display.rows[0].cells, strict=True))
    assert [by_key[key].value for key in ("units", "by_c1", "by_c2", "by_all")] == [10, 4, 4, 3]
    mean = display.rows[3].cells[0].value
    assert mean == pytest.approx((0.8 + 0.9) / 2)


def test_the_notes_say_what_the_figures_stand_on() -> None:
    unfinished: list[str | None] = [*SECOND[:5], None, None, None, None, None]
    notes = " ".join(agreement_display(assess(study(FIRST, unfinished)), BOOK).notes)
    for phrase in (
        "Unit: turn; units: 10; documents: 2",
        "Units that count: all",
        "never disagreement",
        "Set aside: units finished by fewer than two coders: 5",
        "Codes without a row because no coder used them: 1",
    ):
        assert phrase in notes


def test_the_table_reads_chinese() -> None:
    display = agreement_display(assess(study(FIRST, SECOND), language="zh"), BOOK, "zh")
    assert (display.title, display.rows[0].label, display.rows[2].label) == ("编码员间一致性", "A 目标", "合并")
    assert any("单元：话轮" in note for note in display.notes)


def test_the_table_by_document_and_by_pair() -> None:
    agreement = assess(study(FIRST, SECOND, FIRST))
    assert [row.key for row in agreement_display(agreement, BOOK, by="document").rows] == ["D1", "D2", "pooled"]
    pairs = agreement_display(agreement, BOOK, by="pair")
    labels = ["c1 – c2", "c1 – c3", "c2 – c3", "Pooled", "Without c1", "Without c2", "Without c3", "Mean over pairs"]
    assert [row.label for row in pairs.rows] == labels


def test_a_rare_code_with_high_agreement_and_low_alpha_is_explained_by_its_prevalence() -> None:
    rare = ["A"] + [""] * 47 + ["A", ""]
    other = ["A"] + [""] * 47 + ["", "A"]
    said = what_is_weak(assess(study(rare, other)), BOOK)
    assert "96.0% of units agree" in said
    assert "it is rare, prevalence 4.0%" in said
    assert "units coded by both: 1, by anyone: 3" in said


def test_a_code_one_coder_uses_far_more_often_is_explained_by_that() -> None:
    said = what_is_weak(assess(study(["A"] * 6 + [""] * 6, ["A"] * 2 + [""] * 10)), BOOK)
    assert "c1 used it on 6 units, c2 on 2" in said
    assert "units coded by both: 2, by anyone: 6" in said


def test_where_no_code_is_weak_it_says_so() -> None:
    said = what_is_weak(assess(study(FIRST, FIRST)), BOOK)
    assert said == (
        "Pooled α is 1.000, at or above .800, which Krippendorff asks for. Landis & Koch call that almost perfect."
        " No code falls below .667."
    )


@pytest.mark.parametrize(
    ("value", "words"), [(0.8, "at or above"), (0.7999, "tentative"), (0.667, "tentative"), (0.666, "advises against")]
)
def test_bands_are_krippendorff_s(value: float, words: str) -> None:
    assert words in band(value)


@pytest.mark.parametrize(
    ("value", "text"), [(0.7434, ".743"), (-0.042, "-.042"), (1.0, "1.000"), (0.0, ".000"), (-1.0, "-1.000")]
)
def test_coefficients_print_without_a_leading_zero(value: float, text: str) -> None:
    assert decimal(value) == text


def test_a_pair_is_pooled_over_the_codes_that_one_of_the_two_used() -> None:
    units = tuple(UnitOfCoding("D", number, Span(number, number + 1), f"D:{number}") for number in range(1, 4))
    values = tuple(
        tuple(frozenset(cell) for cell in row) for row in (({"A"}, {"A"}, ()), ({"A"}, (), ()), ({"B"}, {"B"}, {"B"}))
    )
    data = ReliabilityData(("x", "y", "z"), units, ("A", "B"), values, "turn")
    pooled: dict[tuple[str, ...], AgreementResult] = {}
    for result in assess(data, ("percent_agreement",)).results:
        if result.scope == "pair":
            pooled.setdefault(result.coders, result)  # the pooled value of a pair comes first
    assert (pooled["x", "y"].codes, pooled["x", "y"].units) == (("A",), 3)
    assert (pooled["x", "z"].codes, pooled["x", "z"].units) == (("A", "B"), 6)
