"""Krippendorff's α for ordered categories and for numbers: ordinal, interval and ratio."""

from __future__ import annotations

from functools import partial

import numpy as np

from qualcode.agreement.coefficient import (
    Coefficient,
    Estimate,
    Parts,
    one_category,
    settled,
    share,
    too_many_parts,
)
from qualcode.agreement.coefficients.krippendorff import alpha, alpha_parts
from qualcode.agreement.counts import Reals
from qualcode.agreement.distances import middle_ranks, ordinal, quadratic, ratio
from qualcode.agreement.ratings import Ratings
from qualcode.agreement.scales import on_scale, scaled
from qualcode.agreement.wording import Sentence

_MOST_RATIOS = 20_000


def _interval(ratings: Ratings) -> Estimate:
    return alpha(ratings, quadratic(on_scale(ratings)))


def _interval_parts(ratings: Ratings) -> Parts:
    """Four sums are enough whatever the number of values: ratings, values, squares, and squared differences in units."""
    units, line = ratings.profiles, quadratic(on_scale(ratings))
    places = line.places[units.value]
    sums = [units.ratings.astype(np.float64), units.sums(units.count * places), units.sums(units.count * places**2)]
    within = 2 * units.apart(line.between) / np.maximum(units.ratings - 1, 1)
    return Parts(units, np.column_stack([*sums, within]) * (units.ratings >= 2)[:, None], _interval_settle)


def _interval_settle(sums: Reals) -> Reals:
    values, first, second, within = sums.T
    across = 2 * (values * second - first**2)
    return settled(1 - share(within, values), 1 - share(across, values * (values - 1)))


def _ordinal(ratings: Ratings) -> Estimate:
    """The metric is the squared difference of mean ranks among all pairable values: interval α of these ranks."""
    metric = ordinal(on_scale(ratings), ratings.pairable.totals)
    return alpha(ratings, metric, fixed=False)


def _ordinal_parts(ratings: Ratings) -> Parts | Sentence:
    """Ranks shift with every resample, so the parts are the coincidences of categories, of which the ranks are sums."""
    units, size = ratings.profiles, len(ratings.categories)
    why = too_many_parts(units, size * (size + 1) // 2)
    if why is not None:
        return why
    rows, columns = np.triu_indices(size)
    counts = units.dense()
    matrix = counts[:, rows] * (counts[:, columns] - (rows == columns))
    matrix *= ((units.ratings >= 2) / np.maximum(units.ratings - 1, 1))[:, None]
    return Parts(units, matrix, partial(_ordinal_settle, numbers=on_scale(ratings)))


def _ordinal_settle(sums: Reals, numbers: Reals) -> Reals:
    rows, columns = np.triu_indices(len(numbers))
    totals = np.stack(
        [sums[:, (rows == category) | (columns == category)].sum(axis=1) for category in range(len(numbers))], axis=1
    )
    values = totals.sum(axis=1)
    ranks = middle_ranks(numbers, totals)
    ranks = ranks / np.where(values > 0, values, 1.0)[:, None]
    within = 2 * (sums * (ranks[:, rows] - ranks[:, columns]) ** 2).sum(axis=1)
    across = 2 * (values * (totals * ranks**2).sum(axis=1) - (totals * ranks).sum(axis=1) ** 2)
    return settled(1 - share(within, values), 1 - share(across, values * (values - 1)))


def _no_ratio(ratings: Ratings) -> Sentence | None:
    numbers = on_scale(ratings)
    if len(numbers) > _MOST_RATIOS:
        return Sentence("many_values", (("values", len(numbers)), ("most", _MOST_RATIOS)))
    if len(numbers) and numbers.min() < 0:
        return Sentence("negative", (("value", f"{numbers.min():g}"),))
    return one_category(ratings)


def _ratio(ratings: Ratings) -> Estimate:
    return alpha(ratings, ratio(on_scale(ratings)))


def _ratio_parts(ratings: Ratings) -> Parts | Sentence:
    return alpha_parts(ratings, ratio(on_scale(ratings)))


COEFFICIENTS: tuple[Coefficient, ...] = (
    Coefficient("alpha_ordinal", scaled(one_category), _ordinal, parts=_ordinal_parts),
    Coefficient("alpha_interval", scaled(one_category), _interval, parts=_interval_parts),
    Coefficient("alpha_ratio", scaled(_no_ratio), _ratio, parts=_ratio_parts),
)
