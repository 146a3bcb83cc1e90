"""What may stand along the rows or columns of a display: codes, cases, documents, roles, people, kinds, any attribute."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from qualcode.analysis.wording import say
from qualcode.errors import NotFoundError
from qualcode.model.case import NO_CASE
from qualcode.model.evidence import DocumentFacts, Evidence, Passage
from qualcode.model.participant import Participant

Keys = tuple[str, ...]
Sorter = Callable[[Passage], Keys | str]

FIXED = ("code", "case", "document", "role", "participant", "kind")
SOURCES = ("document", "case", "participant")
BY_DOCUMENT = ("coding.document",)


@dataclass(frozen=True, slots=True)
class Heading:
    """One row or column to be: its key, its label, and how deep it stands."""

    key: str
    label: str
    level: int = 0


@dataclass(frozen=True)
class Dimension:
    """A way to sort passages.

    `of` gives the keys of the headings a passage belongs under, or, when there are none, the reason why it is set aside.
    `documents` maps each key to the documents that could speak under it, coded or not. `source` says where an attribute
    was found (`document`, `case`, `participant`). `decided_by` names what of a passage that depends on, where it is little:
    passages that agree in it are asked about once.
    """

    name: str
    headings: tuple[Heading, ...]
    of: Sorter
    documents: Mapping[str, frozenset[str]]
    source: str | None = None
    decided_by: tuple[str, ...] = ()


def dimension(evidence: Evidence, name: str, language: str = "en", called: str = "row or column") -> Dimension:
    """Return the dimension of that name; `NotFoundError` with the nearest names when the study has none such.

    An attribute is looked for in the documents, then the cases, then the participants; `case.province` or
    `participant.province` says which is meant. (`code` is made by the matrix itself.) `called` is what a refusal calls it.
    """
    makers = {"case": _case, "document": _document, "role": _role, "participant": _participant, "kind": _kind}
    if name in makers:
        return makers[name](evidence, language)
    source, _, attribute = name.partition(".")
    if source in SOURCES and attribute in _names(evidence, source):
        return _attribute(evidence, source, attribute)
    for source in SOURCES:
        if name in _names(evidence, source):
            return _attribute(evidence, source, name)
    offered = dict.fromkeys([*FIXED, *(attribute for source in SOURCES for attribute in _names(evidence, source))])
    raise NotFoundError(called, name, list(offered), outcome=f"There are: {', '.join(offered)}.")


def attribute_values(evidence: Evidence, document: DocumentFacts, name: str) -> Keys:
    """Return what a document's attribute of that name is: its own, else those of its cases; empty when neither has one."""
    if document.attributes.get(name):
        return (document.attributes[name],)
    cases = {case.id: case for case in evidence.cases}
    found = [cases[case].attributes.get(name, "") for case in document.cases if case in cases]
    return tuple(dict.fromkeys(value for value in found if value))


def _names(evidence: Evidence, source: str) -> list[str]:
    holders: dict[str, Iterable[Mapping[str, str]]] = {
        "document": (document.attributes for document in evidence.documents),
        "case": (case.attributes for case in evidence.cases),
        "participant": (person.attributes for person, _ in _speaking(evidence)),
    }
    return list(dict.fromkeys(name for attributes in holders[source] for name, value in attributes.items() if value))


def _plain(keys: Iterable[str]) -> tuple[Heading, ...]:
    return tuple(Heading(key, key) for key in dict.fromkeys(keys))


