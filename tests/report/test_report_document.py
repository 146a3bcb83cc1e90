"""The report as a whole: its sections in order, its fields, its pages."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import docx
from display_samples import hostile, matrix, wide
from docx.enum.section import WD_ORIENT
from docx.text.paragraph import Paragraph

from qualcode.report.build import build_word
from qualcode.report.contents import ReportContents

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CONTENTS = ReportContents(
    title="产教融合研究报告",
    subtitle="两个案例",
    notice="本资料系为演示而撰写。",
    date="2024-05-07",
    language="zh",
    approach="codebook",
    documents=(matrix(), matrix()),
    methods=("共有三份访谈。", "编码由两人完成。"),
    codebook=matrix(),
    agreement=matrix(),
    agreement_remarks=("一个编码的信度偏低。",),
    matrices=(wide(17, 3, 60), matrix()),
    quotes=(hostile(),),
)


def headings(contents: ReportContents) -> list[str]:
    document = docx.Document(io.BytesIO(build_word(contents)))
    return [each.text for each in document.paragraphs if each.style is not None and each.style.name == "Heading 1"]


def test_sections_follow_their_order() -> None:
    assert headings(CONTENTS) == ["资料与案例", "研究过程", "编码手册", "编码者间信度", "跨案例编码矩阵", "典型引文"]


def test_an_empty_section_leaves_no_heading() -> None:
    assert headings(ReportContents("Title", methods=("One.",))) == ["How the analysis was done"]


def test_a_reflexive_study_shows_no_agreement() -> None:
    assert "编码者间信度" not in headings(replace(CONTENTS, approach="reflexive"))


def test_the_title_page_stands_first_with_its_notice_and_a_date_in_words() -> None:
    paragraphs = docx.Document(io.BytesIO(build_word(CONTENTS))).paragraphs
    assert [each.text for each in paragraphs[:4]] == [
        "产教融合研究报告",
        "两个案例",
        "2024年5月7日",
        "本资料系为演示而撰写。",
    ]


def test_the_table_of_contents_is_a_field_filled_with_the_headings_and_linked_to_them() -> None:
    body = docx.Document(io.BytesIO(build_word(CONTENTS))).element.body
    assert any("TOC " in (each.text or "") for each in body.iter(f"{W}instrText"))
    links = {
        each.get(f"{W}anchor"): "".join(text.text for text in each.iter(f"{W}t")) for each in body.iter(f"{W}hyperlink")
    }
    assert list(links.values()) == headings(CONTENTS)
    assert set(links) <= {each.get(f"{W}name") for each in body.iter(f"{W}bookmarkStart")}


def test_fields_begin_and_end_as_often() -> None:
    body = docx.Document(io.BytesIO(build_word(CONTENTS))).element.body
    kinds = [each.get(f"{W}fldCharType") for each in body.iter(f"{W}fldChar")]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end") > 0


def test_tables_are_numbered_through_with_numbers_that_stand_before_any_update() -> None:
    paragraphs = docx.Document(io.BytesIO(build_word(CONTENTS))).paragraphs
    captions = [each.text for each in paragraphs if each.style is not None and each.style.name == "Caption"]
    assert [caption[:2] for caption in captions] == [f"表{number}" for number in range(1, 8)]


def test_a_wide_matrix_has_landscape_pages_and_its_heading_goes_with_it() -> None:
    document = docx.Document(io.BytesIO(build_word(CONTENTS)))
    turned = [section.orientation == WD_ORIENT.LANDSCAPE for section in document.sections]
    assert turned == [False, True, False]
    (wide_section,) = (section for section, lies in zip(document.sections, turned, strict=True) if lies)
    texts = [each.text for each in wide_section.iter_inner_content() if isinstance(each, Paragraph)]
    assert texts[0] == "跨案例编码矩阵"


def test_pages_are_numbered_except_the_title_page() -> None:
    document = docx.Document(io.BytesIO(build_word(CONTENTS)))
    assert [section.different_first_page_header_footer for section in document.sections] == [True, False, False]
    for section in document.sections:
        assert " PAGE " in "".join(each.text or "" for each in section.footer._element.iter(f"{W}instrText"))


def test_the_date_of_the_properties_is_the_reports_own() -> None:
    created = docx.Document(io.BytesIO(build_word(CONTENTS))).core_properties.created
    assert created is not None and created.date().isoformat() == "2024-05-07"


def test_the_same_contents_give_the_same_bytes() -> None:
    assert build_word(CONTENTS) == build_word(CONTENTS)


def test_no_part_comes_from_the_empty_document_of_the_library() -> None:
    with zipfile.ZipFile(io.BytesIO(build_word(CONTENTS))) as archive:
        assert archive.namelist() == [
            "[Content_Types].xml",
            "_rels/.rels",
            "docProps/core.xml",
            "word/_rels/document.xml.rels",
            "word/document.xml",
            "word/fontTable.xml",
            "word/footer1.xml",
            "word/settings.xml",
            "word/styles.xml",
        ]
