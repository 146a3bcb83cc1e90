"""What analysis builds from codes: concepts, themes and dimensions, typed relations, and one core category."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, get_args

from qualcode.errors import AmbiguousError, NotFoundError
from qualcode.model.codebook import Wording, worded
from qualcode.model.names import name_key

Level = Literal["concept", "theme", "dimension"]
LEVELS: tuple[Level, ...] = get_args(Level)
RelationType = Literal["condition", "context", "action", "consequence"]
RELATION_TYPES: tuple[RelationType, ...] = get_args(RelationType)


@dataclass(frozen=True, slots=True)
class Grouping:
    """What every grouping bears: an id unique in the structure, names, the memo that says why, and its line in the file."""

    id: str
    names: Wording = field(default_factory=dict)
    memo: Wording = field(default_factory=dict)
    line: int = 0

    def name(self, language: str = "") -> str:
        """Return its name in a language, else the plain one, else the first, else its id."""
        return worded(self.names, language) or self.id


@dataclass(frozen=True, slots=True)
class Concept(Grouping):
    """A first grouping: the codes behind it (each with all below it), and the ids of memos that led to it.

    `quotes` are the ids, or their beginnings, of codings whose words speak for it best, as a person chose them.
    """

    codes: tuple[str, ...] = ()
    memos: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Theme(Grouping):
    """Concepts that belong together, by their ids."""

    of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dimension(Grouping):
    """Themes that belong together, by their ids."""

    of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """One grouping as a condition, the context, an action or a consequence of another, by their ids.

    `source` is a condition of `target`, its context, what is done about it, or what follows from it. `quotes` are the
    ids, or their beginnings, of codings in whose words the relation itself is said.
    """

    source: str
    target: str
    type: RelationType
    memo: Wording = field(default_factory=dict)
    quotes: tuple[str, ...] = ()
    line: int = 0


@dataclass(frozen=True)
class Structure:
    """All of it, in the file's order; `core` is the id of the core category, `core_memo` why it is that one."""

    concepts: tuple[Concept, ...] = ()
    themes: tuple[Theme, ...] = ()
    dimensions: tuple[Dimension, ...] = ()
    relations: tuple[Relation, ...] = ()
    core: str | None = None
    core_memo: Wording = field(default_factory=dict)

    @property
    def groupings(self) -> tuple[Grouping, ...]:
        """Its concepts, then its themes, then its dimensions."""
        return (*self.concepts, *self.themes, *self.dimensions)

    @cached_property
    def by_id(self) -> Mapping[str, Grouping]:
        """Its groupings by id."""
        return {grouping.id: grouping for grouping in self.groupings}

    def lookup(self, text: str, *, outcome: str = "") -> Grouping:
        """Return the grouping that a person means: by id, or by its name in any language.

        Raises `NotFoundError` with the nearest, `AmbiguousError` where several fit; `outcome` says what was not done.
        """
        wanted = name_key(text.strip())
        for grouping in self.groupings:
            if name_key(grouping.id) == wanted:
                return grouping
        found = [each for each in self.groupings if wanted in {name_key(name) for name in each.names.values()}]
        if len(found) == 1:
            return found[0]
        if found:
            raise AmbiguousError("grouping", text, (each.id for each in found))
        names = (name for each in self.groupings for name in (each.id, *each.names.values()))
        raise NotFoundError("concept, theme or dimension", text, names, outcome=outcome)

    def above(self, id: str) -> tuple[Grouping, ...]:
        """Return the groupings that name this one, in the file's order."""
        upper: tuple[Theme | Dimension, ...] = (*self.themes, *self.dimensions)
        return tuple(each for each in upper if id in each.of)

    def concepts_of(self, id: str) -> tuple[Concept, ...]:
        """Return the concepts behind a grouping: itself, or those of its themes, each once."""
        found = self.by_id.get(id)
        if isinstance(found, Concept):
            return (found,)
        if not isinstance(found, (Theme, Dimension)):
            return ()
        below = {concept.id: concept for part in found.of for concept in self._below(part)}
        return tuple(below.values())

    def _below(self, id: str) -> tuple[Concept, ...]:
        found = self.by_id.get(id)
        if isinstance(found, Theme):
            return tuple(each for part in found.of if isinstance(each := self.by_id.get(part), Concept))
        return (found,) if isinstance(found, Concept) else ()


def level_of(grouping: Grouping) -> Level:
    """Return which of the three a grouping is."""
    if isinstance(grouping, Concept):
        return "concept"
    return "theme" if isinstance(grouping, Theme) else "dimension"
