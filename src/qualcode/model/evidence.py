"""Codings joined with whose words they hold: what analysis takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from qualcode.model.case import Case
from qualcode.model.codebook import Codebook
from qualcode.model.coding import Coding
from qualcode.model.document import DocumentKind
from qualcode.model.participant import Participant

NOT_QUOTED: Mapping[str, str] = {
    "en": "[not quoted: consent does not cover it]",
    "zh": "[未引用：知情同意未涵盖引用]",
}
"""What stands in the place of a passage whose words consent does not allow to be quoted, by language."""


@dataclass(frozen=True, slots=True)
class CoderSet:
    """Whose codings a display counts: the rule as a sentence, the handles, and the handle taken for each document.

    `by_document` maps a document to the handles counted there; a document that is missing from it has no coder.
    """

    rule: str
    handles: tuple[str, ...]
    by_document: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What analysis knows of a document: kind, cases, roles of its respondents, attributes, size, and what is decided.

    `participants` are the people who speak there, also those of whom nothing is coded.

    `decided` holds the codes whose absence is known there (its coder is done, under a codebook that had them); a code
    that is neither coded nor decided is missing, not absent. `words` counts words, each Chinese character as one.
    """

    id: str
    kind: DocumentKind
    cases: tuple[str, ...]
    roles: tuple[str, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)
    words: int = 0
    decided: frozenset[str] = frozenset()
    participants: tuple[Participant, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A coding with its place in words a reader knows: address, speaker, participant, role, and the case in effect.

    `case` is `None` when the document belongs to several cases and the coding names none, or to no case at all.
    `words` are the quoted words as they are read: on one line, without the numbers that a page adds. `withheld` says that
    they are not to be quoted: consent does not cover it. `time` is the time stamp of the turn in which they begin.
    """

    coding: Coding
    address: str
    speaker: str | None = None
    participant: Participant | None = None
    role: str | None = None
    case: str | None = None
    words: str = ""
    withheld: bool = False
    time: str | None = None

    def __post_init__(self) -> None:
        if not self.words:
            object.__setattr__(self, "words", " ".join(self.coding.quote.split()))


def unquoted(passage: Passage) -> Passage:
    """Return a passage as what is handed in may hold it: one that is withheld without its words, which still counts."""
    if not passage.withheld:
        return passage
    return replace(passage, coding=replace(passage.coding, quote="", recorded=""), words="")


@dataclass(frozen=True)
class Evidence:
    """All that a display may count: anchored passages of one coder set, with documents, cases and codebook.

    Passages whose words consent does not allow to be quoted are here without them.

    `set_aside` counts what was left out before (unanchored codings, codes no longer in the codebook), by reason.
    """

    passages: tuple[Passage, ...]
    documents: tuple[DocumentFacts, ...]
    cases: tuple[Case, ...]
    codebook: Codebook
    coders: CoderSet
    set_aside: Mapping[str, int] = field(default_factory=dict)

    @property
    def by_document(self) -> Mapping[str, DocumentFacts]:
        """Its documents by id."""
        return {document.id: document for document in self.documents}
