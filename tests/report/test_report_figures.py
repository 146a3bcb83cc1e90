"""Figures within the Word report and the web page: numbered, mentioned, described, the same twice, a sentence where there is none."""

from __future__ import annotations

import io
import re
import struct
import subprocess
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import docx
import pytest
from display_samples import row
from lxml import etree

from qualcode.errors import NotFoundError, QualcodeError, StudyError
from qualcode.model.display import Cell, Column, Display, Row
from qualcode.registry import built_in
from qualcode.report.build import build_word
from qualcode.report.contents import Figure, Part, ReportContents
from qualcode.report.figure_names import DRAWN
from qualcode.report.figures import fonts
from qualcode.report.figures.draw import figure, figure_svg, usual
from qualcode.report.options import Language, Style
from qualcode.report.preset import read_preset

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MATRIX = Display(
    "Codes by case",
    "passage",
    (Column("a", "a", "count"), Column("b", "b", "count")),
    tuple(Row(f"k{n}", f"Code {n}", (Cell(n), Cell(2))) for n in range(3)),
    ("Whose codings: c1.",),
    kind="matrix",
)


def contents(
    *figures: Figure, tables: bool = True, language: Language = "en", style: Style = "three-line", approach: str = ""
) -> ReportContents:
    """Return a report of one section of matrices, with its table or without, and figures."""
    shown = (("matrix-code-case-count", MATRIX),) if tables else ()
    return ReportContents(
        title="T",
        language=language,
        style=style,
        approach=approach,
        parts=(Part("matrices", shown, figures=figures),),
        order=("contents_page", "matrices"),
        list_of_tables=True,
    )


def drawn(display: Display | None = MATRIX, name: str = "heat-map", level: int | None = None) -> Figure:
    return Figure(name, f"Title of {name}", display, "heat_map", "matrix-code-case-count", level)


def paragraphs(written: bytes) -> list[tuple[str, str]]:
    document = docx.Document(io.BytesIO(written))
    return [(each.style.name if each.style else "", each.text) for each in document.paragraphs]


def body(written: bytes) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(written)) as package:
        return etree.fromstring(package.read("word/document.xml"))


def test_a_figure_stands_below_its_table_with_a_caption_that_word_numbers() -> None:
    written = build_word(contents(drawn(), drawn(name="frequencies", level=1)))
    texts = paragraphs(written)
    assert ("Figure Caption", "Figure 1. Title of heat-map") in texts
    assert ("Figure Caption", "Figure 2. Title of frequencies") in texts
    assert (
        "Body Text",
        "How the codes spread over cases and groups is shown in Table 1. For a drawing see Figure 1 and Figure 2.",
    ) in texts
    assert ("Table Note", "Numbers and counting rules: Table 1.") in texts
    assert any(text.endswith("codes down to level 1 of the codebook.") for _, text in texts)
    fields = [each.text or "" for each in body(written).iter(f"{W}instrText")]
    assert sum("SEQ Figure" in each for each in fields) == 2
    assert any('TOC \\h \\z \\c "Figure"' in each for each in fields)


def test_pictures_keep_their_proportions_within_the_page_and_are_described() -> None:
    written = build_word(contents(drawn()))
    with zipfile.ZipFile(io.BytesIO(written)) as package:
        names = [name for name in package.namelist() if name.startswith("word/media/")]
        width, height = struct.unpack(">II", package.read(names[0])[16:24])
    assert len(names) == 1
    shapes = docx.Document(io.BytesIO(written)).inline_shapes
    assert len(shapes) == 1
    assert shapes[0].width / shapes[0].height == pytest.approx(width / height, rel=0.01)
    assert shapes[0].width.inches <= 6.31
    described = next(each for each in body(written).iter() if each.tag.endswith("}docPr")).get("descr")
    assert described == "Title of heat-map. Rows: Code 0, Code 1, Code 2. Columns: a, b."


def test_the_same_report_gives_the_same_bytes() -> None:
    assert build_word(contents(drawn())) == build_word(contents(drawn()))


def test_ids_of_bookmarks_and_drawings_are_each_used_once() -> None:
    tree = body(build_word(contents(drawn(), drawn(name="frequencies"))))
    marks = [each.get(f"{W}id") for each in tree.iter(f"{W}bookmarkStart")]
    shapes = [each.get("id") for each in tree.iter() if each.tag.endswith("}docPr")]
    assert len(marks) == len(set(marks)) and len(shapes) == len(set(shapes)) == 2


def test_apa_heads_a_figure_with_number_and_title() -> None:
    texts = paragraphs(build_word(contents(drawn(), style="apa")))
    at = texts.index(("Caption Left", "Figure 1"))
    assert texts[at + 1] == ("Caption Left", "Title of heat-map")
    assert texts[at + 2][0] == "Figure"


def test_chinese_reports_say_it_in_chinese() -> None:
    texts = paragraphs(build_word(contents(drawn(), language="zh")))
    assert ("Figure Caption", "图1　Title of heat-map") in texts
    assert ("Body Text", "各编码在案例与群体间的分布见表1。图示见图1。") in texts
    assert ("Table Note", "注：数值与计数规则见表1。") in texts


