"""What a module in `sections/` offers: one section of the report, and its place among the others."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from qualcode.report.contents import ReportContents
from qualcode.report.word.document import WordDocument


class Section(NamedTuple):
    """A section's place (smaller comes first; the built-in ones leave gaps of ten) and the function that writes it.

    The function writes nothing when the contents have nothing for it.
    """

    order: int
    write: Callable[[ReportContents, WordDocument], None]
