"""Settings, codebook and structure as they were read, kept: what parses them is loaded only when one has changed."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualcode.model.codebook import Codebook
from qualcode.study.codebook_reading import CodebookReading
from qualcode.study.kept import kept_or_read
from qualcode.study.settings import SettingsReading

if TYPE_CHECKING:
    from qualcode.study.structure_reading import StructureReading

_VERSION = b"1"
"""Raised whenever a change of the readers may give other values or other problems, so that no cache outlives it."""


def settings_in(root: Path, data: bytes) -> SettingsReading:
    """Return what `read_settings` makes of the bytes of a study's `qualcode.toml`, which are not parsed twice."""

    def read() -> SettingsReading:
        reading: SettingsReading = _module("settings_file").read_settings(data)
        return reading

    return kept_or_read(root, "qualcode.toml", (_VERSION, data), SettingsReading, read)


def codebook_in(root: Path, data: bytes, pipeline: str = "") -> CodebookReading:
    """Return what `read_codebook` makes of the bytes of a study's `codebook.yaml`, which are not parsed twice."""

    def read() -> CodebookReading:
        reading: CodebookReading = _module("codebook_file").read_codebook(data, pipeline=pipeline)
        return reading

    return kept_or_read(root, "codebook.yaml", (_VERSION, data, pipeline.encode()), CodebookReading, read)


def structure_in(root: Path, data: bytes, codebook: Codebook | None) -> StructureReading:
    """Return what `read_structure` makes of the bytes of a study's `structure.yaml`, which are not parsed twice."""
    told = _module("structure_reading")

    def read() -> StructureReading:
        reading: StructureReading = _module("structure_file").read_structure(data, codebook)
        return reading

    book = b"" if codebook is None else codebook.hash.encode()
    found: StructureReading = kept_or_read(root, told.PATH, (_VERSION, data, book), told.StructureReading, read)
    return found


def _module(name: str) -> Any:
    return importlib.import_module(f"qualcode.study.{name}")
