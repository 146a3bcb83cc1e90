"""What counts as a key feature of the cases, declared beforehand, and the rival readings it must stand against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from qualcode.model.codebook import Wording, worded

FeatureState = Literal["supported", "partial", "planned", "contradicted", "silent"]


@dataclass(frozen=True, slots=True)
class FeatureRule:
    """One feature: which codes speak for it, which against it, and how much evidence makes it a key feature.

    `codes` stand for themselves and what is below them, `counter` are codes whose presence speaks against it. It is key
    when at least `cases` cases support it, each by at least `quotes` passages and from at least `roles` roles (documents
    count as one). `expect` is the state expected beforehand of some cases, by theory, and `because` the reason.
    """

    id: str
    names: Wording = field(default_factory=dict)
    group: Wording = field(default_factory=dict)
    codes: tuple[str, ...] = ()
    counter: tuple[str, ...] = ()
    cases: int = 3
    roles: int = 2
    quotes: int = 2
    expect: Mapping[str, FeatureState] = field(default_factory=dict)
    because: str = ""

    def name(self, language: str = "") -> str:
        """Return its name in a language, else the plain one, else its id."""
        return worded(self.names, language) or self.id


@dataclass(frozen=True, slots=True)
class Rival:
    """Another reading of the same cases: the codes that speak for it (`codes`) and against it (`counter`).

    `features` are the ids of those it would explain otherwise; none: all of them.
    """

    id: str
    names: Wording = field(default_factory=dict)
    features: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    counter: tuple[str, ...] = ()

    def name(self, language: str = "") -> str:
        """Return its name in a language, else the plain one, else its id."""
        return worded(self.names, language) or self.id
