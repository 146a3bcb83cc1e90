"""The structure as it was read, without its reader."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from pathlib import Path

from qualcode.model.codebook import Codebook
from qualcode.model.problem import Problem
from qualcode.model.structure import Structure
from qualcode.study.kept import kept_or_read

PATH = "structure.yaml"
_VERSION = b"1"
"""Raised whenever a change of the reader may give another structure or other problems, so that no cache outlives it."""


@dataclass(frozen=True, slots=True)
class StructureReading:
    """What could be read of a structure, and its problems in the order of their lines."""

    structure: Structure
    problems: tuple[Problem, ...] = ()


def structure_in(root: Path, data: bytes, codebook: Codebook | None) -> StructureReading:
    """Return what `read_structure` makes of the bytes of a study's `structure.yaml`, which are not parsed twice."""

    def read() -> StructureReading:
        reading: StructureReading = importlib.import_module("qualcode.study.structure_file").read_structure(
            data, codebook
        )
        return reading

    book = b"" if codebook is None else codebook.hash.encode()
    return kept_or_read(root, PATH, (_VERSION, data, book), StructureReading, read)
