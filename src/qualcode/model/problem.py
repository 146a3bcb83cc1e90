"""Faults of content as data: they are collected and shown, never raised."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a study: where, what, and what to do about it.

    `path` is relative to the study's root with forward slashes; `line` counts from 1, `None` for a whole file.
    """

    severity: Severity
    path: str
    line: int | None
    message: str
    remedy: str = ""

    def __str__(self) -> str:
        place = self.path if self.line is None else f"{self.path}:{self.line}"
        return f"{self.severity}: {place}: {self.message}{' ' + self.remedy if self.remedy else ''}"


def error(path: str, line: int | None, message: str, remedy: str = "") -> Problem:
    """Return a problem that makes `check` fail."""
    return Problem("error", path, line, message, remedy)


def warning(path: str, line: int | None, message: str, remedy: str = "") -> Problem:
    """Return a problem that `check` shows and lets pass."""
    return Problem("warning", path, line, message, remedy)
