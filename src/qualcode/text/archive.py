"""A zip archive from a stranger, opened with caution: members by exact name, everything counted before it is read."""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO

from qualcode.errors import StudyError

MOST_MEMBERS = 20_000
MOST_DIRECTORY = 8 * 2**20
MOST_READ = 1024 * 2**20
MOST_RATIO = 250
"""What an archive may cost: members, bytes of its list of them, of all that is read, and how many times as long a member
of more than a megabyte may be as its packed form."""

_FREE = 2**20
_END = b"PK\x05\x06"
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError)


@dataclass(frozen=True, slots=True)
class Refusal:
    """The words of a refusal: what goes before the reason (`The archive is refused`), and what to do next."""

    message: str
    remedy: str

    def because(self, why: str) -> StudyError:
        """Return the error to be raised."""
        return StudyError(f"{self.message}: {why}.", remedy=self.remedy)


class Members:
    """The members of an archive that may be read, by their names in lower case; nothing is ever unpacked onto the disk."""

    def __init__(self, file: zipfile.ZipFile, members: Mapping[str, zipfile.ZipInfo], words: Refusal) -> None:
        self._file, self._members, self._words = file, members, words
        self._read = 0

    @property
    def names(self) -> tuple[str, ...]:
        """The members' names in lower case, in the order of the archive."""
        return tuple(self._members)

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._members

    def read(self, name: str, most: int) -> bytes:
        """Return a member's bytes; raise `StudyError` for one longer than `most`, longer than it says, or damaged."""
        info = self._members[name.lower()]
        most = min(most, MOST_READ - self._read, max(_FREE, info.compress_size * MOST_RATIO))
        if info.file_size > most:
            raise self._words.because(f'its member "{_shown(info)}" would unpack to {info.file_size:,} bytes')
        try:
            with self._file.open(info) as member:
                data = member.read(most + 1)
        except _FAULTS as fault:
            raise self._words.because(f'its member "{_shown(info)}" is damaged ({fault})') from fault
        if len(data) > most:
            raise self._words.because(f'its member "{_shown(info)}" unpacks to more than it says')
        self._read += len(data)
        return data


@contextmanager
def opened(file: BinaryIO, words: Refusal) -> Iterator[Members]:
    """Give the members of an archive for the length of a `with` block.

    Raises `StudyError`, in these words, for a file that is no archive, one with too many members, an encrypted or linked
    member, two of one name, or a name that leads out of the archive.
    """
    try:
        _refuse_long_directory(file, words)
        with zipfile.ZipFile(file) as zipped:
            yield Members(zipped, _members(zipped, words), words)
    except (zipfile.BadZipFile, struct.error, NotImplementedError, UnicodeDecodeError, ValueError, IndexError) as fault:
        raise words.because(f"it is damaged ({fault})") from fault


def _refuse_long_directory(file: BinaryIO, words: Refusal) -> None:
    """Refuse a list of members that would fill the memory before it can be looked at."""
    size = file.seek(0, 2)
    file.seek(max(0, size - 65_557 - 76))
    tail = file.read()
    end = tail.rfind(_END)
    if end < 0 or len(tail) < end + 22:
        raise words.because("it is no zip archive, or its end is missing")
    length = struct.unpack_from("<L", tail, end + 12)[0]
    wide = tail.rfind(b"PK\x06\x06", 0, end)
    if wide >= 0 and len(tail) >= wide + 48:
        length = max(length if length != 0xFFFFFFFF else 0, struct.unpack_from("<Q", tail, wide + 40)[0])
    if length > MOST_DIRECTORY:
        raise words.because(f"the list of its members alone has {length:,} bytes")
    file.seek(0)


def _members(file: zipfile.ZipFile, words: Refusal) -> dict[str, zipfile.ZipInfo]:
    infos = file.infolist()
    if len(infos) > MOST_MEMBERS:
        raise words.because(f"it has {len(infos):,} members")
    found: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        name = info.filename.replace("\\", "/")
        fault = _fault(info, name)
        if fault:
            raise words.because(f'its member "{_shown(info)}" {fault}')
        if name.endswith("/") or name.startswith("__MACOSX/") or name.rpartition("/")[2].startswith("._"):
            continue
        if name.lower() in found:
            raise words.because(f'two of its members are named "{_shown(info)}"')
        found[name.lower()] = info
    return found


def _shown(info: zipfile.ZipInfo) -> str:
    """Return a member's name as it may stand in a sentence."""
    return "".join(char if char.isprintable() else "?" for char in info.filename[:80])


def _fault(info: zipfile.ZipInfo, name: str) -> str | None:
    if name.startswith("/") or ":" in name.split("/")[0] or ".." in name.split("/"):
        return "leads out of the archive"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "is a link"
    return "is encrypted" if info.flag_bits & 1 else None
