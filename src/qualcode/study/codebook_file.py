"""`codebook.yaml` → codebook, and everything that is wrong with it at once."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from yaml.nodes import MappingNode, Node, SequenceNode

from qualcode.model.codebook import Code, Codebook, Wording, worded
from qualcode.model.names import name_key
from qualcode.study import codebook_fields as fields
from qualcode.study.codebook_ids import check_old_ids
from qualcode.study.codebook_patterns import needs_pipeline, patterns
from qualcode.study.codebook_reading import CodebookReading
from qualcode.study.yaml_nodes import Faults, compose, is_blank, kind_of, line_of

BOOK_KEYS = ("title", "version", "codes")
CODE_KEYS = (
    *("id", "name", "codable", "definition", "include", "exclude", "examples", "scale", "cues", "patterns", "color"),
    *("origin", "since", "was", "children"),
)
_LEVELS = 3
_MOST_LEVELS = 32
"""Below this nothing is read: no book of codes is so deep, and whoever walks a codebook calls itself once a level."""


@dataclass(frozen=True, slots=True)
class _Draft:
    """A code as written: its fields, and the place of its parent in the list of drafts (-1 at the top)."""

    id: str
    line: int
    parent: int
    fields: Mapping[str, Any]


def read_codebook(data: bytes, path: str = "codebook.yaml", *, pipeline: str = "") -> CodebookReading:
    """Return the codebook in a file's bytes with all its problems; never raises for what the file holds.

    Of two codes with one id the first is kept, and takes the other's children; a code without an id is left out, and
    its children move up. A file that is no YAML gives an empty codebook. `path` is what problems name; with a `pipeline`
    (the spaCy pipeline that the study names) patterns that need one are no problem.
    """
    faults = Faults(path)
    book_hash = hashlib.sha256(data).hexdigest()
    root = compose(data, faults)
    title = version = ""
    codes: tuple[Code, ...] = ()
    if isinstance(root, MappingNode):
        found = fields.fields_of(root, BOOK_KEYS, faults, "the codebook")
        title = fields.text(found.get("title"), "title", faults)
        version = fields.text(found.get("version"), "version", faults)
        codes = _forest(_drafts(found.get("codes"), faults, pipeline), faults)
        check_old_ids(codes, faults)
        _check_shape(codes, faults)
    elif root is not None and not is_blank(root):
        faults.error(root, f"A codebook is a table of keys, not {kind_of(root)}.", 'Begin with "codes:".')
    if not codes and not faults.problems:
        faults.warning(1, "The codebook holds no code.", 'Write them under "codes:".')
    problems = sorted(faults.problems, key=lambda problem: problem.line or 0)
    return CodebookReading(Codebook(codes, title, version, book_hash), tuple(problems))


def _drafts(node: Node | None, faults: Faults, pipeline: str) -> list[_Draft]:
    drafts: list[_Draft] = []
    waiting = [(item, -1, 1) for item in reversed(_items(node, "codes", faults))]
    while waiting:
        item, parent, level = waiting.pop()
        if not isinstance(item, MappingNode):
            faults.error(
                item, f"A code is a table of keys, not {kind_of(item)}.", "Write - id: … and name: … below it."
            )
            continue
        found = fields.fields_of(item, CODE_KEYS, faults, "a code")
        drafts.append(_draft(item, parent, found, faults, pipeline))
        children = _items(found.get("children"), "children", faults)
        if children and level == _MOST_LEVELS:
            faults.error(item, f"Codes more than {_MOST_LEVELS} levels deep are not read.", "Make the tree flatter.")
            continue
        waiting += [(child, len(drafts) - 1, level + 1) for child in reversed(children)]
    return drafts


def _items(node: Node | None, key: str, faults: Faults) -> Sequence[Node]:
    if isinstance(node, SequenceNode):
        items: Sequence[Node] = node.value
        return items
    if node is not None:
        faults.error(node, f'"{key}" must be a list of codes, not {kind_of(node)}.', "Begin each code with - id: …")
    return ()


def _draft(node: MappingNode, parent: int, found: dict[str, Node], faults: Faults, pipeline: str) -> _Draft:
    get = found.get
    code_id = fields.identifier(get("id"), faults)
    names = fields.wording(get("name"), "name", faults)
    if not code_id:
        faults.error(node, f"A code has no id{_known_as(names)}.", "Give it one: id: …")
    if not any(name.strip() for name in names.values()):
        faults.error(
            node, f'The code "{code_id}" has no name.' if code_id else "A code has no name.", "Give it one: name: …"
        )
    origin, since = fields.origin(get("origin"), get("since"), faults)
    was = fields.texts(get("was"), "was", faults)
    for old in was:
        fields.check_identifier(old, found["was"], faults)
    found_patterns = patterns(get("patterns"), faults)
    needed = None if pipeline else needs_pipeline(found_patterns)
    if needed:
        faults.warning(
            found["patterns"],
            f'A pattern of "{code_id}" uses {needed}, which only a trained spaCy pipeline sets.',
            "Install one and name it in qualcode.toml: [spacy] pipeline = …; until then the pattern finds nothing.",
        )
    given = {
        "names": names,
        "definition": fields.wording(get("definition"), "definition", faults),
        "include": fields.wording(get("include"), "include", faults),
        "exclude": fields.wording(get("exclude"), "exclude", faults),
        "examples": fields.texts(get("examples"), "examples", faults),
        "codable": fields.codable(get("codable"), faults),
        "scale": fields.scale(get("scale"), faults),
        "cues": fields.cues(get("cues"), faults),
        "patterns": found_patterns,
        "color": fields.color(get("color"), faults),
        "origin": origin,
        "since": since,
        "was": was,
    }
    return _Draft(code_id, line_of(node), parent, given)


def _known_as(names: Wording) -> str:
    first = worded(names)
    return f' ("{first}")' if first else ""


def _forest(drafts: Sequence[_Draft], faults: Faults) -> tuple[Code, ...]:
    kept: dict[str, _Draft] = {}
    above: dict[str, str | None] = {}
    children: dict[str, list[str]] = defaultdict(list)
    standing: list[str | None] = []
    for draft in drafts:
        key = name_key(draft.id)
        parent = standing[draft.parent] if draft.parent >= 0 else None
        if not draft.id:
            standing.append(parent)
            continue
        standing.append(key)
        if key in kept:
            _report_repeated(draft, kept[key], faults)
            continue
        kept[key], above[key] = draft, parent
        if parent is not None:
            children[parent].append(draft.id)
    codes: dict[str, Code] = {}
    for key, draft in kept.items():
        upper = above[key]
        parent_code = None if upper is None else codes[upper]
        codes[key] = Code(
            draft.id,
            parent=parent_code.id if parent_code else None,
            level=parent_code.level + 1 if parent_code else 1,
            children=tuple(children[key]) if key in children else (),
            line=draft.line,
            **draft.fields,
        )
    return tuple(codes.values())


def _report_repeated(draft: _Draft, first: _Draft, faults: Faults) -> None:
    alike = "" if first.id == draft.id else f' (as "{first.id}")'
    faults.error(
        draft.line, f'The id "{draft.id}" stands twice{alike}: lines {first.line} and {draft.line}.', "Rename one."
    )


def _check_shape(codes: Sequence[Code], faults: Faults) -> None:
    for code in codes:
        if code.level > _LEVELS:
            faults.warning(
                code.line, f'"{code.id}" stands at level {code.level}.', f"Displays are made for {_LEVELS} levels."
            )
        if not code.codable and not code.children:
            faults.warning(
                code.line, f'"{code.id}" is a heading with nothing below it.', "Give it children, or make it codable."
            )
        if code.codable and not code.children and not any(words.strip() for words in code.definition.values()):
            faults.warning(
                code.line, f'"{code.id}" has no definition.', "Say what it means, so that two coders mean the same."
            )
