"""A copy of a study that came as a zip archive, also from Windows in Chinese, and archives that are refused."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from copies import copied, ids_of, merged
from studies import code, make_study, write_document

from qualcode.errors import QualcodeError
from qualcode.study.study import Study


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    """A study, and a copy with work of c2 in it."""
    study = make_study(tmp_path / "one")
    two = copied(study.root, "two")
    write_document(two, "访谈03", "受访者：补贴没到位。\n")
    code(Study(two), "c2", "INT01:4", None, "GOV")
    code(Study(two), "c2", "访谈03:1", None, "GOV")
    return study.root, two


def packed(root: Path, target: Path, prefix: str = "", member: type[zipfile.ZipInfo] = zipfile.ZipInfo) -> Path:
    """Pack a study's folder, below a prefix."""
    with zipfile.ZipFile(target, "w") as archive:
        for path in (path for path in root.rglob("*") if path.is_file() and ".qualcode" not in path.parts):
            archive.writestr(member(prefix + path.relative_to(root).as_posix()), path.read_bytes())
    return target


@pytest.mark.parametrize("prefix", ["", "我的研究/", "a/b/"])
def test_the_one_study_in_an_archive_is_found_wherever_it_stands(pair: tuple[Path, Path], prefix: str) -> None:
    one, two = pair
    done = merged(one, packed(two, two.with_suffix(".zip"), prefix), documents=True)
    assert (done.new, done.copied) == (2, ("interviews/访谈03.txt",))
    assert ids_of(one) == ids_of(two)


class Unflagged(zipfile.ZipInfo):
    """A member whose name stands in GB18030 and says nothing of it."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:
        return self.filename.encode("gb18030"), 0


def test_names_that_windows_wrote_in_chinese_are_read(pair: tuple[Path, Path]) -> None:
    one, two = pair
    target = packed(two, two.with_suffix(".zip"), member=Unflagged)
    assert merged(one, target, documents=True).copied == ("interviews/访谈03.txt",)
    assert "访谈03" in Study(one).document_ids and ids_of(one) == ids_of(two)


def link(archive: zipfile.ZipFile) -> None:
    info = zipfile.ZipInfo("codings/c1/INT01.jsonl")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    archive.writestr(info, "/etc/passwd")


HOSTILE: dict[str, tuple[Callable[[zipfile.ZipFile], None], str]] = {
    "bomb": (lambda a: a.writestr("codings/c1/x.jsonl", bytes(4 * 2**20)), "would unpack to"),
    "escape": (lambda a: a.writestr("../codings/c1/x.jsonl", "x"), "leads out"),
    "link": (link, "is a link"),
    "device": (lambda a: a.writestr("interviews/a?b.txt", "x"), "cannot stand on every system"),
    "two": (lambda a: a.writestr("b/qualcode.toml", ""), "holds 2 studies"),
    "none": (lambda a: None, "holds no study"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_archive_is_refused_and_nothing_is_written(pair: tuple[Path, Path], kind: str) -> None:
    one, two = pair
    plant, said = HOSTILE[kind]
    target = two.with_suffix(".zip")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        if kind != "none":
            archive.writestr("a/qualcode.toml" if kind == "two" else "qualcode.toml", "")
        plant(archive)
    before = sorted(one.rglob("*"))
    with pytest.raises(QualcodeError, match=said):
        merged(one, target)
    assert sorted(one.rglob("*")) == before


def test_a_file_that_is_no_archive_or_is_cut_off_is_refused(pair: tuple[Path, Path]) -> None:
    one, two = pair
    whole = packed(two, two.with_suffix(".zip")).read_bytes()
    for data in (b"", b"Rar!\x1a\x07", whole[: len(whole) // 2]):
        two.with_suffix(".zip").write_bytes(data)
        with pytest.raises(QualcodeError, match="The archive is refused"):
            merged(one, two.with_suffix(".zip"))
