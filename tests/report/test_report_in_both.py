"""A report in Chinese and English side by side: words in both, figures and quotes once."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from display_samples import row
from studies import code, make_study, reopened

from qualcode.model.display import Column, Display
from qualcode.report.bilingual import bilingual, both, paragraphs
from qualcode.report.build import build_displays, build_word
from qualcode.report.contents import Part, ReportContents
from qualcode.report.study_report import report_in_both, study_report

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
QUOTE_ZH, QUOTE_EN = "“政策不配套”（INT02:2，受访者）", "“政策不配套” (INT02:2, 受访者)"
ZH = Display(
    "反例",
    "案例",
    (Column("state", "状态"), Column("n", "参考点", "count"), Column("q", "原文", "quotes")),
    (row("BOT", "瓶颈", "未落实", 3, (QUOTE_ZH,), codings=("7KQ2",)), row("GOV", "GOV", "–", 1, None)),
    ("一个片段只计一次。", "INT01"),
    corner="编码",
)
EN = Display(
    "Negative cases",
    "case",
    (Column("state", "State"), Column("n", "References", "count"), Column("q", "Words", "quotes")),
    (row("GOV", "GOV", "–", 1, None), row("BOT", "Bottlenecks", "contradicted", 3, (QUOTE_EN,))),
    ("A passage counts once.", "INT01"),
    corner="Code",
)
ENGLISH = ReportContents("T", language="en", parts=(Part("features", (("negative", EN),), ("Said.", "1.")),))
CONTENTS = ReportContents(
    "T",
    language="zh",
    date="2024-05-07",
    parts=(Part("features", (("negative", ZH),), ("所述。", "1.")),),
    beside=ENGLISH,
)


def test_headings_and_texts_stand_in_both_and_rows_are_joined_by_key() -> None:
    made = bilingual(ZH, EN)
    assert [column.label for column in made.columns] == ["状态 / State", "参考点 / References", "原文 / Words"]
    assert [each.label for each in made.rows] == ["瓶颈 / Bottlenecks", "GOV"]
    assert [cell.value for cell in made.rows[0].cells] == ["未落实 / contradicted", 3, (QUOTE_ZH,)]
    assert (made.corner, made.rows[0].cells[1].codings) == ("编码 / Code", ("7KQ2",))


def test_a_display_of_another_shape_stays_as_it_is() -> None:
    assert bilingual(ZH, replace(EN, rows=EN.rows[:1])) is ZH


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        ("访谈", "interview", "访谈 / interview"),
        ("", "Only", "Only"),
        ("A", "A", "A"),
        ("甲、乙", "甲, 乙", "甲、乙"),
        ("很长的一句话" * 9, "a long sentence", "很长的一句话" * 9 + "\na long sentence"),
        ("BOT-POL 政策", "BOT-POL Policy", "BOT-POL 政策 / Policy"),
    ],
)
def test_two_wordings_beside_each_other(first: str, second: str, together: str) -> None:
    assert both(first, second) == together


def test_paragraphs_stand_each_beside_its_other() -> None:
    assert paragraphs(("甲", "1."), ("A", "1.")) == ("甲", "A", "1.")
    assert paragraphs(("甲",), ("A", "B")) == ("甲", "A", "B")


def test_captions_notes_and_mentions_stand_in_both_with_a_number_each() -> None:
    document = docx.Document(io.BytesIO(build_word(CONTENTS)))
    texts = [each.text for each in document.paragraphs]
    for text in (
        "跨案例关键特征 / Key features of the cases",
        "表1　反例",
        "Table 1. Negative cases",
        "目录 / Contents",
    ):
        assert text in texts
    assert texts.count("1.") == 1 and texts.count("注：一个片段只计一次。") == 1
    assert "Note. A passage counts once." in texts and sum("INT01" in text for text in texts) == 1
    assert any("are given in Table 1." in text for text in texts) and any("见表1。" in text for text in texts)
    asked = [str(each.text).strip() for each in document.element.body.iter(f"{W}instrText")]
    assert "SEQ 表 \\* ARABIC" in asked and "SEQ Table \\* ARABIC" in asked
    names = [str(each.get(f"{W}name")) for each in document.element.body.iter(f"{W}bookmarkStart")]
    ids = [str(each.get(f"{W}id")) for each in document.element.body.iter(f"{W}bookmarkStart")]
    assert len(set(names)) == len(names) and len(set(ids)) == len(ids)
    assert {name.split()[1] for name in asked if name.startswith(("REF", "PAGEREF"))} <= set(names)


def test_a_quote_stands_once() -> None:
    document = docx.Document(io.BytesIO(build_displays((("negative", ZH),), CONTENTS)))
    words = "".join(cell.text for table in document.tables for each in table.rows for cell in each.cells)
    assert words.count("政策不配套") == 1


def test_a_whole_study_in_both_holds_every_table_and_each_figure_of_the_single_ones(tmp_path: Path) -> None:
    made = make_study(tmp_path, coders=("c1",))
    code(made, "c1", "INT01", "The subsidy never arrived", "BOT-POL")
    study = reopened(made)
    report = report_in_both(study, "zh")
    single = study_report(study, "zh")
    assert report.displays == single.displays
    document = docx.Document(io.BytesIO(build_word(report.contents)))
    captions = [each.text for each in document.paragraphs if each.style is not None and each.style.name == "Caption"]
    assert sum(text.startswith("Table ") for text in captions) == sum(text.startswith("表") for text in captions)
    assert len(document.tables) == len([1 for _, display in single.displays if display.rows])
    words = [cell.text for table in document.tables for each in table.rows for cell in each.cells]
    assert any("政策碎片化 / Fragmented policy" in word for word in words)
