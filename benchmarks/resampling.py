"""How long intervals by resampling take: α with a 1,000-fold bootstrap on a million units, and a whole study of codes.

Run it alone on a machine: `python benchmarks/resampling.py`. Each time is the least of several runs.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable

import numpy as np

from qualcode.agreement.assess import assess, coefficients
from qualcode.agreement.bootstrap import Resampling, bootstrapped
from qualcode.agreement.intervals import METHODS, Method
from qualcode.agreement.ratings import Ratings
from qualcode.model.reliability import ReliabilityData, UnitOfCoding

CATEGORIES = tuple("12345")


def least(what: Callable[[], object], runs: int) -> float:
    found = []
    for _ in range(runs):
        started = time.perf_counter()
        what()
        found.append(time.perf_counter() - started)
    return min(found)


def judged(units: int, coders: int) -> np.ndarray[tuple[int, int], np.dtype[np.int8]]:
    """Coders who read the same truth, and one time in five anything: five categories, int8, none missing."""
    rng = np.random.default_rng(1)
    truth = rng.integers(0, len(CATEGORIES), units, dtype=np.int8)
    noise = rng.integers(0, len(CATEGORIES), (coders, units), dtype=np.int8)
    return np.where(rng.random((coders, units)) < 0.2, noise, truth)


def study(turns: int, codes: int) -> ReliabilityData:
    """Two coders, rare codes, one turn in a thousand of each coder's decisions wrong."""
    rng = np.random.default_rng(2)
    names = tuple(f"K{number}" for number in range(codes))
    true = rng.random((turns, codes)) < 0.015
    rows = []
    for _ in range(2):
        given = true ^ (rng.random((turns, codes)) < 0.003)
        rows.append(tuple(frozenset(names[code] for code in np.flatnonzero(row)) for row in given))
    places = tuple(UnitOfCoding(f"D{turn // 45}", turn, None, f"D{turn // 45}:{turn}") for turn in range(turns))
    return ReliabilityData(("a", "b"), places, names, tuple(rows), "turn")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=5)
    chosen = parser.parse_args()
    matrix, alpha = judged(chosen.units, 10), coefficients(["alpha_nominal"])[0]

    def whole(method: Method) -> None:
        ratings = Ratings(matrix, CATEGORIES)
        bootstrapped(alpha, ratings, alpha.of(ratings), Resampling(method))

    for method in METHODS:
        seconds = least(lambda method=method: whole(method), chosen.runs)  # type: ignore[misc]
        print(f"nominal α on {chosen.units:,} units × 10 coders, {method}, 1,000 replicates: {seconds:.3f} s")
    data = study(1431, 67)
    print(f"a study of 1,431 turns × 67 codes × 2 coders, all scopes: {least(lambda: assess(data), chosen.runs):.3f} s")


if __name__ == "__main__":
    main()
