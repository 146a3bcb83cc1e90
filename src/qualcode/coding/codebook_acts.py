"""Changing the codebook while the study goes on: each change is checked, written, and kept as an event."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from qualcode.errors import StudyError, UsageError
from qualcode.model.coding import Coder
from qualcode.model.events import BookEvent
from qualcode.model.names import name_key
from qualcode.study import codebook_edit
from qualcode.study.atomic import write_atomically
from qualcode.study.codebook_file import read_codebook
from qualcode.study.locks import locked
from qualcode.study.paths import STUDY_LEDGER
from qualcode.study.study import Study
from qualcode.study.writing import Clock, utc_now, writing

PATH = "codebook.yaml"


@dataclass(frozen=True, slots=True)
class NewCode:
    """A code to add: `id` is made from the name and the parent when none is given."""

    name: str
    under: str | None = None
    id: str | None = None
    definition: str = ""
    language: str | None = None
    codable: bool = True
    origin: str = "emergent"


def add(study: Study, coder: Coder, new: NewCode, clock: Clock = utc_now) -> BookEvent:
    """Add a code and return the event; it is emergent unless `origin` says otherwise, with today's date."""
    under = None if new.under is None else study.codebook.lookup(new.under).id
    id = new.id or _new_id(study, new.name, under)
    if study.codebook.resolve(id) is not None:
        raise UsageError(f'"{id}" is or was a code already. Nothing was added.', remedy="Give another --id.")
    name: object = {new.language: new.name} if new.language else new.name
    fields: dict[str, object] = {"name": name}
    if not new.codable:
        fields["codable"] = False
    if new.definition:
        fields["definition"] = {new.language: new.definition} if new.language else new.definition
    fields |= {"origin": new.origin, "since": f"{clock():%Y-%m-%d}"}
    return _change(study, coder, "add", (id,), lambda text: codebook_edit.with_code(text, id, fields, under), clock)


def _new_id(study: Study, name: str, under: str | None) -> str:
    """Return an id that is free: the parent's, then the first letters of an English name, else a number."""
    letters = "".join(character for character in name.upper() if character.isascii() and character.isalnum())
    stem = f"{under}-" if under else ""
    tries = [f"{stem}{letters[:length]}" for length in (3, 4, 5) if len(letters) >= length]
    tries += [f"{stem}N{number}" for number in range(1, len(study.codebook) + 2)]
    return next(each for each in tries if study.codebook.resolve(each) is None)


def edit(
    study: Study, coder: Coder, code: str, field: str, value: str | None, language: str | None, clock: Clock = utc_now
) -> BookEvent:
    """Set one field of a code, or clear it with `None`, and return the event."""
    id = study.codebook.lookup(code).id
    change = lambda text: codebook_edit.with_field(text, id, field, value, language)  # noqa: E731
    return _change(study, coder, f"edit {field}", (id,), change, clock)


def rename(study: Study, coder: Coder, code: str, new: str, clock: Clock = utc_now) -> BookEvent:
    """Give a code another id and return the event; the old one goes on leading to it, so no ledger is touched."""
    id = study.codebook.lookup(code).id
    taken = study.codebook.resolve(new)
    if taken is not None and name_key(taken.id) != name_key(id):
        raise UsageError(f'"{new}" is or was {taken.id}. Nothing was renamed.', remedy="Choose another id.")
    return _change(
        study, coder, "rename", (id, new), lambda text: codebook_edit.with_renamed_code(text, id, new), clock
    )


def move(study: Study, coder: Coder, code: str, under: str | None, clock: Clock = utc_now) -> BookEvent:
    """Put a code, and all below it, below another or at the top (`None`), and return the event."""
    id = study.codebook.lookup(code).id
    parent = None if under is None else study.codebook.lookup(under).id
    codes = (id,) if parent is None else (id, parent)
    return _change(study, coder, "move", codes, lambda text: codebook_edit.with_moved_code(text, id, parent), clock)


def merge(study: Study, coder: Coder, codes: Sequence[str], into: str, clock: Clock = utc_now) -> BookEvent:
    """Merge codes into another and return the event; their codings count under it, and agreement before can still be had."""
    target = study.codebook.lookup(into).id
    sources = tuple(dict.fromkeys(study.codebook.lookup(code).id for code in codes))
    if target in sources:
        raise UsageError(f"{target} cannot be merged into itself. Nothing was merged.")
    change = lambda text: codebook_edit.with_merged_codes(text, sources, target)  # noqa: E731
    return _change(study, coder, "merge", (*sources, target), change, clock)


def _change(
    study: Study, coder: Coder, what: str, codes: tuple[str, ...], change: Callable[[str], str], clock: Clock
) -> BookEvent:
    """Write the changed codebook and the event of it, unless the change would bring an error into the file."""
    with locked(study.root / ".qualcode" / "locks" / "codebook.lock", PATH):
        before = study.read_bytes(PATH)
        old = read_codebook(before, PATH, pipeline=study.settings.pipeline)
        data = change(before.decode("utf-8-sig")).encode("utf-8")
        new = read_codebook(data, PATH, pipeline=study.settings.pipeline)
        known = {problem.message for problem in old.problems}
        for problem in new.problems:
            if problem.severity == "error" and problem.message not in known:
                raise StudyError(f"{problem.message} The codebook was left as it was.", remedy=problem.remedy)
        with writing(study, coder.handle, [STUDY_LEDGER], clock) as act:
            write_atomically(study.root / PATH, data, PATH)
            return act.add(
                STUDY_LEDGER, BookEvent, change=what, codes=codes, before=old.codebook.hash, after=new.codebook.hash
            )
