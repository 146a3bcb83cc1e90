"""What may stand along rows and columns."""

from __future__ import annotations

from dataclasses import replace

import pytest
from evidence_sample import PEOPLE, evidence, passage

from qualcode.analysis.matrix import Values, matrix
from qualcode.errors import NotFoundError, UsageError


@pytest.mark.parametrize(
    ("columns", "keys", "row"),
    [
        ("document", ["I1", "I2", "I3", "a/plan", "b/plan"], [2, 2, 0, 0, 0, 4]),
        ("kind", ["interview", "case"], [4, 0, 4]),
        ("role", ["official", "college"], [2, 2, 4]),
        ("participant", ["P1", "P2"], [2, 2, 4]),
        ("province", ["ZJ", "GD"], [2, 1, 3]),
        ("mode", ["online", "in person"], [2, 2, 4]),
        ("years", ["10", "3"], [2, 2, 4]),
        ("case.province", ["ZJ", "GD"], [2, 1, 3]),
    ],
)
def test_passages_are_sorted_by_any_dimension(columns: str, keys: list[str], row: list[int]) -> None:
    display = matrix(evidence(), columns=columns)
    assert [column.key for column in display.columns] == [*keys, "total"]
    assert [cell.value for cell in display.rows[0].cells] == row


@pytest.mark.parametrize("columns", ["participant", "years"])
def test_a_share_divides_by_all_documents_in_which_somebody_speaks(columns: str) -> None:
    """P1 speaks in I1 and I2, both done, and is coded in I1 alone: half, not all, of the documents."""
    sample = evidence(passage("x", "I1", 0, "FCO"))
    facts = tuple(
        replace(facts, participants=(PEOPLE["P1"],)) if facts.id in ("I1", "I2") else facts
        for facts in sample.documents
    )
    display = matrix(replace(sample, documents=facts), columns=columns, values="share", codes=["FCO"])
    assert [cell.value for cell in display.rows[0].cells] == [0.5, 0.5]


def test_somebody_of_whom_nothing_is_coded_has_a_column_all_the_same() -> None:
    sample = evidence(passage("x", "I1", 0, "FCO"))
    facts = tuple(
        replace(facts, participants=tuple(PEOPLE.values())) if facts.id == "I1" else facts for facts in sample.documents
    )
    display = matrix(replace(sample, documents=facts), columns="participant", codes=["FCO"])
    assert [column.key for column in display.columns] == ["P1", "P2", "total"]


def test_a_document_of_several_cases_is_placed_where_they_share_the_attribute() -> None:
    sample = evidence()
    cases = tuple(type(case)(case.id, case.documents, {"province": "ZJ"}) for case in sample.cases)
    shared = type(sample)(sample.passages, sample.documents, cases, sample.codebook, sample.coders)
    display = matrix(shared, columns="province")
    assert [cell.value for cell in display.rows[0].cells] == [4, 4]
    assert display.set_aside == {"codings in documents of no case": 1}


def test_what_has_no_value_is_set_aside_under_its_name() -> None:
    assert matrix(evidence(), columns="role").set_aside["codings without role"] == 2
    assert matrix(evidence(), columns="mode").set_aside["codings without mode"] == 2
    assert "无角色信息的编码: 2" in matrix(evidence(), columns="role", language="zh").notes[-1]


def test_an_attribute_s_source_is_named() -> None:
    assert "Province is an attribute of cases." in matrix(evidence(), columns="province").notes
    assert "mode is an attribute of documents." in matrix(evidence(), columns="mode").notes


def test_an_unknown_dimension_is_refused_with_the_nearest_names() -> None:
    with pytest.raises(NotFoundError, match=r'No row or column "provnce"\. Nearest: province'):
        matrix(evidence(), columns="provnce")
    with pytest.raises(UsageError, match='Rows and columns are both "case"'):
        matrix(evidence(), rows="case", columns="case")


def test_an_unknown_code_or_kind_of_value_is_refused() -> None:
    with pytest.raises(NotFoundError, match="BOT-POL"):
        matrix(evidence(), codes=["BOT-PLO"])
    wrong: Values = "counts"  # type: ignore[assignment]
    with pytest.raises(NotFoundError, match="Nearest: count"):
        matrix(evidence(), values=wrong)
