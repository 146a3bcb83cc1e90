"""What lies in a study's folders: documents, sheets and ledgers, found by listing and never by building a path."""

from __future__ import annotations

import fnmatch
import os
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from qualcode.errors import StudyError
from qualcode.model.document import DocumentKind
from qualcode.model.names import name_key
from qualcode.model.problem import Problem, error

FOLDERS: tuple[tuple[str, DocumentKind], ...] = (("interviews", "interview"), ("cases", "case"))
STUDY_LEDGER = "@study"
_NOT_DOCUMENTS = ("readme*", "guide*", "attributes.*", "participants.*")
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f-\x9f\\:*?"<>|#@\ud800-\udfff]')
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}


@dataclass(frozen=True, slots=True)
class DocumentFile:
    """A file that is a document: its id, kind, path below the study's root, suffix without the dot, and case, if any."""

    id: str
    kind: DocumentKind
    path: str
    suffix: str
    case: str | None


@dataclass(frozen=True, slots=True)
class Listing:
    """The documents of a study in order, the folders of its cases, and what is wrong with the names.

    `ambiguous` holds the keys of ids that two files claim; no command guesses which is meant.
    """

    files: tuple[DocumentFile, ...]
    cases: tuple[str, ...]
    ambiguous: frozenset[str]
    problems: tuple[Problem, ...]


def find_root(start: Path) -> Path:
    """Return the nearest folder, from `start` upwards, that holds a `qualcode.toml`; raise `StudyError` if none does."""
    for folder in (start, *start.parents):
        if (folder / "qualcode.toml").is_file():
            return folder
    raise StudyError(
        f"There is no study in {start} or above it.",
        remedy="Make one with `qualcode init DIR`, or name it with --study DIR.",
    )


def list_documents(root: Path, known_suffixes: Sequence[str], ignore: Sequence[str] = ()) -> Listing:
    """Return the documents under `interviews/` and `cases/`, by name, with every problem of their names."""
    found: dict[str, list[DocumentFile]] = defaultdict(list)
    problems: list[Problem] = []
    cases: dict[str, None] = {}
    for folder, kind in FOLDERS:
        for path in _walk(root, folder):
            inner = unicodedata.normalize("NFC", path.removeprefix(f"{folder}/"))
            if kind == "case" and "/" in inner:
                cases.setdefault(inner.split("/")[0])
            if _ignored(inner, ignore):
                continue
            id, _, suffix = inner.rpartition(".")
            fault = _fault(inner, id, suffix, known_suffixes)
            if fault:
                problems.append(error(path, None, *fault))
                continue
            case = inner.split("/")[0] if kind == "case" and "/" in inner else None
            found[name_key(id)].append(DocumentFile(id, kind, path, suffix.lower(), case))
    for files in found.values():
        problems += [_twice(file, files[0]) for file in files[1:]]
    ambiguous = frozenset(key for key, files in found.items() if len(files) > 1)
    kept = tuple(each[0] for key, each in found.items() if key not in ambiguous)
    return Listing(kept, tuple(cases), ambiguous, tuple(problems))


def _walk(root: Path, folder: str) -> Iterator[str]:
    """Yield the paths of files below a folder, relative to the root with `/`, in order; hidden and lock files are not there."""
    try:
        entries = sorted(os.scandir(root / folder), key=lambda entry: (name_key(entry.name), entry.name))
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as fault:  # what is in there would be missing from every number
        raise StudyError(f"the folder cannot be listed ({fault.strerror}).", path=folder) from fault
    for entry in entries:
        if entry.name.startswith((".", "_", "~$")):
            continue
        path = f"{folder}/{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(root, path)
        elif _is_file(entry):
            yield path


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:  # a link that leads round in a circle
        return False


def _ignored(inner: str, ignore: Sequence[str]) -> bool:
    name = inner.rpartition("/")[2]
    if any(fnmatch.fnmatchcase(name.lower(), pattern) for pattern in _NOT_DOCUMENTS):
        return True
    return any(fnmatch.fnmatchcase(each, pattern) for pattern in ignore for each in (inner, name))


def _fault(inner: str, id: str, suffix: str, known: Sequence[str]) -> tuple[str, str] | None:
    if not id or id.endswith("/") or suffix.lower() not in known:
        known_list = ", ".join(f".{each}" for each in known)
        said = (
            f'".{suffix}" is not a format that qualcode reads.' if id else "the name has no suffix to say its format."
        )
        return said, (f"It reads {known_list}. Convert it, or name it under [documents] ignore in qualcode.toml.")
    bad = _FORBIDDEN.search(inner)
    if bad:
        return f"the name holds {bad[0]!r}, which no document's name may.", "Rename the file."
    for part in id.split("/"):
        if part.endswith((".", " ")) or part.casefold().split(".")[0] in _DEVICES:
            return f'"{part}" cannot be a name on every system.', "Rename the file."
    return None


def id_fault(id: str, ignore: Sequence[str] = ()) -> str | None:
    """Return what is wrong with a document's id that somebody wishes for, as a sentence; `None` when it may stand."""
    if any(part == "" or part.startswith((".", "_", "~$")) for part in id.split("/")):
        return f'"{id}" has a part that is empty or begins with ".", "_" or "~$".'
    if _ignored(f"{id}.txt", ignore):
        return f'A file named "{id}" is no document.'
    fault = _fault(f"{id}.txt", id, "txt", ("txt",))
    return None if fault is None else fault[0]


def _twice(file: DocumentFile, first: DocumentFile) -> Problem:
    return error(
        file.path,
        None,
        f'the document id "{file.id}" is also that of {first.path}: neither is read.',
        "Rename one of the files, or name it under [documents] ignore in qualcode.toml.",
    )


@dataclass(frozen=True, slots=True)
class LedgerFile:
    """A ledger's file: the coder's folder, the document id (or `@study`) that its name says, and its path."""

    folder: str
    document: str
    path: str


def list_ledgers(root: Path) -> tuple[LedgerFile, ...]:
    """Return every `.jsonl` file below `codings/`, in order of folder and name."""
    ledgers = []
    for path in _walk(root, "codings"):
        _, _, inner = path.partition("/")
        folder, _, name = inner.partition("/")
        if name.endswith(".jsonl"):
            folder, document = (unicodedata.normalize("NFC", part) for part in (folder, name[:-6]))
            ledgers.append(LedgerFile(folder, document, path))
    return tuple(ledgers)


def find_sheets(root: Path, folder: str, name: str) -> tuple[str, ...]:
    """Return the paths of the files that may be a sheet (`attributes`, `participants`) of a folder, CSV before Excel.

    They are found by listing, in any spelling of the name: what `Attributes.csv` says is no document and must not be lost.
    """
    found = {name_key(path.rpartition("/")[2]): path for path in _files(root, folder)}
    return tuple(found[sheet] for suffix in ("csv", "tsv", "xlsx") if (sheet := f"{name}.{suffix}") in found)


def _files(root: Path, folder: str) -> list[str]:
    try:
        return [f"{folder}/{entry.name}" for entry in os.scandir(root / folder) if _is_file(entry)]
    except OSError:
        return []
