"""Appending to a ledger so that what is acknowledged is on the disk."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from qualcode.errors import StudyError

if sys.platform == "darwin":
    import fcntl

    def _sync(handle: int) -> None:
        fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
else:

    def _sync(handle: int) -> None:
        os.fsync(handle)


def append_lines(path: Path, lines: list[bytes], shown: str) -> None:
    """Append whole lines to a file and return once they are on the disk; a new file's folders are synced as well.

    A file that lacks its final newline gets one first. When the disk is full or the folder read-only, the file is put
    back to the length it had and `StudyError` names it: nothing of the act stays behind. `shown` is the path in messages.
    """
    made: list[Path] = []
    try:
        made = _make_folders(path.parent)
        new = not path.exists()
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o666)
    except OSError as fault:
        raise _refusal(shown, fault) from fault
    try:
        _append(handle, b"\n".join(lines) + b"\n")
    except OSError as fault:
        raise _refusal(shown, fault) from fault
    finally:
        os.close(handle)
    if new:
        _sync_folders([path.parent, *(folder.parent for folder in made)])


def _append(handle: int, data: bytes) -> None:
    size = os.lseek(handle, 0, os.SEEK_END)
    if size:
        os.lseek(handle, size - 1, os.SEEK_SET)
        if os.read(handle, 1) != b"\n":
            data = b"\n" + data
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(handle, view) :]
        _sync(handle)
    except OSError:
        os.ftruncate(handle, size)
        raise


def _make_folders(folder: Path) -> list[Path]:
    made = []
    while not folder.exists():
        made.append(folder)
        folder = folder.parent
    for missing in reversed(made):
        missing.mkdir(exist_ok=True)
    return made


def _sync_folders(folders: list[Path]) -> None:
    if sys.platform == "win32":  # a folder has no handle to sync there
        return
    for folder in dict.fromkeys(folders):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _refusal(shown: str, fault: OSError) -> StudyError:
    return StudyError(f"cannot be written ({fault.strerror}). Nothing was recorded.", path=shown)
