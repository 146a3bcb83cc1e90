"""`qualcode.toml` → settings, and everything that is wrong with it at once."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Mapping
from typing import cast

from qualcode.model.coding import Coder
from qualcode.model.document import UNITS, TurnRole, Unit
from qualcode.model.names import name_key
from qualcode.model.problem import Problem, error
from qualcode.study.dates import is_date
from qualcode.study.settings import Approach, MatrixSettings, Settings, SettingsReading
from qualcode.study.settings_qca import read_qca
from qualcode.study.settings_rules import read_features
from qualcode.study.settings_tables import read_coders, read_documents_was, read_labels, read_layouts
from qualcode.study.toml_tables import TomlFaults, TomlTable

APPROACHES: tuple[Approach, ...] = ("coding-reliability", "codebook", "content-analysis", "grounded", "reflexive")
TURN_ROLES: tuple[TurnRole, ...] = ("interviewer", "respondent")
REPORT_LANGUAGES = ("en", "zh")
STYLES = ("three-line", "apa", "grid")
_PLACE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$")


def read_settings(data: bytes, path: str = "qualcode.toml") -> SettingsReading:
    """Return the settings in a file's bytes with all their problems; never raises for what the file holds.

    An unknown key, a wrong type and a wrong value are each an error with its line, and the default stands in their
    place; a file that is no TOML gives the defaults alone. `path` is what problems name.
    """
    try:
        text = data.decode("utf-8-sig")
        values = tomllib.loads(text)
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        return _unread(error(path, line, "This is not UTF-8.", "Save the file as UTF-8."))
    except tomllib.TOMLDecodeError as fault:
        return _unread(_syntax_problem(str(fault), text, path))
    except RecursionError:
        return _unread(error(path, None, "This is nested too deep to be read."))
    faults = TomlFaults(text, path)
    settings = _settings(TomlTable(values, (), faults))
    return SettingsReading(settings, tuple(sorted(faults.problems, key=lambda problem: problem.line or 0)))


def _unread(problem: Problem) -> SettingsReading:
    return SettingsReading(Settings(), (problem,))


def _syntax_problem(message: str, text: str, path: str) -> Problem:
    place = _PLACE.search(message)
    line = int(place[1]) if place and place[1] else text.rstrip("\n").count("\n") + 1
    said = _PLACE.sub("", message)
    if any(row.startswith(("<<<<<<< ", ">>>>>>> ")) for row in text.splitlines()):
        remedy = "Keep the lines that both copies need, and take the marks (<<<<<<<, =======, >>>>>>>) out."
        return error(path, line, "This holds the marks of a merge that git left to you.", remedy)
    if said.startswith("Cannot declare"):
        said = "a table is declared twice"
    return error(path, line, f"This is not TOML: {said}.", "Texts stand in quotes, and every key has one value.")


def _known_tables(root: TomlTable) -> None:
    root.only(
        (
            "study",
            "segmentation",
            "documents",
            "layout",
            "limits",
            "coders",
            "spacy",
            "report",
            "labels",
            "features",
            "qca",
        )
    )


def _settings(root: TomlTable) -> Settings:
    _known_tables(root)
    study, segmentation, documents = root.table("study"), root.table("segmentation"), root.table("documents")
    limits, spacy, report = root.table("limits"), root.table("spacy"), root.table("report")
    study.only(("title", "languages", "approach", "notice"))
    segmentation.only(("unit", "skip_turn_roles"))
    documents.only(("ignore", "was"))
    limits.only(("document_mb",))
    spacy.only(("pipeline",))
    report.only(("coders", "language", "date", "style", "author", "preset", "matrices"))
    coders, coders_was = read_coders(root.table("coders"))
    features, rivals = read_features(root.table("features"))
    return Settings(
        title=study.text("title"),
        languages=study.texts("languages"),
        approach=cast(Approach, study.choice("approach", APPROACHES, "codebook")),
        notice=study.text("notice"),
        unit=cast(Unit, segmentation.choice("unit", UNITS, "turn")),
        skip_turn_roles=cast(tuple[TurnRole, ...], segmentation.choices("skip_turn_roles", TURN_ROLES)),
        ignore=documents.texts("ignore"),
        documents_was=read_documents_was(documents.table("was")),
        layouts=read_layouts(root.table("layout")),
        document_mb=limits.number("document_mb", 50),
        coders=coders,
        coders_was=coders_was,
        pipeline=spacy.text("pipeline"),
        report_coders=_report_coders(report, coders, coders_was),
        report_language=report.choice("language", ("", *REPORT_LANGUAGES), ""),
        report_date=_date(report),
        report_style=report.choice("style", STYLES, STYLES[0]),
        report_author=report.text("author"),
        report_preset=report.text("preset"),
        labels=read_labels(root.table("labels")),
        report_matrices=tuple(read_matrix(entry) for entry in report.listed("matrices")),
        features=features,
        rivals=rivals,
        qca=read_qca(root.table("qca")),
    )


def _report_coders(report: TomlTable, coders: tuple[Coder, ...], was: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    known = {name_key(handle) for coder in coders for handle in (coder.handle, *was.get(coder.handle, ()))}
    handles = report.texts("coders")
    for handle in handles:
        if name_key(handle) not in known and handle != "all":
            report.error("coders", f'No coder "{handle}".', f"Known: {', '.join(c.handle for c in coders) or 'none'}.")
    return handles


def _date(report: TomlTable) -> str:
    written = report.values.get("date", "")
    if isinstance(written, str) and (not written or is_date(written)):
        return written
    if isinstance(written, datetime.date):
        return written.isoformat()[:10]  # TOML's own date, without quotes
    report.error("date", '"date" in [report] is not a date.', 'Write it as "2026-03-01".')
    return ""


def read_matrix(entry: TomlTable) -> MatrixSettings:
    """Return what one table of `matrices` asks for."""
    entry.only(("rows", "columns", "values", "level", "codes"))
    level = entry.values.get("level")
    if level is not None and (not isinstance(level, int) or isinstance(level, bool) or level < 1):
        entry.error("level", '"level" must be a whole number from 1.')
        level = None
    return MatrixSettings(
        entry.text("rows", "code"),
        entry.text("columns", "case"),
        entry.text("values", "count"),
        level,
        entry.texts("codes"),
    )
