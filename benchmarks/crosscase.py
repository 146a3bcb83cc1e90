"""How long the cross-case analysis takes: 200 codes, 500 documents, a million codings; QCA; exact tests of small tables.

Every figure is in seconds of this process's own processor time, the least of two; each budget stands beside it. On a
busy machine that time grows too, for memory is shared: the yardstick, one look at every coding's id, tells by how much.
Making the evidence is outside the budgets and printed first, with the memory it holds.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
from collections.abc import Callable, Mapping
from functools import partial
from operator import attrgetter
from typing import Any, get_args

import numpy as np
from qca import CASES, CONDITIONS, MAKERS, analysed

from qualcode.analysis.cooccurrence import cooccurrence
from qualcode.analysis.cooccurrence_displays import pairs_display
from qualcode.analysis.exact import fisher_exact
from qualcode.analysis.matrix import matrix
from qualcode.analysis.matrix_values import Values
from qualcode.analysis.within import Within
from qualcode.model.case import Case
from qualcode.model.codebook import Code, Codebook
from qualcode.model.coding import STANCES, Coding
from qualcode.model.evidence import CoderSet, DocumentFacts, Evidence, Passage
from qualcode.model.participant import Participant
from qualcode.model.span import Span

MATRIX, COOCCURRENCE, QCA, FISHER = 2.0, 5.0, 5.0, 0.1
TURN = 120
ROLES = ("official", "college", "enterprise")
PLACES = ("passage", "segment", "turn", "document", "case", "window")
Spans = Mapping[str, tuple[Span, ...]]


def study(codings: int, codes: int, documents: int, seed: int = 1) -> tuple[Evidence, Spans]:
    """Return evidence with so many codings, a tenth of the codes above the others, and the turns of its documents."""
    chance = random.Random(seed)
    book = _codebook(codes)
    ids, each = [f"D{n:03d}" for n in range(documents)], codings // documents
    names, length = [code.id for code in book], each * 60
    cases = [f"case{n % 5}" for n in range(documents)]
    people = [Participant(f"P{n:03d}", ((id, "A"),), ROLES[n % 3]) for n, id in enumerate(ids)]
    passages = []
    for document, case, person in zip(ids, cases, people, strict=True):
        # In the order of the text, as evidence is made.
        for number, start in enumerate(sorted(chance.randrange(length) for _ in range(each))):
            stance, span = chance.choice(STANCES) if number % 4 == 0 else None, Span(start, start + 60)
            coding = Coding(f"{document}-{number}", document, chance.choice(names), "c", "words", span, stance=stance)
            passages.append(Passage(coding, document, "A", person, person.role, case, "words"))
    decided = frozenset(names)
    facts = tuple(
        DocumentFacts(id, "interview", (case,), (person.role or "",), {}, length // 6, decided, (person,))
        for id, case, person in zip(ids, cases, people, strict=True)
    )
    turns = tuple(Span(place, place + TURN) for place in range(0, length + TURN, TURN))
    known = tuple(
        Case(name, tuple(id for id, own in zip(ids, cases, strict=True) if own == name)) for name in set(cases)
    )
    coders = CoderSet("one", ("c",), dict.fromkeys(ids, ("c",)))
    return Evidence(tuple(passages), facts, known, book, coders), dict.fromkeys(ids, turns)


def _codebook(codes: int) -> Codebook:
    tops = max(1, codes // 10)
    names = [f"T{n % tops}" if n < tops else f"C{n}" for n in range(codes)]
    parents = [None if n < tops else f"T{n % tops}" for n in range(codes)]
    children = {top: tuple(name for name, parent in zip(names, parents, strict=True) if parent == top) for top in names}
    return Codebook(
        tuple(
            Code(name, {"": name}, parent=parent, level=1 if parent is None else 2, children=children[name])
            for name, parent in zip(names, parents, strict=True)
        )
    )


def least(work: Callable[[], Any], times: int = 2) -> float:
    """Return the processor time of some work, the least of so many times."""
    found = []
    for _ in range(times):
        started = time.process_time()
        work()
        found.append(time.process_time() - started)
    return min(found)


def report(what: str, seconds: float, budget: float) -> None:
    """Print a time against its budget."""
    print(f"{what:<66} {seconds:6.2f} s  ({'within' if seconds <= budget else 'OVER'} {budget:g} s)", flush=True)


def megabytes() -> float:
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (2**20 if sys.platform == "darwin" else 2**10)


def matrices(evidence: Evidence) -> None:
    for values in get_args(Values):
        work = partial(matrix, evidence, columns="document", values=values)
        report(f"matrix code × document, {values}", least(work), MATRIX)
    for columns in ("case", "role", "participant"):
        report(f"matrix code × {columns}, count", least(partial(matrix, evidence, columns=columns)), MATRIX)


def together(evidence: Evidence, spans: Spans) -> None:
    for place in PLACES:
        within = Within(place, 100 if place == "window" else 0)
        seconds = least(lambda within=within: pairs_display(evidence, cooccurrence(evidence, within, spans)))
        report(f"co-occurrence within {within}, 50 pairs shown", seconds, COOCCURRENCE)


def comparisons() -> None:
    drawn = [make(np.random.default_rng(seed)) for make in MAKERS for seed in range(2)]
    slowest = max(least(partial(analysed, values, CONDITIONS), 1) for values in drawn)
    report(f"QCA of {CONDITIONS} conditions and {CASES} cases, the slowest of {len(drawn)}", slowest, QCA)


def exact_tests() -> None:
    rng = np.random.default_rng(1)
    for rows, columns in ((3, 2), (5, 2), (4, 3), (4, 4), (5, 4), (5, 5), (6, 5), (6, 6)):
        tables = []
        for documents in (12, 20, 30, 40) * 5:
            drawn = rng.integers(0, rows, documents) * columns + rng.integers(0, columns, documents)
            tables.append(np.bincount(drawn, minlength=rows * columns).reshape(rows, columns).tolist())
        slowest = max(least(partial(fisher_exact, table)) for table in tables)
        report(f"exact Fisher {rows} × {columns}, 12 to 40 documents, the slowest of 20", slowest, FISHER)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--codings", type=int, default=1_000_000)
    parser.add_argument("--codes", type=int, default=200)
    parser.add_argument("--documents", type=int, default=500)
    given = parser.parse_args()
    before, started = megabytes(), time.process_time()
    evidence, spans = study(given.codings, given.codes, given.documents)
    seconds = time.process_time() - started
    print(f"{given.codings:,} codings, {given.codes} codes, {given.documents} documents, one core")
    print(f"evidence made, not in any budget: {seconds:.1f} s, {megabytes() - before:,.0f} MB")
    yardstick = least(lambda: list(map(attrgetter("coding.id"), evidence.passages)), 5)
    print(f"yardstick, one look at every coding's id: {yardstick:.3f} s")
    exact_tests()
    comparisons()
    matrices(evidence)
    together(evidence, spans)
    print(f"most memory at any time: {megabytes():,.0f} MB")


if __name__ == "__main__":
    main()
