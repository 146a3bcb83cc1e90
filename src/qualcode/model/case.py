"""A case: one programme under study and the documents that speak of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

NO_CASE = ""
"""What a coding names that is about none of the study's cases, though its document belongs to one."""


@dataclass(frozen=True, slots=True)
class Case:
    """A case, its attributes from `cases/attributes.csv`, and the ids of its documents in order.

    Documents are the case's own folder and the interviews whose attributes list the case.
    """

    id: str
    documents: tuple[str, ...]
    attributes: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The case's name, or its id where none is given."""
        return self.attributes.get("name") or self.id
