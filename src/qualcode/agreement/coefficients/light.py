"""Light's κ: the mean of Cohen's κ over all pairs of coders."""

from __future__ import annotations

from functools import partial
from itertools import combinations

import numpy as np

from qualcode.agreement.coefficient import Coefficient, Estimate, Parts, no_pairs, too_many_parts
from qualcode.agreement.coefficients.cohen import pair_kappa, pair_parts, pair_settle
from qualcode.agreement.counts import Reals
from qualcode.agreement.distances import Nominal
from qualcode.agreement.ratings import Ratings
from qualcode.agreement.wording import Sentence


def _cannot(ratings: Ratings) -> Sentence | None:
    why = no_pairs(ratings)
    return why or (None if _defined(ratings) else Sentence("no_pair_defined"))


def _pairs(ratings: Ratings) -> list[tuple[int, int]]:
    return list(combinations(range(ratings.coders), 2))


def _defined(ratings: Ratings) -> list[tuple[int, int]]:
    """Return the pairs of coders who share units and used more than one category on these."""
    columns = ratings.patterns.columns
    shared = ((pair, columns[list(pair)][:, (columns[list(pair)] >= 0).all(axis=0)]) for pair in _pairs(ratings))
    return [pair for pair, both in shared if both.size and both.min() != both.max()]


def _mean(ratings: Ratings) -> Estimate:
    """Light 1971; a pair whose κ is undefined is left out, and said. A mean over pairs has no analytic standard error."""
    patterns, pairs = ratings.patterns, _defined(ratings)
    rows = patterns.columns
    kappas = [pair_kappa(rows[one], rows[two], patterns.times, patterns.categories, Nominal()) for one, two in pairs]
    missing = len(_pairs(ratings)) - len(pairs)
    left_out = Sentence("pairs_undefined", (("count", missing), ("pairs", len(_pairs(ratings)))))
    return Estimate(
        float(np.mean([one.value for one in kappas])),
        ratings.pairable.units,
        float(np.mean([one.observed for one in kappas])),
        float(np.mean([one.expected for one in kappas])),
        notes=((left_out,) if missing else ()) + (Sentence("no_pooled_error"),),
    )


def _parts(ratings: Ratings) -> Parts | Sentence:
    patterns, pairs = ratings.patterns, _pairs(ratings)
    why = too_many_parts(patterns, len(pairs) * (2 * patterns.categories + 1))
    if why is not None:
        return why
    rows = patterns.columns
    blocks = [pair_parts(rows[one], rows[two], patterns.categories, Nominal()) for one, two in pairs]
    return Parts(patterns, np.concatenate(blocks, axis=1), partial(_settle, pairs=len(pairs)))


def _settle(sums: Reals, pairs: int) -> Reals:
    kappas = np.stack([pair_settle(block, Nominal()) for block in np.split(sums, pairs, axis=1)])
    defined = ~np.isnan(kappas)
    total = np.where(defined, kappas, 0.0).sum(axis=0)
    number = defined.sum(axis=0)
    return np.asarray(total / np.where(number > 0, number, np.nan), dtype=np.float64)


COEFFICIENTS: tuple[Coefficient, ...] = (Coefficient("light_kappa", _cannot, _mean, parts=_parts, basis="patterns"),)
