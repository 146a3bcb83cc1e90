"""A structure as tables: what stands behind each cell, and which statements stand for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from evidence_sample import evidence, passage

from qualcode.analysis.structure import Grounds, lines, typical
from qualcode.analysis.structure_displays import axial_coding, gioia, open_coding, relations, selective_coding
from qualcode.model.coding import Memo
from qualcode.model.display import Cell, Display, Row
from qualcode.model.structure import Concept, Dimension, Relation, Structure, Theme

STRUCTURE = Structure(
    concepts=(
        Concept("policy", {"en": "Policy fails", "zh": "政策失灵"}, codes=("BOT-POL",)),
        Concept("motive", {"en": "Motive"}, {"en": "why it cools"}, codes=("BOT-MOT",)),
        Concept("courses", codes=("FCO",)),
    ),
    themes=(Theme("blocks", {"en": "Blocks"}, {"en": "what blocks"}, of=("policy", "motive")),),
    dimensions=(Dimension("hindrance", {"en": "Hindrance"}, {"en": "all of it"}, of=("blocks",)),),
    relations=(
        Relation("policy", "motive", "condition", {"en": "first, then"}, ("k3",)),
        Relation("motive", "policy", "consequence"),
    ),
    core="hindrance",
    core_memo={"en": "the core of it"},
)


def row(display: Display, key: str) -> Row:
    return next(each for each in display.rows if each.key == key)


def cell(display: Display, key: str, column: str) -> Cell:
    at = [each.key for each in display.columns].index(column)
    return row(display, key).cells[at]


def test_a_concept_counts_its_codes_with_all_below_and_keeps_denials_apart() -> None:
    axial = axial_coding(evidence(), STRUCTURE)
    assert cell(axial, "blocks/motive", "passages") == Cell(1, ("k4",))
    assert cell(axial, "blocks/motive", "denials") == Cell(1, ("k2",))
    assert cell(axial, "blocks/policy", "passages").value == 4
    assert cell(axial, "blocks/policy", "cases").value == "2 of 3: a; b"
    assert cell(axial, "blocks/motive", "meaning").value == "why it cools"
    assert "Blocks: what blocks" in axial.notes


def test_open_coding_gives_a_row_to_each_statement_with_its_code_and_category() -> None:
    display = open_coding(evidence(), STRUCTURE, most=2)
    keys = [each.key for each in display.rows]
    assert keys == ["policy/k1", "policy/k5", "motive/k4", "courses/k7", "courses/k8"]
    first = row(display, "policy/k1")
    assert first.label == "I1:10"
    assert [each.value for each in first.cells] == ["words 10", "Policy", "Policy fails"]
    assert all(each.codings == ("k1",) for each in first.cells)


def test_typical_statements_are_the_chosen_ones_then_one_of_each_case_and_never_a_denial() -> None:
    passages = Grounds(evidence(), STRUCTURE).passages("blocks")
    assert [each.coding.id for each in typical(passages, 3)] == ["k1", "k5", "k6"]
    assert [each.coding.id for each in typical(passages, 2, ["k6"])] == ["k6", "k1"]
    denied = [passage("d1", "I1", 0, "FCO", stance="denies")]
    assert typical(denied, 2, ["d1"]) == ()


def test_the_data_structure_has_its_three_columns_and_says_what_is_in_no_theme_yet() -> None:
    display = gioia(evidence(), STRUCTURE, most=0)
    assert [each.key for each in display.columns] == ["theme", "dimension", "passages"]
    assert [each.value for each in row(display, "blocks/policy").cells] == ["Blocks", "Hindrance", 4]
    assert row(display, "-/courses").cells[0].value is None
    assert "In no theme yet: courses." in display.notes
    assert [concept.id for _, _, concept in lines(STRUCTURE)] == ["policy", "motive", "courses"]


def test_selective_coding_begins_with_the_core_and_turns_consequences_the_way_they_run() -> None:
    display = selective_coding(evidence(), STRUCTURE)
    assert [each.label for each in display.rows] == ["Hindrance", "Policy fails → Motive", "Policy fails → Motive"]
    assert cell(display, "core", "meaning").value == "the core of it"
    assert cell(display, "relation-1", "structure").value == "Policy fails is a condition of Motive"
    assert cell(display, "relation-2", "structure").value == "Motive is a consequence of Policy fails"


def test_a_relation_shows_words_of_both_sides_and_those_in_which_it_is_said() -> None:
    display = relations(evidence(), STRUCTURE, most=1)
    assert cell(display, "relation-1", "source-quotes").codings == ("k1",)
    assert cell(display, "relation-1", "target-quotes").codings == ("k4",)
    assert cell(display, "relation-1", "said").codings == ("k3",)
    assert cell(display, "relation-1", "both").value == "1 of 3: a"
    assert cell(display, "relation-2", "said").value == ()


def test_a_memo_behind_a_concept_brings_the_passage_it_is_about() -> None:
    noted = passage("m1", "I2", 90, "FCO")
    memo = Memo("MEMO123", "theoretical", "strange", "c1", "2026-01-01")
    found = evidence(replace(noted, coding=replace(noted.coding, memos=(memo,))))
    structure = Structure((Concept("odd", memos=("memo1",)),))
    assert [each.coding.id for each in Grounds(found, structure).passages("odd")] == ["m1"]


@pytest.mark.parametrize("maker", [open_coding, axial_coding, gioia, selective_coding, relations])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_form_names_its_coders_and_traces_its_statements(maker: Callable[..., Display], language: str) -> None:
    display = maker(evidence(), STRUCTURE, language)
    assert any("c1" in note for note in display.notes)
    assert display.rows
    known = {each.coding.id for each in evidence().passages}
    assert {id for each in display.rows for one in each.cells for id in one.codings} <= known
    for each in display.rows:
        for column, one in zip(display.columns, each.cells, strict=True):
            if column.type == "quotes" and one.value:
                assert one.codings
