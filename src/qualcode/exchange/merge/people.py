"""The coders of another copy: who is to be registered here, and where one handle stands for two persons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from qualcode.errors import StudyError
from qualcode.model.coding import Coder
from qualcode.model.names import name_key
from qualcode.study.atomic import write_atomically
from qualcode.study.create import SETTINGS
from qualcode.study.locks import locked
from qualcode.study.settings_edit import with_coder, with_renamed_coder
from qualcode.study.study import Study


@dataclass(frozen=True, slots=True)
class NewCoder:
    """A coder who is registered in the other copy alone, with the handles that were theirs before, the latest first."""

    coder: Coder
    was: tuple[str, ...]


def new_coders(there: Study, same: Mapping[str, str]) -> tuple[NewCoder, ...]:
    """Return the coders to be registered here; `same` leads the others to ours."""
    found = []
    for coder in there.settings.coders:
        if name_key(coder.handle) not in same:
            person = coder.person and same.get(name_key(coder.person), coder.person)
            of = tuple(same.get(name_key(each), each) for each in coder.of)
            was = there.settings.coders_was.get(coder.handle, ())
            found.append(NewCoder(replace(coder, person=person, of=of), was))
    return tuple(found)


def register(study: Study, coders: tuple[NewCoder, ...]) -> None:
    """Write coders into `qualcode.toml`, each with its old handles, from what stands there now."""
    if not coders:
        return
    with locked(study.root / ".qualcode" / "locks" / "settings.lock", SETTINGS):
        text = study.read_bytes(SETTINGS).decode("utf-8-sig")
        for new in coders:
            first, *later = reversed((new.coder.handle, *new.was))
            text = with_coder(text, replace(new.coder, handle=first))
            for before, after in zip((first, *later), later, strict=False):
                text = with_renamed_coder(text, before, after)
        write_atomically(study.root / SETTINGS, text.encode("utf-8"), SETTINGS)


def refuse_mistaken(here: Study, there: Study, same: Mapping[str, str]) -> None:
    """Raise `StudyError` where one handle is two persons, or one person's work would count under two handles."""
    for coder in there.settings.coders:
        ours = same.get(name_key(coder.handle))
        if ours is None:
            _refuse_twice(here, there, coder)
        else:
            _refuse_two(here, there, here.coder(ours), coder, same)


def _refuse_two(here: Study, there: Study, ours: Coder, theirs: Coder, same: Mapping[str, str]) -> None:
    person = theirs.person and same.get(name_key(theirs.person), theirs.person)
    other = [f"{each.name or each.handle}, {each.kind}" for each in (ours, theirs)]
    apart = ours.kind != theirs.kind or (ours.person and person and name_key(ours.person) != name_key(person))
    names = [name_key(" ".join(each.name.split())) for each in (ours, theirs)]
    if not apart and (not all(names) or names[0] == names[1] or work_of(here, ours) & work_of(there, theirs)):
        return
    raise StudyError(
        f'"{ours.handle}" is {other[0]} here and {other[1]} in the other copy: one handle for two.',
        remedy=f"`qualcode rename coder {theirs.handle} NEW` in one copy; if they are one, give both the same name in "
        "qualcode.toml. Nothing was merged.",
    )


def _refuse_twice(here: Study, there: Study, theirs: Coder) -> None:
    if theirs.kind == "consensus" or theirs.is_round:  # their ledgers may well have begun as another's
        return
    work = work_of(there, theirs)
    for ours in here.settings.coders:
        if work and there.settings.find_coder(ours.handle) is None and work & work_of(here, ours):
            raise StudyError(
                f'"{theirs.handle}" of the other copy holds the events of "{ours.handle}": one person under two handles.',
                remedy=f"`qualcode rename coder {ours.handle} {theirs.handle}` here first. Nothing was merged.",
            )


def work_of(study: Study, coder: Coder) -> set[str]:
    """Return the ids of all events of a coder."""
    folders = {name_key(folder) for folder in study.settings.folders_of(coder.handle)}
    files = (file for file in study.ledger_files if name_key(file.folder) in folders)
    return {event.id for file in files for event in study.ledger_reading(file.path).events}
