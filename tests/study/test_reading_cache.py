"""The cache of readings is never trusted over the file, and its loss costs time alone."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from studies import make_study, reopened, write_document

from qualcode.study.study import Study
from qualcode.text import read as reader
from qualcode.text.layout_settings import LayoutSettings

OLD_NS = 1_700_000_000_000_000_000


def cached(root: Path) -> list[Path]:
    return sorted((root / ".qualcode" / "cache" / "documents").rglob("*.msgpack"))


def counting(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list to which every reading by a format's reader adds the document's id."""
    read: list[str] = []
    real = reader.read_document

    def reading(data: bytes, *, id: str, layout: LayoutSettings, **more: Any) -> object:
        read.append(id)
        return real(data, id=id, layout=layout, **more)

    monkeypatch.setattr("qualcode.text.read.read_document", reading)
    return read


def aged(root: Path, text: str = "甲：一二三。\n") -> Path:
    path = write_document(root, "INT01", text)
    os.utime(path, ns=(OLD_NS, OLD_NS))
    return path


def test_an_old_unchanged_file_is_not_even_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    study = make_study(tmp_path, documents={})
    aged(tmp_path)
    first = reopened(study).document("INT01")
    again = reopened(study)
    real = Study.read_bytes

    def refusing(self: Study, path: str) -> bytes:
        assert not path.endswith(".txt"), "the file was opened again"
        return real(self, path)

    monkeypatch.setattr(Study, "read_bytes", refusing)
    assert again.document("INT01") == first


def test_a_change_of_the_same_size_and_time_is_found_while_the_time_is_fresh(tmp_path: Path) -> None:
    study = make_study(tmp_path, documents={"INT01": "甲：一二三。\n"})
    path = tmp_path / "interviews/INT01.txt"
    before = path.stat()
    assert "一二三" in reopened(study).document("INT01").text
    with path.open("r+b") as file:  # in place: size and inode stay
        file.write("甲：四五六。\n".encode())
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    after = path.stat()
    assert (before.st_size, before.st_mtime_ns, before.st_ino) == (after.st_size, after.st_mtime_ns, after.st_ino)
    assert "四五六" in reopened(study).document("INT01").text


def test_a_fresh_file_is_hashed_and_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    study = make_study(tmp_path, documents={"INT01": "甲：一二三。\n"})
    read = counting(monkeypatch)
    for _ in range(3):
        reopened(study).document("INT01")
    assert read == ["INT01"]


def test_a_touched_file_is_hashed_and_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    study = make_study(tmp_path, documents={})
    path = aged(tmp_path)
    read = counting(monkeypatch)
    reopened(study).document("INT01")
    os.utime(path, ns=(OLD_NS + 10**10, OLD_NS + 10**10))
    reopened(study).document("INT01")
    assert read == ["INT01"]


@pytest.mark.parametrize("damage", [b"", b"\x00" * 50, b"\x93\x01\x02\x03", None])
def test_a_damaged_or_missing_cache_costs_time_alone(tmp_path: Path, damage: bytes | None) -> None:
    study = make_study(tmp_path, documents={})
    aged(tmp_path)
    first = reopened(study).document("INT01")
    (kept,) = cached(tmp_path)
    kept.unlink() if damage is None else kept.write_bytes(damage)
    assert reopened(study).document("INT01") == first
    assert cached(tmp_path) == [kept]


def test_one_flipped_byte_anywhere_in_the_cache_changes_no_reading(tmp_path: Path) -> None:
    study = make_study(tmp_path, documents={})
    aged(tmp_path)
    first = reopened(study).document("INT01")
    (kept,) = cached(tmp_path)
    whole = kept.read_bytes()
    for place in range(0, len(whole), 5):
        kept.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert reopened(study).document("INT01") == first


def test_a_cache_that_cannot_be_written_costs_time_alone(tmp_path: Path) -> None:
    study = make_study(tmp_path, documents={})
    aged(tmp_path)
    (tmp_path / ".qualcode").mkdir(exist_ok=True)
    (tmp_path / ".qualcode" / "cache").write_bytes(b"a file where a folder should be")
    assert "一二三" in reopened(study).document("INT01").text


def test_new_layout_settings_read_the_document_again(tmp_path: Path) -> None:
    study = make_study(tmp_path, documents={})
    aged(tmp_path, "Dan: How so?\nEve: Like this.\nDan: And then?\nEve: Nothing.\n")
    assert reopened(study).document("INT01").speakers == ("Dan", "Eve")
    toml = tmp_path / "qualcode.toml"
    toml.write_text(toml.read_text("utf-8") + '\n[layout.INT01]\nlayout = "none"\n', encoding="utf-8")
    assert reopened(study).document("INT01").speakers == ()
