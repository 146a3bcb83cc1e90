"""What was read from a YAML file, kept: an unchanged file is not parsed again, since YAML takes longer than most commands."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import msgspec

from qualcode.errors import StudyError
from qualcode.study.atomic import write_atomically

_DIGEST = 16
_T = TypeVar("_T")


def kept_or_read(root: Path, name: str, depends: tuple[bytes, ...], kind: type[_T], read: Callable[[], _T]) -> _T:
    """Return what a file of the study was read as, from the cache where all it depends on is the same, else read anew.

    `name` is the file's in the study, `kind` the type of the answer, `depends` the file's bytes and whatever else the
    answer hangs on. A cache that is damaged, missing or cannot be written only makes this slower.
    """
    place = root / ".qualcode" / "cache" / f"{name}.msgpack"
    key = _digest(b"\n".join(hashlib.sha256(each).digest() for each in depends))
    with suppress(OSError, msgspec.MsgspecError):
        kept = place.read_bytes()
        if kept[:_DIGEST] == key and kept[_DIGEST : 2 * _DIGEST] == _digest(kept[2 * _DIGEST :]):
            return msgspec.msgpack.decode(kept[2 * _DIGEST :], type=kind)
    made = read()
    packed = msgspec.msgpack.encode(made)
    with suppress(StudyError):
        write_atomically(place, key + _digest(packed) + packed, name, durable=False)
    return made


def _digest(packed: bytes) -> bytes:
    return hashlib.blake2b(packed, digest_size=_DIGEST).digest()
