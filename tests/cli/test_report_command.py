"""`report OUT`: a Word document or a web page, by the suffix; what cannot be written leaves the old file alone."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from commands import Run, one_sentence
from docx import Document


def test_page_is_written_in_the_language_asked_for(run: Run, root: Path) -> None:
    run("code", "INT02:2", "BOT-POL", "--quote", "补贴没到位")
    for language, tag in (("zh", 'lang="zh-CN"'), ("en", 'lang="en"')):
        assert run("report", "study.html", "--lang", language).code == 0
        assert tag in (root / "study.html").read_text(encoding="utf-8")


def test_what_was_written_is_said_and_nothing_is_printed(run: Run) -> None:
    ran = run("report", "study.html")
    assert (ran.code, ran.out, ran.err) == (0, "", "Wrote study.html.\n")


def test_word_report_opens(run: Run, root: Path) -> None:
    run("code", "INT02:2", "BOT-POL", "--quote", "补贴没到位")
    assert run("report", "study.docx").code == 0
    assert Document(io.BytesIO((root / "study.docx").read_bytes())).paragraphs


def test_suffix_may_be_in_capitals(run: Run, root: Path) -> None:
    assert run("report", "STUDY.HTML").code == 0
    assert (root / "STUDY.HTML").read_bytes().startswith(b"<!doctype html>")


@pytest.mark.parametrize("name", ["study.pdf", "study", "study.htm.txt"])
def test_other_suffix_is_refused_in_one_sentence(run: Run, root: Path, name: str) -> None:
    assert ".docx or a .html" in one_sentence(run("report", name), 2)
    assert not (root / name).exists()


def test_redacted_word_report_is_refused(run: Run, root: Path) -> None:
    assert "--redact" in one_sentence(run("report", "study.docx", "--redact"), 2)
    assert not (root / "study.docx").exists()


def test_redacted_page_holds_no_words(run: Run, root: Path) -> None:
    run("code", "INT02:2", "BOT-POL", "--quote", "补贴没到位")
    assert run("report", "study.html", "--redact").code == 0
    assert "补贴没到位" not in (root / "study.html").read_text(encoding="utf-8")


def test_coders_who_differ_need_a_choice_of_whose_codings_count(run: Run, root: Path) -> None:
    run("code", "INT02:2", "BOT-POL")
    run("code", "INT02:2", "GOV", "--coder", "c2")
    assert "--coders" in one_sentence(run("report", "study.html"), 2)
    assert run("report", "study.html", "--coders", "c1").code == 0


def test_broken_template_of_the_study_is_named_and_the_old_page_survives(run: Run, root: Path) -> None:
    assert run("report", "study.html").code == 0
    old = (root / "study.html").read_bytes()
    own = root / "templates" / "page" / "page.html.j2"
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text("<html>\n{% if %}\n", encoding="utf-8")
    assert "page.html.j2:2:" in one_sentence(run("report", "study.html"), 3)
    assert (root / "study.html").read_bytes() == old


def test_place_that_cannot_be_written_is_named(run: Run, root: Path) -> None:
    (root / "folder.html").mkdir()
    assert one_sentence(run("report", "folder.html"), 3).startswith("folder.html: cannot be written")
