"""Everything a report says, as values."""

from __future__ import annotations

from dataclasses import dataclass

from qualcode.model.display import Display
from qualcode.report.options import Language, Style

NOT_REFLEXIVE = ("agreement", "saturation")
"""Sections that a reflexive study does not print (Braun & Clarke)."""

Named = tuple[str, Display]
"""A display with the name under which it is written as a table and mentioned in texts."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure by the name that texts mention it by: its title, and the display it is drawn from.

    Without a `display` the study has nothing for it yet. `kind` is how it is drawn (a module of `figures/kinds`), `table`
    the name under which the report may show its display as a table, `level` (from 1) the lowest level of rows it shows.
    """

    name: str
    title: str
    display: Display | None
    kind: str = ""
    table: str = ""
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """What one section says: its heading, paragraphs, displays, figures, and paragraphs below them.

    `name` is that of the section which writes it; without a `heading` it bears the section's own.
    """

    name: str
    displays: tuple[Named, ...] = ()
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    heading: str = ""
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportContents:
    """A report's words and displays.

    `date` is `YYYY-MM-DD` (that of the last event, never today's); `notice` stands on the title page; `approach` is the
    study's: under `reflexive` neither agreement nor saturation is shown, whatever is given. `order` names the sections to
    write, in order; without it every section writes at its own place. A section without a part is left out. With `continued`
    a table longer than a page says so on each page; `beside` is the same report in the other language, for one in both.
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
    continued: bool = False
    author: str = ""
    beside: ReportContents | None = None

    def part(self, name: str) -> Part | None:
        """Return what the section of that name says; `None` when it says nothing."""
        return next((part for part in self.parts if part.name == name), None)

    def display_beside(self, name: str) -> Display | None:
        """Return the display of that name in the other language; `None` in a report of one language."""
        parts = self.beside.parts if self.beside else ()
        return next((display for part in parts for known, display in part.displays if known == name), None)

    @property
    def methods(self) -> tuple[str, ...]:
        """The account of how the analysis was done, paragraph by paragraph."""
        part = self.part("methods")
        return part.before if part else ()
