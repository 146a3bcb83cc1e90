"""What a matrix's cells may hold besides counts, and in which order its rows and columns may stand."""

from __future__ import annotations

import dataclasses
from typing import cast

import pytest
from evidence_sample import evidence, passage

from qualcode.analysis.matrix import Values, matrix
from qualcode.analysis.presets import PRESETS
from qualcode.errors import NotFoundError, UsageError
from qualcode.model.display import Display, Value


def values(display: Display) -> dict[str, list[Value]]:
    """The values of a display by row."""
    return {row.key: [cell.value for cell in row.cells] for row in display.rows}


def test_shares_of_the_row_and_of_the_column_count_an_identical_passage_once() -> None:
    rows = values(matrix(evidence(), values="row-share"))
    assert rows["BOT"] == [2 / 3, 1 / 3, 0]
    columns = values(matrix(evidence(), values="column-share"))
    assert columns["BOT-POL"][:2] == [2 / 3, 1.0]
    assert columns["FCO"][0] == 1 / 3


def test_counts_per_thousand_words_stand_on_the_words_of_the_cells_documents() -> None:
    found = values(matrix(evidence(), values="per-1000"))
    assert found["BOT"][0] == pytest.approx(1000 * 2 / (100 + 200 + 300))
    assert found["FCO"][1] == 0
    assert found["FCO"][2] is None


def test_a_state_follows_the_stances_and_silence_is_told_from_not_known() -> None:
    display = matrix(evidence(), values="state")
    found = values(display)
    assert found["BOT-POL"] == ["affirmed", "affirmed", None]
    assert found["BOT-MOT"][0] == "partly"
    assert found["BOT-MOT-X"][0] == "denied"
    assert found["FCO"][0] == "affirmed"
    assert found["BOT-MOT"][1] == "not mentioned"
    assert [column.key for column in display.columns] == ["a", "b", "c"]


def test_a_mean_weight_takes_only_passages_that_bear_one() -> None:

    heavy = passage("w1", "I1", 10, "FCO")
    heavy = dataclasses.replace(heavy, coding=dataclasses.replace(heavy.coding, weight=3.0))
    light = passage("w2", "I1", 40, "FCO")
    light = dataclasses.replace(light, coding=dataclasses.replace(light.coding, weight=1.0))
    found = values(matrix(evidence(heavy, light, passage("w3", "I1", 80, "FCO")), values="weight"))
    assert found["FCO"] == [2.0, None, None, 2.0]


def test_summaries_stand_in_either_direction() -> None:
    written = {("a", "BOT"): "stuck on policy (3)"}
    assert values(matrix(evidence(), values="summary", summaries=written))["BOT"] == ["stuck on policy (3)", None, None]
    turned = matrix(evidence(), rows="case", columns="code", values="summary", summaries=written)
    assert values(turned)["a"][0] == "stuck on policy (3)"


def test_columns_in_the_order_of_an_attribute_show_it_and_the_rest_comes_last() -> None:
    display = matrix(evidence(), order="province")
    assert [column.key for column in display.columns] == ["b", "c", "a", "total"]
    assert display.columns[0].label == "Boats (province: GD)"
    assert any("Ordered by Province" in note for note in display.notes)


def test_numbers_are_ordered_as_numbers() -> None:
    display = matrix(evidence(), rows="code", columns="participant", order="years")
    assert [column.key for column in display.columns][:2] == ["P2", "P1"]


def test_fullest_rows_first_with_what_stands_below_them() -> None:
    display = matrix(evidence(), order="count")
    assert [row.key for row in display.rows] == ["BOT", "BOT-POL", "BOT-MOT", "BOT-MOT-X", "FCO"]
    turned = matrix(evidence(passage("z", "I1", 5, "FCO")), order="count")
    assert turned.rows[0].key == "FCO"


def test_an_order_that_cannot_be_had_is_refused() -> None:
    with pytest.raises(NotFoundError, match=r'"provins".*Nearest: province'):
        matrix(evidence(), order="provins")
    with pytest.raises(UsageError, match="no attributes"):
        matrix(evidence(), rows="code", columns="role", order="province")


@pytest.mark.parametrize("name", sorted(PRESETS))
def test_every_preset_makes_a_matrix(name: str) -> None:
    preset = PRESETS[name]
    order = None if preset.order == "date" else preset.order
    display = matrix(
        evidence(),
        rows=preset.rows,
        columns=preset.columns,
        values=cast(Values, preset.values),
        level=preset.level,
        order=order,
    )
    assert display.rows
