"""Codes both ways: what REFI-QDA has no place for stands in the description, in labelled lines."""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from qualcode.exchange.refi.guids import guid_of
from qualcode.exchange.refi.labels import Pairs, compose, parse
from qualcode.exchange.refi.project import CodeEntry
from qualcode.model.codebook import Code, Codebook, Wording
from qualcode.model.names import name_key
from qualcode.study.dates import is_date
from qualcode.study.identifiers import illegal_characters

LABELS = (
    *("Id", "Name", "Definition", "Include", "Exclude", "Example", "Scale", "Cue", "Pattern", "Color"),
    *("Origin", "Since", "Was"),
)
ONE_NAME = frozenset(("atlas", "qualcoder"))
"""Programs in which a code's name stands once in the whole project."""

_COLOR = re.compile("#(?:[0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})")
_WORDED = {"Name": "names", "Definition": "definition", "Include": "include", "Exclude": "exclude"}
_ORIGINS = ("a-priori", "emergent", "in-vivo")


@lru_cache(maxsize=4096)
def code_guid(id: str) -> str:
    """Return the GUID of a code of ours."""
    return guid_of("code", name_key(id))


def code_entries(
    codebook: Codebook, language: str, target: str, notes: Mapping[str, tuple[str, ...]]
) -> tuple[CodeEntry, ...]:
    """Return the codes of a codebook as REFI-QDA has them, each before those below it.

    `language` chooses the name; `notes` are the GUIDs of memos by code. Where a program tells codes by name alone, a name
    that stands twice gets the code's id.
    """
    taken: dict[tuple[str | None, str], int] = defaultdict(int)
    found = []
    for code in _from_the_top(codebook):
        place = None if target in ONE_NAME else code.parent
        name = code.name(language)
        taken[place, name_key(name)] += 1
        if target and taken[place, name_key(name)] > 1:
            name = f"{name} ({code.id})"
        parent = None if code.parent is None else code_guid(code.parent)
        color = code.color if code.color and _COLOR.fullmatch(code.color) else None
        about = notes.get(code.id, ())
        found.append(CodeEntry(code_guid(code.id), name, code.codable, color, _described(code), parent, about))
    return tuple(found)


def _from_the_top(codebook: Codebook) -> list[Code]:
    tops = [code.id for code in codebook.codes if code.parent is None]
    return [codebook.by_id[id] for top in tops for id in codebook.descendants(top)]


def _described(code: Code) -> str:
    pairs: list[tuple[str, str, str]] = [("Id", "", code.id)]
    worded: tuple[tuple[str, Wording], ...] = (
        *(("Name", code.names), ("Definition", code.definition)),
        *(("Include", code.include), ("Exclude", code.exclude)),
    )
    for label, wording in worded:
        pairs += [(label, language, text) for language, text in wording.items()]
    pairs += [("Example", "", example) for example in code.examples]
    if code.scale:
        pairs.append(("Scale", "", "; ".join(f"{weight:g}" for weight in code.scale)))
    pairs += [("Cue", language, cue) for language, cues in code.cues.items() for cue in cues]
    pairs += [("Pattern", "", json.dumps(list(pattern), ensure_ascii=False)) for pattern in code.patterns]
    if code.color and not _COLOR.fullmatch(code.color):
        pairs.append(("Color", "", code.color))
    if code.origin != "a-priori":
        pairs.append(("Origin", "", code.origin))
    if code.since:
        pairs.append(("Since", "", code.since))
    pairs += [("Was", "", old) for old in code.was]
    return compose(pairs)


def code_of(entry: CodeEntry, id: str, parent: str | None, level: int) -> Code:
    """Return a code of ours for an entry: from our own labelled lines, else its name and its description as definition."""
    color = entry.color if entry.color and _COLOR.fullmatch(entry.color) else None
    pairs = parse(entry.description, LABELS) or ()
    if not pairs:
        definition = {"": entry.description} if entry.description else {}
        names = {"": entry.name or id}
        return Code(id, names, definition, codable=entry.codable, color=color, parent=parent, level=level)
    fields: dict[str, Any] = {field: {} for field in _WORDED.values()}
    for label, language, value in pairs:
        if label in _WORDED:
            fields[_WORDED[label]].setdefault(language, value)
    fields |= {name: read(pairs) for name, read in _READERS.items()}
    fields["color"] = color or _first(pairs, "Color")
    if not fields["names"]:
        fields["names"] = {"": entry.name or id}
    return Code(id=id, codable=entry.codable, parent=parent, level=level, **fields)


def labelled_id(description: str) -> str | None:
    """Return the id that our own labelled lines give, `None` where the description is somebody else's."""
    return _first(parse(description, LABELS) or (), "Id")


def _first(pairs: Pairs, label: str) -> str | None:
    return next((value for each, _, value in pairs if each == label), None)


def _all(pairs: Pairs, label: str) -> tuple[str, ...]:
    return tuple(value for each, _, value in pairs if each == label)


def _cues(pairs: Pairs) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for label, language, value in pairs:
        if label == "Cue":
            found.setdefault(language, []).append(value)
    return {language: tuple(cues) for language, cues in found.items()}


def _scale(pairs: Pairs) -> tuple[float, ...]:
    try:
        weights = tuple(float(part) for part in (_first(pairs, "Scale") or "").split(";") if part.strip())
    except ValueError:
        return ()
    return weights if all(map(math.isfinite, weights)) else ()


def _patterns(pairs: Pairs) -> tuple[tuple[dict[str, object], ...], ...]:
    found = []
    for written in _all(pairs, "Pattern"):
        try:
            pattern = json.loads(written)
        except (ValueError, RecursionError):
            continue
        if isinstance(pattern, list) and pattern and all(isinstance(token, dict) for token in pattern):
            found.append(tuple(pattern))
    return tuple(found)


def _origin(pairs: Pairs) -> str:
    written = _first(pairs, "Origin")
    return written if written in _ORIGINS else "a-priori"


def _since(pairs: Pairs) -> str | None:
    written = _first(pairs, "Since")
    return written if written and is_date(written) else None


_READERS: Mapping[str, Callable[[Pairs], Any]] = {
    "examples": lambda pairs: _all(pairs, "Example"),
    "scale": _scale,
    "cues": _cues,
    "patterns": _patterns,
    "origin": _origin,
    "since": _since,
    "was": lambda pairs: _all(pairs, "Was"),
}


def legal_id(name: str) -> str:
    """Return a name with what no id may hold replaced by a hyphen.

    >>> legal_id("Coke::full-fat Coke")
    'Coke-full-fat-Coke'
    """
    name = unicodedata.normalize("NFC", name)
    for character in illegal_characters(name):
        name = name.replace(character, "-")
    return re.sub("-{2,}", "-", name).strip("-.")[:60].strip("-.") or "code"
