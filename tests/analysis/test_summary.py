"""The plain tables of a report."""

from __future__ import annotations

from evidence_sample import BOOK, evidence

from qualcode.analysis.summary import codebook_display, document_groups_display, documents_display, quotes_display


def test_documents_show_where_they_belong_and_how_far_they_are_coded() -> None:
    display = documents_display(evidence())
    assert [column.key for column in display.columns] == [
        "kind", "cases", "roles", "province", "words", "coders", "passages", "codes",
    ]  # fmt: skip
    rows = {row.key: [cell.value for cell in row.cells] for row in display.rows}
    assert rows["I1"] == ["Interview", "Autos", "official", "ZJ", 100, "c1", 2, 3]
    assert rows["I2"] == ["Interview", "Autos; Boats", "college", "ZJ; GD", 200, "c1", 2, 1]
    assert rows["a/plan"] == ["Case document", "Autos", None, "ZJ", 300, None, 1, 1]
    assert display.rows[0].cells[-1].codings == ("k1", "k2", "k3", "k4")


def test_an_attribute_that_no_document_has_gets_no_column() -> None:
    keys = [column.key for column in documents_display(evidence(), attributes=["mode", "sector"]).columns]
    assert "mode" in keys and "sector" not in keys


def test_documents_spread_over_roles_provinces_and_cases() -> None:
    display = document_groups_display(evidence())
    rows = [(row.key, row.level, row.cells[0].value) for row in display.rows]
    assert rows == [
        ("role", 0, None), ("role:official", 1, 1), ("role:college", 1, 2), ("role:", 1, 2),
        ("province", 0, None), ("province:ZJ", 1, 3), ("province:GD", 1, 2), ("province:", 1, 1),
        ("case", 0, None), ("case:a", 1, 3), ("case:b", 1, 2), ("case:c", 1, 0), ("case:", 1, 1),
    ]  # fmt: skip
    assert display.rows[1].cells[1].value == 100


def test_the_codebook_counts_documents_and_passages_with_descendants() -> None:
    display = codebook_display(BOOK, evidence(), "zh")
    rows = {row.key: [cell.value for cell in row.cells] for row in display.rows}
    columns = [column.key for column in display.columns]
    assert columns == ["name", "definition", "example", "documents", "passages"], "no code has a rule: no empty columns"
    assert rows["BOT"] == ["瓶颈", None, None, 2, 4]
    assert rows["BOT-POL"] == ["政策", None, "two offices", 2, 4]
    assert rows["BOT-MOT-X"][1] == "What it costs."
    assert [row.level for row in display.rows] == [0, 1, 1, 2, 0]


def test_quotes_stand_under_their_own_code_with_speaker_and_place() -> None:
    display = quotes_display(evidence(), ["BOT"], per_code=2)
    assert [(row.key, row.label) for row in display.rows] == [
        ("BOT-POL:k1", "Policy"), ("BOT-POL:k5", "Policy"), ("BOT-MOT:k4", "Motive"), ("BOT-MOT-X:k2", "Cost"),
    ]  # fmt: skip
    assert [cell.value for cell in display.rows[0].cells] == ["words 10", "A", "official", "I1:10", "a"]
    assert all(cell.codings == ("k1",) for cell in display.rows[0].cells)
    assert len(quotes_display(evidence(), per_code=None).rows) == 8
