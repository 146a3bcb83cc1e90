"""Ledgers under names that are no document's: what synchronising services leave when two machines wrote at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from qualcode.model.names import name_key
from qualcode.study.paths import STUDY_LEDGER, LedgerFile
from qualcode.study.study import Study

_CONFLICT = (
    "conflicted copy|conflicting copy|conflict copy|case conflict|conflicted|sync-conflict|nsconflict|conflict-[0-9]|"
    "冲突副本|冲突文件|冲突版本|冲突拷贝|衝突副本|衝突檔案|衝突複本|冲突的副本"
)
_ENDINGS = (
    re.compile(rf"[ _]*[(（][^()（）]*(?:{_CONFLICT})[^()（）]*[)）](?: ?\(\d+\))?$", re.IGNORECASE),
    re.compile(rf"[._ -]+[^._ ]*(?:{_CONFLICT}).*$", re.IGNORECASE),
)
"""How such names end: `INT01 (小明 的冲突副本)`, `INT01.sync-conflict-20260301-093000-ABC`, `INT01.冲突文件`. A bare “冲突” may
be a document's own word (角色冲突)."""


@dataclass(frozen=True, slots=True)
class Strays:
    """Ledgers that belong to no document by their names.

    `homes` gives the document of each that is a copy of a ledger beside it, by the copy's path; `doubtful` are paths of
    those that bear a conflict in their name or share events with several ledgers, and are nobody's for certain.
    """

    homes: Mapping[str, str]
    doubtful: tuple[str, ...]


def strays(study: Study) -> Strays:
    """Return which ledgers of a study are copies of another: those that share events with it, else that are named so."""
    known = {name_key(id): id for id in (*study.document_ids, STUDY_LEDGER)}
    known |= {name_key(old): new for new, olds in study.settings.documents_was.items() for old in (*olds, new)}
    lost = [file for file in study.ledger_files if name_key(file.document) not in known]
    folders = {file.folder for file in lost}
    beside = [file for file in study.ledger_files if file.folder in folders and name_key(file.document) in known]
    ids = {file.path: _ids(study, file) for file in (*lost, *beside)}
    homes: dict[str, str] = {}
    doubtful: list[str] = []
    for file in lost:
        own = ids[file.path]
        sharing = {
            known[name_key(other.document)] for other in beside if other.folder == file.folder and own & ids[other.path]
        }
        named = base_name(file.document)
        home = None if named is None else known.get(name_key(named))
        if len(sharing) == 1:
            homes[file.path] = sharing.pop()
        elif not sharing and home is not None:
            homes[file.path] = home
        elif sharing or named is not None:
            doubtful.append(file.path)
    return Strays(homes, tuple(doubtful))


def base_name(name: str) -> str | None:
    """Return the name that a synchronising service made this one from, `None` for a name that no service made.

    >>> base_name("INT01 (conflicted copy 2026-03-01)"), base_name("INT01.冲突文件"), base_name("INT01")
    ('INT01', 'INT01', None)
    """
    for ending in _ENDINGS:
        found = ending.search(name)
        if found and found.start():
            return name[: found.start()]
    return None


def conflicted_files(study: Study) -> tuple[str, ...]:
    """Return the paths of other files of a study, beside its ledgers, that are named as conflicted copies of one beside them."""
    found = []
    for folder in (study.root, *(study.root / name for name in ("interviews", "cases"))):
        names = {each.name for each in folder.iterdir()} if folder.is_dir() else set()
        for name in sorted(names):
            stem, dot, suffix = name.rpartition(".")
            base = base_name(stem)
            if base is not None and f"{base}{dot}{suffix}" in names:
                found.append((folder / name).relative_to(study.root).as_posix())
    return tuple(found)


def _ids(study: Study, file: LedgerFile) -> set[str]:
    return {event.id for event in study.ledger_reading(file.path).events}
