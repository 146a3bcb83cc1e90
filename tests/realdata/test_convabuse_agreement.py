"""Eight annotators rate 4,185 turns of talk with machines from -3 to 1, most turns by some of them only.

The figures are those of `krippendorff` 0.9.0 on the same matrix (Cercas Curry, Abercrombie & Rieser 2021, CC BY 4.0).
"""

from __future__ import annotations

import csv
import time
from functools import cache
from pathlib import Path

import pytest

from qualcode.agreement.assess import coefficients
from qualcode.agreement.ratings import Ratings, from_values

SEVERITY = Path(__file__).resolve().parents[2].parent / "shared/realdata/convabuse_severity/severity_no_text.csv"
pytestmark = pytest.mark.skipif(not SEVERITY.exists(), reason="no convabuse ratings beside the checkout")
PUBLISHED = {"alpha_nominal": 0.437374433, "alpha_ordinal": 0.659766398, "alpha_interval": 0.733921923}


@cache
def ratings() -> Ratings:
    with SEVERITY.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    coders, units = ({key: n for n, key in enumerate(sorted({row[of] for row in rows}))} for of in ("coder", "unit"))
    table: list[list[int | None]] = [[None] * len(units) for _ in coders]
    for row in rows:
        table[coders[row["coder"]]][units[row["unit"]]] = int(row["severity"])
    return from_values(table)


def test_the_sheet_has_eight_annotators_and_gaps() -> None:
    assert (ratings().coders, ratings().pairable.units) == (8, 4185)
    assert int((ratings().matrix >= 0).sum()) == 12411


@pytest.mark.parametrize(("name", "value"), PUBLISHED.items())
def test_alpha_is_what_another_program_finds(name: str, value: float) -> None:
    assert coefficients([name])[0].of(ratings()).value == pytest.approx(value, abs=1e-9)


def test_nominal_and_interval_alpha_have_analytic_intervals_and_ordinal_says_why_not() -> None:
    nominal, interval, ordinal = (
        one.of(ratings()) for one in coefficients(["alpha_nominal", "alpha_interval", "alpha_ordinal"])
    )
    assert nominal.ci == pytest.approx((0.418, 0.457), abs=6e-4)
    assert interval.ci == pytest.approx((0.713, 0.755), abs=6e-4)
    assert (ordinal.ci, ordinal.notes[0].key) == (None, "shifting_metric")


def test_a_severity_below_zero_is_no_ratio() -> None:
    assert "-3 is below zero" in coefficients(["alpha_ratio"])[0].of(ratings()).notes[0].text()


def test_all_three_take_no_time_to_speak_of() -> None:
    found = ratings()
    fresh = Ratings(found.matrix, found.categories, found.numbers)
    started = time.perf_counter()
    for one in coefficients(list(PUBLISHED)):
        one.of(fresh)
    assert time.perf_counter() - started < 0.5
