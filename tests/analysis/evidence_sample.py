"""A small piece of evidence: three interviews and two case documents, two cases, one coder."""

from __future__ import annotations

from qualcode.model.case import Case
from qualcode.model.codebook import Code, Codebook
from qualcode.model.coding import Coding, Stance
from qualcode.model.evidence import CoderSet, DocumentFacts, Evidence, Passage
from qualcode.model.participant import Participant
from qualcode.model.span import Span

BOOK = Codebook(
    (
        Code("BOT", {"en": "Bottlenecks", "zh": "瓶颈"}, codable=False, children=("BOT-POL", "BOT-MOT")),
        Code("BOT-POL", {"en": "Policy", "zh": "政策"}, parent="BOT", level=2, examples=("two offices", "another")),
        Code("BOT-MOT", {"en": "Motive"}, parent="BOT", level=2, children=("BOT-MOT-X",)),
        Code("BOT-MOT-X", {"en": "Cost"}, parent="BOT-MOT", level=3, definition={"en": "What it costs."}),
        Code("FCO", {"en": "Factory courses"}),
    )
)
ALL = frozenset(BOOK.codable)
PEOPLE = {
    "P1": Participant("P1", (("I1", "A"),), "official", {"years": "10"}),
    "P2": Participant("P2", (("I2", "B"),), "college", {"years": "3"}),
}
DOCUMENTS = (
    DocumentFacts("I1", "interview", ("a",), ("official",), {"mode": "online"}, 100, ALL),
    DocumentFacts("I2", "interview", ("a", "b"), ("college",), {"mode": "in person"}, 200, ALL),
    DocumentFacts("I3", "interview", (), ("college",), {}, 50),
    DocumentFacts("a/plan", "case", ("a",), (), {}, 300),
    DocumentFacts("b/plan", "case", ("b",), (), {}, 400, ALL),
)
CASES = (
    Case("a", ("I1", "I2", "a/plan"), {"name": "Autos", "province": "ZJ"}),
    Case("b", ("I2", "b/plan"), {"name": "Boats", "province": "GD"}),
    Case("c", (), {"name": "Coal", "province": "GD"}),
)
FACTS = {document.id: document for document in DOCUMENTS}


def passage(
    id: str, document: str, start: int, code: str, *, case: str | None = None, stance: Stance | None = None
) -> Passage:
    """A passage of ten characters; its case in effect is the one named, else the document's only one."""
    cases = FACTS[document].cases
    person = {"I1": PEOPLE["P1"], "I2": PEOPLE["P2"]}.get(document)
    coding = Coding(id, document, code, "c1", f"words {start}", Span(start, start + 10), stance=stance, case=case)
    speaker = None if person is None else person.voices[0][1]
    in_effect = case or (cases[0] if len(cases) == 1 else None)
    return Passage(coding, f"{document}:{start}", speaker, person, person.role if person else None, in_effect)


PASSAGES = (
    passage("k2", "I1", 40, "BOT-MOT-X", stance="denies"),
    passage("k1", "I1", 10, "BOT-POL"),
    passage("k3", "I1", 40, "BOT-POL"),
    passage("k4", "I1", 40, "BOT-MOT"),
    passage("k5", "I2", 5, "BOT-POL", case="b"),
    passage("k6", "I2", 70, "BOT-POL"),
    passage("k7", "I3", 20, "FCO"),
    passage("k8", "a/plan", 0, "FCO"),
)


def evidence(*passages: Passage) -> Evidence:
    """Return the sample, or the same documents with other passages."""
    coders = CoderSet("the one coder", ("c1",), {"I1": ("c1",), "I2": ("c1",), "b/plan": ("c1",)})
    return Evidence(passages or PASSAGES, DOCUMENTS, CASES, BOOK, coders, {"unanchored codings": 2})
