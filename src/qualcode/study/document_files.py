"""A document's file, read once: from the cache where it has not changed, also when it was refused."""

from __future__ import annotations

import importlib
from functools import cache
from pathlib import Path
from typing import Any

from qualcode.errors import StudyError
from qualcode.model.document import Document
from qualcode.model.problem import Problem
from qualcode.study.cache import (
    CachedReading,
    cached_reading,
    cached_refusal,
    keep_text,
    load_reading,
    stamp,
    store_reading,
)
from qualcode.study.paths import DocumentFile
from qualcode.study.settings import Settings
from qualcode.text.layout_settings import LayoutSettings
from qualcode.text.readers import READER_VERSION

Read = tuple[Document, tuple[Problem, ...]]


def reading_at_hand(root: Path, file: DocumentFile, layout: LayoutSettings) -> CachedReading | None:
    """Return the cached reading of a file that its stat alone proves to be unchanged, or `None`."""
    cached = _usable(load_reading(root, file.path), file, layout)
    try:
        stat = (root / file.path).stat()
    except OSError:
        return None
    return cached if cached is not None and cached.stamp.holds(stat) else None


def read_file(root: Path, file: DocumentFile, settings: Settings) -> Read:
    """Return a document and the problems of its reading, and keep both in the cache.

    Raises `StudyError` when the file cannot be read, is larger than `[limits] document_mb`, or is refused by its reader; a
    refusal is kept as well, so that a file which costs much to refuse does so once.
    """
    layout = settings.layout_for(file.id)
    before = load_reading(root, file.path)
    cached = _usable(before, file, layout)
    data = _bytes(root, file, settings.document_mb)
    now = stamp((root / file.path).stat(), data)
    if cached is not None and cached.stamp.sha256 == now.sha256:
        store_reading(root, file.path, cached.seen(now))
        return cached.document()
    told = {"id": file.id, "kind": file.kind, "path": file.path, "suffix": file.suffix, "layout": layout}
    try:
        reading = _reader().read_document(data, **told)
    except StudyError as fault:
        store_reading(root, file.path, cached_refusal(now, _key(layout), file.id, file.kind, file.path, fault))
        raise
    keep_text(root, reading.document)
    if before is not None and not before.refused:
        keep_text(root, before.document()[0])
    store_reading(root, file.path, cached_reading(now, _key(layout), reading.document, reading.problems))
    return reading.document, reading.problems


def _key(layout: LayoutSettings) -> str:
    return f"{READER_VERSION} {layout!r}"


def _usable(cached: CachedReading | None, file: DocumentFile, layout: LayoutSettings) -> CachedReading | None:
    known = cached is not None and (cached.key, cached.path, cached.id) == (_key(layout), file.path, file.id)
    return cached if known else None


def _bytes(root: Path, file: DocumentFile, most_mb: float) -> bytes:
    try:
        size = (root / file.path).stat().st_size
        if size <= most_mb * 1_048_576:
            return (root / file.path).read_bytes()
    except OSError as fault:
        raise StudyError(f"cannot be read ({fault.strerror}).", path=file.path) from fault
    raise StudyError(
        f"the file has {size / 1_048_576:.0f} MB, and [limits] document_mb allows {most_mb:g}.",
        path=file.path,
        remedy="Raise document_mb in qualcode.toml, or split the file.",
    )


@cache
def _reader() -> Any:
    # What reads files costs more to import than most commands take, and most files have not changed.
    return importlib.import_module("qualcode.text.read")
