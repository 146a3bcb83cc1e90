"""A study that is not ours: read like any other, but nothing is written into its folder, not even a cache."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from qualcode.errors import StudyError
from qualcode.model.problem import error
from qualcode.study.codebook_file import read_codebook
from qualcode.study.codebook_reading import CodebookReading
from qualcode.study.settings import SettingsReading
from qualcode.study.settings_file import read_settings
from qualcode.study.structure_file import read_structure
from qualcode.study.structure_reading import StructureReading
from qualcode.study.study import Study


class OtherStudy(Study):
    """The study in another copy; whatever is wrong in it names the copy as `shown`."""

    def __init__(self, root: Path, shown: str) -> None:
        super().__init__(root)
        self.shown = shown
        try:
            self.refuse_unreadable()
            _ = self.listing, self.ledger_files  # a folder that cannot be listed would be missing from what is merged
        except StudyError as fault:
            raise self._named(fault) from fault

    @cached_property
    def settings_reading(self) -> SettingsReading:
        """`qualcode.toml` and what is wrong with it."""
        return read_settings(self.read_bytes("qualcode.toml"), "qualcode.toml")

    @cached_property
    def codebook_reading(self) -> CodebookReading:
        """`codebook.yaml` and what is wrong with it."""
        path = "codebook.yaml"
        if not (self.root / path).is_file():
            missing = error(path, None, "There is none in this copy.", "Ask for the whole folder.")
            return CodebookReading(read_codebook(b"codes: []", path).codebook, (missing,))
        return read_codebook(self.read_bytes(path), path, pipeline=self.settings.pipeline)

    @cached_property
    def structure_reading(self) -> StructureReading:
        """`structure.yaml` and what is wrong with it."""
        path = "structure.yaml"
        data = self.read_bytes(path) if (self.root / path).is_file() else b""
        return read_structure(data, None if self.codebook_fault else self.codebook, path)

    def read_bytes(self, path: str) -> bytes:
        """Return the bytes of a file of the copy; raise `StudyError` naming copy and file when it cannot be read."""
        try:
            return super().read_bytes(path)
        except StudyError as fault:
            raise self._named(fault) from fault

    def _named(self, fault: StudyError) -> StudyError:
        if fault.path is not None and fault.path.startswith(self.shown):
            return fault
        path = self.shown if fault.path is None else f"{self.shown}/{fault.path}"
        return StudyError(fault.message, path=path, line=fault.line, remedy=fault.remedy)
