"""One writer at a time: an exclusive lock of the operating system, freed when its process ends, however it ends."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from qualcode.errors import StudyError

if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> bool:
        try:
            os.lseek(handle, 1 << 20, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@contextmanager
def locked(lock: Path, what: str, wait: float = 5.0) -> Iterator[None]:
    """Hold the lock file for a `with` block; other processes of this machine wait for it.

    After `wait` seconds raises `StudyError` that names the process holding `what`.
    """
    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(lock, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as fault:
        raise StudyError(
            f"{what} cannot be locked in .qualcode/locks ({fault.strerror}). Nothing was written.",
            remedy="Is the folder read-only, or the disk full?",
        ) from fault
    try:
        try:
            _wait(handle, what, wait)
        except OSError as fault:  # some shares on a network know no locks
            raise StudyError(f"{what} cannot be locked ({fault.strerror}).", remedy="Is it on a network?") from fault
        with suppress(OSError):  # who holds it is a courtesy to whoever waits; the lock itself does not depend on it
            os.truncate(handle, 0)
            os.lseek(handle, 0, os.SEEK_SET)
            os.write(handle, f"process {os.getpid()}".encode())
        yield
    finally:
        os.close(handle)


def _wait(handle: int, what: str, wait: float) -> None:
    until = time.monotonic() + wait
    while not _try_lock(handle):
        if time.monotonic() >= until:
            os.lseek(handle, 0, os.SEEK_SET)
            holder = os.read(handle, 200).decode("utf-8", "replace") or "another process"
            raise StudyError(
                f"{what} is being written by {holder}; waited {wait:g} seconds. Nothing was written.",
                remedy="Try again when it has finished.",
            )
        time.sleep(0.01)
