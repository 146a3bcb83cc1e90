from __future__ import annotations

import pytest

from qualcode.errors import StudyError, UsageError
from qualcode.model.coding import Coder
from qualcode.study.settings_edit import with_coder, with_renamed_coder, with_renamed_document
from qualcode.study.settings_file import read_settings

TEXT = """\
# my study
[study]
title = "x"   # the title

[coders.c1]  # the first
name = "Coder 1"
# a note below

[coders.c2]
name = "Coder 2"
person = "c1"

[layout."INT01"]   # odd labels
interviewer = ["Dan"]

[report]
coders = ["c1", "c2"]
"""


def test_a_coder_added_reads_back_and_changes_no_other_line() -> None:
    coder = Coder("张三@2", '三 "x"', "human", "张三")
    edited = with_coder(TEXT, coder)
    found = read_settings(edited.encode())
    assert found.problems == ()
    assert found.settings.coders[-1] == coder
    assert [line for line in TEXT.splitlines() if line not in edited.splitlines()] == []


def test_the_first_coder_of_a_study_is_added() -> None:
    for text in ("", "[study]\ntitle = 'x'\n", "# only a comment\n"):
        edited = with_coder(text, Coder("c1"))
        assert edited.startswith(text)
        assert read_settings(edited.encode()).settings.coders == (Coder("c1"),)


@pytest.mark.parametrize("handle", ["C1", "_c", "a/b", ""])
def test_a_handle_that_is_taken_or_not_allowed_is_refused(handle: str) -> None:
    with pytest.raises(UsageError):
        with_coder(TEXT, Coder(handle))


def test_a_renamed_coder_keeps_its_place_and_comments_and_is_followed_everywhere() -> None:
    edited = with_renamed_coder(TEXT, "c1", "李四")
    settings = read_settings(edited.encode()).settings
    assert [coder.handle for coder in settings.coders] == ["李四", "c2"]
    assert settings.folders_of("c1") == ("李四", "c1")
    assert settings.coders[1].person == "李四"
    assert settings.report_coders == ("李四", "c2")
    assert '[coders."李四"]  # the first' in edited
    assert "# a note below" in edited


def test_renaming_twice_keeps_both_old_handles_and_gives_none_again() -> None:
    edited = with_renamed_coder(with_renamed_coder(TEXT, "c1", "a"), "a", "b")
    assert read_settings(edited.encode()).settings.folders_of("b") == ("b", "a", "c1")
    for taken in ("c1", "A", "c2"):
        with pytest.raises(UsageError):
            with_renamed_coder(edited, "b", taken)


@pytest.mark.parametrize(
    "text", ['coders.c1.name = "x"\n', '[coders]\nc1 = {name = "x"}\n', '[coders]\nc1.name = "x"\n']
)
def test_a_coder_written_in_another_form_is_renamed(text: str) -> None:
    found = read_settings(with_renamed_coder(text, "c1", "new").encode())
    assert found.problems == ()
    assert found.settings.coders == (Coder("new", "x"),)
    assert found.settings.folders_of("new") == ("new", "c1")


def test_a_renamed_document_keeps_its_chain_and_its_layout() -> None:
    edited = with_renamed_document(with_renamed_document(TEXT, "INT01", "访谈01"), "访谈01", "zj/a.b")
    settings = read_settings(edited.encode()).settings
    assert settings.documents_was == {"zj/a.b": ("访谈01", "INT01")}
    assert settings.layout_for("zj/a.b").interviewer == ("Dan",)
    assert "# odd labels" in edited
    with pytest.raises(UsageError):
        with_renamed_document(edited, "zj/a.b", "int01")


def test_a_chain_goes_on_where_the_settings_write_the_id_in_another_case() -> None:
    edited = with_renamed_document(
        '[documents.was]\nint01 = ["OLD"]\n[layout.int01]\nspeakers = ["A"]\n', "INT01", "NEW"
    )
    settings = read_settings(edited.encode()).settings
    assert settings.documents_was == {"NEW": ("INT01", "OLD")}
    assert settings.layout_for("NEW").speakers == ("A",)


def test_a_document_whose_name_changes_in_case_alone_needs_no_record() -> None:
    assert with_renamed_document("", "INT01", "int01") == ""


def test_settings_that_cannot_be_read_are_not_edited() -> None:
    with pytest.raises(StudyError):
        with_coder("[study\n", Coder("c1"))


def test_a_new_coder_stands_apart_from_the_table_that_follows() -> None:
    edited = with_coder('[coders.a]\nname = "A"\n\n[report]\nlanguage = "zh"\n', Coder("b"))
    assert edited.endswith('[coders.b]\nkind = "human"\n\n[report]\nlanguage = "zh"\n')
