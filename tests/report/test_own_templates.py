"""A study's own templates: each kind takes the place of the package's, file by file; a fault has file and line."""

from __future__ import annotations

from pathlib import Path

import pytest
from display_samples import matrix
from studies import make_study

from qualcode.errors import QualcodeError, StudyError
from qualcode.report.options import WriteOptions
from qualcode.report.page.build import build_page
from qualcode.report.preset import read_preset
from qualcode.report.study_report import study_report
from qualcode.report.tables.checklist import checklist_display
from qualcode.report.templates import find_template, render
from qualcode.report.write import write_display
from qualcode.study.study import Study

ITEM = 'title = {en = "T", zh = "题"}\nsource = {en = "S", zh = "源"}\n[[items]]\nnumber = "1"\n'
WORDS = 'topic = {en = "A", zh = "甲"}\nasks = {en = "B", zh = "乙"}\nfacts = []\n'


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return make_study(tmp_path, coders=())


def put(study: Study, name: str, text: str) -> Path:
    path = study.root / "templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_methods_and_limitations(study: Study) -> None:
    put(study, "methods_en.md.j2", "My methods, {{ study.interviews }} interviews.")
    put(study, "limitations_en.md.j2", "My limits.")
    contents = study_report(study, "en").contents
    limits = contents.part("limitations")
    assert contents.methods == ("My methods, 2 interviews.",)
    assert limits is not None and limits.before == ("My limits.",)


def test_a_preset(study: Study) -> None:
    put(study, "presets/article.toml", '[[sections]]\nsection = "audit"\n')
    assert [one.section for one in read_preset("article", study.root).sections] == ["audit"]


def test_a_checklist(study: Study) -> None:
    put(study, "checklists/coreq.toml", ITEM + WORDS)
    assert [row.key for row in checklist_display("coreq", {}, "en", study.root).rows] == ["1"]


def test_the_page_of_a_display(study: Study) -> None:
    put(study, "display.html.j2", "<p>{{ title }}</p>")
    written = write_display(matrix(), "html", WriteOptions(study_root=study.root))
    assert written.decode() == "<p>编码 × 案例</p>"
    assert b"<p>" not in write_display(matrix(), "html", WriteOptions())[:200]


def test_the_web_page(study: Study) -> None:
    put(study, "page/page.css", "/* mine */")
    assert b"/* mine */" in build_page(study, "en")


def test_a_part_of_a_template_may_be_a_file_of_its_own(study: Study) -> None:
    put(study, "methods_en.md.j2", '{% include "shared/opening.md.j2" %}')
    put(study, "shared/opening.md.j2", "Opening.")
    assert render("methods_en.md.j2", study.root) == "Opening."


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("page/page.html.j2", "<!doctype html>\n{{ nobody }}\n", 2),
        ("display.html.j2", "\n\n{% for %}", 3),
        ("methods_en.md.j2", "one\n{{ study.nothing }}", 2),
        ("limitations_en.md.j2", "{{ study.codings / 0 }}", 1),
        ("presets/full.toml", "style = \n", 1),
        ("presets/full.toml", '[[sections]]\nsection = "nowhere"\n', 2),
        ("presets/full.toml", 'continued = "yes"\n[[sections]]\nsection = "audit"\n', 1),
        ("checklists/coreq.toml", ITEM + WORDS.replace("asks", "ask"), 3),
        ("checklists/coreq.toml", ITEM + WORDS.replace('zh = "乙"', "zh = 1"), 6),
        ("checklists/coreq.toml", ITEM.replace("[[items]]", "[items]") + WORDS, 3),
        ("checklists/coreq.toml", ITEM + "x = [\n", 5),
    ],
)
def test_a_fault_is_told_with_file_and_line_in_every_folder(study: Study, name: str, text: str, line: int) -> None:
    path = put(study, name, text)
    with pytest.raises(QualcodeError) as told:
        write_display(matrix(), "html", WriteOptions(study_root=study.root))
        build_page(study, "en")
    fault = told.value
    assert isinstance(fault, StudyError)
    assert (Path(str(fault.path)), fault.line) == (path, line)
    assert str(fault).count("\n") == 0


def test_a_fault_in_an_included_file_is_told_there(study: Study) -> None:
    put(study, "methods_en.md.j2", '\n{% include "shared/part.md.j2" %}')
    part = put(study, "shared/part.md.j2", "\n\n{{ nobody }}")
    with pytest.raises(StudyError) as told:
        render("methods_en.md.j2", study.root)
    assert (Path(str(told.value.path)), told.value.line) == (part, 3)


def test_a_template_that_is_not_text_is_told(study: Study) -> None:
    path = put(study, "methods_en.md.j2", "")
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(StudyError, match="not UTF-8"):
        render("methods_en.md.j2", study.root)


def test_what_a_study_does_not_override_is_ours(study: Study) -> None:
    put(study, "methods_en.md.j2", "Mine.")
    assert find_template("methods_zh.md.j2", study.root).parent != study.root / "templates"
