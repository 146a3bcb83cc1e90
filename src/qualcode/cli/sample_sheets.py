"""A sample's sheet: written for a second coder, and read back."""

from __future__ import annotations

from pathlib import Path

from qualcode.cli.options import acting_coder
from qualcode.cli.output import plural, say
from qualcode.cli.word_desk import Language, show_brought, write_new
from qualcode.errors import UsageError
from qualcode.exchange.word_desk.sample_file import sample_file
from qualcode.exchange.word_desk.sheet import bring_sheet, sheet_rows, sheet_units
from qualcode.model.events import SampleEvent
from qualcode.report.sample_sheet import sample_csv
from qualcode.report.workbook.sample_sheet import sample_workbook
from qualcode.study.sheets import SheetReading
from qualcode.study.study import Study


def export_sheet(study: Study, sample: SampleEvent, target: Path, language: str) -> None:
    """Write a sample as a sheet to be filled in: Excel, Word or CSV by its suffix."""
    units = sheet_units(study, sample, language)
    if len(units) == 1:
        raise UsageError(f'No unit of "{sample.name}" stands in the texts as they are now. Nothing was written.')
    suffix = target.suffix.lower()
    if suffix == ".xlsx":
        data = sample_workbook(study.codebook, units, language)
    elif suffix == ".docx":
        data = sample_file(study, sample.name, units, language)
    else:
        data = sample_csv(units, language)
    write_new(study, target, data)
    lost = len(sample.units) - len(units) + 1
    left = f"; {lost} left out, as their document has another text now" if lost else ""
    say(
        f"Wrote {target}: {plural(len(units) - 1, sample.unit)}{left}. Read it back with `qualcode import {target.name} --coder HANDLE`."
    )


def import_sheet(
    study: Study,
    reading: SheetReading,
    file: Path,
    coder: str | None,
    format: str,
    report: Path | None,
    language: Language,
    *,
    done: bool,
) -> None:
    """Read a sample's sheet that came back as CSV or Excel, and leave with 1 when a row could not be placed."""
    actor = acting_coder(study, coder)
    brought = bring_sheet(study, actor, sheet_rows(reading, str(file)), str(file), done=done)
    show_brought(study, brought, actor.handle, file, format, report, language)
