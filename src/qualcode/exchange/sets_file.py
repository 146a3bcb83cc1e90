"""Sets of codes from elsewhere: a row for each unit, a column for each coder, several codes in a cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qualcode.agreement.ratings import CodeSheet, Ratings
from qualcode.agreement.sets.table import CodeSets
from qualcode.errors import StudyError
from qualcode.exchange.ratings_file import refuse_one_coder, refuse_twice, refuse_unnamed
from qualcode.exchange.table_file import read_table
from qualcode.model.reliability import ReliabilityData, UnitOfCoding
from qualcode.study.sheets import split_values

MISSING = "NA"
Value = frozenset[str] | None


@dataclass(frozen=True, eq=False, slots=True)
class SetsFile:
    """Who gave which set of codes to which unit: `values` is coders × units, `None` where missing."""

    path: str
    coders: tuple[str, ...]
    units: tuple[str, ...]
    values: tuple[tuple[Value, ...], ...]

    def of(self, coders: Sequence[int]) -> SetsFile:
        """Return the same with some of the coders only, by their numbers."""
        names = tuple(self.coders[number] for number in coders)
        return SetsFile(self.path, names, self.units, tuple(self.values[number] for number in coders))

    @property
    def sets(self) -> CodeSets:
        """The sets as the coefficients on sets take them."""
        return CodeSets(self.values)

    @property
    def decisions(self) -> ReliabilityData:
        """The same as decisions on each code in each unit: in the set, or not in it."""
        units = tuple(UnitOfCoding("", number, None, name) for number, name in enumerate(self.units, 1))
        return ReliabilityData(self.coders, units, self.sets.codes, self.values, "unit")

    @property
    def first_code(self) -> Ratings:
        """The decisions on one of the codes, to ask a coefficient whether it is made for such data."""
        data = self.decisions
        return CodeSheet(data).code(next(iter(data.codes), ""))


def read_sets(data: bytes, path: str) -> SetsFile:
    """Return the sets in a file's bytes: codes between `;`, an empty cell for the empty set, `NA` for a missing one.

    Raise `StudyError`, with path and line, for fewer than two coders, a row without a unit, a unit that stands twice, and
    when every set is missing.
    """
    table = read_table(data, path)
    units, *columns = table.columns
    refuse_one_coder(table, table.names[1:], "The first column is the unit, each further column one coder.")
    refuse_unnamed(table, units, "unit")
    refuse_twice(table, units, "Unit")
    known: dict[str, Value] = {}
    values = tuple(tuple(_value(cell, known) for cell in column) for column in columns)
    if all(value is None for value in known.values()):
        raise StudyError(
            "Every set is missing.", remedy="NA is a missing set; an empty cell is the empty set.", path=path
        )
    return SetsFile(path, table.names[1:], units, values)


def _value(cell: str, known: dict[str, Value]) -> Value:
    if cell not in known:
        known[cell] = None if cell == MISSING else frozenset(split_values(cell))
    return known[cell]
