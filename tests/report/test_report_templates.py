"""Templates: found in one order, told apart by line when wrong; the account of a study with its figures."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from qualcode.errors import StudyError
from qualcode.report.methods import AgreementFigures, MethodsFigures, methods_paragraphs
from qualcode.report.templates import find_template, render

FIGURES = MethodsFigures(
    interviews=3,
    case_documents=4,
    cases=2,
    participants=5,
    segments=212,
    unit="turn",
    codes=24,
    codings=431,
    references=402,
    coders=("A. Smith", "B. Jones"),
    coder_rule="The codings of the consensus are counted.",
    approach="coding-reliability",
    agreement=AgreementFigures(("A. Smith", "B. Jones"), 3, 180, "turn", (("κ", 0.7432), ("α", None))),
    version="0.1.0",
)


def write_template(root: Path, name: str, text: str) -> Path:
    path = root / "templates" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_the_studys_own_template_wins_over_the_packages(tmp_path: Path) -> None:
    assert find_template("methods_en.md.j2", tmp_path).name == "methods_en.md.j2"
    own = write_template(tmp_path, "methods_en.md.j2", "Mine.")
    assert find_template("methods_en.md.j2", tmp_path) == own
    assert methods_paragraphs(FIGURES, "en", tmp_path) == ("Mine.",)


def test_a_template_that_is_nowhere_is_refused_with_the_places_looked_in(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match=r'no template "absent.j2" in .*templates'):
        find_template("absent.j2", tmp_path)


@pytest.mark.parametrize(
    ("text", "line"),
    [("one\n{% if %}\n", 2), ("one\ntwo\n{{ nobody }}\n", 3), ("{{ 1 / 0 }}", 1), ("a\n{{ n.x.y }}", 2)],
)
def test_a_faulty_template_is_told_with_file_and_line(tmp_path: Path, text: str, line: int) -> None:
    path = write_template(tmp_path, "mine.txt.j2", text)
    with pytest.raises(StudyError) as told:
        render("mine.txt.j2", tmp_path, n={})
    assert (told.value.path, told.value.line) == (path.as_posix(), line)


def test_a_template_cannot_reach_beyond_what_it_is_given(tmp_path: Path) -> None:
    write_template(tmp_path, "mine.txt.j2", "{{ n.__class__.__mro__ }}")
    with pytest.raises(StudyError, match="unsafe"):
        render("mine.txt.j2", tmp_path, n=())


def test_html_is_escaped_and_text_is_not(tmp_path: Path) -> None:
    write_template(tmp_path, "page.html.j2", "{{ n }}")
    write_template(tmp_path, "page.txt.j2", "{{ n }}")
    assert render("page.html.j2", tmp_path, n="<b>") == "&lt;b&gt;"
    assert render("page.txt.j2", tmp_path, n="<b>") == "<b>"


def test_the_english_account_names_every_figure() -> None:
    text = " ".join(methods_paragraphs(FIGURES, "en"))
    for words in (
        "3 interviews with 5 participants and 4 case documents, on 2 cases",
        "212 turns",
        "24 codes",
        "431 codings of 402 distinct passages",
    ):
        assert words in text
    assert "over 180 turns of 3 documents" in text
    assert "κ is .743; α is undefined here." in text


def test_the_chinese_account_names_every_figure_and_has_no_gaps() -> None:
    text = "".join(methods_paragraphs(replace(FIGURES, coder_rule="计入共识编码。"), "zh"))
    for words in (
        "3份访谈（受访者5人）和4份案例文件，涉及2个案例",
        "212个话轮",
        "24个可用编码",
        "编码431次，涉及参考点（不同段落）402个",
        "κ为.743；α在此无定义。",
    ):
        assert words in text


def test_one_of_a_thing_is_not_several() -> None:
    text = " ".join(methods_paragraphs(replace(FIGURES, interviews=1, participants=1, cases=1, case_documents=0), "en"))
    assert "1 interview with 1 participant, on 1 case." in text


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_reflexive_account_names_no_coefficient(language: str) -> None:
    text = " ".join(methods_paragraphs(replace(FIGURES, approach="reflexive"), "zh" if language == "zh" else "en"))
    assert "0.743" not in text and "κ" not in text


def test_a_study_with_a_codebook_is_not_called_grounded_theory() -> None:
    assert "grounded" not in " ".join(methods_paragraphs(FIGURES, "en"))
    assert "扎根" not in "".join(methods_paragraphs(FIGURES, "zh"))
