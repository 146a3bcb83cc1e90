"""What was worked out before and can be worked out again: safe to delete, never trusted over the files.

An entry is keyed by a file's stat, then by its content's hash. A stat is trusted only when the file was last changed well
before it was looked at (git's rule for racy times); else the content is hashed. A cache that is damaged, missing or
cannot be written only makes things slower.
"""

from __future__ import annotations

import hashlib
import os
import time
from contextlib import suppress
from pathlib import Path

import msgspec

from qualcode.errors import StudyError
from qualcode.model.document import Document, DocumentKind, Turn, TurnRole, text_sha256
from qualcode.model.problem import Problem, Severity
from qualcode.model.span import Span
from qualcode.study.atomic import write_atomically

_RACY_NS = 2_000_000_000  # the coarsest file system still in use keeps times to two seconds


class Stamp(msgspec.Struct, frozen=True, array_like=True):
    """A file's stat when it was looked at, and its content's SHA-256."""

    size: int
    mtime_ns: int
    inode: int
    looked_ns: int
    sha256: str

    def holds(self, stat: os.stat_result) -> bool:
        """Say whether the stat alone proves that the content is the same."""
        same = (self.size, self.mtime_ns, self.inode) == (stat.st_size, stat.st_mtime_ns, stat.st_ino)
        return same and self.mtime_ns < self.looked_ns - _RACY_NS


def stamp(stat: os.stat_result, data: bytes) -> Stamp:
    """Return the stamp of a file whose stat was taken just before its content was read."""
    return Stamp(stat.st_size, stat.st_mtime_ns, stat.st_ino, time.time_ns(), hashlib.sha256(data).hexdigest())


_TurnRow = tuple[int, int, int | None, int | None, str | None, TurnRole | None, str | None]


class CachedReading(msgspec.Struct, frozen=True, array_like=True):
    """A document as it was read, with the stamp of its file and whatever else the reading depended on (`key`)."""

    stamp: Stamp
    key: str
    id: str
    kind: DocumentKind
    path: str
    text: str
    turns: list[_TurnRow]
    paragraphs: list[tuple[int, int]]
    layout: str
    format: str
    encoding: str | None
    text_sha256: str
    problems: list[tuple[Severity, str, int | None, str, str]]
    furniture: list[tuple[int, int]]
    refused: tuple[str, str] | None = None

    def seen(self, stamp: Stamp) -> CachedReading:
        """Return the same reading of a file that was looked at again."""
        return msgspec.structs.replace(self, stamp=stamp)

    def document(self) -> tuple[Document, tuple[Problem, ...]]:
        """Return the document and the problems of its reading; raise again what it was refused for."""
        if self.refused is not None:
            raise StudyError(self.refused[0], remedy=self.refused[1], path=self.path)
        turns = tuple(
            Turn(Span(a, b), None if c is None or d is None else Span(c, d), speaker, role, at)
            for a, b, c, d, speaker, role, at in self.turns
        )
        document = Document(
            id=self.id,
            kind=self.kind,
            text=self.text,
            turns=turns,
            paragraphs=tuple(Span(*pair) for pair in self.paragraphs),
            layout=self.layout,
            path=self.path,
            format=self.format,
            encoding=self.encoding,
            text_sha256=self.text_sha256,
            furniture=tuple(Span(*pair) for pair in self.furniture),
        )
        return document, tuple(Problem(*problem) for problem in self.problems)


def cached_reading(stamp: Stamp, key: str, document: Document, problems: tuple[Problem, ...]) -> CachedReading:
    """Return what the cache keeps of a reading."""
    return CachedReading(
        stamp=stamp,
        key=key,
        id=document.id,
        kind=document.kind,
        path=document.path,
        text=document.text,
        turns=[
            (
                t.span.start,
                t.span.end,
                *((t.words.start, t.words.end) if t.words else (None, None)),
                t.speaker,
                t.turn_role,
                t.time,
            )
            for t in document.turns
        ],
        paragraphs=[(span.start, span.end) for span in document.paragraphs],
        layout=document.layout,
        format=document.format,
        encoding=document.encoding,
        text_sha256=document.text_sha256,
        problems=[(p.severity, p.path, p.line, p.message, p.remedy) for p in problems],
        furniture=[(span.start, span.end) for span in document.furniture],
    )


def cached_refusal(stamp: Stamp, key: str, id: str, kind: DocumentKind, path: str, fault: StudyError) -> CachedReading:
    """Return what the cache keeps of a file that its reader refused."""
    nothing = Document(id=id, kind=kind, text="", turns=(), paragraphs=(), path=path)
    kept = cached_reading(stamp, key, nothing, ())
    return msgspec.structs.replace(kept, refused=(fault.message, fault.remedy))


_decoder = msgspec.msgpack.Decoder(CachedReading)
_DIGEST = 16


def load_reading(root: Path, path: str) -> CachedReading | None:
    """Return the cached reading of a document's file, whatever its age, or `None`."""
    try:
        kept = _place(root, path).read_bytes()
        whole = kept[:_DIGEST] == _digest(kept[_DIGEST:])
        return _decoder.decode(kept[_DIGEST:]) if whole else None
    except (OSError, msgspec.MsgspecError):
        return None


def store_reading(root: Path, path: str, reading: CachedReading) -> None:
    """Keep a reading; a cache that cannot be written is done without."""
    packed = msgspec.msgpack.encode(reading)
    with suppress(StudyError):
        write_atomically(_place(root, path), _digest(packed) + packed, path, durable=False)


def keep_text(root: Path, document: Document) -> None:
    """Keep a text under its fingerprint, so that codings can follow their words when the file is edited.

    A text that cannot be kept is done without: then a coding's words and surroundings alone speak for its place.
    """
    place = _text_place(root, document.text_sha256)
    if place is not None and not place.exists():
        with suppress(StudyError):
            write_atomically(place, document.text.encode("utf-8", "surrogatepass"), document.path, durable=False)


def load_text(root: Path, fingerprint: str) -> str | None:
    """Return the text of a fingerprint, `None` when it was not kept or is damaged."""
    place = _text_place(root, fingerprint)
    try:
        text = None if place is None else place.read_bytes().decode("utf-8", "surrogatepass")
    except (OSError, UnicodeDecodeError):
        return None
    return text if text is not None and text_sha256(text) == fingerprint else None


def _text_place(root: Path, fingerprint: str) -> Path | None:
    """Return where a text is kept; `None` for what is no SHA-256, since a ledger may hold anything there."""
    if len(fingerprint) != 64 or not set(fingerprint) <= set("0123456789abcdef"):
        return None
    return root / ".qualcode" / "cache" / "texts" / f"{fingerprint}.txt"


def _digest(packed: bytes) -> bytes:
    return hashlib.blake2b(packed, digest_size=_DIGEST).digest()


def _place(root: Path, path: str) -> Path:
    return root / ".qualcode" / "cache" / "documents" / f"{hashlib.sha256(path.encode()).hexdigest()[:32]}.msgpack"
