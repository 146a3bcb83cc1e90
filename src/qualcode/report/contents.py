"""Everything a report says, as values."""

from __future__ import annotations

from dataclasses import dataclass

from qualcode.model.display import Display
from qualcode.report.options import Language, Style


@dataclass(frozen=True, slots=True)
class ReportContents:
    """A report's words and displays, in the order of its sections.

    `date` is `YYYY-MM-DD` (that of the last event, never today's); `notice` stands on the title page; `approach` is the
    study's: under `reflexive` no agreement is shown, whatever is given. An empty section is left out.
    """

    title: str
    subtitle: str = ""
    notice: str = ""
    date: str = ""
    language: Language = "en"
    approach: str = ""
    style: Style = "three-line"
    documents: tuple[Display, ...] = ()
    methods: tuple[str, ...] = ()
    codebook: Display | None = None
    agreement: Display | None = None
    agreement_remarks: tuple[str, ...] = ()
    matrices: tuple[Display, ...] = ()
    features: tuple[Display, ...] = ()
    quotes: tuple[Display, ...] = ()
