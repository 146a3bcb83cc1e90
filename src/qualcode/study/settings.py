"""What a study sets in `qualcode.toml`, and what reading that file comes to."""

from __future__ import annotations

import fnmatch
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from qualcode.model.calibration import QcaSettings
from qualcode.model.codebook import Wording
from qualcode.model.coding import Coder
from qualcode.model.document import TurnRole, Unit
from qualcode.model.feature import FeatureRule, Rival
from qualcode.model.names import name_key
from qualcode.model.problem import Problem
from qualcode.text.layout_settings import LayoutSettings

Approach = Literal["coding-reliability", "codebook", "content-analysis", "grounded", "reflexive"]


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
