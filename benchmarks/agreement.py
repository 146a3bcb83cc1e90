"""How fast coefficients are, beside `krippendorff`, nltk and statsmodels on the same data in the same run.

`krippendorff` is a stranger here: install it for the comparison alone (`pip install krippendorff`); without it its lines
are left out. Run it alone on a machine: `python benchmarks/agreement.py`. Each time is the least of several runs.
"""

from __future__ import annotations

import argparse
import importlib
import multiprocessing
import resource
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from typing import Any

import numpy as np

from qualcode.agreement.assess import coefficients
from qualcode.agreement.ratings import Ratings, from_array

CATEGORIES = tuple("12345")


def stranger(name: str) -> Any | None:
    try:
        return importlib.import_module(name)
    except ImportError:
        print(f"({name} is not installed: its lines are left out)")
        return None


def least(what: Callable[[], object], runs: int) -> float:
    found = []
    for _ in range(runs):
        started = time.perf_counter()
        what()
        found.append(time.perf_counter() - started)
    return min(found)


def judged(units: int, coders: int, seed: int = 1) -> np.ndarray[Any, np.dtype[np.int8]]:
    """Coders who read the same truth, and one time in five anything: five categories, int8, none missing."""
    rng = np.random.default_rng(seed)
    truth = rng.integers(0, len(CATEGORIES), units, dtype=np.int8)
    noise = rng.integers(0, len(CATEGORIES), (coders, units), dtype=np.int8)
    return np.where(rng.random((coders, units)) < 0.2, noise, truth)


def compute(name: str, ratings: Ratings) -> float | None:
    return coefficients([name])[0].of(ratings).value


def nominal(runs: int, units: int) -> None:
    matrix = judged(units, 10)
    ours = least(lambda: compute("alpha_nominal", Ratings(matrix, CATEGORIES)), runs)
    flat = matrix.ravel()
    one_pass = least(lambda: np.bincount(flat), runs)
    print(
        f"nominal α, {units:,} units × 10 coders, int8: {ours:.3f} s; one bincount pass over the values {one_pass:.3f} s"
    )
    print(f"  {ours / one_pass:.1f} × the pass (wanted: at most 10)")
    if (krippendorff := stranger("krippendorff")) is not None:
        theirs = least(lambda: krippendorff.alpha(matrix, level_of_measurement="nominal"), max(runs // 2, 1))
        difference = abs(
            krippendorff.alpha(matrix, level_of_measurement="nominal")
            - (compute("alpha_nominal", Ratings(matrix, CATEGORIES)) or 0)
        )
        print(
            f"  krippendorff: {theirs:.3f} s, {theirs / ours:.1f} × ours (wanted: at least 5); values differ by {difference:.1e}"
        )


def continuous(units: int) -> tuple[float, float, float | None]:
    """Return seconds, peak memory in MB and α for two coders' continuous values, in a process of its own."""
    rng = np.random.default_rng(2)
    truth = rng.normal(size=units)
    values = truth + rng.normal(scale=0.5, size=(2, units))
    started = time.perf_counter()
    value = compute("alpha_interval", from_array(values))
    return time.perf_counter() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, value


def categories(number: int) -> tuple[float, float, float | None]:
    """Return the same for α and κ of many categories."""
    row = np.arange(number * 10) % number
    ratings = Ratings(np.stack([row, np.roll(row, 3)]), tuple(map(str, range(number))))
    started = time.perf_counter()
    compute("cohen_kappa", ratings)
    value = compute("alpha_nominal", ratings)
    return time.perf_counter() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, value


def apart(what: Callable[[int], tuple[float, float, float | None]], size: int, runs: int) -> tuple[float, float]:
    """Run something in fresh processes; return the least seconds and the most memory."""
    found = []
    for _ in range(runs):
        with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
            found.append(pool.submit(what, size).result())
    return min(one[0] for one in found), max(one[1] for one in found)


def small(runs: int) -> None:
    """A study as most are: 2,000 units, two coders."""
    matrix = judged(2000, 2)
    ratings = [Ratings(matrix, CATEGORIES) for _ in range(runs)]
    kappa, alpha = coefficients(["cohen_kappa"])[0], coefficients(["alpha_nominal"])[0]
    supply = iter(ratings * 2)
    ours = least(lambda: kappa.of(next(supply)), runs)
    print(f"κ, 2,000 units × 2 coders: {ours * 1e3:.2f} ms")
    if (inter_rater := stranger("statsmodels.stats.inter_rater")) is not None:
        table = np.zeros((5, 5))
        np.add.at(table, tuple(matrix), 1)
        theirs = least(lambda: inter_rater.cohens_kappa(table), runs)
        print(f"  statsmodels, from the finished table: {theirs * 1e3:.2f} ms")
    supply = iter([Ratings(matrix, CATEGORIES) for _ in range(runs)])
    ours = least(lambda: alpha.of(next(supply)), runs)
    print(f"α, the same: {ours * 1e3:.2f} ms")
    if (nltk := stranger("nltk.metrics.agreement")) is not None:
        triples = [(coder, unit, value) for coder, row in enumerate(matrix.tolist()) for unit, value in enumerate(row)]
        theirs = least(lambda: nltk.AnnotationTask(triples).alpha(), 1)
        print(f"  nltk: {theirs * 1e3:.0f} ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--units", type=int, default=1_000_000)
    options = parser.parse_args()
    # A new process starts with the peak of its parent, so these come while that is small.
    for units in (100_000, 500_000):
        seconds, peak = apart(continuous, units, 3)
        limit = " (wanted: at most 1 s and 500 MB)" if units == 100_000 else ""
        print(
            f"interval α, {2 * units:,} distinct values, {units:,} units × 2 coders: {seconds:.2f} s, {peak:.0f} MB{limit}"
        )
    seconds, peak = apart(categories, 10_000, 3)
    print(f"κ and nominal α, 10,000 categories, 100,000 units × 2 coders: {seconds:.2f} s, {peak:.0f} MB")
    nominal(options.runs, options.units)
    small(options.runs)


if __name__ == "__main__":
    main()
