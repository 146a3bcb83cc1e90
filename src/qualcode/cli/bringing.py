"""What `import` and `codebook import` bring in, and what `export` and `codebook export` write as sheets."""

from __future__ import annotations

from pathlib import Path

from qualcode.cli.options import read_given
from qualcode.errors import UsageError
from qualcode.exchange.kinds import kind_of
from qualcode.exchange.qualcoder.read import read_qualcoder
from qualcode.exchange.refi.bring import Imported, import_project
from qualcode.exchange.refi.read import read_project
from qualcode.exchange.sheets.bring import import_sheet
from qualcode.exchange.sheets.codings_out import as_csv
from qualcode.exchange.sheets.columns import read_lines
from qualcode.exchange.taguette.read import read_taguette
from qualcode.model.display import Display
from qualcode.report.options import WriteOptions
from qualcode.report.workbook.list_book import list_book
from qualcode.report.write import write_display
from qualcode.study.atomic import write_atomically

SHEETS = (".csv", ".xlsx")


def bring(file: Path, root: Path, coder: str | None, project: str | None) -> Imported:
    """Bring a project or a sheet into the study at `root`, chosen by what the file is."""
    kind = kind_of(file)
    if project is not None and kind != "taguette":
        raise UsageError("--project is for a Taguette database.", remedy="Leave it out.")
    if coder is not None and kind != "sheet":
        raise UsageError("--coder is for sheets and Word files: a project names its coders.", remedy="Leave it out.")
    if kind == "sheet":
        return import_sheet(read_lines(read_given(file), str(file)), root, file.name, coder)
    if kind == "word":
        raise UsageError(f"{file.name} is a Word document.", remedy="Give it a name that ends in .docx.")
    if kind == "qualcoder":
        return import_project(read_qualcoder(file), root, file.name)
    if kind == "taguette":
        return import_project(read_taguette(file, project=project), root, file.name)
    return import_project(read_project(file), root, file.name)


def write_sheet(display: Display, file: Path) -> None:
    """Write a display as a plain list that can be brought in again: CSV, a workbook, or (to be read) a Word table."""
    suffix = file.suffix.lower()
    if suffix == ".docx":
        data = write_display(display, "docx")
    else:
        data = as_csv(display) if suffix == ".csv" else list_book(display, WriteOptions())
    write_atomically(file, data, str(file))
