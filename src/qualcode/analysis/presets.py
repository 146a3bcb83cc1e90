"""Matrices by the names that the methods literature gives them (Miles, Huberman & Saldaña 2014; Ritchie & Spencer 1994)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Preset:
    """What stands along rows and columns, what cells hold, at which level of the codebook, in which order."""

    rows: str
    columns: str
    values: str
    level: int | None = None
    order: str | None = None


PRESETS: Mapping[str, Preset] = {
    "role-ordered": Preset("participant", "code", "count", level=1, order="role"),
    "case-ordered": Preset("code", "case", "count"),
    "clustered": Preset("case", "code", "state", level=2),
    "time-ordered": Preset("code", "document", "count", level=2, order="date"),
    "effects": Preset("case", "code", "quotes"),
    "framework": Preset("case", "code", "summary", level=2),
}
"""`case-ordered` is ordered by the attribute that is asked for; `effects` shows the codes that are asked for."""
