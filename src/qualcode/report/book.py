"""The report as a workbook: a sheet for each of its tables, and every coding with all its attributes."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.coding.retrieve import evidence
from qualcode.report.labels import labelled, labels_of, sheet_columns
from qualcode.report.options import WriteOptions
from qualcode.report.study_report import StudyReport
from qualcode.report.tables.codings import codings_display
from qualcode.report.workbook.whole import write_whole
from qualcode.study.study import Study


def build_book(study: Study, report: StudyReport, coders: Sequence[str] | None = None) -> bytes:
    """Return a report's displays and the sheet `codings` as `.xlsx`; `coders` as in `coder_set`."""
    contents = report.contents
    language = contents.language
    codings = codings_display(evidence(study, coders), language)
    codings = labelled(codings, labels_of(study, language), sheet_columns(study))
    options = WriteOptions(language=language, style=contents.style)
    return write_whole((*report.displays, ("codings", codings)), contents.title, options)
