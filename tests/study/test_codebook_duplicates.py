from __future__ import annotations

import subprocess
import sys

import pytest

from qualcode.model.codebook import Code, Codebook
from qualcode.study.codebook_check import near_duplicates


def alike(language: str, first: str, second: str) -> bool:
    book = Codebook((Code("A", {language: first}, line=3), Code("B", {language: second}, line=7)))
    return bool(near_duplicates(book))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Policy fragmentation", "Fragmented policies"),
        ("Co-developing majors", "Co-development of majors"),
        ("Supply-demand mismatch", "Suply-demand mismatch"),
        ("Trust", "trusts"),
    ],
)
def test_names_of_the_same_words_are_alike(first: str, second: str) -> None:
    assert alike("en", first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Co-developing majors", "Co-training faculty"),
        ("Student motivation", "Enterprise motivation"),
        ("Employer expectations", "Employee expectations"),
        ("Interviewer effects", "Interviewee effects"),
        ("Formal support", "Informal support"),
        ("Trust", "Mistrust"),
        ("Stage 1", "Stage 2"),
        ("Community support", "Communication support"),
    ],
)
def test_siblings_and_opposites_are_not_alike(first: str, second: str) -> None:
    assert not alike("en", first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("政策碎片化", "碎片化政策"),
        ("政策碎片化", "政策的碎片化"),
        ("校企合作", "企校合作"),
        ("产教融合政策支持力度", "产教融合政策支待力度"),
    ],
)
def test_chinese_names_of_the_same_characters_are_alike(first: str, second: str) -> None:
    assert alike("zh", first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("学徒制", "现代学徒制"),
        ("利益分配机制", "利益分享机制"),
        ("政府激励机制", "学校激励机制"),
        ("参与", "不参与"),
        ("企业内部激励机制建设", "企业外部激励机制建设"),
    ],
)
def test_another_chinese_word_is_another_name(first: str, second: str) -> None:
    assert not alike("zh", first, second)


def test_a_pair_is_told_once_with_both_lines() -> None:
    book = Codebook(
        (
            Code("A", {"en": "Policy fragmentation", "zh": "政策碎片化"}, line=3),
            Code("B", {"en": "Fragmented policies", "zh": "碎片化政策"}, line=7),
        )
    )
    (problem,) = near_duplicates(book, "book.yaml")
    assert (problem.severity, problem.path, problem.line) == ("warning", "book.yaml", 7)
    assert problem.message == 'B "Fragmented policies" is named almost as A "Policy fragmentation" (line 3).'


def test_a_cue_under_two_codes_names_both() -> None:
    book = Codebook(
        (
            Code("A", {"": "one"}, cues={"en": ("Never  arrived",)}, line=3),
            Code("B", {"": "two"}, cues={"": ("never arrived",), "zh": ("补贴",)}, line=7),
        )
    )
    (problem,) = near_duplicates(book)
    assert problem.message == 'The cue "Never  arrived" stands under A and B.'
    assert problem.line == 7


def test_reading_a_study_needs_neither_rapidfuzz_nor_excel_nor_tomlkit() -> None:
    script = (
        "import sys, qualcode.study.codebook_file, qualcode.study.settings, qualcode.study.attributes;"
        "print(sorted({'rapidfuzz', 'openpyxl', 'tomlkit', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
