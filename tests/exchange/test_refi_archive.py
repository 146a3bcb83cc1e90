"""Hostile archives are refused before anything is written, whatever they hold."""

from __future__ import annotations

import io
import stat
import struct
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from refi_files import codes, packed, qde, selection, source

from qualcode.errors import QualcodeError, StudyError
from qualcode.exchange.refi import archive
from qualcode.exchange.refi.bring import import_project
from qualcode.exchange.refi.read import read_project

GOOD = qde(codes("A") + f"<Sources>{source(1, 'T', selection(1, 0, 3))}</Sources>").encode()
TEXT = {"sources/00000000-0000-4000-8000-000000000201.txt": b"One two.\n"}


def twice() -> bytes:
    written = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(written, "w") as file:
        warnings.simplefilter("ignore")
        for name in ("project.qde", "Project.QDE"):
            file.writestr(name, GOOD)
    return written.getvalue()


def linked() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as file:
        info = zipfile.ZipInfo("sources/x.txt")
        info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        file.writestr(info, "/etc/passwd")
        file.writestr("project.qde", GOOD)
    return written.getvalue()


def encrypted() -> bytes:
    data = bytearray(packed({"project.qde": GOOD}))
    entry = data.rfind(b"PK\x01\x02")
    data[entry + 8] |= 1
    return bytes(data)


def bomb() -> bytes:
    return packed({"project.qde": b"<Project>" + b" " * 300_000_000 + b"</Project>"})


def long_list() -> bytes:
    data = bytearray(packed({"project.qde": GOOD}))
    struct.pack_into("<L", data, data.rfind(b"PK\x05\x06") + 12, 2**31)
    return bytes(data)


def crowd() -> bytes:
    return packed({f"sources/{number}.txt": b"" for number in range(archive.MOST_MEMBERS + 1)} | {"project.qde": GOOD})


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "two of one name": (twice, "two of its members"),
    "a link": (linked, "is a link"),
    "encrypted": (encrypted, "is encrypted"),
    "a bomb": (bomb, "would unpack to"),
    "a list of members without end": (long_list, "the list of its members"),
    "too many members": (crowd, "members"),
    "a path upwards": (lambda: packed({"../project.qde": GOOD}), "leads out"),
    "a path upwards by backslashes": (lambda: packed({"a\\..\\..\\b.txt": b"", "project.qde": GOOD}), "leads out"),
    "an absolute path": (lambda: packed({"/etc/x": b"", "project.qde": GOOD}), "leads out"),
    "a drive": (lambda: packed({"C:/x": b"", "project.qde": GOOD}), "leads out"),
    "no project": (lambda: packed({"a.txt": b""}), "no .qde"),
    "two projects": (lambda: packed({"a.qde": GOOD, "b.qde": GOOD}), "2 .qde"),
    "cut off": (lambda: packed({"project.qde": GOOD})[:-30], "its end is missing"),
    "an empty file": (lambda: b"PK\x03\x04", "no zip archive"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_refused(tmp_path: Path, case: str) -> None:
    make, said = HOSTILE[case]
    path = tmp_path / "x.qdpx"
    path.write_bytes(make())
    with pytest.raises(StudyError, match=said):
        read_project(path)
    assert list(tmp_path.iterdir()) == [path]


def test_a_member_longer_than_it_says_is_refused(tmp_path: Path) -> None:
    data = bytearray(packed({"project.qde": b"<Project>" + b"a" * 5_000_000}))
    entry = data.rfind(b"PK\x01\x02")
    struct.pack_into("<L", data, entry + 24, 100)
    (tmp_path / "x.qdpx").write_bytes(data)
    with pytest.raises(StudyError):
        read_project(tmp_path / "x.qdpx")


def test_files_that_macos_adds_are_passed_over(tmp_path: Path) -> None:
    extras = {"__MACOSX/._project.qde": b"x", "._project.qde": b"x", ".DS_Store": b"x"}
    (tmp_path / "x.qdpx").write_bytes(packed({"project.qde": GOOD, **TEXT, **extras}))
    assert read_project(tmp_path / "x.qdpx").project.sources[0].text == "One two.\n"


VALID = packed({"project.qde": GOOD, **TEXT})


def tried(data: bytes, folder: Path) -> None:
    """Import bytes; nothing but our own errors may come of it, and nothing outside the study."""
    path = folder / "x.qdpx"
    path.write_bytes(data)
    before = {each.name for each in folder.iterdir()}
    try:
        import_project(read_project(path), folder / "study", "x")
    except QualcodeError as fault:
        assert str(fault).strip()
    assert {each.name for each in folder.iterdir()} <= before | {"study"}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(VALID) - 1), st.integers(0, 255)), min_size=1, max_size=8))
def test_mutated_archives(tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[int, int]]) -> None:
    data = bytearray(VALID)
    for at, byte in changes:
        data[at] = byte
    tried(bytes(data), tmp_path_factory.mktemp("fuzz"))


PIECES = st.sampled_from(
    (
        "<",
        ">",
        '"',
        "guid",
        "-1",
        "99999999999999",
        "&#0;",
        "&amp;",
        "\ud7ff",
        "<Coding/>",
        "<Code/>",
        "isCodable",
        "]]>",
        "{",
        "",
    )
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, len(GOOD)), st.integers(0, 12), PIECES), min_size=1, max_size=5),
    st.binary(max_size=60),
)
def test_mutated_projects_and_texts(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[int, int, str]], text: bytes
) -> None:
    xml = GOOD.decode()
    for at, length, piece in changes:
        xml = xml[:at] + piece + xml[at + length :]
    tried(packed({"project.qde": xml.encode(), next(iter(TEXT)): text}), tmp_path_factory.mktemp("fuzz"))
