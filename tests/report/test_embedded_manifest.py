"""The manifest within a file: read back as it was put in, the file as good as before, the same bytes each time."""

from __future__ import annotations

import io
import zipfile

import pytest
from display_samples import hostile, matrix
from docx import Document
from openpyxl import load_workbook

from qualcode.report.embedded import manifest_in, with_manifest
from qualcode.report.manifest import manifest
from qualcode.report.write import write_display

HOSTILE = 'a--b "<script>&amp;</manifest></head> 访谈 ]]> \u2028'
MANIFEST = manifest({HOSTILE: "0" * 64}, {}, {"x": HOSTILE}, {"python": "3.11"}, command=["matrix", "--codes", HOSTILE])


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "html", "json", "md"])
def test_manifest_is_read_back_whatever_it_holds(suffix: str) -> None:
    made = with_manifest(write_display(hostile(), suffix), suffix, MANIFEST)
    found = manifest_in(made, suffix)
    assert found is not None
    assert found["command"] == ["matrix", "--codes", HOSTILE]
    assert found["inputs"] == {HOSTILE: "0" * 64}
    assert made == with_manifest(write_display(hostile(), suffix), suffix, MANIFEST)


def test_formats_without_a_place_stay_as_they_are() -> None:
    data = write_display(matrix(), "csv")
    assert with_manifest(data, ".csv", MANIFEST) == data
    assert manifest_in(data, ".csv") is None


def test_word_and_excel_still_read_the_file() -> None:
    word = with_manifest(write_display(matrix(), "docx"), "docx", MANIFEST)
    assert len(Document(io.BytesIO(word)).tables) == 1
    book = with_manifest(write_display(matrix(), "xlsx"), "xlsx", MANIFEST)
    assert "table" in load_workbook(io.BytesIO(book)).sheetnames


@pytest.mark.parametrize(
    ("data", "suffix"), [(b"", "docx"), (b"PK", "xlsx"), (b"{", "json"), (b"[1]", "json"), (b"", "md")]
)
def test_a_damaged_file_has_no_manifest(data: bytes, suffix: str) -> None:
    assert manifest_in(data, suffix) is None


def test_members_of_the_package_are_sorted_and_dated_alike() -> None:
    made = with_manifest(write_display(matrix(), "docx"), "docx", MANIFEST)
    members = zipfile.ZipFile(io.BytesIO(made)).infolist()
    assert [each.filename for each in members] == sorted(each.filename for each in members)
    assert {each.date_time for each in members} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("suffix", ["docx", "xlsx"])
def test_the_command_outlives_a_program_that_drops_the_part(suffix: str) -> None:
    made = with_manifest(write_display(matrix(), suffix), suffix, MANIFEST)
    saved = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as source, zipfile.ZipFile(saved, "w") as target:
        for name in source.namelist():
            if not name.startswith("customXml/"):
                target.writestr(name, source.read(name))
    found = manifest_in(saved.getvalue(), suffix)
    assert found is not None
    assert found["command"] == ["matrix", "--codes", HOSTILE]
