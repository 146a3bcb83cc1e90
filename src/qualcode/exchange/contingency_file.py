"""Two coders' ratings from elsewhere as a square table: rows are the first coder's categories, columns the second's."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from qualcode.agreement.counts import Integers
from qualcode.agreement.ratings import Ratings, as_numbers, from_contingency
from qualcode.exchange.ratings_file import RatingsFile, refuse_twice, refuse_unnamed
from qualcode.exchange.table_file import Table, read_table

CODERS = ("rows", "columns")
_TOTALS = frozenset({"total", "totals", "sum", "all", "合计", "总计", "合計", "總計", "总和"})
_MOST = 20_000_000


@dataclass(frozen=True, eq=False, slots=True)
class ContingencyFile(RatingsFile):
    """The ratings of a table. `ordered` says that the labels are no numbers, so that their order stands for the scale."""

    ordered: bool = False


def read_contingency(data: bytes, path: str) -> ContingencyFile:
    """Return the ratings behind a table in a file's bytes, whose first row and first column are the labels.

    A category that one coder never used may be missing on that side. Raise `StudyError`, with path and line, for a label
    that stands twice, labels of which neither side holds all, a row or column of totals, and a count that is no whole
    number from 0.
    """
    table = read_table(data, path)
    rows, columns = table.columns[0], table.names[1:]
    refuse_unnamed(table, rows, "category")
    refuse_twice(table, rows, "Category")
    labels = _labels(table, rows, columns)
    written = np.array(
        [
            [_count(table, row, column, cell) for row, cell in enumerate(cells)]
            for column, cells in zip(columns, table.columns[1:], strict=True)
        ],
        dtype=np.int64,
    ).reshape(len(columns), len(rows))
    _refuse_totals(table, rows[-1], written.T)
    _refuse_totals(table, table.names[-1], written)
    places = {label: place for place, label in enumerate(labels)}
    counts = np.zeros((len(labels), len(labels)), dtype=np.int64)
    counts[np.ix_([places[label] for label in rows], [places[label] for label in columns])] = written.T
    total = int(counts.sum())
    if not total:
        raise table.fault(None, "Every count is 0.", "Each cell is how many units the two coders rated so.")
    if total > _MOST:
        raise table.fault(
            None, f"The counts add up to {total:,}, and at most {_MOST:,} units are taken.", "Check them."
        )
    ratings: Ratings = from_contingency(counts, labels)  # type: ignore[arg-type]  # an array is a sequence of rows
    return ContingencyFile(path, CODERS, ratings, ordered=as_numbers(labels) is None)


def _refuse_totals(table: Table, label: str, counts: Integers) -> None:
    """Raise `StudyError` when the last of these counts, so named, is the sum of those before it."""
    if label.casefold() in _TOTALS and len(counts) > 1 and (counts[:-1].sum(axis=0) == counts[-1]).all():
        raise table.fault(
            None, f'"{label}" holds the totals of the others.', "Delete the row and the column of totals."
        )


def _labels(table: Table, rows: tuple[str, ...], columns: tuple[str, ...]) -> tuple[str, ...]:
    only_rows = [label for label in rows if label not in columns]
    only_columns = [label for label in columns if label not in rows]
    if only_rows and only_columns:
        raise table.fault(
            None,
            f'The labels differ: "{only_rows[0]}" is a row and no column, "{only_columns[0]}" a column and no row ({len(rows)} rows, {len(columns)} columns).',
            "Spell them alike; give a category that a coder never used a row or column of zeros.",
        )
    return columns if only_columns else rows


def _count(table: Table, row: int, column: str, cell: str) -> int:
    found = as_numbers([cell])
    number = None if found is None else float(found[0])
    if number is None or number < 0 or not number.is_integer():
        shown = f'"{cell}"' if cell else "empty"
        raise table.fault(
            row,
            f'The count in column "{column}" is {shown}, and a count is a whole number from 0.',
            "Write how many units the two coders rated so; 0 for none.",
        )
    return int(number)
