"""Presets: files that say which sections a report has; the study's own first, faults told with file and line."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from display_samples import wide
from docx.text.paragraph import Paragraph
from studies import code, make_study, reopened

from qualcode.errors import NotFoundError, StudyError
from qualcode.report.build import build_word
from qualcode.report.contents import Part, ReportContents
from qualcode.report.inputs import input_hashes
from qualcode.report.preset import in_language, read_preset
from qualcode.report.study_report import chosen_displays, study_report
from qualcode.study.study import Study

SHEETS = {
    "interviews/attributes.csv": "document,case,date,mode,duration\nINT01,zj-auto,2025-10-14,online,41\nINT02,zj-auto,2025-10-15,online,26\n",
    "interviews/participants.csv": "participant,document,speaker,role,province,years\nP1,INT01,Respondent,enterprise,ZJ,8\nP2,INT02,受访者,college,GD,\n",
    "cases/attributes.csv": "case,name,province\nzj-auto,浙江汽车,ZJ\n",
}


def write_preset(root: Path, name: str, text: str) -> Path:
    path = root / "templates" / "presets" / f"{name}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def study(tmp_path: Path) -> Study:
    made = make_study(tmp_path, coders=("c1",), sheets=SHEETS)
    code(made, "c1", "INT01", "The subsidy never arrived", "BOT-POL")
    code(made, "c1", "INT02", "补贴没到位", "BOT-POL")
    return reopened(made)


def headings(contents: ReportContents) -> list[str]:
    document = docx.Document(io.BytesIO(build_word(contents)))
    return [each.text for each in document.paragraphs if each.style is not None and each.style.name == "Heading 1"]


@pytest.mark.parametrize("name", ["full", "article", "zh-thesis"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_preset_makes_a_report_of_a_small_study(study: Study, name: str, language: str) -> None:
    report = study_report(study, language, preset=name)  # type: ignore[arg-type]
    assert "checklists" in report.contents.order or name == "zh-thesis"
    assert build_word(report.contents) == build_word(report.contents)


@pytest.mark.parametrize("name", ["full", "article", "zh-thesis"])
def test_every_preset_makes_a_report_of_a_study_without_codings(tmp_path: Path, name: str) -> None:
    made = make_study(tmp_path, coders=())
    assert headings(study_report(made, "en", preset=name).contents)


def test_a_thesis_has_the_tables_that_theses_print_in_their_order(study: Study) -> None:
    report = study_report(study, "zh", preset="zh-thesis")
    assert [name for name, _ in report.displays] == [
        "case-names",
        "participants",
        "cases",
        "nodes",
        "saturation",
        "quotes",
    ]
    assert headings(report.contents) == [
        "研究过程",
        "受访者",
        "案例概况",
        "节点统计",
        "饱和度检验",
        "各编码引文",
        "方法文献",
    ]


def test_a_thesis_says_below_each_table_by_which_rule_it_counts(study: Study) -> None:
    for name, display in study_report(study, "zh", preset="zh-thesis").displays:
        assert name == "case-names" or any("计数规则" in note or "参考点：" in note for note in display.notes), name


def test_a_matrix_of_codes_that_the_study_lacks_is_left_out_and_said(study: Study) -> None:
    assert any("FCO" in remark for remark in study_report(study, "zh", preset="zh-thesis").remarks)


def test_the_studys_own_preset_wins_and_counts_among_the_inputs(study: Study) -> None:
    write_preset(study.root, "full", '[[sections]]\nsection = "nodes"\nheading = "Meine Knoten"\n')
    report = study_report(study, "en")
    assert headings(report.contents) == ["Meine Knoten"]
    assert "templates/presets/full.toml" in input_hashes(study)


def test_sections_and_tables_come_in_the_order_of_the_preset(study: Study) -> None:
    text = (
        '[[sections]]\nsection = "quotes"\n[[sections]]\nsection = "documents"\ntables = ["document-groups", "doc*"]\n'
    )
    write_preset(study.root, "mine", text)
    report = study_report(study, "en", preset="mine")
    assert [name for name, _ in report.displays] == ["quotes", "document-groups", "documents"]


def test_the_style_asked_for_wins_over_the_presets_and_that_over_the_studys(study: Study) -> None:
    styles = [study_report(study, "en", preset="article", style=style).contents.style for style in (None, "grid")]
    assert (styles, study_report(study, "en").contents.style) == (["apa", "grid"], "three-line")


def test_an_unknown_preset_is_refused_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="article, full, zh-thesis"):
        read_preset("thesis", tmp_path)


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ('[[sections]]\nsection = "qoutes"\n', 2, "quotes"),
        ('style = "fancy"\n[[sections]]\nsection = "quotes"\n', 1, "three-line"),
        ('[[sections]]\nsection = "quotes"\nquotes = 0\n', 3, "whole number"),
        ('[[sections]]\nsection = "quotes"\nheading = 3\n', 3, "no text"),
        ("[[sections]\n", 1, "not TOML"),
        ('style = "apa"\n', None, "no"),
    ],
)
def test_a_faulty_preset_is_told_with_file_and_line(tmp_path: Path, text: str, line: int | None, told: str) -> None:
    path = write_preset(tmp_path, "mine", text)
    with pytest.raises(StudyError) as fault:
        read_preset("mine", tmp_path)
    assert (fault.value.path, fault.value.line) == (path.as_posix(), line)
    assert told in str(fault.value)


def test_a_heading_in_one_language_alone_serves_both() -> None:
    assert (in_language((("zh", "附录"),), "en"), in_language((), "en")) == ("附录", "")


def test_displays_are_chosen_by_name_or_by_section(study: Study) -> None:
    report = study_report(study, "en")
    names = [name for name, _ in chosen_displays(report, ["quotes", "documents", "quotes"])]
    assert names == ["quotes", "documents"]
    names = [name for name, _ in chosen_displays(report, ["participants", "cases"])]
    assert names == ["participants", "cases"]
    with pytest.raises(NotFoundError, match="No display"):
        chosen_displays(report, ["feature"])


def test_the_studys_style_may_be_any_of_the_three(tmp_path: Path) -> None:
    make_study(tmp_path, coders=())
    toml = tmp_path / "qualcode.toml"
    for style in ("three-line", "apa", "grid"):
        toml.write_text(f'[report]\nstyle = "{style}"\n', encoding="utf-8")
        assert study_report(Study(tmp_path), "en").contents.style == style
        assert Study(tmp_path).settings_reading.problems == ()


def test_marks_of_mentions_in_the_words_of_a_study_are_no_mentions(tmp_path: Path) -> None:
    made = make_study(tmp_path, coders=("c1",), sheets=SHEETS)
    hostile = "cases/attributes.csv"
    (tmp_path / hostile).write_text("case,name\nzj-auto,\x02quotes\x03{{ 7 * 7 }}<w:t>\n", encoding="utf-8")
    document = docx.Document(io.BytesIO(build_word(study_report(reopened(made), "en").contents)))
    words = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert any("quotes{{ 7 * 7 }}<w:t>" in word for word in words)


def test_a_lead_goes_with_its_wide_table() -> None:
    part = Part("matrices", (("wide", wide(17, 3, 60)),))
    document = docx.Document(io.BytesIO(build_word(ReportContents("T", parts=(Part("methods", before=("A.",)), part)))))
    texts = [each.text for each in document.sections[1].iter_inner_content() if isinstance(each, Paragraph)]
    assert texts[:2] == ["Codes across cases", "How the codes spread over cases and groups is shown in Table 1."]
