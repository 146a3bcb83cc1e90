"""Who codes, what a coding is, and what a machine may suggest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from qualcode.model.span import Span

CoderKind = Literal["human", "machine", "consensus"]
Stance = Literal["affirms", "denies", "mixed", "planned"]
STANCES: tuple[Stance, ...] = ("affirms", "denies", "mixed", "planned")
MemoKind = Literal[
    "theoretical", "methodological", "reflexive", "code", "case", "paraphrase", "summary", "verdict", "test"
]
PlaceState = Literal["exact", "moved", "unanchored"]


@dataclass(frozen=True, slots=True)
class Coder:
    """Someone or something that codes; `person` is who stands behind a further round (`c1@2` has person `c1`).

    `of` are the coders that a consensus is between.
    """

    handle: str
    name: str = ""
    kind: CoderKind = "human"
    person: str | None = None
    of: tuple[str, ...] = ()

    @property
    def is_round(self) -> bool:
        """Whether this is a second or later round of another coder."""
        return "@" in self.handle


@dataclass(frozen=True, slots=True)
class Memo:
    """A note: its id, kind, words, author, time, and what it is about (coding, document, code, case, feature, source)."""

    id: str
    kind: str
    body: str
    by: str
    at: str
    about: Mapping[str, str] = field(default_factory=dict)
    data: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Coding:
    """A passage under a code, by a coder.

    `span` is where its words stand in the present text; `None` when `state` is `unanchored`, and then it counts in no
    number. `quote` holds its words as they stand now, or as last seen; `recorded` as its ledger has them. `ids` are all
    the acknowledged ids that are this one coding (two machines may both have made it), `id` the first. `stance` is `None`
    when none was given, which counts as `affirms`; `case` is the case named by the coder.
    """

    id: str
    document: str
    code: str
    coder: str
    quote: str
    span: Span | None
    state: PlaceState = "exact"
    stance: Stance | None = None
    weight: float | None = None
    case: str | None = None
    memos: tuple[Memo, ...] = ()
    at: str = ""
    via: str | None = None
    book: str = ""
    ids: tuple[str, ...] = ()
    recorded: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A passage that a machine proposes for a code: never a coding until a coder accepts it.

    `id` is derived from the text's hash, the span, the code and the suggester, so the same suggestion keeps its id;
    `score` runs from 0 to 1, `reason` names the cue that spoke.
    """

    id: str
    document: str
    span: Span
    code: str
    score: float
    by: str
    reason: str
    quote: str
