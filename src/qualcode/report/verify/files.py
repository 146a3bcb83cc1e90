"""Which reader reads which file that was handed in."""

from __future__ import annotations

import csv
import zipfile
import zlib
from collections.abc import Callable, Mapping

import msgspec
from lxml import etree

from qualcode.errors import StudyError, UsageError
from qualcode.report.verify.contents import Delivered, Grid
from qualcode.report.verify.plain import read_csv, read_json, read_markdown
from qualcode.report.verify.web import read_web
from qualcode.report.verify.word import read_word
from qualcode.report.workbook.read import read_sheets

_UNREADABLE = (
    *(zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, msgspec.DecodeError, csv.Error),
    *(KeyError, ValueError, TypeError, IndexError, AttributeError, EOFError, OSError, NotImplementedError, SyntaxError),
)


def read_delivered(data: bytes, path: str) -> Delivered:
    """Return what a file says by its suffix; raise `UsageError` for another kind, `StudyError` for one that is damaged."""
    suffix = path.rpartition(".")[2].lower()
    if suffix not in READERS:
        known = ", ".join(f".{name}" for name in READERS)
        raise UsageError(
            f"{path} cannot be verified: only {known} can.", remedy="Name one of these, or the output folder."
        )
    try:
        return READERS[suffix](data)
    except _UNREADABLE as fault:
        raise StudyError("is damaged, or no such file at all.", remedy="Write it anew.", path=path) from fault


def read_workbook(data: bytes) -> Delivered:
    """Return what a `.xlsx` says, a table for each sheet; the header of one with a title stands below it."""
    grids = []
    for name, rows in read_sheets(data):
        titled = len(rows) > 2 and not any(rows[1]) and not any(rows[0][1:])
        below = rows[2:] if titled else rows
        grids.append(Grid(name, below[0] if below else (), tuple(row for row in below[1:] if any(row))))
    return Delivered(tuple(grids))


READERS: Mapping[str, Callable[[bytes], Delivered]] = {
    "docx": read_word,
    "html": read_web,
    "xlsx": read_workbook,
    "json": read_json,
    "csv": read_csv,
    "md": read_markdown,
}
