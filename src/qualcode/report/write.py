"""A display handed to the writer that its reader asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from qualcode.errors import NotFoundError, UsageError
from qualcode.model.display import Display
from qualcode.registry import built_in, load, names
from qualcode.report.options import WriteOptions
from qualcode.study.atomic import write_atomically

_DEFAULT = WriteOptions()


def write_display(display: Display, name: str, options: WriteOptions = _DEFAULT) -> bytes:
    """Return a display as the writer of that name writes it; raise `NotFoundError` when there is no such writer."""
    # What other packages write is asked only after the built-in writers: finding out takes longer than a table does.
    if name not in built_in("writer") and name not in (known := names("writer")):
        raise NotFoundError("format", name, known, outcome=f"There are: {', '.join(known)}.")
    written: bytes = load("writer", name)(display, options)
    return written


def _as_it_is(data: bytes) -> bytes:
    return data


def save_display(
    display: Display,
    path: Path,
    options: WriteOptions = _DEFAULT,
    finish: Callable[[bytes], bytes] = _as_it_is,
) -> None:
    """Write a display to a file in the format its suffix names, in one step: the old file or the new, never half.

    `finish` has the last word on the bytes. Raise `UsageError` without a suffix, `NotFoundError` for an unknown one, `StudyError` when the file cannot be written.
    """
    name = path.suffix.removeprefix(".").lower()
    if not name:
        raise UsageError(
            f"{path} has no suffix to tell its format by.", remedy=f"There are: {', '.join(names('writer'))}."
        )
    write_atomically(path, finish(write_display(display, name, options)), str(path), durable=False)
