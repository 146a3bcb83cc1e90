from __future__ import annotations

import pytest

from qualcode.study.attributes import case_attributes, document_attributes, participants
from qualcode.study.codebook_check import near_duplicates
from qualcode.study.codebook_file import read_codebook
from qualcode.study.settings_file import read_settings
from qualcode.study.sheets import read_sheet
from qualcode.study.starter import StarterLanguage, starter_files

TITLES = ["coop", "合作 \"x\": {y} # \\ 'z'", "", "a\nb\x7f"]


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_new_study_reads_back_without_a_problem(title: str, language: StarterLanguage) -> None:
    files = starter_files(title, language)
    settings = read_settings(files["qualcode.toml"])
    book = read_codebook(files["codebook.yaml"])
    assert settings.problems == book.problems == near_duplicates(book.codebook) == ()
    assert settings.settings.title == book.codebook.title == title.replace("\n", " ").replace("\x7f", " ")
    assert [code.id for code in book.codebook] == ["BOT", "BOT-POL", "BOT-MOT"]
    assert all(set(code.names) == {"en", "zh"} for code in book.codebook)


def test_the_empty_sheets_have_the_columns_that_are_read() -> None:
    files = starter_files("x", "en")
    for path, read in (
        ("interviews/attributes.csv", document_attributes),
        ("interviews/participants.csv", participants),
        ("cases/attributes.csv", case_attributes),
    ):
        sheet = read_sheet(files[path], path)
        assert sheet.problems == ()
        assert len(read(sheet, path, ())[0]) == 0
        assert read(sheet, path, ())[1] == ()


def test_git_joins_ledgers_by_their_lines_and_leaves_output_alone() -> None:
    files = starter_files("x", "zh")
    assert files[".gitattributes"] == b"codings/**/*.jsonl text eol=lf merge=union\n"
    assert files[".gitignore"].split() == [b"/output/", b"/.qualcode/"]
