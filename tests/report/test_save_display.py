"""A display in a file: the format by its suffix, the old file or the new, one sentence when it cannot be."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from display_samples import matrix

from qualcode.errors import NotFoundError, StudyError, UsageError
from qualcode.registry import names
from qualcode.report.options import WriteOptions
from qualcode.report.write import save_display, write_display


def test_every_writer_takes_any_display() -> None:
    others = set(names("writer")) - {"png", "svg"}  # figures need a font, and have their own tests
    assert {"csv", "docx", "html", "json", "md", "table", "xlsx"} <= others
    assert all(write_display(matrix(), name) for name in others)


@pytest.mark.parametrize("name", ["csv", "docx", "html", "json", "md", "xlsx"])
def test_the_suffix_names_the_writer(tmp_path: Path, name: str) -> None:
    path = tmp_path / f"矩阵.{name.upper()}"
    save_display(matrix(), path, WriteOptions("zh"))
    assert path.read_bytes() == write_display(matrix(), name, WriteOptions("zh"))
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_an_unknown_suffix_is_refused_with_the_nearest_that_is_known(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match=r'No format "doc"\. Nearest: docx'):
        save_display(matrix(), tmp_path / "matrix.doc")


def test_a_name_without_a_suffix_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no suffix"):
        save_display(matrix(), tmp_path / "matrix")


def test_a_folder_that_cannot_be_written_to_is_told_in_a_sentence_and_the_old_file_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "matrix.md"
    path.write_text("old", encoding="utf-8")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", refuse)
    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(StudyError, match=r"matrix\.md: .*Permission denied"):
        save_display(matrix(), path)
    assert path.read_text(encoding="utf-8") == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["matrix.md"]
