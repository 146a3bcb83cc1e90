"""The Word table: three rules, repeated header, East Asian font, landscape when wide, always valid, always the same."""

from __future__ import annotations

import io
import time
import zipfile

import docx
import pytest
from display_samples import HOSTILE, empty, hostile, matrix, row, wide
from docx.enum.section import WD_ORIENT
from lxml import etree

from qualcode.model.display import Column, Display
from qualcode.report.options import Style, WriteOptions
from qualcode.report.values import clean
from qualcode.report.writers.docx import write

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STYLES: tuple[Style, ...] = ("three-line", "apa", "grid")


def part(display: Display, name: str = "word/document.xml", options: WriteOptions | None = None) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(write(display, options or WriteOptions("zh")))) as archive:
        return etree.fromstring(archive.read(name))


def words(element: etree._Element) -> str:
    return "".join(each.text or "" for each in element.iter(f"{W}t"))


def rules(element: etree._Element, container: str) -> dict[str, str | None]:
    found = element.find(f".//{W}{container}")
    return {} if found is None else {str(each.tag).removeprefix(W): each.get(f"{W}sz") for each in found}


@pytest.mark.parametrize("style", STYLES)
def test_hostile_text_gives_a_document_that_word_can_open(style: Style) -> None:
    document = docx.Document(io.BytesIO(write(hostile(), WriteOptions("en", style=style, caption_number=2))))
    (table,) = document.tables
    labels = [cells[0].text for cells in (each.cells for each in table.rows)][1:]
    assert labels == [clean(text or "empty") for text in HOSTILE]


def test_the_same_display_gives_the_same_bytes_two_seconds_later() -> None:
    first = write(matrix(), WriteOptions())
    time.sleep(2.1)
    assert write(matrix(), WriteOptions()) == first


def test_archive_members_are_sorted_and_carry_a_fixed_date() -> None:
    with zipfile.ZipFile(io.BytesIO(write(matrix(), WriteOptions()))) as archive:
        members = archive.infolist()
    assert [member.filename for member in members] == sorted(member.filename for member in members)
    assert {member.date_time for member in members} == {(1980, 1, 1, 0, 0, 0)}


def test_only_the_header_row_repeats_on_every_page() -> None:
    rows = part(matrix()).findall(f".//{W}tr")
    assert [each.find(f"{W}trPr/{W}tblHeader") is not None for each in rows] == [True, False, False]


def test_a_row_is_kept_on_one_page_unless_it_is_long() -> None:
    display = Display("", "unit", (Column("x", "X"),), (row("a", "a", "short"), row("b", "b", "长" * 10_000)))
    rows = part(display).findall(f".//{W}tr")
    assert [each.find(f"{W}trPr/{W}cantSplit") is not None for each in rows] == [True, True, False]


def test_three_rules_and_no_others_make_the_three_line_table() -> None:
    root = part(matrix())
    assert rules(root, "tblBorders") == {"top": "12", "bottom": "12"}
    assert rules(root, "tcBorders") == {"bottom": "6"}
    assert len(root.findall(f".//{W}tcBorders")) == 3


def test_a_grid_has_rules_between_all_cells() -> None:
    found = rules(part(matrix(), options=WriteOptions(style="grid")), "tblBorders")
    assert list(found) == ["top", "left", "bottom", "right", "insideH", "insideV"]


def test_the_east_asian_font_and_language_are_set_in_styles_and_runs() -> None:
    styles = part(matrix(), "word/styles.xml")
    fonts = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}rFonts")
    language = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    assert fonts is not None and language is not None
    assert (fonts.get(f"{W}eastAsia"), fonts.get(f"{W}ascii")) == ("宋体", "Times New Roman")
    assert language.get(f"{W}eastAsia") == "zh-CN"
    run = next(each for each in part(matrix()).iter(f"{W}r") if "政策碎片化" in words(each))
    assert [each.get(f"{W}eastAsia") for each in run.iter(f"{W}rFonts")] == ["宋体"]


