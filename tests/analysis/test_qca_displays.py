"""The tables of a QCA: what they warn of, both languages, and other thresholds."""

from __future__ import annotations

from itertools import pairwise
from string import Formatter

import numpy as np
import pytest
from qca_sample import lipset, made

from qualcode.analysis.qca.analyse import Question, analyse
from qualcode.analysis.qca.displays import View, qca_display
from qualcode.analysis.qca.notes import few_cases_note
from qualcode.analysis.qca.robustness import robustness
from qualcode.analysis.qca.truth_table import Thresholds
from qualcode.analysis.qca.wording import WORDS
from qualcode.model.display import Display

FIVE = [[1, 0, 1, 1], [1, 1, 1, 1], [0, 1, 1, 0], [0, 0, 0, 0], [1, 0, 0, 1]]
VIEWS: tuple[View, ...] = ("sets", "solutions", "truth-table", "necessity", "data", "robustness")


def five(view: View, language: str = "en") -> Display:
    return qca_display(analyse(made(FIVE, "ABCY"), Question("Y", expect={"A": 1})), view, language)


@pytest.mark.parametrize("view", VIEWS)
def test_five_cases_come_with_the_warning_and_the_number_of_logical_remainders(view: View) -> None:
    notes = " ".join(five(view).notes)
    assert "5 cases cannot show significance: even a perfect split (3 against 2) has Fisher p = 0.10" in notes
    assert "configurations: 8, of which logical remainders (no case, or too few): 3." in notes
    assert "逻辑余项（无案例或案例不足）3 种" in " ".join(five(view, "zh").notes)


@pytest.mark.parametrize(("cases", "p"), [(2, "1.00"), (3, "0.33"), (4, "0.33"), (5, "0.10"), (6, "0.10")])
def test_the_warning_gives_the_p_of_the_best_split_of_so_few(cases: int, p: str) -> None:
    assert f"Fisher p = {p}" in few_cases_note(cases, "en")


def test_seven_cases_could_show_significance() -> None:
    assert few_cases_note(7, "en") == ""


def test_solutions_stand_with_models_and_terms_below_them() -> None:
    display = qca_display(analyse(lipset(multi_value=True), Question("SURV", thresholds=Thresholds(1.0))))
    assert [(row.level, row.label) for row in display.rows[5:9]] == [
        (0, "Parsimonious solution"),
        (1, "M1: DEV{1}*IND{0} + IND{1}*STB{1} → SURV"),
        (2, "DEV{1}*IND{0}"),
        (2, "IND{1}*STB{1}"),
    ]
    assert any(note.startswith("Parsimonious solution: 3 models fit the cases equally well") for note in display.notes)
    assert any(note.startswith("No intermediate solution") for note in display.notes)
    assert [cell.value for cell in display.rows[6].cells[-2:]] == ["BE; CZ; FI; FR; IE; NL; SE; UK", 16]


def test_nothing_to_minimise_and_nothing_against_are_said() -> None:
    nothing = qca_display(analyse(made([[1, 1], [1, 0], [0, 0]], "AY"), Question("Y")))
    assert nothing.rows == () and "No row reaches the thresholds" in nothing.notes[0]
    always = qca_display(analyse(made([[0.9, 0.3, 0.9], [0.8, 0.8, 0.9], [0.7, 0.9, 0.8]], "ABY"), Question("Y")))
    assert any("No row is coded 0" in note for note in always.notes)
    assert any(note.startswith("On one side of 0.5 in every case: A;") for note in always.notes)


def test_models_that_tie_are_counted_and_more_than_are_listed_are_said_to_be_more() -> None:
    """Twelve conditions tell two cases apart: any of them will do. Sixty cases by chance: more than a thousand ways."""
    alike = analyse(made([[1.0] * 12 + [1], [0.0] * 12 + [0]], "ABCDEFGHIJKLY"), Question("Y"))
    assert len(alike.models("parsimonious")) == 12
    assert any("12 models fit" in note for note in qca_display(alike).notes)
    rng = np.random.default_rng(1)
    many = analyse(made(rng.integers(0, 2, (60, 13)).tolist(), "ABCDEFGHIJKLY"), Question("Y"))
    assert len(many.models("parsimonious")) == 1000
    assert any("more than 1,000 models fit the cases equally well" in note for note in qca_display(many).notes)


def test_necessity_lists_each_condition_and_its_negation_then_combinations() -> None:
    display = qca_display(analyse(lipset(), Question("SURV", ("DEV", "STB"))), "necessity")
    assert [row.key for row in display.rows] == ["DEV", "~DEV", "STB", "~STB", "DEV*STB"]
    assert [cell.value for cell in display.rows[0].cells] == pytest.approx([1, 0.8, 0.8])


def test_between_the_bounds_of_a_line_of_robustness_nothing_changes() -> None:
    fuzzy = made([[0.9, 0.2, 0.8], [0.8, 0.7, 0.4], [0.3, 0.9, 0.7], [0.2, 0.1, 0.2], [0.6, 0.6, 0.9]], "ABY")
    found = analyse(fuzzy, Question("Y"))
    steps = [step for step in robustness(found) if step.bounds]
    assert steps[0].bounds is not None and steps[0].bounds[0] == 0.5
    assert [one.bounds[1] == two.bounds[0] for one, two in pairwise(steps) if one.bounds and two.bounds]
    assert sum(step.chosen for step in steps) == 1 and next(step for step in steps if step.chosen).same
    for step in steps:
        assert step.bounds is not None
        low, high = step.bounds
        for inclusion in (low + 1e-6, (low + high) / 2, high):
            again = analyse(fuzzy, Question("Y", thresholds=Thresholds(inclusion)))
            assert len(again.table.coded(1)) == step.coded
            formulas = [" + ".join(model.terms) for model in again.models("complex")]
            assert (step.formulas["complex"] or "").removesuffix(" …") == (formulas or [""])[0]


def test_frequencies_go_up_to_the_largest_row() -> None:
    steps = [step for step in robustness(analyse(lipset(), Question("SURV"))) if step.bounds is None]
    assert [(step.frequency, step.chosen) for step in steps] == [(1, True), (2, False), (3, False), (4, False)]
    assert [step.coded for step in steps] == [3, 3, 1, 1]


@pytest.mark.parametrize("key", WORDS)
def test_english_and_chinese_are_filled_with_the_same_words(key: str) -> None:
    english, chinese = ({name for _, name, _, _ in Formatter().parse(text) if name} for text in WORDS[key])
    assert english == chinese
    assert all(WORDS[key])
