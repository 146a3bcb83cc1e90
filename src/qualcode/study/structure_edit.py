"""Edits of `structure.yaml` that leave everything else in it as its author wrote it, comments included."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from qualcode.errors import UsageError
from qualcode.model.names import name_key
from qualcode.model.structure import Level, RelationType
from qualcode.study.structure_reading import PATH
from qualcode.study.yaml_edit import edited

_REMEDY = "`qualcode structure check`."
_LISTS: dict[Level, str] = {"concept": "concepts", "theme": "themes", "dimension": "dimensions"}


def with_grouping(
    text: str,
    level: Level,
    id: str,
    members: Sequence[str],
    *,
    name: str | None = None,
    memo: str | None = None,
    language: str | None = None,
    key: str | None = None,
) -> str:
    """Return the structure with members added to a grouping, which is made as the last of its level when it is not there.

    `key` is where they stand: `codes` or `memos` of a concept, `of` otherwise. Name and memo are set when they are given,
    in one language where one is named.
    """
    held = key or ("codes" if level == "concept" else "of")

    def edit(root: CommentedMap) -> None:
        entries = root.setdefault(_LISTS[level], CommentedSeq())
        entry = _find(entries, id)
        if entry is None:
            entry = CommentedMap({"id": id})
            entries.append(entry)
        if name is not None:
            entry["name"] = _worded(entry.get("name"), name, language)
        if members:
            entry[held] = _added(entry.get(held), members)
        if memo is not None:
            entry["memo"] = _worded(entry.get("memo"), memo, language)

    return edited(text, edit, PATH, _REMEDY)


def with_relation(
    text: str,
    source: str,
    target: str,
    type: RelationType,
    *,
    memo: str | None = None,
    language: str | None = None,
    quotes: Sequence[str] = (),
) -> str:
    """Return the structure with a relation as the last one; one that is there already gets the memo and the quotes."""

    def edit(root: CommentedMap) -> None:
        entries = root.setdefault("relations", CommentedSeq())
        wanted = (name_key(source), name_key(target), type)
        entry = next((each for each in entries if isinstance(each, CommentedMap) and _ends(each) == wanted), None)
        if entry is None:
            entry = CommentedMap({"from": source, "to": target, "type": type})
            entries.append(entry)
        if memo is not None:
            entry["memo"] = _worded(entry.get("memo"), memo, language)
        if quotes:
            entry["quotes"] = _added(entry.get("quotes"), quotes)

    return edited(text, edit, PATH, _REMEDY)


def with_core(text: str, id: str, *, memo: str | None = None, language: str | None = None) -> str:
    """Return the structure with a grouping as its core category; the memo of another core goes with it."""

    def edit(root: CommentedMap) -> None:
        old = root.get("core")
        same = isinstance(old, CommentedMap) and name_key(str(old.get("of"))) == name_key(id)
        entry = old if same else CommentedMap({"of": id})
        if memo is not None:
            entry["memo"] = _worded(entry.get("memo"), memo, language)
        root["core"] = entry

    return edited(text, edit, PATH, _REMEDY)


def without_grouping(text: str, id: str) -> str:
    """Return the structure without a grouping; what stood below it stays."""

    def edit(root: CommentedMap) -> None:
        for key in _LISTS.values():
            _keep(root, key, lambda entry: name_key(str(entry.get("id"))) != name_key(id))

    return edited(text, edit, PATH, _REMEDY)


def without_relations(text: str, source: str, target: str) -> str:
    """Return the structure without the relations from one grouping to another."""
    ends = (name_key(source), name_key(target))
    return edited(text, lambda root: _keep(root, "relations", lambda entry: _ends(entry)[:2] != ends), PATH, _REMEDY)


def _find(entries: Sequence[Any], id: str) -> CommentedMap | None:
    for entry in entries:
        if isinstance(entry, CommentedMap) and name_key(str(entry.get("id"))) == name_key(id):
            return entry
    return None


def _ends(entry: CommentedMap) -> tuple[str, str, str]:
    return name_key(str(entry.get("from"))), name_key(str(entry.get("to"))), str(entry.get("type"))


def _keep(root: CommentedMap, key: str, wanted: Any) -> None:
    entries = root.get(key) or CommentedSeq()
    for place in reversed(range(len(entries))):
        if isinstance(entries[place], CommentedMap) and not wanted(entries[place]):
            del entries[place]
    if key in root and not entries:
        del root[key]


def _added(old: Any, members: Sequence[str]) -> CommentedSeq:
    """Return a list with members added that are not in it; a new one stands on one line."""
    found = old if isinstance(old, CommentedSeq) else CommentedSeq([] if old is None else [old])
    if not isinstance(old, CommentedSeq):
        found.fa.set_flow_style()
    known = {name_key(str(each)) for each in found}
    found.extend(each for each in dict.fromkeys(members) if name_key(each) not in known)
    return found


def _worded(old: Any, words: str, language: str | None) -> Any:
    if isinstance(old, CommentedMap):
        if language is None:
            raise UsageError(f"It is worded in {', '.join(old)}. Nothing was written.", remedy="Say which with --lang.")
        old[language] = words
        return old
    if language is None:
        return words
    worded = CommentedMap({} if old is None else {"zh" if language == "en" else "en": old})
    worded[language] = words
    worded.fa.set_flow_style()
    return worded
