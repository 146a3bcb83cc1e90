"""Everything a report says, as values."""

from __future__ import annotations

from dataclasses import dataclass

from qualcode.model.display import Display
from qualcode.report.options import Language, Style

Named = tuple[str, Display]
"""A display with the name under which it is written as a table and mentioned in texts."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one section says: its heading, paragraphs, displays, and paragraphs below them.

    `name` is that of the section which writes it; without a `heading` it bears the section's own.
    """

    name: str
    displays: tuple[Named, ...] = ()
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    heading: str = ""


@dataclass(frozen=True, slots=True)
class ReportContents:
    """A report's words and displays.

    `date` is `YYYY-MM-DD` (that of the last event, never today's); `notice` stands on the title page; `approach` is the
    study's: under `reflexive` neither agreement nor saturation is shown, whatever is given. `order` names the sections to
    write, in order; without it every section writes at its own place. A section without a part is left out.
    """

    title: str
    subtitle: str = ""
    notice: str = ""
    date: str = ""
    language: Language = "en"
    approach: str = ""
    style: Style = "three-line"
    parts: tuple[Part, ...] = ()
    order: tuple[str, ...] = ()
    list_of_tables: bool = False

    def part(self, name: str) -> Part | None:
        """Return what the section of that name says; `None` when it says nothing."""
        return next((part for part in self.parts if part.name == name), None)

    @property
    def methods(self) -> tuple[str, ...]:
        """The account of how the analysis was done, paragraph by paragraph."""
        part = self.part("methods")
        return part.before if part else ()
