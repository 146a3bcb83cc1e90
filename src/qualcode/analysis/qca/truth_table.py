"""The truth table: each observed configuration with its cases, its inclusion in the outcome, and what it is coded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qualcode.analysis.qca.fit import sufficiency
from qualcode.analysis.qca.sets import Reals, SetData
from qualcode.analysis.qca.terms import Cube, Space, term_membership

_DUST = 1e-9


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which inclusion and PRI a configuration counts as sufficient, and from how many cases as observed."""

    inclusion: float = 0.8
    frequency: int = 1
    pri: float = 0.0


@dataclass(frozen=True, slots=True)
class Configuration:
    """One row that at least one case shows: its number from 1, its values, and the cases more in it than out.

    `out` is 1 or 0, and `None` for too few cases: then the row is a logical remainder. `against` holds those cases
    that differ from the others of the row in the outcome; a crisp row with any is contradictory.
    """

    row: int
    values: Cube
    cases: tuple[str, ...]
    inclusion: float
    pri: float | None
    out: int | None
    having: tuple[str, ...]

    @property
    def contradictory(self) -> bool:
        """Whether some of its cases are more in the outcome than out, and others are not."""
        return 0 < len(self.having) < len(self.cases)


@dataclass(frozen=True, eq=False, slots=True)
class TruthTable:
    """The observed configurations in order, of all that the conditions allow."""

    space: Space
    thresholds: Thresholds
    rows: tuple[Configuration, ...]

    def coded(self, out: int | None) -> tuple[int, ...]:
        """Return the numbers (from 0, as the space counts) of the observed rows with that code."""
        return tuple(each.row - 1 for each in self.rows if each.out == out)

    @property
    def remainders(self) -> int:
        """How many configurations have no case, or fewer than the frequency asks for."""
        return self.space.size - sum(1 for each in self.rows if each.out is not None)


def truth_table(data: SetData, space: Space, outcome: Reals, thresholds: Thresholds) -> TruthTable:
    """Return the truth table of the cases: a case belongs to the configuration in which its membership is above 0.5.

    A row's inclusion and PRI are over all cases, each by its membership in the row (Ragin 2008, ch. 7).
    """
    members: dict[int, list[int]] = {}
    for place, values in enumerate(_corners(data, space)):
        members.setdefault(space.number(values), []).append(place)
    rows = []
    for number, held in sorted(members.items()):
        values = space.values(number)
        fit = sufficiency(term_membership(data, space, values), outcome)
        rows.append(
            Configuration(
                row=number + 1,
                values=values,
                cases=tuple(data.cases[place] for place in held),
                inclusion=fit.inclusion or 0.0,
                pri=fit.pri,
                out=None,
                having=tuple(data.cases[place] for place in held if outcome[place] > 0.5),
            )
        )
    return recoded(TruthTable(space, thresholds, tuple(rows)), thresholds)


def recoded(table: TruthTable, thresholds: Thresholds) -> TruthTable:
    """Return the same rows coded by other thresholds."""
    rows = tuple(replace(each, out=_code(each, thresholds)) for each in table.rows)
    return TruthTable(table.space, thresholds, rows)


def _code(row: Configuration, thresholds: Thresholds) -> int | None:
    if len(row.cases) < thresholds.frequency:
        return None
    enough = row.inclusion >= thresholds.inclusion - _DUST and (row.pri or 0.0) >= thresholds.pri - _DUST
    return int(enough)


def _corners(data: SetData, space: Space) -> Sequence[tuple[int, ...]]:
    columns = []
    for condition in space.conditions:
        column = data.column(condition.name)
        columns.append((column > 0.5).astype(int) if condition.kind == "fuzzy" else column.astype(int))
    return [tuple(int(column[place]) for column in columns) for place in range(len(data.cases))]
