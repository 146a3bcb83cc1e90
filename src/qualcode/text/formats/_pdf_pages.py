"""The pages of a PDF as lines with their place, and the sentences that refuse one."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from subprocess import DEVNULL, PIPE
from typing import Any

from qualcode.errors import QualcodeError, StudyError
from qualcode.text.left_out import LeftOut, left_out

_ENGINE = Path(__file__).with_name("_pdf_engine.py")
_SECONDS, _MOST_SECONDS, _BYTES_A_SECOND = 30.0, 600.0, 1e6
_NO_WINDOW: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)
_AGAIN = "Open it and save or print it as PDF again, or save its text."
_REFUSED = {
    "password": ("It is protected by a password.", "Save it without one."),
    "damaged": ("It is no PDF, or is damaged: it cannot be opened.", _AGAIN),
    "bomb": ("It unpacks to far more than its pages can need.", _AGAIN),
    "pages": ("It has more than 10,000 pages.", "Split it into several files."),
    "characters": ("It holds more than 20 million characters.", "Split it into several files."),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its words, where they stand (points from the page's lower left), the size of the letters.

    `word` is the width of its first word, or of its first Chinese character; `column` is where what follows its last tab
    begins, or the whole line; `bold` counts leading bold characters.
    """

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    word: float
    column: float
    bold: int


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its number from 1, its width and height in points, its lines in the order in which the file holds them."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of a PDF, what of their words is in comments and forms, and how many pages could not be read."""

    pages: tuple[Page, ...]
    left_out: tuple[LeftOut, ...] = ()
    damaged: int = 0


def pages_of(data: bytes) -> Pages:
    """Return the pages of a PDF; refuse one that is protected, damaged, endless, or costs too much.

    The file is taken apart in a process of its own, which is ended when a page takes longer than half a minute, or all of
    them ten; on Linux also when it asks for more than one and a half gigabytes.
    """
    # -P: the folder of this script is no place to import from; it holds modules named like some of Python's own.
    command = [sys.executable, "-P", str(_ENGINE)]
    try:
        process = subprocess.Popen(command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, creationflags=_NO_WINDOW)
    except OSError as fault:
        raise QualcodeError(f"The reader of PDF files could not be started ({fault.strerror}).") from fault
    with process:
        watch = _Watch(process, _SECONDS + len(data) / _BYTES_A_SECOND)
        try:
            answers = _answers(process, data, watch)
            ended = process.wait()
        finally:
            watch.stop()
            process.kill()
    if watch.given_up:
        raise StudyError("Reading it was given up: a page takes without end.", remedy=_AGAIN)
    if ended != 0:
        raise StudyError("It is damaged, or asks for more memory than a PDF may: reading it failed.", remedy=_AGAIN)
    return pages_from(answers)


class _Watch:
    """What ends a process that says nothing for too long, or goes on for too long."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        self.given_up = False
        self._process, self._seconds = process, seconds
        self._end = time.monotonic() + _MOST_SECONDS
        self._timer = self._started()

    def seen(self) -> None:
        """Wait anew: the process has said something."""
        self._timer.cancel()
        self._timer = self._started()

    def stop(self) -> None:
        """Wait no longer."""
        self._timer.cancel()

    def _started(self) -> threading.Timer:
        timer = threading.Timer(max(0.0, min(self._seconds, self._end - time.monotonic())), self._give_up)
        timer.daemon = True
        timer.start()
        return timer

    def _give_up(self) -> None:
        self.given_up = True
        self._process.kill()


def _answers(process: subprocess.Popen[bytes], data: bytes, watch: _Watch) -> list[dict[str, Any]]:
    answers: list[dict[str, Any]] = []
    if process.stdin is None or process.stdout is None:
        return answers
    with suppress(OSError):  # it ended before it had read all; what it said, or did not, tells why
        process.stdin.write(data)
        process.stdin.close()
    for line in process.stdout:
        watch.seen()
        with suppress(ValueError):  # it was ended in the middle of a line
            answers.append(json.loads(line))
    return answers


def pages_from(answers: Iterable[dict[str, Any]]) -> Pages:
    """Return the pages in the answers of the process that took a PDF apart; raise `StudyError` when it refused."""
    pages: list[Page] = []
    notes: list[LeftOut] = []
    damaged = 0
    for number, answer in enumerate(answers, 1):
        if "refused" in answer:
            message, remedy = _REFUSED[answer["refused"]]
            raise StudyError(message, remedy=remedy)
        damaged += "damaged" in answer
        lines = tuple(Line(*line) for line in answer.get("lines", ()))
        pages.append(Page(number, answer.get("width", 0.0), answer.get("height", 0.0), lines))
        for kind, words in answer.get("notes", ()):
            notes += left_out("comment" if kind == "comment" else "field", words, f"page {number}")
    return Pages(tuple(pages), tuple(notes), damaged)
