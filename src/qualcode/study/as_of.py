"""A study as its ledgers stood at an instant: what was written later is not there."""

from __future__ import annotations

from pathlib import Path

from qualcode.model.events import AnyEvent, WithdrawnEvent
from qualcode.study.ledger_lines import LedgerReading
from qualcode.study.study import Study


class StudyAsOf(Study):
    """The study with every event later than `until` left out (`None`: with all); everything else is the present one."""

    def __init__(self, root: Path, until: str | None) -> None:
        super().__init__(root)
        self.until = until

    def ledger_reading(self, path: str) -> LedgerReading:
        """Return the events of one ledger's file up to the instant."""
        reading = super().ledger_reading(path)
        if self.until is None:
            return reading
        return reading._replace(events=[event for event in reading.events if stood_at(event, self.until)])


def stood_at(event: AnyEvent, until: str) -> bool:
    """Say whether an event was there at an instant; an erased one has no time of its own and counts as there."""
    return isinstance(event, WithdrawnEvent) or event.at <= until
