"""From raw figures to membership in a set: crisp, by categories, fuzzy by three anchors, fuzzy by groups.

Anchors are the analyst's knowledge, never the data's mean or median (Ragin 2008, ch. 5).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from qualcode.analysis.qca.sets import Reals
from qualcode.errors import UsageError

_FULLY_IN = math.log(0.95 / 0.05)
"""The log odds of membership at the anchor of full membership (Ragin 2008: 0.95 in, 0.05 out)."""

COMPARISONS: Mapping[str, Callable[[float, float], bool]] = {
    ">=": lambda value, bound: value >= bound,
    "<=": lambda value, bound: value <= bound,
    ">": lambda value, bound: value > bound,
    "<": lambda value, bound: value < bound,
    "=": lambda value, bound: value == bound,
}


def crisp(raw: Sequence[float], comparison: str, bound: float) -> Reals:
    """Return 1 where `raw COMPARISON bound` holds (`>=`, `<=`, `>`, `<`, `=`), else 0."""
    return np.array([float(COMPARISONS[comparison](value, bound)) for value in raw])


def categories(raw: Sequence[float], thresholds: Sequence[float]) -> Reals:
    """Return how many of the rising thresholds each value reaches: 0, 1, 2, … for a multi-value condition."""
    if list(thresholds) != sorted(set(thresholds)) or not thresholds:
        raise UsageError(f"Thresholds {_listed(thresholds)} do not rise.", remedy="Write each once, the lowest first.")
    return np.searchsorted(np.array(thresholds), np.array(raw), side="right").astype(np.float64)


def direct(raw: Sequence[float], anchors: Sequence[float], *, linear: bool = False) -> Reals:
    """Return fuzzy membership by the anchors fully out, crossover, fully in (Ragin 2008, ch. 5, direct method).

    Logistic: the log odds rise in proportion to the distance from the crossover, to 0.95 at fully in and 0.05 at fully
    out. `linear`: straight from 0 over 0.5 to 1. Falling anchors give a set that holds the low values.
    """
    if len(anchors) != 3 or not (anchors[0] < anchors[1] < anchors[2] or anchors[0] > anchors[1] > anchors[2]):
        raise UsageError(
            f"Anchors {_listed(anchors)} are not fully out, crossover, fully in.",
            remedy="Write three numbers that rise, or that fall for a set of low values: [20, 40, 60].",
        )
    out, crossover, inside = anchors
    values = np.array(raw, dtype=np.float64)
    # 0 at the crossover, 1 at fully in, -1 at fully out, whichever way the anchors run.
    beyond = (values - crossover) * np.sign(inside - crossover)
    distance = np.where(beyond >= 0, beyond / abs(inside - crossover), beyond / abs(crossover - out))
    if linear:
        return np.asarray(np.clip((1 + distance) / 2, 0.0, 1.0))
    found: Reals = 1 / (1 + np.exp(-np.clip(distance * _FULLY_IN, -500, 500)))
    return found


def indirect(raw: Sequence[float], thresholds: Sequence[float], *, steps: int = 50) -> Reals:
    """Return fuzzy membership by groups (Ragin 2008, ch. 5, indirect method).

    The thresholds sort values into groups with memberships spread evenly from 0 to 1; a fractional logit (Papke &
    Wooldridge 1996) of these on the value and its square then gives each value its own membership. Needs more distinct
    values than the three coefficients.
    """
    groups = categories(raw, thresholds) / len(thresholds)
    values = np.array(raw, dtype=np.float64)
    if len(np.unique(values)) < 4 or len(np.unique(groups)) < 2:
        raise UsageError(
            "The indirect method needs at least four different values in at least two groups.",
            remedy="Give three anchors instead, or other thresholds.",
        )
    scaled = (values - values.mean()) / values.std()
    design = np.stack([np.ones_like(scaled), scaled, scaled**2], axis=1)
    weights = np.zeros(3)
    for _ in range(steps):
        fitted = 1 / (1 + np.exp(-np.clip(design @ weights, -30, 30)))
        spread = np.maximum(fitted * (1 - fitted), 1e-9)
        change = np.linalg.lstsq((design.T * spread) @ design, design.T @ (groups - fitted), rcond=None)[0]
        weights = weights + np.clip(change, -5, 5)
        if float(np.abs(change).max()) < 1e-12:
            break
    found: Reals = 1 / (1 + np.exp(-np.clip(design @ weights, -30, 30)))
    return found


def _listed(numbers: Sequence[float]) -> str:
    return ", ".join(f"{number:g}" for number in numbers) or "(none)"
