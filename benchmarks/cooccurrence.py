"""How long co-occurrence takes: 200 codes over a million codings in 500 documents (budget: 5 s once loaded), and exact tests.

Run it alone on a machine: `python benchmarks/cooccurrence.py`.
"""

from __future__ import annotations

import argparse
import random
import time

import numpy as np

from qualcode.analysis.cooccurrence import cooccurrence
from qualcode.analysis.cooccurrence_displays import pairs_display
from qualcode.analysis.exact import fisher_exact
from qualcode.analysis.within import Within
from qualcode.model.codebook import Code, Codebook
from qualcode.model.coding import Coding
from qualcode.model.evidence import CoderSet, DocumentFacts, Evidence, Passage
from qualcode.model.span import Span

BUDGET, FISHER_BUDGET = 5.0, 0.1
TURN = 120


def study(codings: int, codes: int, documents: int, seed: int = 1) -> tuple[Evidence, dict[str, tuple[Span, ...]]]:
    """Return evidence with so many codings, ten codes below each of the others, and the turns of its documents."""
    chance = random.Random(seed)
    tops = max(1, codes // 10)
    names = [f"T{n % tops}" if n < tops else f"C{n}" for n in range(codes)]
    parents = [None if n < tops else f"T{n % tops}" for n in range(codes)]
    children = {top: tuple(name for name, parent in zip(names, parents, strict=True) if parent == top) for top in names}
    book = Codebook(
        tuple(
            Code(name, {"": name}, parent=parent, level=1 if parent is None else 2, children=children[name])
            for name, parent in zip(names, parents, strict=True)
        )
    )
    ids, each = [f"D{n:03d}" for n in range(documents)], codings // documents
    length = each * 60
    passages = []
    for document in ids:
        for number in range(each):
            start = chance.randrange(length)
            coding = Coding(
                f"{document}-{number}", document, chance.choice(names), "c", "words", Span(start, start + 60)
            )
            passages.append(Passage(coding, document, case="p"))
    decided = frozenset(names)
    facts = tuple(DocumentFacts(id, "interview", ("p",), decided=decided) for id in ids)
    turns = tuple(Span(place, place + TURN) for place in range(0, length + TURN, TURN))
    coders = CoderSet("one", ("c",), dict.fromkeys(ids, ("c",)))
    return Evidence(tuple(passages), facts, (), book, coders), dict.fromkeys(ids, turns)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--codings", type=int, default=1_000_000)
    parser.add_argument("--codes", type=int, default=200)
    parser.add_argument("--documents", type=int, default=500)
    given = parser.parse_args()
    evidence, turns = study(given.codings, given.codes, given.documents)
    print(f"{given.codings:,} codings, {given.codes} codes, {given.documents} documents, one core")
    for within in (Within("turn"), Within("document"), Within("passage"), Within("window", 100)):
        started = time.perf_counter()
        found = cooccurrence(evidence, within, turns)
        seconds = time.perf_counter() - started
        pairs_display(evidence, found, most=50)
        shown = time.perf_counter() - started
        verdict = "within" if shown <= BUDGET else "over"
        print(
            f"within {within!s:<16} {seconds:5.2f} s, with a display of 50 pairs {shown:5.2f} s  ({verdict} {BUDGET:g} s)"
        )
    rng = np.random.default_rng(1)
    for rows, columns in ((3, 2), (5, 2), (4, 3), (4, 4), (5, 4), (5, 5)):
        slowest = 0.0
        for documents in (12, 20, 30, 40) * 3:
            drawn = rng.integers(0, rows, documents) * columns + rng.integers(0, columns, documents)
            table = np.bincount(drawn, minlength=rows * columns).reshape(rows, columns).tolist()
            started = time.perf_counter()
            fisher_exact(table)
            slowest = max(slowest, time.perf_counter() - started)
        verdict = "within" if slowest <= FISHER_BUDGET else "over"
        print(
            f"exact Fisher {rows} × {columns}, 12 to 40 documents: at most {slowest:.3f} s ({verdict} {FISHER_BUDGET:g} s)"
        )


if __name__ == "__main__":
    main()
