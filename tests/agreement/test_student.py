"""Quantiles of Student's t, as every textbook prints them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.agreement.student import normal_reach, student_reach, two_sided


@pytest.mark.parametrize(
    ("freedom", "reach"),
    [(1, 12.706), (2, 4.303), (3, 3.182), (4, 2.776), (5, 2.571), (9, 2.262), (10, 2.228), (30, 2.042), (120, 1.980)],
)
def test_fisher_and_yates_table_of_t(freedom: int, reach: float) -> None:
    """Fisher & Yates 1963, table III, the column of 5 %."""
    assert student_reach(0.95, freedom) == pytest.approx(reach, abs=5e-4)


@given(level=st.floats(0.5, 0.999), freedom=st.integers(1, 600))
def test_the_interval_holds_the_share_it_names(level: float, freedom: int) -> None:
    assert two_sided(student_reach(level, freedom), freedom) == pytest.approx(level, abs=1e-7)


def test_many_degrees_of_freedom_are_the_normal_curve() -> None:
    assert student_reach(0.95, 10**7) == pytest.approx(normal_reach(0.95), abs=1e-6)
    assert normal_reach(0.95) == pytest.approx(1.959964, abs=1e-6)


def test_no_degree_of_freedom_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one degree"):
        student_reach(0.95, 0)
