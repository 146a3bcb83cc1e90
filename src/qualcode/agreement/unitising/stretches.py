"""One code in one text, coder by coder: stretches of text with their lengths, and who gave the code there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qualcode.agreement.counts import Integers
from qualcode.agreement.results import CodeUse
from qualcode.agreement.unitising.continuum import Continuum


@dataclass(frozen=True, eq=False, slots=True)
class Stretches:
    """The stretches between all edges of passages: their `lengths`, and for each coder whether the code stands there."""

    lengths: Integers
    given: Mapping[str, NDArray[np.bool_]]


def stretches(one: Continuum) -> Stretches:
    """Return the stretches of a continuum that holds the passages of one code; coders who did not finish it are not among them."""
    edges = {
        0,
        one.length,
        *(edge for passages in one.spans.values() for start, end, _ in passages for edge in (start, end)),
    }
    places = np.array(sorted(edges), dtype=np.int64)
    return Stretches(np.diff(places), {coder: _covered(places, passages) for coder, passages in one.spans.items()})


def _covered(places: Integers, passages: Sequence[tuple[int, int, str]]) -> NDArray[np.bool_]:
    depth = np.zeros(len(places), dtype=np.int64)
    np.add.at(depth, np.searchsorted(places, [start for start, _, _ in passages]), 1)
    np.add.at(depth, np.searchsorted(places, [end for _, end, _ in passages]), -1)
    return np.asarray(depth.cumsum()[:-1] > 0)


def characters_of(continua: Sequence[Continuum], coders: Sequence[str]) -> CodeUse:
    """Return on how many characters each coder gave a code, all did, anyone did; of documents that two or more decided.

    The continua hold the passages of that code.
    """
    by_coder, by_all, by_any, characters, given_by_all_coders, decisions = dict.fromkeys(coders, 0), 0, 0, 0, 0, 0
    for one in continua:
        if len(one.spans) < 2:
            continue
        found = stretches(one)
        table = np.array(list(found.given.values()))
        for coder, given in found.given.items():
            by_coder[coder] += int(found.lengths[given].sum())
        by_all += int(found.lengths[table.all(axis=0)].sum())
        by_any += int(found.lengths[table.any(axis=0)].sum())
        characters += one.length
        given_by_all_coders += int(found.lengths @ table.sum(axis=0))
        decisions += one.length * len(one.spans)
    share = given_by_all_coders / decisions if decisions else None
    return CodeUse(tuple(by_coder.values()), by_all, by_any, characters, share)
