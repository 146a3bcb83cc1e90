"""What Chinese theses and older handbooks print: Holsti's coefficient and the composite reliability made from it.

Neither takes chance off. They are printed beside α, never alone.
"""

from __future__ import annotations

from functools import partial

import numpy as np

from qualcode.agreement.coefficient import Coefficient, Estimate, Parts, no_pairs, share, too_many_parts
from qualcode.agreement.counts import Patterns, Reals
from qualcode.agreement.ratings import PRESENT, Ratings
from qualcode.agreement.wording import Sentence

_AIM = 0.8


def _two_coders(ratings: Ratings) -> Sentence | None:
    if ratings.coders > 2:
        return Sentence("exactly_two", (("coders", ratings.coders),))
    return no_pairs(ratings)


def _applied(ratings: Ratings) -> Sentence | None:
    why = _two_coders(ratings)
    if why is not None or not ratings.presence:
        return why
    return None if _sums(ratings, applied=True)[:, 1].any() else Sentence("nothing_applied")


def _sums(ratings: Ratings, applied: bool) -> Reals:
    """Return, for each pattern, 2M and N₁ + N₂ of one unit: only units that both rated count."""
    columns = ratings.patterns.columns
    both = (columns >= 0).all(axis=0)
    counted = columns == PRESENT if applied and ratings.presence else columns >= 0
    alike = (columns[0] == columns[1]) & counted[0] & both
    return np.column_stack([2.0 * alike, counted.sum(axis=0) * both])


def _holsti(ratings: Ratings, applied: bool) -> Estimate:
    """Holsti 1969: 2M / (N₁ + N₂), the arithmetic of 归类一致性 2S / (T₁ + T₂).

    On applied codes M and N count the units given the code; in ratings of several categories each rating applies one,
    so they are all decisions.
    """
    twice, decisions = ratings.patterns.times @ _sums(ratings, applied)
    note = Sentence("on_applied" if applied and ratings.presence else "on_decisions")
    value = float(twice / decisions)
    return Estimate(value, ratings.pairable.units, observed=value, notes=(note,))


def _parts(ratings: Ratings, applied: bool) -> Parts:
    return Parts(ratings.patterns, _sums(ratings, applied), _settle)


def _settle(sums: Reals) -> Reals:
    return share(sums[:, 0], sums[:, 1])


def composite(mean: Reals, coders: int) -> Reals:
    """Return R = nK̄ / (1 + (n - 1) K̄) for mean pairwise agreements K̄ and n coders (Holsti 1969, after Spearman & Brown).

    >>> composite(np.array([0.6]), 2).round(2).tolist()
    [0.75]
    """
    return np.asarray(coders * mean / (1 + (coders - 1) * mean), dtype=np.float64)


def needed(aim: float, coders: int) -> float:
    """Return the mean pairwise agreement from which on R reaches `aim`: far less than `aim`, the less the more coders.

    >>> [round(needed(0.8, coders), 3) for coders in (2, 3, 5)]
    [0.667, 0.571, 0.444]
    """
    return aim / (coders - aim * (coders - 1))


def _pairs(patterns: Patterns) -> Reals:
    """Return, for each pattern and pair of coders, whether they agree and whether both rated: (P, 2 × pairs)."""
    one, two = np.triu_indices(len(patterns.columns), 1)
    first, second = patterns.columns[one], patterns.columns[two]
    both = (first >= 0) & (second >= 0)
    return np.concatenate([both & (first == second), both]).T.astype(np.float64)


def _mean_pairwise(sums: Reals) -> Reals:
    alike, both = np.split(sums, 2, axis=1)
    shares = np.where(both > 0, alike / np.maximum(both, 1), 0.0)
    return share(shares.sum(axis=1), (both > 0).sum(axis=1).astype(np.float64))


def _composite(ratings: Ratings) -> Estimate:
    mean = _mean_pairwise((ratings.patterns.times @ _pairs(ratings.patterns))[None])
    value, coders = float(composite(mean, ratings.coders)[0]), ratings.coders
    filling = (("mean", f"{mean[0]:.3f}"), ("coders", coders), ("needed", f"{needed(_AIM, coders):.3f}"))
    return Estimate(value, ratings.pairable.units, float(mean[0]), notes=(Sentence("composite", filling),))


def _composite_parts(ratings: Ratings) -> Parts | Sentence:
    patterns, coders = ratings.patterns, ratings.coders
    why = too_many_parts(patterns, coders * (coders - 1))
    if why is not None:
        return why
    return Parts(patterns, _pairs(patterns), partial(_composite_settle, coders=coders))


def _composite_settle(sums: Reals, coders: int) -> Reals:
    return composite(_mean_pairwise(sums), coders)


def _holsti_of(name: str, applied: bool) -> Coefficient:
    cannot = _applied if applied else _two_coders
    parts = partial(_parts, applied=applied)
    return Coefficient(name, cannot, partial(_holsti, applied=applied), coders=2, parts=parts, basis="patterns")


COEFFICIENTS: tuple[Coefficient, ...] = (
    _holsti_of("holsti", applied=True),
    _holsti_of("holsti_decisions", applied=False),
    Coefficient("holsti_composite", no_pairs, _composite, parts=_composite_parts, basis="patterns"),
)
