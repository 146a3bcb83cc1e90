"""What every part of a report is made from, worked out once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from qualcode.agreement.assess import Agreement, assess
from qualcode.analysis.features import Finding, find_features
from qualcode.coding.retrieve import evidence
from qualcode.coding.units import Comparison, reliability
from qualcode.errors import UsageError
from qualcode.model.evidence import Evidence
from qualcode.model.reliability import ReliabilityData
from qualcode.report.ledgers import Entry, entries
from qualcode.report.options import Language
from qualcode.report.units import Units, units_of
from qualcode.study.study import Study


@dataclass(frozen=True)
class Material:
    """A study, its evidence and its agreement in one language; `remarks` gathers what was left out and why."""

    study: Study
    found: Evidence
    language: Language
    remarks: list[str] = field(default_factory=list)

    @cached_property
    def agreement(self) -> Agreement | None:
        """How far coders agree; `None`, with a remark, where that cannot be said or, under a reflexive approach, is not."""
        if self.study.settings.approach == "reflexive":
            self.remarks.append("Under a reflexive approach no agreement is computed.")
            return None
        try:
            data = self.compared
        except UsageError as fault:
            self.remarks.append(f"No agreement: {fault.message}")
            return None
        if not data.units:
            self.remarks.append("No agreement: no document was finished by two coders (`qualcode done`).")
            return None
        return assess(data, language=self.language)

    @cached_property
    def compared(self) -> ReliabilityData:
        """What coders gave, unit by unit; `UsageError` with fewer than two of them."""
        return reliability(self.study, Comparison())

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What each rule for key features comes to; none where no rule is declared or there are no cases."""
        return find_features(self.found, self.study.settings.features) if self.found.cases else ()

    @cached_property
    def units(self) -> Units:
        """How many segments the documents have, and how many of them do not count."""
        return units_of(self.study, [document.id for document in self.found.documents])

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every entry of the study's ledgers."""
        return entries(self.study)


def material(study: Study, language: Language, coders: Sequence[str] | None = None) -> Material:
    """Return what a study's report is made from; `coders` as in `coder_set`."""
    return Material(study, evidence(study, coders), language)
