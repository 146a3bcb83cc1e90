"""A sheet into a study: codings, marked answers, codes, or attributes, told by its columns."""

from __future__ import annotations

from pathlib import Path

from qualcode.errors import UsageError
from qualcode.exchange.refi.bring import Imported, import_project
from qualcode.exchange.sheets.attributes import import_attributes, is_attributes
from qualcode.exchange.sheets.codebook import read_codebook_sheet
from qualcode.exchange.sheets.codings_in import import_codings
from qualcode.exchange.sheets.columns import Lines
from qualcode.exchange.sheets.marked import MARKED, TEXT, read_marked
from qualcode.study.create import SETTINGS
from qualcode.study.study import Study

_PLACES = frozenset(("document", "address", "quote", "start"))


def import_sheet(lines: Lines, root: Path, shown: str, coder: str | None = None) -> Imported:
    """Bring a sheet into the study at `root` and return it with the report; twice adds nothing.

    Columns `text` and `coded_text` are marked answers; a code with a place is a coding; a code without one is an entry of
    the codebook; a document, case or participant without a code brings attributes. Raises `UsageError` for anything else,
    and where codings or attributes have no study to go to.
    """
    columns = set(lines.columns)
    known = Study(root).codebook if (root / SETTINGS).is_file() else None
    if {TEXT, MARKED} <= columns:
        return import_project(read_marked(lines, Path(shown).stem, coder or "", known), root, shown)
    is_coding = "code" in columns and bool(_PLACES & columns)
    if not is_coding and not is_attributes(lines) and columns & {"code", "id", "name"}:
        return import_project(read_codebook_sheet(lines, shown, known), root, shown)
    if not is_coding and not is_attributes(lines):
        raise UsageError(
            f"{shown} is no sheet that is known; it has the columns {', '.join(lines.columns[:8])}.",
            remedy="Codings have document, code and a place; a codebook code or id; attributes document, case or participant.",
        )
    if not (root / SETTINGS).is_file():
        raise UsageError(f"There is no study in {root}.", remedy="Its codings need the documents they are about.")
    study = Study(root)
    study.refuse_unreadable()
    return import_codings(study, lines, shown, coder) if is_coding else import_attributes(study, lines, shown)
