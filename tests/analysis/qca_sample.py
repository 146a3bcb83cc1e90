"""Published tables for tests of QCA, and an exhaustive search to hold the engine against, written apart from it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, product

import numpy as np

from qualcode.analysis.qca.sets import SetData

LIPSET_CRISP = """\
AU 1 0 1 1 0 0
BE 1 1 1 1 1 1
CZ 1 1 1 1 1 1
EE 0 0 1 0 1 0
FI 1 0 1 0 1 1
FR 1 0 1 1 1 1
DE 1 1 1 1 0 0
GR 0 0 0 0 0 0
HU 0 0 1 0 0 0
IE 1 0 1 0 1 1
IT 0 0 0 0 1 0
NL 1 1 1 1 1 1
PL 0 0 1 0 0 0
PT 0 0 0 0 0 0
RO 0 0 0 0 1 0
ES 0 0 0 0 0 0
SE 1 0 1 1 1 1
UK 1 1 1 1 1 1
"""
"""Survival of democracy between the wars: Lipset's conditions as Rihoux & De Meur (2009) dichotomise them."""

LIPSET_RICH = ("BE", "FR", "NL", "SE", "UK")
"""Those that Cronqvist & Berg-Schlosser (2009) put into the highest of three categories of development."""


def lipset(*, multi_value: bool = False) -> SetData:
    """The eighteen countries, with development in two or three categories."""
    rows = [line.split() for line in LIPSET_CRISP.splitlines()]
    values = np.array([[float(cell) for cell in row[1:]] for row in rows])
    cases = tuple(row[0] for row in rows)
    if multi_value:
        values[[case in LIPSET_RICH for case in cases], 0] = 2
    return SetData(cases, ("DEV", "URB", "LIT", "IND", "STB", "SURV"), values)


def made(values: Sequence[Sequence[float]], names: str) -> SetData:
    """Cases 1, 2, 3 … with these memberships in sets of one letter each."""
    cases = tuple(str(number) for number in range(1, len(values) + 1))
    return SetData(cases, tuple(names), np.array(values, dtype=np.float64))


Term = tuple[int | None, ...]


def holds(term: Term, row: Sequence[int]) -> bool:
    """Whether a configuration lies in a conjunction; `None` leaves a condition free."""
    return all(value is None or value == own for value, own in zip(term, row, strict=True))


def exhaustive(
    levels: Sequence[int], explained: Sequence[tuple[int, ...]], out: Sequence[tuple[int, ...]]
) -> set[frozenset[Term]]:
    """Every disjunction of the fewest prime implicants, found by trying all conjunctions and all their combinations."""
    terms: list[Term] = [
        term
        for term in product(*([None, *range(number)] for number in levels))
        if any(holds(term, row) for row in explained) and not any(holds(term, row) for row in out)
    ]
    prime = [
        term
        for term in terms
        if not any(
            other != term and all(a is None or a == b for a, b in zip(other, term, strict=True)) for other in terms
        )
    ]
    for size in range(1, len(explained) + 1):
        found = {
            frozenset(chosen)
            for chosen in combinations(prime, size)
            if all(any(holds(term, row) for term in chosen) for row in explained)
        }
        if found:
            return found
    return set()
