"""Changing the structure while analysis goes on: each change is checked, written, and kept as a memo."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from qualcode.coding.structure_problems import fitting_ids, ids_in_force
from qualcode.errors import AmbiguousError, NotFoundError, StudyError, UsageError
from qualcode.model.coding import Coder
from qualcode.model.events import About, MemoEvent
from qualcode.model.structure import Grouping, Level, RelationType, level_of
from qualcode.study import structure_edit
from qualcode.study.atomic import write_atomically
from qualcode.study.identifiers import illegal_characters
from qualcode.study.locks import locked
from qualcode.study.paths import STUDY_LEDGER
from qualcode.study.structure_file import read_structure
from qualcode.study.structure_reading import PATH
from qualcode.study.study import Study
from qualcode.study.writing import Clock, utc_now, writing

NOTHING = "Nothing was written."
_BELOW: dict[Level, Level] = {"theme": "concept", "dimension": "theme"}


@dataclass(frozen=True, slots=True)
class Grouped:
    """What to group: a name, what it is made of, and why.

    `of` are codes (by id or name) or ids of memos for a concept, concepts for a theme, themes for a dimension. `id` is
    made from the name when none is given; `language` is that of name and memo.
    """

    name: str
    of: tuple[str, ...] = ()
    level: Level | None = None
    id: str | None = None
    memo: str | None = None
    language: str | None = None


def group(study: Study, coder: Coder, wanted: Grouped, clock: Clock = utc_now) -> MemoEvent:
    """Make a concept, theme or dimension, or add to one that is there, and return the memo that records it.

    Raises `NotFoundError` for a member that is not there, `UsageError` for one of another level.
    """
    old = _existing(study, wanted)
    level = wanted.level or (level_of(old) if old else None)
    if level is None:
        raise UsageError(f'"{wanted.name}" is not there yet. {NOTHING}', remedy="Say its --level.")
    if old is not None and level_of(old) != level:
        raise UsageError(f'"{old.id}" is a {level_of(old)} already. {NOTHING}', remedy="Give another name or --id.")
    if not wanted.of and (old is None or not wanted.memo):
        raise UsageError(f"There is nothing to group. {NOTHING}", remedy="Name what it is made of with --of A,B.")
    id = old.id if old else _new_id(wanted)
    members = _members(study, level, wanted.of)

    def change(text: str) -> str:
        name = None if old else wanted.name
        for key, held in members.items():
            text = structure_edit.with_grouping(
                text, level, id, held, name=name, memo=wanted.memo, language=wanted.language, key=key
            )
        return text

    of = [each for held in members.values() for each in held]
    said = {"change": "group", "level": level, "id": id, "of": of}
    codes = members.get("codes", ())
    about = About(feature=id, code=codes[0] if len(codes) == 1 else None)
    body = wanted.memo or f"{level} {id}: {', '.join(of)}"
    return _change(study, coder, change, about, body, said, clock)


def relate(
    study: Study,
    coder: Coder,
    source: str,
    target: str,
    type: RelationType,
    *,
    memo: str | None = None,
    language: str | None = None,
    quotes: Sequence[str] = (),
    clock: Clock = utc_now,
) -> MemoEvent:
    """Say that one grouping is a condition, the context, an action or a consequence of another; return the memo of it."""
    first, second = (study.structure.lookup(each, outcome=NOTHING).id for each in (source, target))
    said_in = _codings(study, quotes)

    def change(text: str) -> str:
        return structure_edit.with_relation(text, first, second, type, memo=memo, language=language, quotes=said_in)

    said = {"change": "relate", "from": first, "to": second, "type": type}
    body = memo or f"{first} is {type} of {second}"
    return _change(study, coder, change, About(feature=first), body, said, clock)


def set_core(
    study: Study, coder: Coder, name: str, memo: str | None = None, language: str | None = None, clock: Clock = utc_now
) -> MemoEvent:
    """Make a grouping the core category, to which the others are related; return the memo of it."""
    id = study.structure.lookup(name, outcome=NOTHING).id
    said = {"change": "core", "id": id}

    def change(text: str) -> str:
        return structure_edit.with_core(text, id, memo=memo, language=language)

    return _change(study, coder, change, About(feature=id), memo or f"core category: {id}", said, clock)


def drop(study: Study, coder: Coder, name: str, other: str | None = None, clock: Clock = utc_now) -> MemoEvent:
    """Take a grouping out of the structure, or with `other` the relations from the one to the other; return the memo of it.

    Refused while another grouping or a relation names it, or it is the core category; what stood below it stays.
    """
    structure = study.structure
    id = structure.lookup(name, outcome=NOTHING).id
    if other is not None:
        target = structure.lookup(other, outcome=NOTHING).id
        if not any((each.source, each.target) == (id, target) for each in structure.relations):
            raise UsageError(f"No relation leads from {id} to {target}. {NOTHING}")
        said: dict[str, object] = {"change": "drop", "from": id, "to": target}
        body = f"relation dropped: {id} to {target}"
        return _change(
            study,
            coder,
            lambda text: structure_edit.without_relations(text, id, target),
            About(feature=id),
            body,
            said,
            clock,
        )
    named = [each.id for each in structure.above(id)]
    named += [f"{each.source} → {each.target}" for each in structure.relations if id in (each.source, each.target)]
    named += ["the core category"] if structure.core == id else []
    if named:
        raise UsageError(f"{id} stands in {', '.join(named)}. {NOTHING}", remedy="Take it out there first.")
    return _change(
        study,
        coder,
        lambda text: structure_edit.without_grouping(text, id),
        About(feature=id),
        f"dropped: {id}",
        {"change": "drop", "id": id},
        clock,
    )


def _existing(study: Study, wanted: Grouped) -> Grouping | None:
    try:
        return study.structure.lookup(wanted.id or wanted.name)
    except NotFoundError:
        return None


def _new_id(wanted: Grouped) -> str:
    id = wanted.id or "-".join("".join(" " if illegal_characters(sign) else sign for sign in wanted.name).split())
    if not id:
        raise UsageError(f'No id can be made of "{wanted.name}". {NOTHING}', remedy="Give one with --id.")
    return id


def _members(study: Study, level: Level, of: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """Return the members by the key they stand under."""
    if level != "concept":
        found = [study.structure.lookup(each, outcome=NOTHING) for each in of]
        for each in found:
            if level_of(each) != _BELOW[level]:
                raise UsageError(
                    f"{each.id} is a {level_of(each)}, and a {level} is made of {_BELOW[level]}s. {NOTHING}",
                    remedy=f"Group it into a {_BELOW[level]} first.",
                )
        return {"of": tuple(each.id for each in found)}
    codes, memos = [], []
    known = ids_in_force(study)["memo"]
    for name in of:
        fitting = fitting_ids(known, name)
        if len(fitting) == 1 and study.codebook.resolve(name) is None:
            memos.append(fitting[0])
        else:
            codes.append(study.codebook.lookup(name, outcome=NOTHING).id)
    held = {"codes": tuple(codes), "memos": tuple(memos)}
    return {key: ids for key, ids in held.items() if ids} or {"codes": ()}


def _codings(study: Study, quotes: Sequence[str]) -> tuple[str, ...]:
    """Return the ids of the codings in force that beginnings of ids name."""
    known = ids_in_force(study)["coding"] if quotes else ()
    found = []
    for written in quotes:
        fitting = fitting_ids(known, written)
        if not fitting:
            raise NotFoundError("coding", written, outcome=NOTHING)
        if len(fitting) > 1:
            raise AmbiguousError("coding", written, fitting)
        found.append(fitting[0])
    return tuple(found)


def _change(
    study: Study,
    coder: Coder,
    change: Callable[[str], str],
    about: About,
    body: str,
    said: Mapping[str, object],
    clock: Clock,
) -> MemoEvent:
    """Write the changed structure and the memo of it, unless the change would bring an error into the file."""
    with locked(study.root / ".qualcode" / "locks" / "structure.lock", PATH):
        there = (study.root / PATH).is_file()
        before = study.read_bytes(PATH) if there else b""
        try:
            text = before.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise StudyError("is not UTF-8.", path=PATH, remedy="Save the file as UTF-8.") from None
        data = change(text).encode("utf-8")
        known = {problem.message for problem in read_structure(before, study.codebook).problems}
        for problem in read_structure(data, study.codebook).problems:
            if problem.severity == "error" and problem.message not in known:
                raise StudyError(f"{problem.message} The structure was left as it was.", remedy=problem.remedy)
        with writing(study, coder.handle, [STUDY_LEDGER], clock) as act:
            write_atomically(study.root / PATH, data, PATH)
            study.forget_structure()
            return act.add(
                STUDY_LEDGER, MemoEvent, about=about, kind="theoretical", body=body, data={"structure": dict(said)}
            )
