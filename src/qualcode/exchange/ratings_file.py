"""Ratings from elsewhere: a row for each unit and a column for each coder, or (long) a row for each rating."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qualcode.agreement.counts import MISSING, Reals
from qualcode.agreement.ratings import Ratings, as_numbers
from qualcode.errors import StudyError
from qualcode.exchange.table_file import Table, named_columns, read_table

LONG = ("coder", "unit", "value")
_SMALL = 127
_Find = Callable[[set[str]], "Place"]
_MOST_CELLS = 400_000_000
_LIKE_MISSING = frozenset({"na", "n/a", "#n/a", "nan", "null", "none", "-", "–", ".", "缺失"})


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands: the line of the file, the name of the column or of the coder, and what is written there."""

    line: int
    column: str
    written: str


@dataclass(frozen=True, eq=False, slots=True)
class RatingsFile:
    """The ratings of a file, and whose they are.

    `no_number` is the first value that is not a number, `None` when all are. `like_missing` are values such as `NA` that
    were taken as categories, with how often they stand there; `merged` says whether numbers written differently (`1`,
    `1.0`) were taken as one.
    """

    path: str
    coders: tuple[str, ...]
    ratings: Ratings
    no_number: Place | None = None
    like_missing: tuple[tuple[str, int], ...] = ()
    merged: bool = False

    def of(self, coders: Sequence[int]) -> RatingsFile:
        """Return the same with some of the coders only, by their numbers."""
        names = tuple(self.coders[number] for number in coders)
        return RatingsFile(
            self.path, names, self.ratings.select(coders), self.no_number, self.like_missing, self.merged
        )


def read_ratings(data: bytes, path: str, *, long: bool = False) -> RatingsFile:
    """Return the ratings in a file's bytes; an empty cell is a missing rating.

    Wide: the first column names the unit, each other column is a coder. Long: columns `coder`, `unit` and `value`; a pair
    that has no row is missing. Where every value is a number the categories are numbers in rising order.
    Raise `StudyError`, with path and line, for fewer than two coders, no rating at all, a row without a unit, and a unit
    (long: a coder's unit) that stands twice.
    """
    table = read_table(data, path)
    return _long(table) if long else _wide(table)


def refuse_one_coder(table: Table, coders: Sequence[str], remedy: str) -> None:
    """Raise `StudyError` when there are fewer than two coders."""
    if len(coders) < 2:
        who = f'There is one coder, "{coders[0]}"' if coders else "There is no coder"
        raise table.fault(None, f"{who}, and agreement needs two.", remedy)


def refuse_twice(table: Table, keys: Iterable[object], what: str) -> None:
    """Raise `StudyError` at the first row whose key stood in an earlier row."""
    seen: dict[object, int] = {}
    for row, key in enumerate(keys):
        first = seen.setdefault(key, row)
        if first != row:
            shown = " of ".join(map(str, reversed(key))) if isinstance(key, tuple) else key
            message = f'{what} "{shown}" stands twice, first in line {table.lines[first]}.'
            raise table.fault(row, message, "Keep one of the rows, or give one of them another name.")


def refuse_unnamed(table: Table, cells: Sequence[str], what: str) -> None:
    """Raise `StudyError` at the first row whose cell of this column is empty."""
    if not all(cells):
        raise table.fault(cells.index(""), f"This row names no {what}.", f"Write the {what}, or delete the row.")


def _wide(table: Table) -> RatingsFile:
    units, *columns = table.columns
    coders = table.names[1:]
    refuse_one_coder(table, coders, "The first column is the unit, each further column one coder.")
    refuse_unnamed(table, units, "unit")
    if len(set(units)) < len(units):
        refuse_twice(table, units, "Unit")
    numbers: dict[str, int] = {"": MISSING}
    matrix = np.empty((len(coders), len(units)), dtype=np.int64)
    for row, column in zip(matrix, columns, strict=True):
        row[:] = [numbers.setdefault(value, len(numbers) - 1) for value in column]

    def place(texts: set[str]) -> Place:
        found = (
            (line, number)
            for line, row in enumerate(zip(*columns, strict=True))
            for number, value in enumerate(row)
            if value in texts
        )
        line, number = next(found)
        return Place(table.lines[line], coders[number], columns[number][line])

    return _file(table, coders, matrix, numbers, place)


def _long(table: Table) -> RatingsFile:
    who, what, values = named_columns(table, LONG)
    refuse_unnamed(table, who, "coder")
    refuse_unnamed(table, what, "unit")
    coders = {name: number for number, name in enumerate(dict.fromkeys(who))}
    units = {name: number for number, name in enumerate(dict.fromkeys(what))}
    refuse_one_coder(table, tuple(coders), "Each row is one rating: columns coder, unit, value.")
    if len(set(zip(who, what, strict=True))) < len(who):
        refuse_twice(table, zip(who, what, strict=True), "Unit")
    if len(coders) * len(units) > _MOST_CELLS:
        message = f"{len(coders)} coders and {len(units)} units make a table of more than {_MOST_CELLS:,} cells."
        raise table.fault(None, message, "Compare fewer coders at a time.")
    numbers: dict[str, int] = {"": MISSING}
    given = [numbers.setdefault(value, len(numbers) - 1) for value in values]
    matrix = np.full((len(coders), len(units)), MISSING, dtype=np.int64)
    matrix[[coders[name] for name in who], [units[name] for name in what]] = given

    def place(texts: set[str]) -> Place:
        row = next(number for number, value in enumerate(values) if value in texts)
        return Place(table.lines[row], "value", values[row])

    return _file(table, tuple(coders), matrix, numbers, place)


def _file(
    table: Table, coders: tuple[str, ...], matrix: NDArray[np.int64], numbers: dict[str, int], place: _Find
) -> RatingsFile:
    names = list(numbers)[1:]
    if not names:
        raise StudyError(
            "No cell holds a rating.", remedy="An empty cell is a missing rating: fill some.", path=table.path
        )
    values = _numbers(names)
    if values is None:
        texts = {name for name in names if as_numbers([name]) is None}
        return RatingsFile(
            table.path,
            coders,
            Ratings(_small(matrix, len(names)), tuple(names)),
            place(texts),
            tuple((n, int((matrix == numbers[n]).sum())) for n in names if n.casefold() in _LIKE_MISSING),
        )
    distinct, first, rank = np.unique(values, return_index=True, return_inverse=True)
    # A missing rating (-1) reads the last place, which says -1 too.
    ranked = np.append(rank, MISSING)[matrix]
    ratings = Ratings(_small(ranked, len(distinct)), tuple(names[place] for place in first), distinct)
    return RatingsFile(table.path, coders, ratings, merged=len(distinct) < len(names))


def _numbers(names: Sequence[str]) -> Reals | None:
    """Return what `as_numbers` does, for a million texts at once."""
    try:
        found = np.fromiter(map(float, names), dtype=np.float64, count=len(names))
    except ValueError:
        return None
    return found if np.isfinite(found).all() else None


def _small(matrix: NDArray[np.int64], categories: int) -> NDArray[np.integer]:
    return matrix.astype(np.int8) if categories <= _SMALL else matrix
