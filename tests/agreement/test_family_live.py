"""The same numbers as nltk, statsmodels and scikit-learn give, on random data.

`QUALCODE_LIVE_EXAMPLES` sets how many data sets each test tries (80 unless set, 400 in all; 1,000 for a thorough look).
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualcode.agreement.assess import coefficients
from qualcode.agreement.ratings import Ratings, from_values

Table = list[list[int | None]]
Found = Iterator[tuple[str, float, float | None]]
EXAMPLES = int(os.environ.get("QUALCODE_LIVE_EXAMPLES", "80"))
THOROUGH = settings(
    max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow]
)
TOLERANCE = 1e-9
VALUES = range(4)


@st.composite
def complete(draw: st.DrawFn, coders: int | None = None) -> list[list[int]]:
    """Coders × units of whole numbers, none missing, at least two different ones."""
    rows, units = coders or draw(st.integers(2, 5)), draw(st.integers(2, 30))
    row = st.lists(st.sampled_from(VALUES), min_size=units, max_size=units)
    return draw(
        st.lists(row, min_size=rows, max_size=rows).filter(lambda table: len({v for row in table for v in row}) > 1)
    )


@st.composite
def gappy(draw: st.DrawFn) -> Table:
    """The same with missing ratings; each unit has two at least."""
    table: Table = [list(row) for row in draw(complete())]
    for unit in range(len(table[0])):
        for coder in draw(st.sets(st.integers(0, len(table) - 1), max_size=len(table) - 2)):
            table[coder][unit] = None
    return table


def ours(name: str, ratings: Ratings, field: str = "value") -> float | None:
    found = getattr(coefficients([name])[0].of(ratings), field)
    return None if found is None else float(found)


def beside_scikit_learn(table: list[list[int]]) -> Found:
    """Cohen's κ, plain and weighted: two coders."""
    cohen_kappa_score = pytest.importorskip("sklearn.metrics", reason="scikit-learn is not installed").cohen_kappa_score
    whole = Ratings(np.array(table), tuple(map(str, VALUES)), np.array(VALUES, dtype=np.float64))
    for suffix, weights in (("", None), ("_linear", "linear"), ("_quadratic", "quadratic")):
        theirs = cohen_kappa_score(*table, weights=weights, labels=list(VALUES))
        yield f"cohen_kappa{suffix}", theirs, ours(f"cohen_kappa{suffix}", whole)


def beside_statsmodels(table: list[list[int]]) -> Found:
    """Fleiss's and Randolph's κ; for two coders Cohen's κ with its standard error, plain and weighted."""
    rater = pytest.importorskip("statsmodels.stats.inter_rater", reason="statsmodels is not installed")
    whole = Ratings(np.array(table), tuple(map(str, VALUES)), np.array(VALUES, dtype=np.float64))
    counts = np.stack([[(unit == value).sum() for value in VALUES] for unit in np.array(table).T])
    yield "fleiss_kappa", rater.fleiss_kappa(counts), ours("fleiss_kappa", whole)
    yield "brennan_prediger", rater.fleiss_kappa(counts, method="randolph"), ours("brennan_prediger", whole)
    if len(table) == 2:
        square = np.zeros((len(VALUES), len(VALUES)))
        np.add.at(square, tuple(table), 1)
        for suffix, weights in (("", None), ("_linear", "linear"), ("_quadratic", "quadratic")):
            theirs = rater.cohens_kappa(square, wt=weights)
            yield f"cohen_kappa{suffix}", theirs.kappa, ours(f"cohen_kappa{suffix}", whole)
            error = ours(f"cohen_kappa{suffix}", whole, "se")
            # The variances: where every unit agrees as much as the next, rounding alone makes a root of nothing.
            yield f"cohen_kappa{suffix} se²", theirs.var_kappa, None if error is None else error**2


def beside_nltk(table: Table) -> Found:
    """α, nominal and interval, with gaps; without them S, π and Conger's κ, and for two coders Cohen's."""
    nltk = pytest.importorskip("nltk.metrics.agreement", reason="nltk is not installed")
    distances = pytest.importorskip("nltk.metrics", reason="nltk is not installed")
    ratings = from_values(table)
    triples = [(c, u, value) for c, row in enumerate(table) for u, value in enumerate(row) if value is not None]
    task: Any = nltk.AnnotationTask(triples)
    yield "alpha_nominal", task.alpha(), ours("alpha_nominal", ratings)
    scale = nltk.AnnotationTask(triples, distance=distances.interval_distance)
    yield "alpha_interval", scale.alpha(), ours("alpha_interval", ratings)
    if not any(value is None for row in table for value in row):
        yield "percent_agreement", task.avg_Ao(), ours("percent_agreement", ratings)
        yield "brennan_prediger", task.S(), ours("brennan_prediger", ratings)
        yield "conger_kappa", task.multi_kappa(), ours("conger_kappa", ratings)
        yield "fleiss_kappa", task.pi(), ours("fleiss_kappa", ratings)
        if all(len({*one, *two}) > 1 for one, two in combinations(table, 2)):  # nltk calls κ of one category 1
            yield "light_kappa", task.kappa(), ours("light_kappa", ratings)
        if len(table) == 2:
            yield "scott_pi", task.pi(), ours("scott_pi", ratings)


def largest(found: Found) -> dict[str, float]:
    """Return the difference from the other program by coefficient; undefined is `nan` there and `None` here."""
    differences: dict[str, float] = {}
    for name, theirs, mine in found:
        if np.isnan(theirs):
            continue
        assert mine is not None, name
        differences[name] = max(abs(mine - float(theirs)), differences.get(name, 0.0))
    return differences


def check(found: Found) -> None:
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        assert {name: one for name, one in largest(found).items() if one > TOLERANCE} == {}


@THOROUGH
@given(complete(coders=2))
def test_scikit_learn_agrees(table: list[list[int]]) -> None:
    check(beside_scikit_learn(table))


@THOROUGH
@given(complete())
def test_statsmodels_agrees(table: list[list[int]]) -> None:
    check(beside_statsmodels(table))


@THOROUGH
@given(complete(coders=2))
def test_statsmodels_agrees_on_two_coders(table: list[list[int]]) -> None:
    check(beside_statsmodels(table))


@THOROUGH
@given(gappy())
def test_nltk_agrees(table: Table) -> None:
    check(beside_nltk(table))


@THOROUGH
@given(complete())
def test_nltk_agrees_on_complete_ratings(table: list[list[int]]) -> None:
    check(beside_nltk([list(row) for row in table]))
