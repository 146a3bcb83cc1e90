"""What becomes of the solutions under other thresholds: exact bounds between which nothing changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from qualcode.analysis.qca.analyse import Analysis
from qualcode.analysis.qca.fit import Sufficiency
from qualcode.analysis.qca.solutions import KINDS, SolutionKind, Solutions, solutions
from qualcode.analysis.qca.truth_table import Thresholds, recoded

_LEAST = 0.5
_SOME = 20
"""So many tied models of each solution are compared: whether two thresholds agree shows in the first few."""


@dataclass(frozen=True, slots=True)
class Step:
    """One threshold's range: its bounds of inclusion (above the first, up to the second), or a frequency.

    `formulas` hold the first of each solution's models, `same` whether all are those of the chosen thresholds, `fit` the
    parsimonious model's.
    """

    key: str
    bounds: tuple[float, float] | None
    frequency: int
    chosen: bool
    coded: int
    formulas: Mapping[SolutionKind, str | None]
    fit: Sufficiency | None
    same: bool


def robustness(found: Analysis) -> Iterator[Step]:
    """Yield what every inclusion from 0.5 to 1, and every frequency that leaves a row, would give.

    The truth table has as many inclusions as rows, so the bounds are exact (sensitivity ranges, Oana & Schneider 2021).
    """
    chosen = found.question.thresholds
    expect = found.question.expect
    usual = _models(solutions(found.table, expect, most=_SOME))
    least = _LEAST if chosen.inclusion > _LEAST else 0.0
    held = (round(row.inclusion, 9) for row in found.table.rows if row.out is not None)
    cuts = sorted({inclusion for inclusion in held if inclusion > least} | {1.0})
    for low, high in zip([least, *cuts], cuts, strict=False):
        here = low < chosen.inclusion <= high
        yield _step(found, replace(chosen, inclusion=high), (low, high), here, usual)
    largest = max(len(row.cases) for row in found.table.rows)
    for frequency in range(1, largest + 1):
        here = frequency == chosen.frequency
        yield _step(found, replace(chosen, frequency=frequency), None, here, usual)


def _step(
    found: Analysis,
    thresholds: Thresholds,
    bounds: tuple[float, float] | None,
    chosen: bool,
    usual: Mapping[SolutionKind, frozenset[frozenset[tuple[int, ...]]]],
) -> Step:
    table = recoded(found.table, thresholds)
    other = solutions(table, found.question.expect, most=_SOME)
    again = replace(found, table=table, solutions=other, _models={})
    formulas: dict[SolutionKind, str | None] = {}
    for kind in KINDS:
        models = again.models(kind)
        more = " …" if len(models) > 1 else ""
        formulas[kind] = " + ".join(models[0].terms) + more if models else None
    models = again.models("parsimonious")
    key = f"inclusion:{bounds[1]:.6f}" if bounds else f"frequency:{thresholds.frequency}"
    return Step(
        key=key,
        bounds=bounds,
        frequency=thresholds.frequency,
        chosen=chosen,
        coded=len(table.coded(1)),
        formulas=formulas,
        fit=models[0].fit if models else None,
        same=_models(other) == usual,
    )


def _models(found: Solutions) -> Mapping[SolutionKind, frozenset[frozenset[tuple[int, ...]]]]:
    return {kind: frozenset(map(frozenset, solution.models)) for kind in KINDS if (solution := found[kind]) is not None}
