"""Edits of `codebook.yaml` that leave everything else in it as its author wrote it, comments included."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from qualcode.errors import UsageError
from qualcode.model.names import name_key
from qualcode.study.yaml_edit import edited

EDITABLE = ("name", "definition", "include", "exclude", "color", "codable", "origin", "since")


def with_code(text: str, id: str, fields: Mapping[str, object], under: str | None) -> str:
    """Return the codebook with a new code as the last one below `under`, or at the end; `fields` are as YAML has them."""
    return with_codes(text, [({"id": id, **fields}, under)])


def with_codes(text: str, codes: Sequence[tuple[Mapping[str, object], str | None]]) -> str:
    """Return the codebook with new codes, each given as YAML has it (`children` included) and as the last one below a code."""

    def add(root: CommentedMap) -> None:
        for fields, under in codes:
            if under is None:
                siblings = root.setdefault("codes", CommentedSeq())
            else:
                siblings = _find(root, under)[0].setdefault("children", CommentedSeq())
            siblings.append(CommentedMap(fields))

    return _edited(text, add)


def with_definitions(text: str, definitions: Mapping[str, Mapping[str, str]]) -> str:
    """Return the codebook with definitions for codes that have none, each by language (the empty one: without a language)."""

    def add(root: CommentedMap) -> None:
        for id, wording in definitions.items():
            entry, _ = _find(root, id)
            entry["definition"] = wording[""] if set(wording) == {""} else CommentedMap(wording)

    return _edited(text, add)


def with_field(text: str, id: str, field: str, value: str | None, language: str | None) -> str:
    """Return the codebook with one field of a code set, in one language where the field is worded in several; `None` clears it."""
    if field not in EDITABLE:
        raise UsageError(f'"{field}" cannot be edited so.', remedy=f"There are {', '.join(EDITABLE)}.")

    def edit(root: CommentedMap) -> None:
        entry, _ = _find(root, id)
        old = entry.get(field)
        if value is None:
            entry.pop(field, None)
        elif isinstance(old, CommentedMap) or language:
            worded = (
                old if isinstance(old, CommentedMap) else CommentedMap({} if old is None else {_other(language): old})
            )
            if not language:
                raise UsageError(f"{id} has {field} in {', '.join(worded)}.", remedy="Say which with --lang.")
            worded[language] = value
            entry[field] = worded
        else:
            entry[field] = value

    return _edited(text, edit)


def _other(language: str | None) -> str:
    return "zh" if language == "en" else "en"


def with_renamed_code(text: str, old: str, new: str) -> str:
    """Return the codebook with a code's id changed; the old id stays under `was`, so that every coding follows."""

    def rename(root: CommentedMap) -> None:
        entry, _ = _find(root, old)
        entry["id"] = new
        entry["was"] = _was(entry, old)

    return _edited(text, rename)


def with_moved_code(text: str, id: str, under: str | None) -> str:
    """Return the codebook with a code, and all below it, as the last one below `under`, or at the top level's end."""

    def move(root: CommentedMap) -> None:
        entry, siblings = _find(root, id)
        if under is not None and any(
            name_key(str(each.get("id"))) == name_key(under) for each, _ in _walk(_children(entry))
        ):
            raise UsageError(f"{under} is below {id} itself. Nothing was moved.")
        if under is not None and name_key(under) == name_key(id):
            raise UsageError(f"{id} cannot stand below itself. Nothing was moved.")
        target = root["codes"] if under is None else _find(root, under)[0].setdefault("children", CommentedSeq())
        _drop(root, entry, siblings)
        target.append(entry)

    return _edited(text, move)


def with_merged_codes(text: str, sources: Sequence[str], into: str) -> str:
    """Return the codebook with codes merged into another: their ids go under its `was`, their children below it."""

    def merge(root: CommentedMap) -> None:
        for source in sources:
            entry, siblings = _find(root, source)
            if any(name_key(str(each.get("id"))) == name_key(into) for each, _ in _walk(_children(entry))):
                raise UsageError(f"{into} is below {source}. Nothing was merged.", remedy=f"Move {into} out first.")
            target, _ = _find(root, into)
            target["was"] = _was(target, str(entry["id"]), *(str(old) for old in entry.get("was", ())))
            children = _children(entry)
            _drop(root, entry, siblings)
            if children:
                target.setdefault("children", CommentedSeq()).extend(children)

    return _edited(text, merge)


def _was(entry: CommentedMap, *olds: str) -> CommentedSeq:
    kept = dict.fromkeys((*(str(old) for old in entry.get("was", ())), *olds))
    found = CommentedSeq(kept)
    found.fa.set_flow_style()
    return found


def _children(entry: CommentedMap) -> list[CommentedMap]:
    return [each for each in entry.get("children") or () if isinstance(each, CommentedMap)]


def _walk(entries: Sequence[Any]) -> list[tuple[CommentedMap, Sequence[Any]]]:
    found: list[tuple[CommentedMap, Sequence[Any]]] = []
    for entry in entries:
        if isinstance(entry, CommentedMap):
            found += [(entry, entries), *_walk(entry.get("children") or ())]
    return found


def _find(root: CommentedMap, id: str) -> tuple[CommentedMap, Any]:
    """Return a code's entry and the list that it stands in."""
    for entry, siblings in _walk(root.get("codes") or ()):
        if name_key(str(entry.get("id"))) == name_key(id):
            return entry, siblings
    raise UsageError(f'codebook.yaml has no code "{id}".')


def _drop(root: CommentedMap, entry: CommentedMap, siblings: Any) -> None:
    del siblings[next(place for place, each in enumerate(siblings) if each is entry)]
    if not siblings:
        for parent, _ in _walk(root["codes"]):
            if parent.get("children") is siblings:
                del parent["children"]


def _edited(text: str, edit: Callable[[CommentedMap], None]) -> str:
    return edited(text, edit, "codebook.yaml", "`qualcode codebook check`.")
