"""What QCA cannot handle is refused with a sentence, and what it can but should not be trusted is said."""

from __future__ import annotations

import numpy as np
import pytest
from qca_sample import lipset, made

from qualcode.analysis.qca.analyse import Question, analyse
from qualcode.analysis.qca.answer import as_json
from qualcode.analysis.qca.sets import SetData
from qualcode.analysis.qca.truth_table import Thresholds
from qualcode.errors import NotFoundError, QualcodeError


@pytest.mark.parametrize(
    ("values", "question", "said"),
    [
        ([[0.5, 0.2], [0.9, 0.8]], Question("Y"), 'Condition "A" is exactly 0.5 for case "1"'),
        ([[0.4, 0.2], [0.9, 0.5]], Question("Y"), 'Outcome "Y" is exactly 0.5 for case "2"'),
        ([[1, 0], [1, 1]], Question("Y"), 'Condition "A" is 1 in every case; what never varies explains nothing.'),
        ([[1, 1], [0, 1]], Question("Y"), 'Outcome "Y" is 1 in every case'),
        ([[720, 1], [586, 0]], Question("Y"), 'Condition "A" is 720 for case "1". Calibrate it first'),
        ([[1.5, 1], [0.2, 0]], Question("Y"), 'Condition "A" is 1.5 for case "1". Calibrate it first'),
        ([[-1, 1], [0, 0]], Question("Y"), 'Condition "A" is -1 for case "1"'),
        ([[1, 0]], Question("Y"), "QCA compares cases, and there is one."),
        ([[1, 0], [0, 1]], Question("Y", ("A", "a")), 'Condition "A" is named twice.'),
        ([[1, 0], [0, 1]], Question("Y", ("Y",)), '"Y" is the outcome and cannot be a condition too.'),
        ([[1, 0], [0, 1]], Question("~Y", negate=True), '"~Y" is negated already.'),
        ([[1, 0], [0, 1]], Question("Y+A"), 'No outcome "Y+A".'),
        ([[1, 0], [0, 1]], Question("{"), '"{" is no outcome.'),
        ([[1, 2], [0, 1]], Question("Y"), 'Outcome "Y" has 3 values. Say which one: --outcome Y{1}.'),
        ([[1, 2], [0, 1]], Question("Y{0}"), "No case or every case has Y{0}."),
        ([[1, 2], [0, 1]], Question("Y{3}"), 'Outcome "Y" has no value 3.'),
        ([[1, 0], [0, 1]], Question("Y", expect={"A": 2}), "Condition A cannot be expected to be 2."),
        ([[1, 0], [0, 1]], Question("Y", thresholds=Thresholds(1.2)), "Inclusion 1.2 is not above 0 and up to 1."),
        ([[1, 0], [0, 1]], Question("Y", thresholds=Thresholds(pri=-1)), "PRI -1 is not from 0 to 1."),
    ],
)
def test_one_sentence_names_what_is_wrong(values: list[list[float]], question: Question, said: str) -> None:
    with pytest.raises(QualcodeError) as raised:
        analyse(made(values, "AY"), question)
    assert said in str(raised.value)


@pytest.mark.parametrize(
    "question", [Question("SURF"), Question("SURV", ("DEF",)), Question("SURV", expect={"DEF": 1})]
)
def test_an_unknown_name_is_answered_with_the_nearest(question: Question) -> None:
    with pytest.raises(NotFoundError) as raised:
        analyse(lipset(), question)
    assert raised.value.nearest[0] in ("SURV", "DEV")


@pytest.mark.parametrize("name", ["A*B", "~A", "A{1}", "A+B", "n", "PRI"])
def test_a_name_that_would_make_a_formula_or_the_truth_table_ambiguous_is_refused(name: str) -> None:
    data = SetData(("1", "2"), (name, "Y"), np.array([[0.0, 1.0], [1.0, 0.0]]))
    with pytest.raises(QualcodeError, match="cannot be named"):
        analyse(data, Question("Y"))


def test_twenty_conditions_are_refused_with_the_reason() -> None:
    rng = np.random.default_rng(1)
    values = rng.integers(0, 2, (60, 21)).astype(float)
    names = (*(f"C{number}" for number in range(20)), "Y")
    with pytest.raises(QualcodeError, match="20 conditions make 1,048,576 configurations") as raised:
        analyse(SetData(tuple(map(str, range(60))), names, values), Question("Y"))
    assert "Name fewer with --conditions" in raised.value.remedy


def test_contradictory_rows_are_named_with_the_cases_on_either_side() -> None:
    data = made([[1, 1], [1, 1], [1, 0], [0, 0]], "AY")
    for inclusion, code in ((0.6, "coded 1"), (0.8, "coded 0")):
        found = as_json(analyse(data, Question("Y", thresholds=Thresholds(inclusion))))
        assert [row["contradictory"] for row in found["truth_table"]] == [False, True]
        said = next(note for note in found["notes"] if "contradictory" in note)
        assert said.startswith("Row 2 is contradictory: 1, 2 more in the outcome than out, 3 not;") and code in said


def test_a_row_of_too_few_cases_is_a_remainder_and_may_be_used() -> None:
    """Case 5 alone shows A without B; asked for two cases a row, it no longer stands against A."""
    data = made([[1, 1, 1], [1, 1, 1], [0, 0, 0], [0, 0, 0], [1, 0, 0]], "ABY")
    found = as_json(analyse(data, Question("Y", thresholds=Thresholds(frequency=2))))
    assert [row["OUT"] for row in found["truth_table"]] == [0, None, 1]
    assert found["remainders"] == 2
    assert found["solutions"]["parsimonious"] == [["A"], ["B"]]
    assert found["fit"]["parsimonious"][0]["remainders"] == [3]


def test_without_a_row_coded_1_there_is_no_model_and_that_is_said() -> None:
    data = made([[1, 1], [1, 0], [0, 0]], "AY")
    found = analyse(data, Question("Y", expect={"A": 1}))
    assert as_json(found)["solutions"] == {"complex": [], "parsimonious": [], "intermediate": []}


def test_without_a_row_coded_0_the_parsimonious_solution_is_empty_of_conditions() -> None:
    data = made([[0.9, 0.3, 0.9], [0.8, 0.8, 0.95]], "ABY")
    assert as_json(analyse(data, Question("Y")))["solutions"]["parsimonious"] == [["1"]]


def test_a_mixture_of_kinds_keeps_each_condition_as_it_is() -> None:
    data = made([[2, 0.9, 1, 1], [1, 0.2, 0, 0], [0, 0.8, 1, 0], [2, 0.7, 0, 1]], "AFCY")
    found = analyse(data, Question("Y"))
    assert [each.kind for each in found.space.conditions] == ["multi-value", "fuzzy", "crisp"]
    assert as_json(found)["solutions"]["complex"] == [["A{2}*F"]]
