"""`run`: the whole study into a folder, the same bytes every time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from qualcode.model.display import Display
from qualcode.report.book import build_book
from qualcode.report.build import build_word
from qualcode.report.contents import Figure
from qualcode.report.embedded import with_manifest
from qualcode.report.figures.apart import Asked, Outcome, drawing
from qualcode.report.figures.inline import inline
from qualcode.report.figures.kind import Format
from qualcode.report.inputs import input_hashes
from qualcode.report.manifest import manifest
from qualcode.report.options import Language, WriteOptions
from qualcode.report.page.build import build_page, page
from qualcode.report.page.data import colors_of, page_data
from qualcode.report.page.drawings import drawing as shapes
from qualcode.report.page.drawings import with_figures
from qualcode.report.preset import USUAL
from qualcode.report.study_report import StudyReport, study_report
from qualcode.report.write import write_display
from qualcode.study.atomic import write_atomically
from qualcode.study.study import Study

TABLE_FORMATS = ("json", "csv")
PICTURES: tuple[Format, ...] = ("png", "svg")
MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class RunResult:
    """What a run wrote (paths below the output folder, in order) and what it left out and why."""

    written: tuple[str, ...]
    remarks: tuple[str, ...]


def run(
    study: Study, output: Path, language: Language, coders: Sequence[str] | None = None, preset: str = ""
) -> RunResult:
    """Write the report as Word, page and workbook, its displays as JSON and CSV, its figures, and a manifest of it all.

    `preset` as in `study_report`; without one the study's. The bytes depend on the study's files, the parameters and the
    versions in use alone: no clock, no random number. Nothing is written before everything is made.
    """
    chosen = preset or study.settings.report_preset or USUAL
    report = study_report(study, language, coders, chosen)
    remarks = list(report.remarks)
    asked = ["--preset", chosen, "--lang", language, *(("--coders", ",".join(coders)) if coders else ())]
    inputs = input_hashes(study)
    pictured = [each for part in report.contents.parts for each in part.figures if each.display is not None]
    on_page = with_figures(report.displays, False) if chosen == USUAL else []
    to_draw = [Asked(each.display, language, each.kind, PICTURES) for each in pictured if each.display]
    to_draw += [Asked(display, language, "", ("svg",), bare=True) for _, display in on_page]
    with drawing(to_draw) as figures:
        word, book, tables = build_word(report.contents), build_book(study, report, coders), _tables(report, language)
        outcomes = figures()
    drawn = _drawn(on_page, outcomes[len(pictured) :])
    made = {"report.docx": word, "report.html": _page(study, report, coders, chosen, drawn), "report.xlsx": book}
    files = dict(_with_manifests(made, inputs, asked))
    files |= tables
    files |= _figures(pictured, outcomes[: len(pictured)], remarks)
    parameters = {
        "language": language,
        "preset": chosen,
        "style": report.contents.style,
        "coders": None if coders is None else list(coders),
        "unit": study.settings.unit,
        "skip_turn_roles": list(study.settings.skip_turn_roles),
        "approach": study.settings.approach,
        "seeds": {name: display.seed for name, display in report.displays if display.seed is not None},
    }
    files[MANIFEST] = manifest(inputs, files, parameters, command=["run", *asked])
    for name, data in files.items():
        write_atomically(output / name, data, str(output / name), durable=False)
    return RunResult(tuple(files), tuple(dict.fromkeys(remarks)))


def _with_manifests(
    made: Mapping[str, bytes], inputs: Mapping[str, str], asked: Sequence[str]
) -> Iterator[tuple[str, bytes]]:
    """Yield the report as each of its files, with a manifest of its own: it may be sent without the others."""
    for name, data in made.items():
        # The page has all sections, whatever the preset.
        words = asked[2:] if name.endswith(".html") else asked
        yield name, with_manifest(data, Path(name).suffix, manifest(inputs, {}, {}, command=["report", *words]))


def _drawn(displays: Sequence[tuple[str, Display]], outcomes: Sequence[Outcome]) -> dict[str, str]:
    """Return the page's figures by the names of their displays, without those that could not be drawn."""
    pairs = zip(displays, outcomes, strict=True)
    return {
        name: shapes(inline(outcome[0], name, display.title))
        for (name, display), outcome in pairs
        if not isinstance(outcome, str)
    }


def _page(
    study: Study, report: StudyReport, coders: Sequence[str] | None, preset: str, drawn: Mapping[str, str]
) -> bytes:
    """Return the page, which has all tables: those of the report where that has them too, so that they are made once."""
    language = report.contents.language
    if preset != USUAL:
        return build_page(study, language, coders)
    return page(report, page_data(study, report, language, coders, drawn=drawn), colors_of(study), study.root)


def _tables(report: StudyReport, language: Language) -> dict[str, bytes]:
    options = WriteOptions(language=language)
    files = {
        f"tables/{name}.{suffix}": write_display(display, suffix, options)
        for name, display in report.displays
        for suffix in TABLE_FORMATS
    }
    if report.agreement is not None:
        answer = {"schema": 1, "kind": "agree", "parameters": {}, **report.agreement}
        files["agreement.json"] = msgspec.json.format(msgspec.json.encode(answer), indent=2) + b"\n"
    return files


def _figures(pictured: Sequence[Figure], outcomes: Sequence[Outcome], remarks: list[str]) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for each, outcome in zip(pictured, outcomes, strict=True):
        if isinstance(outcome, str):
            remarks.append(f"The figure {each.name} is left out: {outcome}")
        else:
            files |= {f"figures/{each.name}.{suffix}": data for suffix, data in zip(PICTURES, outcome, strict=True)}
    return files
