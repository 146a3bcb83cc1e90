"""How well a set fits another: inclusion, PRI, coverage raw and unique, relevance of necessity.

Sums over cases first, ratios last. Formulae: Ragin (2008, ch. 3) for inclusion (consistency) and coverage, Schneider &
Wagemann (2012, ch. 9) for PRI and for RoN, the relevance of necessity.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from qualcode.analysis.qca.sets import Reals


@dataclass(frozen=True, slots=True)
class Sufficiency:
    """How far a set X is sufficient for Y; `None` where a sum to divide by is 0. `unique` is what only this X covers."""

    inclusion: float | None
    pri: float | None
    coverage: float | None
    unique: float | None = None


@dataclass(frozen=True, slots=True)
class Necessity:
    """How far a set X is necessary for Y, how relevant that is (near 0: X is nearly everywhere), and how much X covers."""

    inclusion: float | None
    relevance: float | None
    coverage: float | None


def sufficiency(x: Reals, y: Reals, others: Reals | None = None) -> Sufficiency:
    """Return inclusion Σmin(X,Y)/ΣX, PRI (what Y and not-Y share left out), coverage Σmin(X,Y)/ΣY.

    `others` is the membership in the rest of a model; unique coverage is what is lost without X.
    """
    both = float(np.minimum(x, y).sum())
    shared = float(np.minimum(np.minimum(x, y), 1 - y).sum())
    total, outcome = float(x.sum()), float(y.sum())
    unique = None
    if others is not None:
        whole = float(np.minimum(np.maximum(x, others), y).sum())
        unique = _ratio(whole - float(np.minimum(others, y).sum()), outcome)
    return Sufficiency(_ratio(both, total), _ratio(both - shared, total - shared), _ratio(both, outcome), unique)


def necessity(x: Reals, y: Reals) -> Necessity:
    """Return inclusion Σmin(X,Y)/ΣY, RoN Σ(1−X)/Σ(1−min(X,Y)), coverage Σmin(X,Y)/ΣX."""
    both = np.minimum(x, y)
    shared = float(both.sum())
    return Necessity(
        _ratio(shared, float(y.sum())),
        _ratio(float((1 - x).sum()), float((1 - both).sum())),
        _ratio(shared, float(x.sum())),
    )


def each_in_model(terms: Sequence[Reals], y: Reals) -> tuple[Sufficiency, ...]:
    """Return the fit of every term of a model, unique coverage measured against the other terms."""
    return tuple(sufficiency(term, y, _others(terms, place)) for place, term in enumerate(terms))


def _others(terms: Sequence[Reals], place: int) -> Reals:
    rest = [term for at, term in enumerate(terms) if at != place]
    found: Reals = np.maximum.reduce(rest) if rest else np.zeros_like(terms[place])
    return found


def _ratio(part: float, whole: float) -> float | None:
    # Memberships such as 0.1 + 0.2 leave dust behind; a share is not more than its whole, nor less than nothing.
    return None if whole < 1e-12 else min(max(part / whole, 0.0), 1.0)
