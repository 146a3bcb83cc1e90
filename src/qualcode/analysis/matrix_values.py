"""What a matrix's cells may show, and of which type each is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from qualcode.model.display import ColumnType

Values = Literal[
    "count", "presence", "share", "row-share", "column-share", "per-1000", "state", "weight", "quotes", "summary"
]
TYPES: dict[str, ColumnType] = {
    "count": "count",
    "presence": "count",
    "share": "share",
    "row-share": "share",
    "column-share": "share",
    "per-1000": "number",
    "state": "text",
    "weight": "number",
    "quotes": "quotes",
    "summary": "text",
}
