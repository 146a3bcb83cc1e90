"""Complex, parsimonious and intermediate solutions of a truth table, each with all its tied models."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from qualcode.analysis.qca.minimise import Minimiser
from qualcode.analysis.qca.models import MOST, tied_models
from qualcode.analysis.qca.terms import FREE, Cube, Flags, Space, covers
from qualcode.analysis.qca.truth_table import TruthTable

SolutionKind = Literal["complex", "parsimonious", "intermediate"]
KINDS: tuple[SolutionKind, ...] = ("complex", "parsimonious", "intermediate")
MOST_PAIRS = 4_000
"""So many pairs of a complex and a parsimonious model are looked at for intermediate ones."""

Model = tuple[Cube, ...]
Expectations = Mapping[str, int]
"""For some conditions the value that is expected to help the outcome."""


@dataclass(frozen=True, slots=True)
class Solution:
    """The tied models of one kind, and whether there are more than are listed."""

    models: tuple[Model, ...]
    truncated: bool = False


Solutions = Mapping[SolutionKind, Solution | None]


def solutions(table: TruthTable, expectations: Expectations | None = None, *, most: int = MOST) -> Solutions:
    """Return the three solutions; the intermediate one is `None` without expectations.

    Complex: no remainder is taken in. Parsimonious: any remainder that makes a term shorter. Intermediate: those remainders
    alone that are easy counterfactuals by the expectations, judged term against term (Ragin 2008, ch. 9). A row is coded 1
    for what is explained; when no row is, there is no model. At most `most` models of each kind are listed.
    """
    space, explained = table.space, table.coded(1)
    minimiser = Minimiser(space, explained)
    known = np.zeros(space.size, dtype=np.bool_)
    known[list(explained)] = True
    negative = np.zeros(space.size, dtype=np.bool_)
    negative[list(table.coded(0))] = True
    complex_ = _solution(minimiser, ~known, most)
    parsimonious = _solution(minimiser, negative, most)
    intermediate = None
    if expectations:
        wanted = tuple(expectations.get(each.name, FREE) for each in space.conditions)
        intermediate = _intermediate(minimiser, known, (complex_, parsimonious), wanted, most)
    return {"complex": complex_, "parsimonious": parsimonious, "intermediate": intermediate}


def _solution(minimiser: Minimiser, ruled_out: Flags, most: int) -> Solution:
    found = minimiser.prime_implicants(ruled_out)
    cubes = tuple(found)
    models = tied_models(tuple(found.values()), len(minimiser.explained), most)
    return Solution(tuple(tuple(cubes[place] for place in each) for each in models.chosen), models.truncated)


def _intermediate(
    minimiser: Minimiser, known: Flags, others: tuple[Solution, Solution], wanted: Cube, most: int
) -> Solution:
    """Return the models of what is explained with each pair's easy counterfactuals, as one list without doubles."""
    found: dict[Model, None] = {}
    truncated = any(each.truncated for each in others)
    seen: set[bytes] = set()
    for pair, easy in enumerate(_easy_sets(minimiser.space, *others, wanted)):
        if len(found) > most or pair >= MOST_PAIRS:
            truncated = True
            break
        key = np.packbits(easy).tobytes()
        if key in seen:
            continue
        seen.add(key)
        one = _solution(minimiser, ~(known | easy), most)
        truncated = truncated or one.truncated
        found.update(dict.fromkeys(one.models))
    return Solution(tuple(found)[:most], truncated or len(found) > most)


def _easy_sets(space: Space, complex_: Solution, parsimonious: Solution, wanted: Cube) -> Iterator[Flags]:
    """Yield, for each pair of a complex and a parsimonious model, the configurations that are easy counterfactuals."""
    nothing = np.zeros(space.size, dtype=np.bool_)
    terms: dict[tuple[Cube, Cube], Flags] = {}
    for long in complex_.models:
        under: dict[Cube, Flags] = {}
        for short in parsimonious.models:
            easy = nothing.copy()
            for term in short:
                if term not in under:
                    under[term] = _union(_pairs(space, long, term, wanted, terms), nothing)
                easy |= under[term]
            yield easy


def _pairs(
    space: Space, long: Model, term: Cube, wanted: Cube, known: dict[tuple[Cube, Cube], Flags]
) -> Iterator[Flags]:
    for each in long:
        if covers(term, each):
            if (each, term) not in known:
                known[each, term] = easy_counterfactuals(space, each, term, wanted)
            yield known[each, term]


def _union(flags: Iterable[Flags], nothing: Flags) -> Flags:
    found = nothing.copy()
    for each in flags:
        found |= each
    return found


def easy_counterfactuals(space: Space, long: Cube, short: Cube, wanted: Cube) -> Flags:
    """Return the configurations of a parsimonious term that a complex term of it lets in as easy.

    Where the complex term fixes a condition and the parsimonious one frees it, a configuration must keep the complex
    term's value, or have the expected value in its stead: more of what helps cannot undo the outcome. A condition without
    an expectation keeps its value.
    """
    inside = space.rows([short])
    for digits, own, free, hoped in zip(space.digits, long, short, wanted, strict=True):
        if own != FREE and free == FREE:
            inside &= (digits == own) | (digits == hoped)
    return inside
