"""Codings of several coders laid side by side, unit by unit: what a coefficient takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from qualcode.model.span import Span

UnitsIn = Literal["all", "coded-by-any", "coded-by-all"]


@dataclass(frozen=True, slots=True)
class UnitOfCoding:
    """One unit that every coder had before them: a document and, unless the unit is the document, a segment of it."""

    document: str
    number: int | None
    span: Span | None
    address: str


@dataclass(frozen=True)
class ReliabilityData:
    """Coders × units → the set of codes given, or missing.

    `values[c][u]` is the set of codes that coder `c` gave unit `u`; the empty set is a decision against every code;
    `None` is missing: the coder has not finished that document. `known[c][document]` holds the codes that the codebook
    had when coder `c` finished that document (`None`: all of `codes`); a code outside it is missing there, never absent.
    `units_in` names which units count, `set_aside` says how many do not, by reason. At least two coders, or `ValueError`.
    """

    coders: tuple[str, ...]
    units: tuple[UnitOfCoding, ...]
    codes: tuple[str, ...]
    values: tuple[tuple[frozenset[str] | None, ...], ...]
    unit: str
    units_in: UnitsIn = "all"
    known: tuple[Mapping[str, frozenset[str] | None], ...] = ()
    set_aside: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if len(self.coders) < 2:
            raise ValueError("agreement needs at least two coders")
        if len(self.values) != len(self.coders) or any(len(row) != len(self.units) for row in self.values):
            raise ValueError("values must be coders × units")
