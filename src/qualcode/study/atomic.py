"""Writing a whole file at once: the old content or the new, never half of either."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from qualcode.errors import StudyError


def write_atomically(path: Path, data: bytes, shown: str, *, durable: bool = True) -> None:
    """Replace a file's content in one step; raise `StudyError` naming `shown` when it cannot be written.

    With `durable` false the step is as whole but may be lost in a power cut: enough for what can be made again.
    """
    part = path.with_name(f".{path.name[:80]}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            file.write(data)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        if path.exists():
            part.chmod(path.stat().st_mode & 0o777)
        part.replace(path)
    except OSError as fault:
        with suppress(OSError):  # the fault that matters is the first one
            part.unlink(missing_ok=True)
        open_elsewhere = "Is it open in another program? Close it there, or write to another place."
        remedy = open_elsewhere if isinstance(fault, PermissionError) else ""
        raise StudyError(f"cannot be written ({fault.strerror}).", path=shown, remedy=remedy) from fault
