"""Memos as notes, and back: kind, what they are about and their data stand in labelled lines of the description."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import NamedTuple, cast, get_args

from qualcode.exchange.refi.labels import compose, parse
from qualcode.exchange.refi.project import Note
from qualcode.model.coding import MemoKind
from qualcode.model.events import About, MemoEvent

_KINDS: tuple[MemoKind, ...] = get_args(MemoKind)
_ABOUT = {
    "Document": "document",
    "Code": "code",
    "Case": "case",
    "Feature": "feature",
    "Source": "source",
    "Coding": "coding",
}
_LABELS = ("Kind", "Data", *_ABOUT)


class Said(NamedTuple):
    """What a note's description says: the memo's kind, what it is about and its data; ours or not."""

    kind: MemoKind
    about: dict[str, str]
    data: dict[str, object] | None
    own: bool


def gathered_note(memo: MemoEvent, user: str, guid: str, *, on_coding: bool) -> Note:
    """Return a memo as a note of a user; a coding in the file (`on_coding`) refers to it and need not be named."""
    pairs = [("Kind", "", str(memo.kind))]
    for label, name in _ABOUT.items():
        value = getattr(memo.about, name)
        if value is not None and not (on_coding and name == "coding"):
            pairs.append((label, "", value))
    if memo.data:
        pairs.append(("Data", "", json.dumps(memo.data, ensure_ascii=False, sort_keys=True)))
    return Note(guid, f"{memo.kind} memo {memo.id[:6]}", memo.body, compose(pairs), user, memo.made or memo.at)


def said_of(note: Note) -> Said:
    """Return what a note says of itself; a stranger's is a theoretical memo."""
    pairs = parse(note.description, _LABELS)
    found = {label: value for label, _, value in pairs or ()}
    if found.get("Kind") not in _KINDS:
        return Said("theoretical", {}, None, False)
    about = {_ABOUT[label]: value for label, value in found.items() if label in _ABOUT}
    data: object = None
    with suppress(ValueError, RecursionError):  # somebody has edited it: the memo's words count, not its data
        data = json.loads(found.get("Data", "null"))
    return Said(cast(MemoKind, found["Kind"]), about, data if isinstance(data, dict) else None, True)


def body_of(note: Note, own: bool) -> str:
    """Return the words of a memo: a stranger's title and description stand above its words."""
    if own:
        return note.text
    parts = dict.fromkeys(part.strip() for part in (note.name, note.description, note.text) if part.strip())
    return "\n\n".join(parts)


def about_of(fields: dict[str, str]) -> About:
    """Return what a memo is about."""
    return About(**fields)
