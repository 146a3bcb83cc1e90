"""What reading a structure comes to."""

from __future__ import annotations

from dataclasses import dataclass

from qualcode.model.problem import Problem
from qualcode.model.structure import Structure

PATH = "structure.yaml"


@dataclass(frozen=True, slots=True)
class StructureReading:
    """What could be read of a structure, and its problems in the order of their lines."""

    structure: Structure
    problems: tuple[Problem, ...] = ()
