"""The codebook as it was read, without its reader."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from pathlib import Path

from qualcode.model.codebook import Codebook
from qualcode.model.problem import Problem
from qualcode.study.kept import kept_or_read

_VERSION = b"1"
"""Raised whenever a change of the reader may give another codebook or other problems, so that no cache outlives it."""


@dataclass(frozen=True, slots=True)
class CodebookReading:
    """What could be read of a codebook, and its problems in the order of their lines."""

    codebook: Codebook
    problems: tuple[Problem, ...]


def codebook_in(root: Path, data: bytes, pipeline: str = "") -> CodebookReading:
    """Return what `read_codebook` makes of the bytes of a study's `codebook.yaml`, which are not parsed twice."""

    def read() -> CodebookReading:
        reading: CodebookReading = importlib.import_module("qualcode.study.codebook_file").read_codebook(
            data, pipeline=pipeline
        )
        return reading

    return kept_or_read(root, "codebook.yaml", (_VERSION, data, pipeline.encode()), CodebookReading, read)