def test_quotation_marks_beside_chinese_are_chinese_and_beside_english_are_not() -> None:
    display = Display("", "unit", (Column("x", "X"),), (row("a", "a", "“政策”"), row("b", "b", "“Policy”")))
    hints = {words(run): run.find(f"{W}rPr/{W}rFonts") is not None for run in part(display).iter(f"{W}r")}
    assert (hints["“政策”"], hints["“Policy”"]) == (True, False)


def test_a_narrow_table_stands_upright_and_a_wide_one_lies() -> None:
    upright = docx.Document(io.BytesIO(write(matrix(), WriteOptions()))).sections[0]
    counts = Display(
        "", "unit", tuple(Column(f"c{i}", f"案例{i:02d}", "count") for i in range(17)), (row("a", "a", *range(17)),)
    )
    lying = docx.Document(io.BytesIO(write(counts, WriteOptions()))).sections[0]
    assert (upright.orientation, lying.orientation) == (WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE)
    assert lying.page_width is not None and round(lying.page_width.mm) == 297


def test_a_matrix_of_many_long_texts_is_parted_into_tables_on_landscape_pages() -> None:
    document = docx.Document(io.BytesIO(write(wide(rows=3), WriteOptions("zh"))))
    assert {len(table.rows) for table in document.tables} == {4}
    assert sum(len(table.columns) - 1 for table in document.tables) == 17
    assert document.sections[0].page_width is not None and round(document.sections[0].page_width.mm) == 297


@pytest.mark.parametrize("columns", [1, 17, 60])
def test_the_columns_together_are_no_wider_than_the_page(columns: int) -> None:
    document = docx.Document(io.BytesIO(write(wide(columns, 1, 40), WriteOptions())))
    section, grids = document.sections[0], document.element.body.iter(f"{W}tblGrid")
    assert section.page_width and section.left_margin and section.right_margin
    room = (section.page_width - section.left_margin - section.right_margin) // 635
    assert all(0 < sum(int(str(each.get(f"{W}w"))) for each in grid) <= room for grid in grids)


def test_the_caption_stands_above_and_carries_its_number_as_a_field() -> None:
    document = docx.Document(io.BytesIO(write(matrix(), WriteOptions("zh", caption_number=3))))
    caption = document.paragraphs[0]
    assert (caption.style.name if caption.style else "", caption.text) == ("Caption", "表3　编码 × 案例")
    assert [each.text for each in caption._p.iter(f"{W}instrText")] == [" SEQ 表 \\* ARABIC \\r 3 "]


def test_apa_sets_the_number_bold_over_the_title_in_italics() -> None:
    document = docx.Document(io.BytesIO(write(matrix(), WriteOptions("en", style="apa", caption_number=1))))
    number, title = document.paragraphs[:2]
    assert (number.text, title.text) == ("Table 1", "编码 × 案例")
    assert all(run.bold for run in number.runs) and all(run.italic for run in title.runs)


def test_notes_stand_below_the_table_and_explain_the_dash() -> None:
    notes = [
        each.text for each in docx.Document(io.BytesIO(write(matrix(), WriteOptions("zh")))).paragraphs if each.text
    ]
    assert notes[1:] == ["注：一个片段只计一次。", "Coders: consensus.", "“–”表示无，或未知。"]


def test_the_table_has_a_text_for_those_who_cannot_see_it() -> None:
    caption = part(matrix()).find(f".//{W}tblCaption")
    assert caption is not None and caption.get(f"{W}val") == "编码 × 案例"


def test_a_label_of_several_lines_is_indented_on_each() -> None:
    cell = part(Display("", "unit", (), (row("a", "one\ntwo", level=1),))).findall(f".//{W}tc")[1]
    assert len(cell.findall(f"{W}p/{W}pPr/{W}ind")) == 2


def test_a_display_without_rows_says_so() -> None:
    texts = [each.text for each in docx.Document(io.BytesIO(write(empty(), WriteOptions("zh")))).paragraphs]
    assert "没有可显示的数据。" in texts


def test_the_properties_hold_no_clock_and_no_stranger() -> None:
    properties = docx.Document(io.BytesIO(write(matrix(), WriteOptions()))).core_properties
    assert (properties.title, properties.author, properties.created, properties.modified) == (
        "编码 × 案例",
        "",
        None,
        None,
    )
