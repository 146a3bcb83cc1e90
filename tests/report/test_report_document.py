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
from qualcode.report.contents import Part, ReportContents
from qualcode.report.word.references import mention

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PARTS = (
    Part("documents", (("documents", matrix()), ("document-groups", matrix()))),
    Part("methods", before=("共有三份访谈。", f"编码由两人完成，见{mention('agreement')}与{mention('nowhere')}。")),
    Part("codebook", (("codebook", matrix()),)),
    Part("agreement", (("agreement", matrix()),), after=("一个编码的信度偏低。",)),
    Part("matrices", (("wide", wide(17, 3, 60)), ("matrix", matrix()))),
    Part("quotes", (("quotes", hostile()),)),
)
CONTENTS = ReportContents(
    title="产教融合研究报告",
    subtitle="两个案例",
    notice="本资料系为演示而撰写。",
    date="2024-05-07",
    language="zh",
    approach="codebook",
    parts=PARTS,
)


def headings(contents: ReportContents) -> list[str]:
    document = docx.Document(io.BytesIO(build_word(contents)))
    return [each.text for each in document.paragraphs if each.style is not None and each.style.name == "Heading 1"]


def test_sections_follow_their_order() -> None:
    assert headings(CONTENTS) == ["资料与案例", "研究过程", "编码手册", "编码者间信度", "跨案例编码矩阵", "各编码引文"]


def test_an_empty_section_leaves_no_heading() -> None:
    assert headings(ReportContents("Title", parts=(Part("methods", before=("One.",)), Part("codebook")))) == [
        "How the analysis was done"
    ]


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
        each.get(f"{W}anchor"): "".join(text.text or "" for text in each.iter(f"{W}t"))
        for each in body.iter(f"{W}hyperlink")
    }
    assert list(links.values()) == headings(CONTENTS)
    assert set(links) <= {each.get(f"{W}name") for each in body.iter(f"{W}bookmarkStart")}


def fields(contents: ReportContents) -> list[tuple[str, str]]:
    """Return the instruction of each field with the words it shows until it is brought up to date."""
    found: list[tuple[str, str]] = []
    waiting: list[list[str]] = []
    for run in docx.Document(io.BytesIO(build_word(contents))).element.body.iter(f"{W}r"):
        for each in run:
            kind = each.get(f"{W}fldCharType")
            if kind == "begin":
                waiting.append(["", ""])
            elif kind == "end":
                instruction, shown = waiting.pop()
                found.append((instruction.strip(), shown))
            elif waiting:
                waiting[-1][each.tag == f"{W}t"] += each.text or ""
    return found


def test_each_entry_of_the_contents_asks_for_its_page_and_word_is_told_to_fill_it_in() -> None:
    asked = [instruction.split()[1] for instruction, _ in fields(CONTENTS) if instruction.startswith("PAGEREF")]
    assert asked == [f"_Toc{number:06d}" for number in range(1, 7)]
    with zipfile.ZipFile(io.BytesIO(build_word(CONTENTS))) as archive:
        assert b'<w:updateFields w:val="true"/>' in archive.read("word/settings.xml")


def test_a_text_mentions_a_table_by_a_field_that_points_at_its_number() -> None:
    body = docx.Document(io.BytesIO(build_word(CONTENTS))).element.body
    places = {each.get(f"{W}name") for each in body.iter(f"{W}bookmarkStart")}
    mentioned = [(i.split()[1], shown) for i, shown in fields(CONTENTS) if i.startswith("REF")]
    assert {bookmark for bookmark, _ in mentioned} <= places
    assert "编码由两人完成，见表4与。" in [
        each.text for each in docx.Document(io.BytesIO(build_word(CONTENTS))).paragraphs
    ]


def test_each_section_says_where_its_tables_are() -> None:
    texts = [each.text for each in docx.Document(io.BytesIO(build_word(CONTENTS))).paragraphs]
    assert "所用资料及其分布见表1、表2。" in texts
    assert "各编码的信度系数见表4。" in texts


def test_bookmarks_bear_names_and_numbers_of_their_own() -> None:
    starts = list(docx.Document(io.BytesIO(build_word(CONTENTS))).element.body.iter(f"{W}bookmarkStart"))
    for attribute in ("name", "id"):
        values = [each.get(f"{W}{attribute}") for each in starts]
        assert len(values) == len(set(values)) > 0


def test_a_list_of_tables_follows_the_contents_where_it_is_wanted() -> None:
    listed = replace(CONTENTS, list_of_tables=True)
    texts = [each.text for each in docx.Document(io.BytesIO(build_word(listed))).paragraphs]
    assert texts.index("表目录") < texts.index("表1　编码 × 案例\t")
    assert any(instruction.startswith("TOC") and '\\c "表"' in instruction for instruction, _ in fields(listed))


def test_sections_are_written_in_the_order_asked_for_and_no_others() -> None:
    assert headings(replace(CONTENTS, order=("quotes", "methods"))) == ["各编码引文", "研究过程"]


def test_the_contents_do_not_swallow_a_wide_table_that_follows_them() -> None:
    first_wide = replace(CONTENTS, parts=(Part("matrices", (("wide", wide(17, 3, 60)),)),))
    turned = docx.Document(io.BytesIO(build_word(first_wide))).sections
    upright = [each.text for each in turned[0].iter_inner_content() if isinstance(each, Paragraph)]
    assert "目录" in upright and "跨案例编码矩阵\t" in upright


def test_the_properties_name_title_and_language() -> None:
    properties = docx.Document(io.BytesIO(build_word(CONTENTS))).core_properties
    assert (properties.title, properties.language) == ("产教融合研究报告", "zh-CN")


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