def test_without_the_table_a_figure_bears_the_notes_itself() -> None:
    texts = [text for _, text in paragraphs(build_word(contents(drawn(), tables=False)))]
    assert "Note. Whose codings: c1." in texts


def test_a_figure_without_data_leaves_a_sentence() -> None:
    words = Display(
        "T", "u", (Column("a", "a"),), (row("A", "A", "words, and no state among them, only words"),), kind="matrix"
    )
    written = build_word(contents(drawn(None), drawn(words, "frequencies")))
    texts = [text for _, text in paragraphs(written)]
    for name in ("heat-map", "frequencies"):
        assert f"There is no figure “Title of {name}”: the study has nothing yet that it could show." in texts
    assert not any("drawn in" in text for text in texts)


def test_a_figure_without_a_font_leaves_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(text: str) -> list[str]:
        raise QualcodeError("No installed font has the Chinese characters of this figure.")

    monkeypatch.setattr("qualcode.report.figures.paper.families", refuse)
    texts = [text for _, text in paragraphs(build_word(contents(drawn(), language="zh")))]
    assert "无法绘制图“Title of heat-map”：没有安装含其中汉字的字体。" in texts
    assert figure_svg(MATRIX, "zh", "a") is None


def test_a_figure_too_high_for_a_page_goes_on_over_the_next() -> None:
    rows = tuple(Row(f"k{n}", f"Code {n}", (Cell(n), Cell(2))) for n in range(60))
    high = Display("Codes", "u", MATRIX.columns, rows, kind="matrix")
    written = build_word(contents(drawn(high)))
    shapes = docx.Document(io.BytesIO(written)).inline_shapes
    assert len(shapes) >= 2 and all(shape.height.inches < 8.5 for shape in shapes)
    assert ("Figure Caption", "Figure 1 (continued)") in paragraphs(written)


def test_a_report_without_figures_loads_no_matplotlib() -> None:
    program = (
        "import sys; from qualcode.report.build import build_word; from qualcode.report.contents import ReportContents\n"
        "import qualcode.report.study_report\n"
        "build_word(ReportContents('T')); print('matplotlib' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)
    assert ran.stdout.strip() == "False"


def test_every_figure_of_a_preset_is_drawn_by_a_kind_that_there_is() -> None:
    assert {source.kind for source in DRAWN.values()} <= set(built_in("figure"))
    named = {
        name
        for preset in ("full", "article", "zh-thesis")
        for each in read_preset(preset).sections
        for name in each.figures
    }
    assert named <= set(DRAWN)
    assert {"frequencies", "heat-map", "cooccurrence", "saturation", "agreement", "gioia", "relations"} <= named


def test_an_unknown_figure_in_a_preset_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "templates" / "presets" / "mine.toml"
    path.parent.mkdir(parents=True)
    path.write_text('[[sections]]\nsection = "saturation"\nfigures = ["curve"]\n', encoding="utf-8")
    with pytest.raises(StudyError, match='There is no figure "curve"') as told:
        read_preset("mine", tmp_path)
    assert told.value.line == 3


def test_another_kind_of_figure_can_be_asked_for_and_an_unknown_one_is_refused() -> None:
    assert figure(MATRIX, "en", "svg", kind="bars") != figure(MATRIX, "en", "svg")
    with pytest.raises(NotFoundError, match="pie"):
        figure(MATRIX, "en", "svg", kind="pie")
    assert usual()["matrix"] == "heat_map"


def test_two_figures_in_one_page_share_no_id_and_bring_no_style() -> None:
    found = [figure_svg(MATRIX, "en", name) for name in ("one", "two words")]
    ids = []
    for svg in found:
        assert svg is not None and svg.startswith("<svg")
        assert not re.search(r"<\?xml|<!DOCTYPE|<style|<script|<metadata|<!--", svg)
        root = ElementTree.fromstring(svg)
        assert root.get("role") == "img" and root.get("aria-labelledby") == root[0].get("id")
        own = {each.get("id") for each in root.iter() if each.get("id")}
        used = set(re.findall(r'(?:href="#|url\(#)([^")]+)', svg))
        assert used <= own
        ids.append(own)
    assert not ids[0] & ids[1]
    assert figure_svg(MATRIX, "en", "one") == found[0]


def test_a_hostile_title_cannot_become_markup_of_the_page() -> None:
    title = '</title><script>alert(1)</script> id="x" url(#y) <!-- --> -->'
    svg = figure_svg(Display(title, "u", MATRIX.columns, MATRIX.rows, kind="matrix"), "en", '"><b>')
    assert svg is not None and "<script" not in svg and "<b>" not in svg
    assert ElementTree.fromstring(svg)[0].text == title


def test_what_has_no_figure_is_none_for_the_page() -> None:
    assert figure_svg(Display("T", "u", (), (), kind="features"), "en", "a") is None
    assert fonts.LATIN in fonts.families("a")
