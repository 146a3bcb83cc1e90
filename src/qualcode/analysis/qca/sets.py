"""Cases and their membership in sets: what QCA takes, checked before anything is computed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from qualcode.errors import NotFoundError, StudyError, UsageError
from qualcode.model.calibration import SetRule
from qualcode.model.names import name_key

Reals = NDArray[np.float64]
Kind = Literal["crisp", "fuzzy", "multi-value"]
MOST_LEVELS = 10
_SIGNS = re.compile(r"[*~{}+,=|]")
_TAKEN = frozenset({"row", "out", "n", "incl", "pri", "cases", "contradictory"})
_CALIBRATE = "Calibrate it first: 0 to 1 for a crisp or fuzzy set, 0, 1, 2, … for a multi-value one."


@dataclass(frozen=True, slots=True)
class Condition:
    """One set: its name, its kind, and how many values it has in the truth table (2 for crisp and fuzzy)."""

    name: str
    kind: Kind
    levels: int = 2


@dataclass(frozen=True, eq=False, slots=True)
class SetData:
    """Cases × sets. `values` holds memberships from 0 to 1, or the numbers of categories in a multi-value set.

    `codings` gives the ids behind a membership by (case, set); `silent` the cases in which nothing was said of a set and
    that count as 0 there, by set. `set_aside` counts what was left out before, `whose` says whose codings count. `rules`
    are those by which the memberships were made, `names_of` the names of their codes; a table has neither.
    """

    cases: tuple[str, ...]
    names: tuple[str, ...]
    values: Reals
    codings: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    silent: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    set_aside: Mapping[str, int] = field(default_factory=dict)
    whose: str = ""
    rules: tuple[SetRule, ...] = ()
    names_of: Mapping[str, str] = field(default_factory=dict)

    def column(self, name: str) -> Reals:
        """Return the memberships of every case in one set."""
        return self.values[:, self.names.index(name)]

    def find(self, what: str, name: str) -> str:
        """Return the set's name as the data write it; raise `NotFoundError` with the nearest when there is none."""
        for known in (*(each for each in self.names if each == name), *self.names):
            if name_key(known) == name_key(name):
                return known
        raise NotFoundError(what, name, self.names)


def condition(data: SetData, what: str, name: str) -> Condition:
    """Return a set of the data with its kind; raise `StudyError` for values that are no memberships, or exactly 0.5.

    Also refused: a set that is the same in every case, since it cannot explain or be explained, and a name that would make
    a solution's formula ambiguous.
    """
    _refuse_name(what, name)
    column = data.column(name)
    whole = bool((column == np.floor(column)).all())
    for case, value in zip(data.cases, column, strict=True):
        if not np.isfinite(value) or value < 0 or (value > 1 and not whole) or value >= MOST_LEVELS:
            raise StudyError(f'{what.capitalize()} "{name}" is {value:g} for case "{case}".', remedy=_CALIBRATE)
        if value == 0.5:
            raise StudyError(
                f'{what.capitalize()} "{name}" is exactly 0.5 for case "{case}", so it is neither in nor out.',
                remedy="Decide from what is known of the case, or move the crossover.",
            )
    if bool((column == column[0]).all()):
        raise StudyError(
            f'{what.capitalize()} "{name}" is {column[0]:g} in every case; what never varies explains nothing.',
            remedy="Leave it out, or add cases that differ in it." if what == "condition" else "Add cases that differ.",
        )
    if not whole:
        return Condition(name, "fuzzy")
    levels = int(column.max()) + 1
    return Condition(name, "crisp") if levels == 2 else Condition(name, "multi-value", levels)


def _refuse_name(what: str, name: str) -> None:
    if _SIGNS.search(name) or not name.strip():
        raise StudyError(f'A {what} cannot be named "{name}".', remedy="Leave out * ~ { } + , = and |.")
    if name.casefold() in _TAKEN and what == "condition":
        raise StudyError(
            f'A condition cannot be named "{name}": the truth table has a column of that name.', remedy="Rename it."
        )


def conditions_of(data: SetData, outcome: str, asked: Sequence[str]) -> tuple[Condition, ...]:
    """Return the conditions asked for (none: every set but the outcome), checked; raise for one named twice."""
    names = [data.find("condition", name) for name in asked] or [name for name in data.names if name != outcome]
    for place, name in enumerate(names):
        if name == outcome:
            raise UsageError(f'"{name}" is the outcome and cannot be a condition too.', remedy="Name it once.")
        if name in names[:place]:
            raise UsageError(f'Condition "{name}" is named twice.', remedy="Name it once.")
    if not names:
        raise UsageError("There is no condition.", remedy="Name some with --conditions A,B.")
    return tuple(condition(data, "condition", name) for name in names)


def outcome_membership(data: SetData, outcome: str, value: int | None, *, negate: bool) -> Reals:
    """Return each case's membership in the outcome, or in its negation; `value` names a multi-value outcome's category."""
    found = condition(data, "outcome", outcome)
    column = data.column(outcome)
    if found.kind == "multi-value" and value is None:
        raise UsageError(
            f'Outcome "{outcome}" has {found.levels} values.', remedy=f"Say which one: --outcome {outcome}{{1}}."
        )
    if value is not None:
        if found.kind == "fuzzy" or not 0 <= value < found.levels:
            raise UsageError(f'Outcome "{outcome}" has no value {value}.', remedy=f"It has 0 to {found.levels - 1}.")
        column = (column == value).astype(np.float64)
        if not 0 < column.sum() < len(column):
            raise StudyError(f"No case or every case has {outcome}{{{value}}}.", remedy="Choose another value.")
    return 1 - column if negate else column
