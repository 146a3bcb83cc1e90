"""Appending to a ledger so that what is acknowledged is on the disk."""

from __future__ import annotations

import errno
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from qualcode.errors import StudyError

_NO_SYNC = (errno.EINVAL, errno.ENOTSUP)
"""What a file system says that has no such way of syncing (some shares on a network)."""

if sys.platform == "darwin":
    import fcntl

    def _sync(handle: int) -> None:
        try:
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
        except OSError as fault:
            if fault.errno not in _NO_SYNC:
                raise
            os.fsync(handle)
else:

    def _sync(handle: int) -> None:
        os.fsync(handle)


def append_lines(path: Path, lines: list[bytes], shown: str) -> int:
    """Append whole lines to a file and return the length it had, once they are on the disk; a new file's folders too.

    A file that lacks its final newline gets one first. When the disk is full or the folder read-only, the file is put
    back to the length it had and `StudyError` names it: nothing of the act stays behind. `shown` is the path in messages.
    """
    try:
        made = _make_folders(path.parent)
        new = not path.exists()
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o666)
        try:
            folders = [path.parent, *(folder.parent for folder in made)] if new else []
            return _append(handle, b"\n".join(lines) + b"\n", folders)
        finally:
            os.close(handle)
    except OSError as fault:
        raise StudyError(f"cannot be written ({fault.strerror}). Nothing was recorded.", path=shown) from fault


def cut_back(path: Path, size: int) -> None:
    """Put a file back to the length it had before an act that could not be written whole."""
    with suppress(OSError):  # the fault that matters is the one that stopped the act
        os.truncate(path, size)


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Keep Ctrl-C waiting for the length of a `with` block, then let it have its way."""
    pressed: list[int] = []
    own = threading.current_thread() is threading.main_thread()
    if not own or signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield  # elsewhere Ctrl-C raises nothing, or somebody else has decided what it does
        return
    signal.signal(signal.SIGINT, lambda number, frame: pressed.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if pressed:
        raise KeyboardInterrupt


def _append(handle: int, data: bytes, folders: list[Path]) -> int:
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
        _sync_folders(folders)
    except OSError:
        os.ftruncate(handle, size)
        raise
    return size


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
        except OSError as fault:
            if fault.errno not in _NO_SYNC:
                raise
        finally:
            os.close(handle)
