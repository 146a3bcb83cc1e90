"""A display and reliability data refuse shapes that would shift a cell under another heading."""

from __future__ import annotations

import pytest

from qualcode.model.display import Cell, Column, Display, Row
from qualcode.model.reliability import ReliabilityData, UnitOfCoding


@pytest.mark.parametrize("cells", [0, 1, 3])
def test_a_row_has_one_cell_for_each_column(cells: int) -> None:
    columns = (Column("a", "A"), Column("b", "B", "count"))
    with pytest.raises(ValueError, match=f"'r' has {cells} cells for 2 columns"):
        Display("t", "codings", columns, (Row("r", "R", (Cell(1),) * cells),))


def test_a_display_is_a_value() -> None:
    display = Display("t", "codings", (Column("a", "A"),), (Row("r", "R", (Cell(None, ("ID",)),)),))
    assert display == Display("t", "codings", (Column("a", "A"),), (Row("r", "R", (Cell(None, ("ID",)),)),))
    with pytest.raises(AttributeError):
        display.title = "other"  # type: ignore[misc]


def test_reliability_data_needs_two_coders_and_a_full_rectangle() -> None:
    unit = UnitOfCoding("D", None, None, "D")
    with pytest.raises(ValueError, match="two coders"):
        ReliabilityData(("a",), (unit,), ("X",), ((None,),), "document")
    with pytest.raises(ValueError, match="coders × units"):
        ReliabilityData(("a", "b"), (unit,), ("X",), ((None,), ()), "document")
