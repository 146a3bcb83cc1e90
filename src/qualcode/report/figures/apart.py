"""Figures drawn in a process of their own while this one writes the rest of a report: on two processors that saves a third."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import NamedTuple

from qualcode.errors import QualcodeError
from qualcode.model.display import Display
from qualcode.report.figures.draw import figures
from qualcode.report.figures.kind import Format
from qualcode.report.options import Language


class Asked(NamedTuple):
    """A figure to draw: what of, in which language, of which kind, in which formats; `bare` as for `figures`."""

    display: Display
    language: Language
    kind: str
    formats: tuple[Format, ...]
    bare: bool = False


Outcome = tuple[bytes, ...] | str
"""A figure in each format asked for, or the sentence that says why there is none."""


_MARK = b"\nfigures:\n"
"""What comes before the answer: whatever else a Python of its own settings may say on starting stands before it."""


@contextmanager
def drawing(asked: Sequence[Asked]) -> Iterator[Callable[[], list[Outcome]]]:
    """Begin to draw figures; what is given waits for them and returns them in order.

    Where there is one processor, or the other process fails for whatever reason, they are drawn here.
    """
    if not asked or not sys.executable or (os.cpu_count() or 1) < 2:
        yield lambda: drawn(asked)
        return
    with ThreadPoolExecutor(1) as waiting:
        other = waiting.submit(_elsewhere, asked)
        yield lambda: _outcomes(other) or drawn(asked)


def drawn(asked: Sequence[Asked]) -> list[Outcome]:
    """Return figures in order, drawn here."""
    return list(map(_drawn, asked))


def _drawn(asked: Asked) -> Outcome:
    try:
        return figures(asked.display, asked.language, asked.formats, kind=asked.kind, bare=asked.bare)
    except QualcodeError as fault:
        return str(fault)


def _elsewhere(asked: Sequence[Asked]) -> bytes:
    # Not `multiprocessing`: it would run the caller's main module again where processes are spawned.
    command = [sys.executable, "-P", "-m", __name__]
    path = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    ran = subprocess.run(command, input=pickle.dumps(list(asked)), capture_output=True, env=os.environ | path)
    return b"" if ran.returncode else ran.stdout.partition(_MARK)[2]


def _outcomes(other: Future[bytes]) -> list[Outcome]:
    try:
        answer = other.result()
    except (OSError, subprocess.SubprocessError):
        return []
    found: list[Outcome] = pickle.loads(answer) if answer else []  # from the process started above, and nobody else
    return found


if __name__ == "__main__":
    sys.stdout.buffer.write(_MARK + pickle.dumps(drawn(pickle.loads(sys.stdin.buffer.read()))))