def _holding(documents: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for key, document in documents:
        found.setdefault(key, set()).add(document)
    return {key: frozenset(held) for key, held in found.items()}


def _case_missing(facts: Mapping[str, DocumentFacts], passage: Passage) -> str:
    if passage.coding.case == NO_CASE:
        return say("other case")
    several = len(facts[passage.coding.document].cases) > 1
    return say("several cases") if several else say("no case")


def _case(evidence: Evidence, language: str) -> Dimension:
    facts = evidence.by_document
    known = {case.id for case in evidence.cases}

    def of(passage: Passage) -> Keys | str:
        return (passage.case,) if passage.case in known else _case_missing(facts, passage)

    headings = tuple(Heading(case.id, case.name) for case in evidence.cases)
    pairs = [(case, document.id) for document in evidence.documents for case in document.cases]
    return Dimension("case", headings, of, _holding(pairs), decided_by=("case", "coding.case", "coding.document"))


def _document(evidence: Evidence, language: str) -> Dimension:
    headings = _plain(document.id for document in evidence.documents)
    alone = {document.id: frozenset((document.id,)) for document in evidence.documents}
    return Dimension("document", headings, lambda passage: (passage.coding.document,), alone, decided_by=BY_DOCUMENT)


def _kind(evidence: Evidence, language: str) -> Dimension:
    facts = evidence.by_document
    kinds = dict.fromkeys(document.kind for document in evidence.documents)
    words = {"interview": say("interview", language), "case": say("case document", language)}
    headings = tuple(Heading(kind, words[kind]) for kind in kinds)
    pairs = [(document.kind, document.id) for document in evidence.documents]
    documents = _holding(pairs)
    return Dimension(
        "kind", headings, lambda passage: (facts[passage.coding.document].kind,), documents, decided_by=BY_DOCUMENT
    )


def _role(evidence: Evidence, language: str) -> Dimension:
    missing = say("no value", name="role")
    pairs = [(role, document.id) for document in evidence.documents for role in document.roles]
    pairs += dict.fromkeys((passage.role, passage.coding.document) for passage in evidence.passages if passage.role)
    headings = _plain(role for role, _ in pairs)
    documents = _holding(pairs)
    return Dimension(
        "role", headings, lambda passage: (passage.role,) if passage.role else missing, documents, decided_by=("role",)
    )


def _speaking(evidence: Evidence) -> list[tuple[Participant, str]]:
    """Return who speaks in which document, also those of whom nothing is coded: their silence is known too."""
    present = [(person, document.id) for document in evidence.documents for person in document.participants]
    coded = ((p.participant, p.coding.document) for p in evidence.passages if p.participant is not None)
    return present + list({(person.id, document): (person, document) for person, document in coded}.values())


def _participant(evidence: Evidence, language: str) -> Dimension:
    missing = say("no value", name="participant")
    seen = [(person.id, document) for person, document in _speaking(evidence)]

    def of(passage: Passage) -> Keys | str:
        return missing if passage.participant is None else (passage.participant.id,)

    return Dimension("participant", _plain(key for key, _ in seen), of, _holding(seen))


def _attribute(evidence: Evidence, source: str, name: str) -> Dimension:
    makers = {"document": _document_attribute, "case": _case_attribute, "participant": _participant_attribute}
    of, pairs, order = makers[source](evidence, name)
    return Dimension(name, _plain(order), of, _holding(pairs), source)


def _found(value: str, name: str) -> Keys | str:
    return (value,) if value else say("no value", name=name)


Parts = tuple[Sorter, Sequence[tuple[str, str]], Iterable[str]]


def _document_attribute(evidence: Evidence, name: str) -> Parts:
    values = {document.id: document.attributes.get(name, "") for document in evidence.documents}
    pairs = [(value, document) for document, value in values.items() if value]
    return lambda passage: _found(values[passage.coding.document], name), pairs, (value for value, _ in pairs)


def _participant_attribute(evidence: Evidence, name: str) -> Parts:
    def value(passage: Passage) -> str:
        return "" if passage.participant is None else passage.participant.attributes.get(name, "")

    speaking = ((person.attributes.get(name, ""), document) for person, document in _speaking(evidence))
    pairs = [(held, document) for held, document in speaking if held]
    return lambda passage: _found(value(passage), name), pairs, (value for value, _ in pairs)


def _case_attribute(evidence: Evidence, name: str) -> Parts:
    facts = evidence.by_document
    values = {case.id: case.attributes.get(name, "") for case in evidence.cases}

    def of(passage: Passage) -> Keys | str:
        if passage.case is not None:
            return _found(values.get(passage.case, ""), name)
        if passage.coding.case == NO_CASE:
            return _case_missing(facts, passage)
        # A document of several cases that all share the value can be placed, though its case cannot.
        shared = {values.get(case, "") for case in facts[passage.coding.document].cases}
        return _found(shared.pop(), name) if len(shared) == 1 else _case_missing(facts, passage)

    pairs = [
        (values[case], document.id) for document in evidence.documents for case in document.cases if values.get(case)
    ]
    return of, pairs, (value for value in values.values() if value)
