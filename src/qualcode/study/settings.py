"""`qualcode.toml` → settings, and everything that is wrong with it at once."""

from __future__ import annotations

import datetime
import fnmatch
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, cast

from qualcode.model.calibration import QcaSettings
from qualcode.model.codebook import Wording
from qualcode.model.coding import Coder
from qualcode.model.document import UNITS, TurnRole, Unit
from qualcode.model.feature import FeatureRule, Rival
from qualcode.model.names import name_key
from qualcode.model.problem import Problem, error
from qualcode.study.dates import is_date
from qualcode.study.settings_qca import read_qca
from qualcode.study.settings_rules import read_features
from qualcode.study.settings_tables import read_coders, read_documents_was, read_labels, read_layouts
from qualcode.study.toml_tables import TomlFaults, TomlTable
from qualcode.text.layout_settings import LayoutSettings

Approach = Literal["coding-reliability", "codebook", "content-analysis", "grounded", "reflexive"]
APPROACHES: tuple[Approach, ...] = ("coding-reliability", "codebook", "content-analysis", "grounded", "reflexive")
TURN_ROLES: tuple[TurnRole, ...] = ("interviewer", "respondent")
REPORT_LANGUAGES = ("en", "zh")
STYLES = ("three-line", "apa", "grid")
_PLACE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$")


@dataclass(frozen=True, slots=True)
class MatrixSettings:
    """A matrix that the report prints: what its rows, columns and cells show, the level of codes, and which (none: all)."""

    rows: str = "code"
    columns: str = "case"
    values: str = "count"
    level: int | None = None
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Settings:
    """What a study sets, with the default for everything it does not.

    `coders_was` and `documents_was` map a present handle or id to its old ones, the latest first; `layouts` maps a
    document's id or a glob to what is said of its speakers, in the file's order. `document_mb` is in units of
    1,048,576 bytes. `report_coders` is empty when the report chooses by its own rule, `report_date` and
    `report_language` when nothing is set. `labels` are shown in place of values of the sheets.
    """

    title: str = ""
    languages: tuple[str, ...] = ()
    approach: Approach = "codebook"
    notice: str = ""
    unit: Unit = "turn"
    skip_turn_roles: tuple[TurnRole, ...] = ()
    ignore: tuple[str, ...] = ()
    documents_was: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    layouts: Mapping[str, LayoutSettings] = field(default_factory=dict)
    document_mb: float = 50
    coders: tuple[Coder, ...] = ()
    coders_was: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    pipeline: str = ""
    report_coders: tuple[str, ...] = ()
    report_language: str = ""
    report_date: str = ""
    report_style: str = "three-line"
    report_author: str = ""
    report_preset: str = ""
    labels: Mapping[str, Wording] = field(default_factory=dict)
    report_matrices: tuple[MatrixSettings, ...] = ()
    features: tuple[FeatureRule, ...] = ()
    rivals: tuple[Rival, ...] = ()
    qca: QcaSettings = field(default_factory=QcaSettings)

    @property
    def people(self) -> tuple[Coder, ...]:
        """The human coders, further rounds aside: who may act without being named when there is but one."""
        return tuple(coder for coder in self.coders if coder.kind == "human" and not coder.is_round)

    @property
    def first_readers(self) -> tuple[str, ...]:
        """The handles of those who are neither a consensus nor a further round: whose readings are compared."""
        return tuple(coder.handle for coder in self.coders if coder.kind != "consensus" and not coder.is_round)

    def find_coder(self, handle: str) -> Coder | None:
        """Return the coder with this handle, present or past, whatever its case; `None` when there is none."""
        key = name_key(handle.strip())
        for coder in self.coders:
            if name_key(coder.handle) == key:
                return coder
        for coder in self.coders:
            if any(name_key(old) == key for old in self.coders_was.get(coder.handle, ())):
                return coder
        return None

    def folders_of(self, handle: str) -> tuple[str, ...]:
        """Return the names of the folders that hold a coder's ledgers: the handle, then its old ones."""
        coder = self.find_coder(handle)
        return (handle,) if coder is None else (coder.handle, *self.coders_was.get(coder.handle, ()))

    def layout_for(self, document_id: str) -> LayoutSettings:
        """Return what is said of a document's speakers: under its own id, else under the first glob that fits it."""
        key = name_key(document_id)
        for name, layout in self.layouts.items():
            if name_key(name) == key:
                return layout
        for name, layout in self.layouts.items():
            if fnmatch.fnmatchcase(key, name_key(name)):
                return layout
        return LayoutSettings()


@dataclass(frozen=True, slots=True)
class SettingsReading:
    """What could be read of the settings, and their problems in the order of their lines."""

    settings: Settings
    problems: tuple[Problem, ...]


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
