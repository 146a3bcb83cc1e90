"""How fast QCA is: twelve conditions, sixty cases, the first thousand tied models, with intermediate solutions.

Seconds are the process's own processor time. The cases are drawn by chance, which is the hardest there is: rows
that have nothing in common leave thousands of prime implicants and ties.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qualcode.analysis.qca.analyse import Analysis, Question, analyse
from qualcode.analysis.qca.answer import as_json
from qualcode.analysis.qca.displays import qca_display
from qualcode.analysis.qca.sets import SetData

CONDITIONS, CASES = 12, 60
WANTED = 5.0
Values = NDArray[np.float64]


def crisp(rng: np.random.Generator) -> Values:
    """Every value by the toss of a coin."""
    return rng.integers(0, 2, (CASES, CONDITIONS + 1)).astype(np.float64)


def fuzzy(rng: np.random.Generator) -> Values:
    """The same, each up to 0.45 away from it."""
    return np.abs(crisp(rng) - rng.uniform(0, 0.45, (CASES, CONDITIONS + 1)))


def explained(rng: np.random.Generator) -> Values:
    """An outcome with a reason, A*B + C, and one case in ten against it."""
    values = crisp(rng)
    reason = np.maximum(np.minimum(values[:, 0], values[:, 1]), values[:, 2])
    values[:, -1] = np.where(rng.random(CASES) < 0.1, 1 - reason, reason)
    return values


def rare(rng: np.random.Generator) -> Values:
    """One case in five has the outcome."""
    values = crisp(rng)
    values[:, -1] = rng.random(CASES) < 0.2
    return values


MAKERS: tuple[Callable[[np.random.Generator], Values], ...] = (crisp, fuzzy, explained, rare)


def analysed(values: Values, expected: int) -> Analysis:
    """Return the analysis of drawn cases, so many of the conditions expected to further the outcome."""
    names = tuple(f"C{number}" for number in range(CONDITIONS))
    data = SetData(tuple(map(str, range(CASES))), (*names, "Y"), values)
    return analyse(data, Question("Y", expect=dict.fromkeys(names[:expected], 1)))


def one(values: Values, expected: int) -> tuple[float, float, str]:
    """Return the processor time of the analysis, that of its answer and table, and how many models there are."""
    started = time.process_time()
    found = analysed(values, expected)
    solved = time.process_time()
    answer: dict[str, Any] = as_json(found)
    qca_display(found)
    written = time.process_time()
    counts = {kind: f"{len(models)}{'+' * answer['truncated'][kind]}" for kind, models in answer["solutions"].items()}
    return solved - started, written - solved, ", ".join(f"{kind} {count}" for kind, count in counts.items())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=5)
    options = parser.parse_args()
    slowest = 0.0
    for make in MAKERS:
        for expected in (CONDITIONS, 4):
            for seed in range(options.seeds):
                solved, written, counts = one(make(np.random.default_rng(seed)), expected)
                slowest = max(slowest, solved)
                print(
                    f"{make.__name__:10} seed {seed}, {expected:2} expected: {solved:.2f} s + {written:.2f} s ({counts})"
                )
    print(f"slowest analysis {slowest:.2f} s (wanted: at most {WANTED:g} s)")


if __name__ == "__main__":
    main()
