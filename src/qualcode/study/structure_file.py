"""`structure.yaml` → structure, and everything that is wrong with it at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from yaml.nodes import MappingNode, Node, SequenceNode

from qualcode.errors import nearest
from qualcode.model.codebook import Codebook, Wording
from qualcode.model.names import name_key
from qualcode.model.structure import (
    RELATION_TYPES,
    Concept,
    Dimension,
    Grouping,
    Relation,
    Structure,
    Theme,
)
from qualcode.study import codebook_fields as fields
from qualcode.study.structure_reading import PATH, StructureReading
from qualcode.study.yaml_nodes import Faults, compose, is_blank, kind_of, line_of

STRUCTURE_KEYS = ("concepts", "themes", "dimensions", "relations", "core")
CONCEPT_KEYS = ("id", "name", "codes", "memos", "quotes", "memo")
GROUP_KEYS = ("id", "name", "of", "memo")
RELATION_KEYS = ("from", "to", "type", "memo", "quotes")
CORE_KEYS = ("of", "memo")

_MEMBERS = {Theme.__name__: "concept", Dimension.__name__: "theme"}
_G = TypeVar("_G", bound=Grouping)
_Upper = TypeVar("_Upper", Theme, Dimension)


def read_structure(data: bytes, codebook: Codebook | None = None, path: str = PATH) -> StructureReading:
    """Return the structure in a file's bytes with all its problems; never raises for what the file holds.

    Codes become their present ids (through `was`); those that the codebook does not have are noted and left out, unless
    no codebook is given. So is a member that is not there, or that stands at another level. Of two groupings with one id
    the first is kept. An empty file is an empty structure.
    """
    faults = Faults(path)
    root = compose(data, faults)
    structure = Structure()
    if isinstance(root, MappingNode):
        structure = _Reader(fields.fields_of(root, STRUCTURE_KEYS, faults, "the structure"), codebook, faults).read()
    elif root is not None and not is_blank(root):
        faults.error(root, f"A structure is a table of keys, not {kind_of(root)}.", 'Begin with "concepts:".')
    return StructureReading(structure, tuple(sorted(faults.problems, key=lambda problem: problem.line or 0)))


class _Reader:
    """One file's keys, read part by part, each part checked against those below it."""

    def __init__(self, found: Mapping[str, Node], codebook: Codebook | None, faults: Faults) -> None:
        self.found, self.codebook, self.faults = found, codebook, faults
        self.taken: dict[str, int] = {}

    def read(self) -> Structure:
        concepts = self._distinct([self._concept(node, held) for node, held in self._entries("concepts", CONCEPT_KEYS)])
        themes = self._distinct(
            [self._group(Theme, node, held, concepts) for node, held in self._entries("themes", GROUP_KEYS)]
        )
        dimensions = self._distinct(
            [self._group(Dimension, node, held, themes) for node, held in self._entries("dimensions", GROUP_KEYS)]
        )
        known = {name_key(each.id): each.id for each in (*concepts, *themes, *dimensions)}
        relations = tuple(self._relations(known))
        core, memo = self._core(known)
        self._warn_of_two_places((*themes, *dimensions))
        return Structure(concepts, themes, dimensions, relations, core, memo)

    def _entries(self, key: str, keys: Sequence[str]) -> Iterator[tuple[Node, Mapping[str, Node]]]:
        node = self.found.get(key)
        if node is None:
            return
        if not isinstance(node, SequenceNode):
            self.faults.error(node, f'"{key}" must be a list, not {kind_of(node)}.', "Begin each entry with a dash.")
            return
        for item in node.value:
            if isinstance(item, MappingNode):
                yield item, fields.fields_of(item, keys, self.faults, f"an entry of {key}")
            else:
                self.faults.error(item, f'"{key}" holds {kind_of(item)} where a table of keys must stand.')

    def _distinct(self, groupings: Sequence[_G | None]) -> tuple[_G, ...]:
        kept = []
        for each in groupings:
            if each is None:
                continue
            key = name_key(each.id)
            if key in self.taken:
                lines = f"lines {self.taken[key]} and {each.line}"
                self.faults.error(each.line, f'The id "{each.id}" stands twice: {lines}.', "Rename one.")
            else:
                self.taken[key] = each.line
                kept.append(each)
        return tuple(kept)

    def _id(self, node: Node, held: Mapping[str, Node]) -> str:
        id = fields.identifier(held.get("id"), self.faults)
        if not id:
            self.faults.error(node, "A grouping has no id.", "Give it one: id: …")
        return id

    def _wordings(self, held: Mapping[str, Node]) -> tuple[Wording, Wording]:
        return (
            fields.wording(held.get("name"), "name", self.faults),
            fields.wording(held.get("memo"), "memo", self.faults),
        )

    def _concept(self, node: Node, held: Mapping[str, Node]) -> Concept | None:
        id = self._id(node, held)
        names, memo = self._wordings(held)
        codes = tuple(dict.fromkeys(self._codes(held.get("codes"))))
        memos = fields.texts(held.get("memos"), "memos", self.faults)
        quotes = fields.texts(held.get("quotes"), "quotes", self.faults)
        if id and "codes" not in held and not memos:
            self.faults.error(node, f'Nothing stands behind "{id}".', "Name its codes, or memos: codes: [BOT-POL].")
        return Concept(id, names, memo, line_of(node), codes, memos, quotes) if id else None

    def _codes(self, node: Node | None) -> Iterator[str]:
        for written in fields.texts(node, "codes", self.faults):
            code = None if self.codebook is None else self.codebook.resolve(written)
            if code is not None or self.codebook is None:
                yield written if code is None else code.id
            else:
                known = [each.id for each in self.codebook]
                self._unknown(_item(node, written), "code", written, known, "`qualcode codebook show` lists them.")

    def _group(
        self, kind: type[_Upper], node: Node, held: Mapping[str, Node], below: Sequence[Grouping]
    ) -> _Upper | None:
        id = self._id(node, held)
        names, memo = self._wordings(held)
        member = _MEMBERS[kind.__name__]
        known = {name_key(each.id): each.id for each in below}
        of = []
        for written in fields.texts(held.get("of"), "of", self.faults):
            if name_key(written) in known:
                of.append(known[name_key(written)])
            else:
                self._unknown(_item(held.get("of"), written), member, written, list(known.values()))
        if id and "of" not in held:
            self.faults.error(node, f'Nothing stands behind "{id}".', f"Name its {member}s: of: [ID].")
        return kind(id, names, memo, line_of(node), tuple(dict.fromkeys(of))) if id else None

    def _relations(self, known: Mapping[str, str]) -> Iterator[Relation]:
        seen: dict[tuple[str, str, str], int] = {}
        for node, held in self._entries("relations", RELATION_KEYS):
            source, target = (self._end(node, held, key, known) for key in ("from", "to"))
            kind = fields.text(held.get("type"), "type", self.faults)
            if kind not in RELATION_TYPES:
                near = nearest(kind, RELATION_TYPES, most=1)
                remedy = f"Write {near[0] if near else ', '.join(RELATION_TYPES)}."
                said = f'"{kind}" is no type of relation.' if kind else "A relation has no type."
                self.faults.error(held.get("type", node), said, remedy)
            elif source and source == target:
                self.faults.error(node, f'"{source}" is related to itself.', "Name another grouping.")
            elif source and target and (source, target, kind) in seen:
                self.faults.error(
                    node, f"The same relation stands in line {seen[source, target, kind]}.", "Keep one of them."
                )
            elif source and target:
                seen[source, target, kind] = line_of(node)
                memo = fields.wording(held.get("memo"), "memo", self.faults)
                quotes = fields.texts(held.get("quotes"), "quotes", self.faults)
                yield Relation(source, target, kind, memo, quotes, line_of(node))

    def _end(self, node: Node, held: Mapping[str, Node], key: str, known: Mapping[str, str]) -> str | None:
        written = fields.text(held.get(key), key, self.faults)
        if not written:
            self.faults.error(node, f'A relation has no "{key}".', "Name the id of a grouping.")
        elif name_key(written) not in known:
            self._unknown(held[key], "concept, theme or dimension", written, list(known.values()))
        return known.get(name_key(written))

    def _core(self, known: Mapping[str, str]) -> tuple[str | None, Wording]:
        node = self.found.get("core")
        memo: Wording = {}
        if isinstance(node, MappingNode):
            held = fields.fields_of(node, CORE_KEYS, self.faults, "core")
            memo = fields.wording(held.get("memo"), "memo", self.faults)
            node = held.get("of", node)
        if node is None or isinstance(node, MappingNode):
            if node is not None:
                self.faults.error(node, "The core category is not named.", "Name a grouping: of: ID.")
            return None, memo
        written = fields.text(node, "core", self.faults)
        if written and name_key(written) not in known:
            self._unknown(node, "concept, theme or dimension", written, list(known.values()))
        return known.get(name_key(written)), memo

    def _warn_of_two_places(self, groupings: Sequence[Theme | Dimension]) -> None:
        first: dict[str, str] = {}
        for grouping in groupings:
            for member in grouping.of:
                if member in first:
                    said = f'"{member}" stands in "{first[member]}" and in "{grouping.id}": its passages count in both.'
                    self.faults.warning(grouping.line, said, "Keep it in one, or say in a memo why it is in two.")
                first.setdefault(member, grouping.id)

    def _unknown(self, place: Node, kind: str, written: str, known: Sequence[str], otherwise: str = "") -> None:
        near = nearest(written, known)
        fallback = otherwise or (f"There are {', '.join(known[:8])}." if known else f"There is no {kind} yet.")
        remedy = f"Did you mean {', '.join(near)}?" if near else fallback
        self.faults.error(place, f'No {kind} "{written}".', remedy)


def _item(node: Node | None, written: str) -> Node:
    """Return the item of a list that holds these words, so that a problem names its own line."""
    items = node.value if isinstance(node, SequenceNode) else ()
    found = next((item for item in items if item.value == written), node)
    assert found is not None  # something was written
    return found
