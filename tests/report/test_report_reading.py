"""What a reader needs beside the figures: the notice on every page, units that do not count, late codes, cited works."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from qualcode.errors import StudyError
from qualcode.model.display import Cell, Column, Display, Row
from qualcode.report.bibliography import works_cited
from qualcode.report.build import build_word
from qualcode.report.contents import Part, ReportContents
from qualcode.report.notice import first_sentence, short_notice
from qualcode.report.reading import with_case_names
from qualcode.report.units import skipped_note, units_of
from qualcode.study.study import Study

NOTICE = "为演练而写。不是真实数据。 Written as an exercise. No real data."


def footers(contents: ReportContents) -> list[str]:
    document = docx.Document(io.BytesIO(build_word(contents)))
    return [each.text for each in document.sections[-1].footer.paragraphs]


@pytest.mark.parametrize(("language", "line"), [("zh", "为演练而写。"), ("en", "Written as an exercise.")])
def test_the_first_sentence_of_a_notice_stands_in_the_footer_of_every_page(language: str, line: str) -> None:
    contents = ReportContents(title="T", notice=NOTICE, language=language)  # type: ignore[arg-type]
    assert footers(contents)[1:] == [line]
    assert short_notice(contents) == line


def test_a_study_without_a_notice_has_no_line_for_it() -> None:
    assert len(footers(ReportContents(title="T"))) == 1


def test_a_report_in_both_languages_says_both_and_a_notice_in_one_is_said_in_it() -> None:
    english = ReportContents(title="T", notice=NOTICE, language="en")
    both = replace(english, language="zh", beside=english)
    assert short_notice(both) == "为演练而写。 Written as an exercise."
    assert first_sentence("Only English, v. 2 of it. More.", "zh") == "Only English, v. 2 of it."


def test_interviewers_turns_that_do_not_count_are_said_where_units_are() -> None:
    study = Study(Path(__file__).resolve().parents[2])
    units = units_of(study, ["INT01"])
    assert 0 < units.skipped < units.all
    assert f"{units.skipped} are interviewers'" in skipped_note(study, units, "en")
    assert skipped_note(study, units._replace(skipped=0), "en") == ""


def test_cases_are_called_by_name_in_lists_and_ids_of_documents_stay() -> None:
    row = Row("r", "r", (Cell("2 of 5: zj-auto; gd-ict"), Cell("zj-auto/agreement:1")))
    display = Display(title="T", unit="", columns=(Column("support", "For"), Column("cases", "In")), rows=(row,))
    shown = with_case_names(display, {"zj-auto": "Auto"}).rows[0]
    assert [cell.value for cell in shown.cells] == ["2 of 5: Auto; gd-ict", "zj-auto/agreement:1"]


def test_works_are_listed_where_they_are_named_and_only_there() -> None:
    table = Display(title="T", unit="", columns=(), rows=(), notes=("Replication (Yin): literal.",))
    listed = works_cited([Part("features", (("t", table),))])
    assert [work.split(",")[0] for work in listed] == ["Yin"]
    assert works_cited([Part("methods", before=("Yingkou is a city.",))]) == ()


def test_a_list_of_works_that_is_none_is_refused_with_its_path(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "bibliography.toml").write_text('works = ["Yin 2018"]', encoding="utf-8")
    with pytest.raises(StudyError, match="bibliography"):
        works_cited([], tmp_path)
