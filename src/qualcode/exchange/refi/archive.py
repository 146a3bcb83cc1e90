"""A QDPX file opened with caution: members by exact name, everything counted before it is read."""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from qualcode.errors import StudyError

MOST_MEMBERS = 20_000
MOST_DIRECTORY = 8 * 2**20
MOST_XML = 128 * 2**20
MOST_TEXT = 64 * 2**20
MOST_READ = 1024 * 2**20
MOST_RATIO = 250
"""What an archive may cost: members, bytes of its list of them, of the XML, of one text, of all that is read, and how
many times as long a member of more than a megabyte may be as its packed form."""

_FREE = 2**20
_END = b"PK\x05\x06"


class Archive:
    """The members of a QDPX that may be read, by their names in lower case."""

    def __init__(self, file: zipfile.ZipFile, members: Mapping[str, zipfile.ZipInfo], shown: str) -> None:
        self._file, self._members, self._shown = file, members, shown
        self._read = 0

    @property
    def project(self) -> bytes:
        """The XML of the project: the one `.qde` at the root, of whatever name."""
        found = [name for name in self._members if name.endswith(".qde")]
        at_root = [name for name in found if "/" not in name] or found
        chosen = "project.qde" if "project.qde" in at_root else at_root[0] if len(at_root) == 1 else None
        if chosen is None:
            what = "holds no .qde file" if not found else f"holds {len(at_root)} .qde files"
            raise StudyError(f"The archive {what}, so it is no REFI-QDA project.", path=self._shown)
        return self._bytes(chosen, MOST_XML)

    def text(self, name: str) -> bytes | None:
        """Return a text in the sources' folder (of any spelling) or beside the project; `None` when there is none."""
        for place in (f"sources/{name}", name):
            if place.lower() in self._members:
                return self._bytes(place.lower(), MOST_TEXT)
        return None

    def _bytes(self, name: str, most: int) -> bytes:
        info = self._members[name]
        most = min(most, MOST_READ - self._read, max(_FREE, info.compress_size * MOST_RATIO))
        if info.file_size > most:
            raise self._refused(f'its member "{info.filename}" would unpack to {info.file_size:,} bytes')
        try:
            with self._file.open(info) as member:
                data = member.read(most + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as fault:
            raise self._refused(f'its member "{info.filename}" is damaged ({fault})') from fault
        if len(data) > most:
            raise self._refused(f'its member "{info.filename}" unpacks to more than it says')
        self._read += len(data)
        return data

    def _refused(self, why: str) -> StudyError:
        return refused(why, self._shown)


def refused(why: str, shown: str) -> StudyError:
    """Return the error that refuses an archive, to be raised."""
    return StudyError(
        f"The archive is refused: {why}.", path=shown, remedy="Export the project again. Nothing was read."
    )


@contextmanager
def opened(path: Path, shown: str) -> Iterator[Archive]:
    """Give the archive for the length of a `with` block; nothing is ever unpacked onto the disk.

    Raises `StudyError` for a file that is no archive, one with too many members, an encrypted or linked member, two of
    one name, or a name that leads out of the archive.
    """
    try:
        with path.open("rb") as file:
            _refuse_long_directory(file, shown)
            with zipfile.ZipFile(file) as zipped:
                yield Archive(zipped, _members(zipped, shown), shown)
    except (zipfile.BadZipFile, struct.error, NotImplementedError, UnicodeDecodeError, ValueError) as fault:
        raise refused(f"it is damaged ({fault})", shown) from fault
    except OSError as fault:
        raise StudyError(f"cannot be read ({fault.strerror}).", path=shown) from fault


def _refuse_long_directory(file: BinaryIO, shown: str) -> None:
    """Refuse a list of members that would fill the memory before it can be looked at."""
    size = file.seek(0, 2)
    file.seek(max(0, size - 65_557 - 76))
    tail = file.read()
    end = tail.rfind(_END)
    if end < 0 or len(tail) < end + 22:
        raise refused("it is no zip archive, or its end is missing", shown)
    length = struct.unpack_from("<L", tail, end + 12)[0]
    wide = tail.rfind(b"PK\x06\x06", 0, end)
    if wide >= 0 and len(tail) >= wide + 48:
        length = max(length if length != 0xFFFFFFFF else 0, struct.unpack_from("<Q", tail, wide + 40)[0])
    if length > MOST_DIRECTORY:
        raise refused(f"the list of its members alone has {length:,} bytes", shown)
    file.seek(0)


def _members(file: zipfile.ZipFile, shown: str) -> dict[str, zipfile.ZipInfo]:
    infos = file.infolist()
    if len(infos) > MOST_MEMBERS:
        raise refused(f"it has {len(infos):,} members", shown)
    found: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        name = info.filename.replace("\\", "/")
        fault = _fault(info, name)
        if fault:
            raise refused(f'its member "{info.filename[:80]}" {fault}', shown)
        if name.endswith("/") or name.startswith("__MACOSX/") or name.rpartition("/")[2].startswith("._"):
            continue
        if name.lower() in found:
            raise refused(f'two of its members are named "{info.filename[:80]}"', shown)
        found[name.lower()] = info
    return found


def _fault(info: zipfile.ZipInfo, name: str) -> str | None:
    if name.startswith("/") or ":" in name.split("/")[0] or ".." in name.split("/"):
        return "leads out of the archive"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "is a link"
    return "is encrypted" if info.flag_bits & 1 else None
