"""How well a set fits another: inclusion, PRI, coverage raw and unique, relevance of necessity.

Sums over cases first, ratios last. Formulae: Ragin (2008, ch. 3) for inclusion (consistency) and coverage, Schneider &
Wagemann (2012, ch. 9) for PRI and for RoN, the relevance of necessity.
"""

from __future__ import annotations

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


def sufficiency(x: Reals, y: Reals) -> Sufficiency:
    """Return inclusion Σmin(X,Y)/ΣX, PRI (the same without what Y and not-Y share), coverage Σmin(X,Y)/ΣY."""
    both = float(np.minimum(x, y).sum())
    shared = float(np.minimum(np.minimum(x, y), 1 - y).sum())
    total, outcome = float(x.sum()), float(y.sum())
    return Sufficiency(_ratio(both, total), _ratio(both - shared, total - shared), _ratio(both, outcome))


def necessity(x: Reals, y: Reals) -> Necessity:
    """Return inclusion Σmin(X,Y)/ΣY, RoN Σ(1−X)/Σ(1−min(X,Y)), coverage Σmin(X,Y)/ΣX."""
    both = np.minimum(x, y)
    shared = float(both.sum())
    return Necessity(
        _ratio(shared, float(y.sum())),
        _ratio(float((1 - x).sum()), float((1 - both).sum())),
        _ratio(shared, float(x.sum())),
    )


def unique_coverage(terms: Reals, y: Reals) -> tuple[float | None, ...]:
    """Return what each term of a model (terms × cases) covers that no other term does: what is lost without it, over ΣY."""
    ranked = np.sort(terms, axis=0)
    best, second = ranked[-1], ranked[-2] if len(terms) > 1 else np.zeros_like(ranked[-1])
    # Without a term the model is what it was, but for the cases in which that term alone was the greatest.
    lost = np.minimum(best, y).sum() - np.minimum(np.where(terms >= best, second, best), y).sum(axis=1)
    outcome = float(y.sum())
    return tuple(_ratio(gone, outcome) for gone in lost.tolist())


def _ratio(part: float, whole: float) -> float | None:
    # Memberships such as 0.1 + 0.2 leave dust behind; a share is not more than its whole, nor less than nothing.
    return None if whole < 1e-12 else min(max(part / whole, 0.0), 1.0)
