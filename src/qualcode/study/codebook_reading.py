"""What reading a codebook comes to."""

from __future__ import annotations

from dataclasses import dataclass

from qualcode.model.codebook import Codebook
from qualcode.model.problem import Problem


@dataclass(frozen=True, slots=True)
class CodebookReading:
    """What could be read of a codebook, and its problems in the order of their lines."""

    codebook: Codebook
    problems: tuple[Problem, ...]
