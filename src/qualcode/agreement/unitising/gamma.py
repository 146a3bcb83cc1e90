"""γ (Mathet, Widlöcher & Métivier 2015, "The unified and holistic method gamma"): passages and codes in one figure."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

import numpy as np

from qualcode.agreement.coefficient import Estimate
from qualcode.agreement.counts import Reals
from qualcode.agreement.unitising.alignment import MOST, Passages, TooManyAlignments, Weights, best_disorder
from qualcode.agreement.unitising.continuum import Continuum
from qualcode.agreement.unitising.layout import join
from qualcode.agreement.wording import Sentence

_FIRST = 30
_REACH = 1.96


def gamma(continuum: Continuum, weights: Weights | None = None, *, seed: int, precision: float = 0.05) -> Estimate:
    """Return γ = 1 - disorder of the best alignment / mean disorder of random continua, for one document.

    A random continuum takes, for each coder, the passages of a coder drawn at random and moves them around the text by a
    random shift (section 5.2 of the paper; the shifts lie at least half a mean passage apart). There are 30 of them, and
    more until their mean is known within `precision` of itself with 95 % (section 5.3). `observed` and `expected` are
    `None`, as disorders are no shares; `units` are the passages.
    """
    weights = weights or Weights()
    joined = [join(passages) for passages in continuum.spans.values()]
    coders = _numbers([passages for passages, _ in joined])
    units = sum(len(one) for one in coders)
    if len(coders) < 2:
        return Estimate(None, units, notes=(Sentence("one_coder"),))
    if not units:
        return Estimate(None, units, notes=(Sentence("no_passages"),))
    swallowed = sum(count for _, count in joined)
    notes = (Sentence("joined", (("count", swallowed),)),) if swallowed else ()
    try:
        observed = best_disorder(coders, weights)
        expected = _random_disorders(coders, continuum.length, weights, seed, precision)
    except TooManyAlignments:
        why = Sentence("gamma_too_large", (("passages", units), ("most", MOST)))
        return Estimate(None, units, notes=(why, *notes))
    if not expected.mean():
        return Estimate(None, units, notes=(Sentence("gamma_no_disorder"), *notes))
    filling = (("count", len(expected)), ("seed", seed), ("alpha", f"{weights.alpha:g}"), ("beta", f"{weights.beta:g}"))
    value = float(1 - observed / expected.mean())
    return Estimate(value, units, notes=(Sentence("gamma_samples", filling), *notes))


def observed_disorder(continuum: Continuum, weights: Weights | None = None) -> float:
    """Return the disorder of the best alignment alone."""
    return best_disorder(_numbers([join(one)[0] for one in continuum.spans.values()]), weights or Weights())


def _numbers(coders: Sequence[Sequence[tuple[int, int, str]]]) -> list[Passages]:
    codes = {code: number for number, code in enumerate(sorted({code for one in coders for _, _, code in one}))}
    tables = [np.array([(s, e, codes[code]) for s, e, code in one], dtype=np.int64).reshape(-1, 3) for one in coders]
    return [Passages(one[:, 0].astype(np.float64), one[:, 1].astype(np.float64), one[:, 2]) for one in tables]


def _random_disorders(coders: Sequence[Passages], length: int, weights: Weights, seed: int, precision: float) -> Reals:
    chance = np.random.default_rng(seed)
    found = np.array([best_disorder(_shuffled(coders, length, chance), weights) for _ in range(_FIRST)])
    if found.mean():
        needed = ceil((float(found.std(ddof=1)) / float(found.mean()) * _REACH / precision) ** 2)
        more = [best_disorder(_shuffled(coders, length, chance), weights) for _ in range(needed - _FIRST)]
        found = np.concatenate([found, more])
    return found


def _shuffled(coders: Sequence[Passages], length: int, chance: np.random.Generator) -> list[Passages]:
    sizes = np.concatenate([one.ends - one.starts for one in coders])
    shifts = _shifts(len(coders), length, float(sizes.mean()) / 2, chance)
    return [_moved(coders[int(chance.integers(len(coders)))], shift, length) for shift in shifts]


def _shifts(count: int, length: int, apart: float, chance: np.random.Generator) -> list[int]:
    """Return shifts in [0, length), each at least `apart` from those before it wherever there is still room."""
    free = [(0.0, float(length))]
    found: list[int] = []
    for _ in range(count):
        sizes = np.array([end - start for start, end in free]) if free else np.array([])
        window = (0.0, float(length)) if not sizes.sum() else free[chance.choice(len(free), p=sizes / sizes.sum())]
        shift = int(chance.uniform(*window))
        found.append(shift)
        sides = [piece for a, b in free for piece in ((a, min(b, shift - apart)), (max(a, shift + apart), b))]
        free = [(a, b) for a, b in sides if a < b]
    return found


def _moved(one: Passages, shift: int, length: int) -> Passages:
    starts = (one.starts + shift) % length
    return Passages(starts, starts + one.ends - one.starts, one.codes)
