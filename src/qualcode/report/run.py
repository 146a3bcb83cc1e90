"""`run`: the whole study into a folder, the same bytes every time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from qualcode.report.build import build_word
from qualcode.report.inputs import input_hashes
from qualcode.report.manifest import manifest
from qualcode.report.options import Language, WriteOptions
from qualcode.report.study_report import StudyReport, study_report
from qualcode.report.write import write_display
from qualcode.study.atomic import write_atomically
from qualcode.study.study import Study

TABLE_FORMATS = ("json", "csv")


@dataclass(frozen=True, slots=True)
class RunResult:
    """What a run wrote (paths below the output folder, in order) and what it left out and why."""

    written: tuple[str, ...]
    remarks: tuple[str, ...]


def run(study: Study, output: Path, language: Language, coders: Sequence[str] | None = None) -> RunResult:
    """Write the report, its displays as JSON and CSV, the agreement, and a manifest of it all; return what was written.

    The bytes depend on the study's files, the parameters and the versions in use alone: no clock, no random number.
    """
    report = study_report(study, language, coders)
    files = _files(report, language)
    parameters = {
        "language": language,
        "coders": None if coders is None else list(coders),
        "unit": study.settings.unit,
        "skip_turn_roles": list(study.settings.skip_turn_roles),
        "approach": study.settings.approach,
    }
    files["manifest.json"] = manifest(input_hashes(study), files, parameters)
    for name, data in files.items():
        write_atomically(output / name, data, str(output / name), durable=False)
    return RunResult(tuple(files), report.remarks)


def _files(report: StudyReport, language: Language) -> dict[str, bytes]:
    files = {"report.docx": build_word(report.contents)}
    options = WriteOptions(language=language)
    for name, display in report.displays:
        for suffix in TABLE_FORMATS:
            files[f"tables/{name}.{suffix}"] = write_display(display, suffix, options)
    if report.agreement is not None:
        answer = {"schema": 1, "kind": "agree", "parameters": {}, **report.agreement}
        files["agreement.json"] = msgspec.json.format(msgspec.json.encode(answer), indent=2) + b"\n"
    return files
