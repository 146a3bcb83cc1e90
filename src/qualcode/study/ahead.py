"""Many documents read at once, by several processes, into the cache."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from functools import partial
from pathlib import Path

from qualcode.errors import QualcodeError
from qualcode.study.document_files import read_file, reading_at_hand
from qualcode.study.paths import DocumentFile
from qualcode.study.settings import Settings

FEWEST = 24
"""So many files must be left to read before it pays to start other processes."""
_MOST_PROCESSES = 4
_TOGETHER = 4


def read_ahead(
    root: Path,
    files: tuple[DocumentFile, ...],
    settings: Settings,
    progress: Callable[[int, int], None],
    processes: int | None = None,
) -> int:
    """Read into the cache the files that it does not hold as they are, and return how many these were.

    `progress` is told how many are done, of how many. By default there are as many processes as the machine has, four at
    most; where there is one, or few files, nothing is done. A file that cannot be read is passed over: whoever asks for it
    is told. The files already done are kept when this is interrupted.
    """
    count = min(_MOST_PROCESSES, os.cpu_count() or 1) if processes is None else processes
    left = [file for file in files if reading_at_hand(root, file, settings.layout_for(file.id)) is None]
    if count < 2 or len(left) < FEWEST:
        return 0
    # Started anew on every system alike: a copy of this process might hold locks that nobody will open.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(count, mp_context=context, initializer=_begin)
    try:
        # A process that dies leaves the rest to whoever asks for it.
        with suppress(BrokenProcessPool):
            for done, _ in enumerate(pool.map(partial(_read, root, settings), left, chunksize=_TOGETHER), 1):
                progress(done, len(left))
    finally:
        pool.shutdown(cancel_futures=True)
    return len(left)


def _begin() -> None:
    """Leave an interruption to the process that started this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _read(root: Path, settings: Settings, file: DocumentFile) -> None:
    with suppress(QualcodeError):
        read_file(root, file, settings)
