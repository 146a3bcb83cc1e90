"""What was read from the codebook and the structure is kept, and is never trusted over the files."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from qualcode.study.codebook_file import read_codebook
from qualcode.study.kept_files import codebook_in, settings_in, structure_in
from qualcode.study.settings_file import read_settings
from qualcode.study.structure_file import read_structure

ROOT = Path(__file__).resolve().parents[2]
BOOK = (ROOT / "codebook.yaml").read_bytes()
SETTINGS = (ROOT / "qualcode.toml").read_bytes()
STRUCTURE = (ROOT / "structure.yaml").read_bytes()


def test_what_was_kept_equals_what_is_read(tmp_path: Path) -> None:
    for _ in range(2):
        assert settings_in(tmp_path, SETTINGS) == read_settings(SETTINGS)
        reading = codebook_in(tmp_path, BOOK)
        assert reading == read_codebook(BOOK)
        assert structure_in(tmp_path, STRUCTURE, reading.codebook) == read_structure(STRUCTURE, reading.codebook)


def test_an_unchanged_codebook_is_not_parsed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = codebook_in(tmp_path, BOOK)
    monkeypatch.setattr("qualcode.study.codebook_file.read_codebook", lambda *_, **__: pytest.fail("parsed again"))
    assert codebook_in(tmp_path, BOOK) == first


def test_other_bytes_or_another_pipeline_are_read_anew(tmp_path: Path) -> None:
    codebook_in(tmp_path, BOOK)
    changed = BOOK.replace(b"version:", b"version: 9 #", 1)
    assert codebook_in(tmp_path, changed).codebook.hash != codebook_in(tmp_path, BOOK).codebook.hash
    assert codebook_in(tmp_path, BOOK, "zh_core_web_sm") == read_codebook(BOOK, pipeline="zh_core_web_sm")


def test_a_code_that_left_the_codebook_leaves_the_kept_structure(tmp_path: Path) -> None:
    whole, none = read_codebook(BOOK).codebook, read_codebook(b"codes: [{id: X}]").codebook
    assert structure_in(tmp_path, STRUCTURE, whole).problems == ()
    assert structure_in(tmp_path, STRUCTURE, none).problems


@pytest.mark.parametrize("damage", [b"", b"short", b"\x00" * 400])
def test_a_damaged_or_forbidden_cache_costs_time_alone(tmp_path: Path, damage: bytes) -> None:
    first = codebook_in(tmp_path, BOOK)
    (tmp_path / ".qualcode/cache/codebook.yaml.msgpack").write_bytes(damage)
    assert codebook_in(tmp_path, BOOK) == first
    shutil.rmtree(tmp_path / ".qualcode")
    (tmp_path / ".qualcode").write_text("a file stands where the folder should")
    assert codebook_in(tmp_path, BOOK) == first
