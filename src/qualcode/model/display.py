"""What every analysis returns and every writer takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

ColumnType = Literal["text", "count", "number", "share", "quotes"]
Value = str | int | float | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column: a stable key, the label a reader sees, and the type of its values.

    `count` is an int, `number` a float, `share` a float from 0 to 1 shown in per cent, `quotes` a tuple of strings.
    """

    key: str
    label: str
    type: ColumnType = "text"


@dataclass(frozen=True, slots=True)
class Cell:
    """One value (`None`: nothing, or not known) and the ids of the codings it was made from."""

    value: Value
    codings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One row: key and label stand before the cells; `level` indents it below its parents (0 at the top)."""

    key: str
    label: str
    cells: tuple[Cell, ...]
    level: int = 0


@dataclass(frozen=True, slots=True)
class Display:
    """A table that says what it counts.

    `unit` is what one count stands for; `notes` carry unit, denominator, coder set, what was set aside and the counting
    rule as sentences; `set_aside` gives the same as reason → count. `corner` heads the column of row labels.
    One cell for each column in every row, or `ValueError`.
    """

    title: str
    unit: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    set_aside: Mapping[str, int] = field(default_factory=dict)
    parameters: Mapping[str, object] = field(default_factory=dict)
    seed: int | None = None
    corner: str = ""
    kind: str = "display"

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row.cells) != len(self.columns):
                raise ValueError(f"row {row.key!r} has {len(row.cells)} cells for {len(self.columns)} columns")
