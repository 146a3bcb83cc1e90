"""Displays and evidence as data frames, for those who go on in a notebook."""

from __future__ import annotations

import pandas as pd

from qualcode.model.display import Display
from qualcode.model.evidence import Evidence

PASSAGE_COLUMNS = (
    *("id", "document", "address", "speaker", "participant", "role", "case", "code", "coder"),
    *("stance", "weight", "start", "end", "words"),
)


def frame(display: Display) -> pd.DataFrame:
    """Return a display as a data frame: its rows by key, its columns by key, the rows' labels in a first column `label`.

    Counts are nullable integers, numbers and shares floats, quotes tuples; what is not known is missing. The title and
    notes are in `DataFrame.attrs`.
    """
    columns = {"label": pd.Series([row.label for row in display.rows], dtype="object")}
    for number, column in enumerate(display.columns):
        values = [row.cells[number].value for row in display.rows]
        kind = {"count": "Int64", "number": "Float64", "share": "Float64"}.get(column.type, "object")
        columns[column.key] = pd.Series(values, dtype=kind)
    made = pd.DataFrame(columns)
    made.index = pd.Index([row.key for row in display.rows], name=display.corner or "row")
    made.attrs = {"title": display.title, "notes": list(display.notes)}
    return made


def passages_frame(evidence: Evidence) -> pd.DataFrame:
    """Return the evidence as a data frame: one row for each coded passage, in the order of the evidence."""
    rows = [
        (
            passage.coding.id,
            passage.coding.document,
            passage.address,
            passage.speaker,
            passage.participant.id if passage.participant else None,
            passage.role,
            passage.case,
            passage.coding.code,
            passage.coding.coder,
            passage.coding.stance,
            passage.coding.weight,
            passage.coding.span.start if passage.coding.span else None,
            passage.coding.span.end if passage.coding.span else None,
            passage.words,
        )
        for passage in evidence.passages
    ]
    made = pd.DataFrame(rows, columns=list(PASSAGE_COLUMNS))
    return made.astype({"start": "Int64", "end": "Int64", "weight": "Float64"})
