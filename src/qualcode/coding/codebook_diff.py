"""What changed between two versions of a codebook, and how many codings each change touches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from qualcode.model.codebook import Code, Codebook
from qualcode.study.study import Study

ChangeKind = Literal["added", "removed", "renamed", "merged", "moved", "reworded", "rules"]


@dataclass(frozen=True, slots=True)
class CodeChange:
    """One change: what kind, the code's id before and after (`None`: not there), words on it, and codings it touches."""

    kind: ChangeKind
    before: str | None
    after: str | None
    words: str
    codings: int = 0


def codebook_diff(old: Codebook, new: Codebook, counts: Mapping[str, int] | None = None) -> tuple[CodeChange, ...]:
    """Return the changes from one codebook to another, in the new one's order, then what was removed.

    `counts` maps a code id, as ledgers have it, to its number of codings. A code whose id changed is found through `was`;
    it is `renamed` where its successor is new, else `merged`.
    """
    counts = counts or {}
    found: list[CodeChange] = []
    for code in new:
        same = old.by_id.get(code.id)
        if same is not None:
            found += _changes(old, new, same, code, counts.get(code.id, 0))
            continue
        earlier = next((old.by_id[each] for each in code.was if each in old.by_id), None)
        if earlier is None:
            found.append(CodeChange("added", None, code.id, code.name(), counts.get(code.id, 0)))
        else:
            found.append(CodeChange("renamed", earlier.id, code.id, code.name(), counts.get(earlier.id, 0)))
            found += _changes(old, new, earlier, code, counts.get(earlier.id, 0))
    renamed = {change.before for change in found if change.kind == "renamed"}
    for code in old:
        if code.id not in new.by_id and code.id not in renamed:
            heir = new.resolve(code.id)
            kind: ChangeKind = "removed" if heir is None else "merged"
            found.append(CodeChange(kind, code.id, heir.id if heir else None, code.name(), counts.get(code.id, 0)))
    return tuple(found)


def _changes(old: Codebook, new: Codebook, before: Code, after: Code, codings: int) -> list[CodeChange]:
    found: list[CodeChange] = []
    parent = None if before.parent is None else new.current_id(before.parent)
    if parent != after.parent:
        words = f"from {before.parent or 'the top'} to {after.parent or 'the top'}"
        found.append(CodeChange("moved", before.id, after.id, words, codings))
    if dict(before.names) != dict(after.names):
        found.append(CodeChange("reworded", before.id, after.id, f"{before.name()} → {after.name()}", codings))
    fields = ("definition", "include", "exclude", "examples", "codable", "scale", "cues", "patterns")
    changed = [name for name in fields if getattr(before, name) != getattr(after, name)]
    if changed:
        found.append(CodeChange("rules", before.id, after.id, ", ".join(changed), codings))
    return found


def codings_by_code(study: Study) -> Mapping[str, int]:
    """Return how many codings in force, of all coders, bear each code id as the ledgers have it."""
    counts: Counter[str] = Counter()
    for coder in study.settings.coders:
        for document in study.documents_coded_by(coder.handle):
            state = study.state(coder.handle, document)
            by_id = {event.id: event for event in study.events(coder.handle, document)}
            counts.update(getattr(by_id[coding.id], "code", coding.code) for coding in state.codings)
    return counts
