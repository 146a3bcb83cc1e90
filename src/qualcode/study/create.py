"""Making a study, and the edits of `qualcode.toml` that commands make."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import get_args

from qualcode.errors import NotFoundError, StudyError, UsageError
from qualcode.model.coding import Coder, CoderKind
from qualcode.model.names import name_key
from qualcode.study.atomic import write_atomically
from qualcode.study.locks import locked
from qualcode.study.paths import id_fault
from qualcode.study.settings_edit import with_coder, with_renamed_coder, with_renamed_document
from qualcode.study.starter import starter_files
from qualcode.study.study import Study

SETTINGS = "qualcode.toml"


def create_study(folder: Path, title: str, language: str) -> tuple[str, ...]:
    """Write a study's first files into a folder and return their paths; files that are there already are left alone.

    Raises `StudyError` when the folder is a study already or cannot be written, `UsageError` for an unknown language.
    """
    if language not in ("en", "zh"):
        raise UsageError(f'"{language}" is no language of qualcode.', remedy="Write --lang en or --lang zh.")
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file.", remedy="Name a folder.")
    if (folder / SETTINGS).exists():
        raise StudyError(f"{folder} is a study already.", remedy="`qualcode status` says what it holds.")
    made = []
    for path, data in starter_files(title, language).items():  # type: ignore[arg-type]  # checked above
        if not (folder / path).exists():
            write_atomically(folder / path, data, str(folder / path))
            made.append(path)
    for name in ("interviews", "cases"):
        (folder / name).mkdir(exist_ok=True)
    return tuple(made)


def add_coder(study: Study, handle: str, name: str = "", kind: str = "human", of: Sequence[str] = ()) -> Coder:
    """Register a coder and return it; `c1@2` is the second round of `c1`, who must be registered.

    `of` are the coders that a consensus is between.
    """
    if kind not in get_args(CoderKind):
        raise UsageError(f'"{kind}" is no kind of coder.', remedy=f"Kinds: {', '.join(get_args(CoderKind))}.")
    person = study.coder(handle.partition("@")[0]).handle if "@" in handle else None
    coder = Coder(handle, name, kind, person, tuple(study.coder(each).handle for each in of))  # type: ignore[arg-type]  # checked above
    _edit_settings(study, lambda text: with_coder(text, coder))
    return coder


def rename_coder(study: Study, old: str, new: str) -> None:
    """Give a coder a new handle; the old one stays known, and the ledgers under it are read on."""
    current = study.coder(old).handle
    _edit_settings(study, lambda text: with_renamed_coder(text, current, new))


def rename_document(study: Study, old: str, new: str) -> str:
    """Rename a document's file, or take over one that was renamed already, and record its old id; return what was done.

    The new id keeps to the old one's kind: interviews stay below `interviews/`, case documents below `cases/`.
    """
    new = unicodedata.normalize("NFC", new)
    wrong = id_fault(new, study.settings.ignore)
    if wrong:
        raise UsageError(f"{wrong} Nothing was renamed.", remedy="Choose another id.")
    present = next((id for id in study.document_ids if name_key(id) == name_key(new)), None)
    before = next((id for id in study.document_ids if name_key(id) == name_key(old)), None)
    if before is None and present is None:
        raise NotFoundError("document", old, study.document_ids, outcome="Nothing was renamed.")
    if name_key(old) == name_key(new):
        raise UsageError(f'"{old}" and "{new}" are one name. Nothing was renamed.', remedy="Choose another id.")
    if before is None:
        _refuse_old_name(study, old)
        _edit_settings(study, lambda text: with_renamed_document(text, old, present or new))
        return f"{present or new} takes over the codings of {old}"
    if present is not None:
        raise UsageError(f'There is a document "{present}" already. Nothing was renamed.')
    file = study.find_document(before)
    target = f"{file.path.split('/')[0]}/{new}.{file.path.rpartition('.')[2]}"
    if (study.root / target).exists():
        raise UsageError(f"{target} is there already. Nothing was renamed.")
    _edit_settings(study, lambda text: with_renamed_document(text, file.id, new))
    try:
        (study.root / target).parent.mkdir(parents=True, exist_ok=True)
        (study.root / file.path).rename(study.root / target)
    except OSError as fault:
        raise StudyError(
            f"cannot be renamed to {target} ({fault.strerror}).",
            path=file.path,
            remedy="The new id is recorded in qualcode.toml: rename the file by hand.",
        ) from fault
    return f"{file.path} is now {target}"


def _refuse_old_name(study: Study, name: str) -> None:
    """Refuse to give the codings under an old id to a second document."""
    for present, olds in study.settings.documents_was.items():
        if name_key(name) in map(name_key, olds):
            raise UsageError(
                f'"{name}" is an old name of "{present}", which has its codings. Nothing was renamed.',
                remedy=f'Rename "{present}", or change [documents.was] in qualcode.toml by hand.',
            )


def _edit_settings(study: Study, edit: Callable[[str], str]) -> None:
    """Change `qualcode.toml` under a lock, from what stands in it now."""
    path = study.root / SETTINGS
    with locked(study.root / ".qualcode" / "locks" / "settings.lock", SETTINGS):
        text = study.read_bytes(SETTINGS).decode("utf-8-sig")
        write_atomically(path, edit(text).encode("utf-8"), SETTINGS)
