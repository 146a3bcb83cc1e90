"""Two interviews with turns of a hundred characters each, about a case each, and codings at given places."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.model.case import Case
from qualcode.model.codebook import Code, Codebook
from qualcode.model.coding import Coding
from qualcode.model.evidence import CoderSet, DocumentFacts, Evidence, Passage
from qualcode.model.span import Span

Given = tuple[str, str, int, int]

BOOK = Codebook(
    (
        Code("A", {"": "Alpha"}),
        Code("B", {"": "Beta"}),
        Code("C", {"": "Gamma"}, children=("C1",)),
        Code("C1", {"": "Below"}, parent="C", level=2),
    )
)
TURNS = {"I1": (Span(0, 100), Span(100, 200), Span(200, 300)), "I2": (Span(0, 100), Span(100, 200))}
ALL = frozenset(BOOK.codable)


def evidence(*given: Given, done: Sequence[str] = ("I1", "I2"), cases: Sequence[str] = ("p", "q")) -> Evidence:
    """Codings as (document, code, start, end); I1 is about case p, I2 about q; both finished unless `done` says less."""
    own = dict(zip(("I1", "I2"), cases, strict=True))
    passages = tuple(
        Passage(Coding(f"k{n}", document, code, "c", "w", Span(start, end)), document, case=own[document])
        for n, (document, code, start, end) in enumerate(given)
    )
    facts = tuple(
        DocumentFacts(id, "interview", (case,), decided=ALL if id in done else frozenset()) for id, case in own.items()
    )
    known = tuple(Case(case, tuple(id for id, each in own.items() if each == case)) for case in dict.fromkeys(cases))
    return Evidence(passages, facts, known, BOOK, CoderSet("as asked for", ("c",), {}))
