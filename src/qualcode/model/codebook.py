"""The codebook: a forest of codes, looked up by id, old id, path of names or name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from qualcode.errors import AmbiguousError, NotFoundError
from qualcode.model.names import name_key

Wording = Mapping[str, str]
"""A text by language (`en`, `zh`); the key `""` holds a text given without a language."""


def worded(wording: Wording, language: str = "") -> str:
    """Return a wording in a language, else the plain one, else the first there is, else the empty text."""
    return wording.get(language) or wording.get("") or next(iter(wording.values()), "")


@dataclass(frozen=True, slots=True)
class Code:
    """One code as the codebook declares it; `parent` and `children` are ids, `level` counts from 1, `line` is its place.

    `cues` holds literal phrases by language, `patterns` spaCy token patterns (lists of dicts), `scale` the weights a
    coding may carry, `was` the ids that this code replaces. A heading has `codable=False`.
    """

    id: str
    names: Wording
    definition: Wording = field(default_factory=dict)
    include: Wording = field(default_factory=dict)
    exclude: Wording = field(default_factory=dict)
    examples: tuple[str, ...] = ()
    codable: bool = True
    scale: tuple[float, ...] = ()
    cues: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    patterns: tuple[tuple[Mapping[str, object], ...], ...] = ()
    color: str | None = None
    origin: str = "a-priori"
    since: str | None = None
    was: tuple[str, ...] = ()
    parent: str | None = None
    children: tuple[str, ...] = ()
    level: int = 1
    line: int = 0

    def name(self, language: str = "") -> str:
        """Return its name in a language, else the plain one, else the first, else its id."""
        return worded(self.names, language) or self.id


@dataclass(frozen=True)
class Codebook:
    """The codes in the file's order. `hash` is the SHA-256 of the file's bytes and stands in every coding made under it.

    Of two codes with one id the first is found; `codebook check` reports the second.
    """

    codes: tuple[Code, ...]
    title: str = ""
    version: str = ""
    hash: str = ""

    def __iter__(self) -> Iterator[Code]:
        return iter(self.codes)

    def __len__(self) -> int:
        return len(self.codes)

    @cached_property
    def by_id(self) -> Mapping[str, Code]:
        """Its codes by id as written, in the file's order."""
        found: dict[str, Code] = {}
        for code in self.codes:
            found.setdefault(code.id, code)
        return found

    @cached_property
    def _by_key(self) -> Mapping[str, Code]:
        found: dict[str, Code] = {}
        for code in self.codes:
            found.setdefault(name_key(code.id), code)
        for code in self.codes:
            for old in code.was:
                found.setdefault(name_key(old), code)
        return found

    @cached_property
    def codable(self) -> tuple[str, ...]:
        """The ids of the codes that may be applied, in order."""
        return tuple(code.id for code in self.codes if code.codable)

    def resolve(self, id: str) -> Code | None:
        """Return the code with this id, present or past (through `was`), or `None`."""
        return self.by_id.get(id) or self._by_key.get(name_key(id))

    def current_id(self, id: str) -> str:
        """Return the present id for a present or past one; an id that the codebook does not know stays as it is."""
        code = self.resolve(id)
        return id if code is None else code.id

    def descendants(self, id: str) -> tuple[str, ...]:
        """Return the id itself and every id below it, in the file's order."""
        code = self.by_id[id]
        return (id, *(below for child in code.children for below in self.descendants(child)))

    def ancestor(self, id: str, level: int) -> str:
        """Return the id at `level` (1 at the top) on the way to this code, or the code itself when it stands higher."""
        code = self.by_id[id]
        while code.level > level and code.parent is not None:
            code = self.by_id[code.parent]
        return code.id

    def path(self, id: str, language: str = "") -> str:
        """Return the names from the top down to a code, as `A > B`."""
        code = self.by_id[id]
        above = "" if code.parent is None else f"{self.path(code.parent, language)} > "
        return above + code.name(language)

    def lookup(self, text: str, *, fragments: bool = False, outcome: str = "") -> Code:
        """Return the code that a person means by `text`: an id, an old id, a path of names `A > B`, or a name.

        With `fragments`, also an unambiguous part of an id or name. Raises `NotFoundError` with the nearest names, and
        `AmbiguousError` where several codes fit; `outcome` is the sentence that says what was not done.
        """
        code = self.resolve(text.strip())
        if code is not None:
            return code
        steps = [name_key(step.strip()) for step in text.split(">")]
        matches = [code for code in self.codes if self._fits_path(code, steps)]
        if not matches and fragments:
            part = name_key(text.strip())
            matches = [c for c in self.codes if part and any(part in name_key(n) for n in (c.id, *c.names.values()))]
        if len(matches) == 1:
            return matches[0]
        if matches:
            raise AmbiguousError("code", text, (f"{code.id} ({self.path(code.id)})" for code in matches))
        raise NotFoundError("code", text, self._lookup_names(), outcome=outcome)

    def _fits_path(self, code: Code, steps: list[str]) -> bool:
        if steps[-1] not in {name_key(name) for name in code.names.values()} | {name_key(code.id)}:
            return False
        if len(steps) == 1:
            return True
        return code.parent is not None and self._fits_path(self.by_id[code.parent], steps[:-1])

    def _lookup_names(self) -> list[str]:
        return [name for code in self.codes for name in (code.id, *code.names.values())]
