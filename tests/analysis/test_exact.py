"""Fisher's exact test for r × c: published tables, all tables counted apart, and its limits; Holm's correction."""

from __future__ import annotations

import itertools
import time
from math import factorial, prod
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.analysis.effects import chi_square, cramers_v
from qualcode.analysis.exact import _checked, _Network, fisher_exact, holm

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "references" / "crosscase.yaml"
Table = list[list[int]]


def p_of(table: Table) -> float:
    found = fisher_exact(table).p
    assert found is not None
    return found


def references() -> list[dict[str, Any]]:
    if not SHARED.is_file():
        return []
    cases = yaml.safe_load(SHARED.read_text(encoding="utf-8"))["cases"]
    return [case for case in cases if case["kind"] == "crosstab"]


def test_there_are_reference_tables() -> None:
    if not SHARED.is_file():
        pytest.skip("the reference file is not beside this checkout")
    assert len(references()) >= 4


@pytest.mark.parametrize("case", references(), ids=lambda case: case["id"])
def test_a_reference_table_is_matched(case: dict[str, Any]) -> None:
    expected = case["expected"]
    assert p_of(case["data"]) == pytest.approx(expected.get("p", expected.get("p_two")), abs=case["tolerance"])
    if "chisq" in expected:
        found = chi_square(case["data"])
        assert found is not None
        assert found.value == pytest.approx(expected["chisq"], abs=1e-6)
        assert cramers_v(case["data"]).value == pytest.approx(expected["V"], abs=1e-6)


@pytest.mark.parametrize(
    ("table", "p"),
    [
        ([[3, 1], [1, 3]], 0.4857142857),  # Fisher 1935, the lady tasting tea; R's fisher.test
        ([[2, 10], [15, 3]], 0.0005367241),  # Fisher 1962, criminal twins; R's fisher.test
        ([[1, 3, 10, 6], [2, 3, 10, 7], [1, 6, 14, 12], [0, 1, 9, 11]], 0.7826849),  # Agresti 2002, job satisfaction
        ([[3, 0], [0, 2]], 0.1),  # a perfect split of five cases
    ],
    ids=["Fisher1935", "Fisher1962", "Agresti2002", "five cases"],
)
def test_a_published_table_is_matched(table: Table, p: float) -> None:
    assert p_of(table) == pytest.approx(p, abs=1e-7)


def test_no_split_of_five_cases_in_two_reaches_five_per_cent() -> None:
    every = itertools.product(range(6), repeat=4)
    tables = [[[a, b], [c, d]] for a, b, c, d in every if a + b + c + d == 5]
    found = [p for table in tables if (p := fisher_exact(table).p) is not None]
    assert min(found) == pytest.approx(0.1)


def by_hand(table: Table) -> float:
    """Count every table with the same margins."""
    rows, columns = [sum(row) for row in table], [sum(column) for column in zip(*table, strict=True)]

    def fill(row: int, left: list[int]) -> list[Table]:
        if row == len(rows) - 1:
            return [[left]]
        ways = (way for way in itertools.product(*(range(most + 1) for most in left)) if sum(way) == rows[row])
        return [
            [list(way), *rest]
            for way in ways
            for rest in fill(row + 1, [most - taken for most, taken in zip(left, way, strict=True)])
        ]

    def weight(one: Table) -> float:
        return 1 / prod(factorial(cell) for row in one for cell in row)

    weights = [weight(one) for one in fill(0, columns)]
    limit = weight(table) * (1 + 1e-7)
    return sum(each for each in weights if each <= limit) / sum(weights)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    width = draw(st.integers(2, 4))
    return draw(st.lists(st.lists(st.integers(0, 3), min_size=width, max_size=width), min_size=2, max_size=3))


@settings(max_examples=150, deadline=None)
@given(tables())
def test_it_is_the_sum_over_all_tables_with_the_same_margins(table: Table) -> None:
    found = fisher_exact(table)
    if found.p is None:
        assert "nothing to compare" in found.note
    else:
        assert found.p == pytest.approx(by_hand(table), abs=1e-9)


@given(tables(), st.randoms(use_true_random=False))
def test_the_order_of_rows_and_columns_and_which_is_which_do_not_matter(table: Table, chance: Any) -> None:
    shuffled = [list(row) for row in table]
    chance.shuffle(shuffled)
    turned = [list(column) for column in zip(*shuffled, strict=True)]
    first, second = fisher_exact(table).p, fisher_exact(turned).p
    assert (first is None) == (second is None)
    assert first is None or first == pytest.approx(second, abs=1e-12)


def test_many_rows_do_not_mix_up_their_partial_tables() -> None:
    """With as many rows as here one number for a place in the network would overflow; every such table is equally likely."""
    diagonal = [[int(row == column) for column in range(14)] for row in range(14)]
    assert p_of(diagonal) == pytest.approx(1.0)


def test_large_counts_do_not_underflow() -> None:
    assert p_of([[2500, 2300], [2600, 2700]]) == pytest.approx(0.0024551384, abs=1e-9)


def test_tables_of_forty_documents_are_quick() -> None:
    started = time.process_time()
    p_of([[4, 3, 2, 1], [2, 2, 3, 3], [1, 3, 4, 2], [0, 2, 3, 5]])
    assert time.process_time() - started < 0.1


@pytest.mark.parametrize(
    ("table", "p"),
    [
        (
            [[0, 0, 2, 2, 0], [2, 0, 2, 0, 2], [3, 2, 0, 3, 1], [2, 1, 2, 2, 0], [2, 5, 1, 5, 1]],
            0.2493993770870,
        ),
        (
            [[1, 1, 0, 2, 0], [4, 2, 0, 0, 2], [2, 0, 2, 3, 1], [2, 2, 0, 2, 1], [0, 2, 1, 1, 3], [0, 0, 1, 2, 3]],
            0.2569781,
        ),
    ],
    ids=["5 × 5", "6 × 5"],
)
def test_wide_tables_of_forty_documents_take_few_steps(table: Table, p: float) -> None:
    """Counted in steps, not in seconds, which depend on what else runs. (The p is that of counting from one end.)"""
    network = _Network(_checked(table))
    assert network.run().p == pytest.approx(p, rel=1e-6)
    assert network.steps < 1_000_000


def test_a_table_too_large_to_count_is_refused_with_a_sentence() -> None:
    found = fisher_exact([[1] * 40] * 40)
    assert found.p is None
    assert "too large" in found.note


def test_only_one_row_is_nothing_to_compare() -> None:
    assert fisher_exact([[3, 4], [0, 0]]).p is None
    assert fisher_exact([]).p is None


@pytest.mark.parametrize("table", [[[1, 2], [3]], [[1, -1], [2, 3]]])
def test_what_is_no_table_of_counts_is_an_error(table: Table) -> None:
    with pytest.raises(ValueError, match="table"):
        fisher_exact(table)


def test_holm_1979_steps_down_and_leaves_out_what_has_no_p() -> None:
    assert holm([0.01, None, 0.04, 0.03, 0.005]) == pytest.approx((0.03, None, 0.06, 0.06, 0.02))
    assert holm([0.9, 0.8]) == (1.0, 1.0)
    assert holm([]) == ()
