"""αU of Krippendorff 1995 ("On the reliability of unitizing continuous data") and 2004: not the uα of 2016.

It weighs a mismatch by the squared length by which passages miss each other, code by code; codes may overlap.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from qualcode.agreement.coefficient import Estimate
from qualcode.agreement.counts import Integers, Reals
from qualcode.agreement.unitising.continuum import Continuum, alone
from qualcode.agreement.unitising.layout import GAP, Layout, Values, lay_out
from qualcode.agreement.wording import Sentence

_TINY = 1e-12


def u_alpha_1995(continua: Sequence[Continuum], code: str | None = None) -> Estimate:
    """Return αU over all codes, or of one: 1 - Σ D_o / Σ D_e over codes (Krippendorff 2004, pp. 251-256).

    Several documents are laid end to end; a gap ends with its document. Documents that not every coder finished are set
    aside. `observed` and `expected` are `None`, as the disagreements are no shares; `units` are characters of text.
    """
    coders = {who for one in continua for who in one.spans}
    full = [one for one in continua if len(one.spans) == len(coders)]
    length = sum(one.length for one in full)
    notes = _set_aside(len(continua) - len(full))
    why = _cannot(full, len(coders), length)
    if why is not None:
        return Estimate(None, length, notes=(why, *notes))
    used = sorted({passage[2] for one in full for passages in one.spans.values() for passage in passages})
    observed = expected = 0.0
    joined = 0
    for one_code in used if code is None else [code]:
        laid = [
            [lay_out(passages, one.length, Values()) for passages in one.spans.values()]
            for one in alone(full, one_code)
        ]
        joined += sum(layout.joined for layouts in laid for layout in layouts)
        observed += 2 * sum(_misses(layouts) for layouts in laid) / (len(coders) * (len(coders) - 1) * length**2)
        expected += _by_chance([layout for layouts in laid for layout in layouts], len(coders), length)
    notes = (*notes, *((Sentence("joined", (("count", joined),)),) if joined else ()))
    if expected < _TINY:
        return Estimate(None, length, notes=(Sentence("one_value" if code in (None, *used) else "no_passages"), *notes))
    return Estimate(1 - observed / expected, length, notes=notes)


def _set_aside(count: int) -> tuple[Sentence, ...]:
    return (Sentence("documents_not_all", (("count", count),)),) if count else ()


def _cannot(full: Sequence[Continuum], coders: int, length: int) -> Sentence | None:
    if coders < 2:
        return Sentence("one_coder")
    if not full:
        return Sentence("no_document_shared")
    if length == 0:
        return Sentence("no_text")
    used = any(passages for one in full for passages in one.spans.values())
    return None if used else Sentence("no_passages")


def _misses(laid: Sequence[Layout]) -> float:
    """Return Σ δ² over the pairs of coders and the stretches of theirs that meet."""
    total = 0.0
    for one, two in combinations(laid, 2):
        edges = np.union1d(one.starts, two.starts)
        first = np.searchsorted(one.starts, edges, side="right") - 1
        second = np.searchsorted(two.starts, edges, side="right") - 1
        total += float(_delta(one, first, two, second).sum())
    return total


def _delta(one: Layout, first: Integers, two: Layout, second: Integers) -> Reals:
    """Return δ² of stretches that meet: how far the edges of two passages miss, or how long a passage lies in a gap."""
    begin = (one.starts[first] - two.starts[second]).astype(np.float64)
    left, right = one.lengths[first].astype(np.float64), two.lengths[second].astype(np.float64)
    end = begin + left - right
    coded, other = one.values[first] != GAP, two.values[second] != GAP
    inside, around = (begin >= 0) & (end <= 0), (begin <= 0) & (end >= 0)
    cases = [coded & other, coded & ~other & inside, ~coded & other & around]
    return np.asarray(np.select(cases, [begin**2 + end**2, left**2, right**2], 0.0))


def _by_chance(laid: Sequence[Layout], coders: int, length: int) -> float:
    """Return D_e of one code: every passage against every passage and every gap, at every place."""
    sizes = np.concatenate([one.lengths[one.values != GAP] for one in laid]).astype(np.float64)
    gaps = np.sort(np.concatenate([one.lengths[one.values == GAP] for one in laid])).astype(np.float64)
    longer = np.searchsorted(gaps, sizes, side="left")
    above = np.concatenate([np.cumsum(gaps[::-1])[::-1], [0.0]])
    room = above[longer] - (len(gaps) - longer) * (sizes - 1)
    against_passages = (len(sizes) - 1) / 3 * (2 * sizes**3 - 3 * sizes**2 + sizes)
    whole = float(coders * length)
    pairs = whole * (whole - 1) - float((sizes * (sizes - 1)).sum())
    return 2 / length * float((against_passages + sizes**2 * room).sum()) / pairs if pairs else 0.0
