"""Transcripts that programs export as Word files: Teams, Otter, Feishu, Tencent Meeting, and tables with a header row."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from docx import Document as new_document

from qualcode.text.read import read_document

Said = list[tuple[str | None, str | None, str | None]]


def said(data: bytes) -> tuple[str, Said]:
    document = read_document(data, id="x", kind="interview", path="x.docx", suffix=".docx").document
    turns = [(turn.speaker, turn.words.of(document.text) if turn.words else None, turn.time) for turn in document.turns]
    return document.layout, turns


def word_file(paragraphs: Sequence[str]) -> bytes:
    """Return a Word file of paragraphs; `**` ends leading bold words, and a line break stays one within its paragraph."""
    document, stream = new_document(), io.BytesIO()
    for words in paragraphs:
        bold, _, rest = words.rpartition("**")
        paragraph = document.add_paragraph()
        paragraph.add_run(bold).bold = True
        paragraph.add_run(rest)
    document.save(stream)
    return stream.getvalue()


def table_file(rows: Sequence[Sequence[str]]) -> bytes:
    document, stream = new_document(), io.BytesIO()
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    document.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("paragraphs", "layout", "expected"),
    [
        (
            ["Interview-Meeting Recording", "March 5, 2024, 9:00AM", "32m 10s", "", "Jane Doe started transcription", "Jane Doe**   0:03\nHello there.", "Bob Lee**   0:06\nHi.\nYes.", "Jane Doe stopped transcription"],
            "name-time",
            [(None, "Interview-Meeting Recording", None), (None, "March 5, 2024, 9:00AM", None), (None, "32m 10s", None), ("Jane Doe", "Hello there.", "0:03"), ("Bob Lee", "Hi.\nYes.", "0:06")],
        ),
        (
            ["0:0:0.0 --> 0:0:3.120\nJane Doe\nHello there.", "0:0:3.120 --> 0:0:5.0\nBob Lee\nHi."],
            "name-time",
            [("Jane Doe", "Hello there.", "0:0:0.0"), ("Bob Lee", "Hi.", "0:0:3.120")],
        ),
        (
            ["Jane Doe  0:01", "Hello there.", "", "Bob Lee  1:02:05", "Hi.", "Transcribed by https://otter.ai"],
            "name-time",
            [("Jane Doe", "Hello there.", "0:01"), ("Bob Lee", "Hi.", "1:02:05")],
        ),
        (
            ["校企合作访谈", "2024年3月5日 下午 2:00|32分钟 10秒", "文字记录", "说话人 1 00:00:05", "您好。", "说话人 2 00:00:12", "嗯。"],
            "name-time",
            [(None, "校企合作访谈", None), (None, "2024年3月5日 下午 2:00|32分钟 10秒", None), (None, "文字记录", None), ("说话人 1", "您好。", "00:00:05"), ("说话人 2", "嗯。", "00:00:12")],
        ),
        (
            ["会议主题：校企合作访谈", "张三(00:00:12):** 大家好。", "李四(00:00:15):", "您好。"],
            "timed-label",
            [(None, "会议主题：校企合作访谈", None), ("张三", "大家好。", "00:00:12"), ("李四", "您好。", "00:00:15")],
        ),
    ],
    ids=["Teams", "Teams, first form", "Otter", "Feishu", "Tencent Meeting"],
)  # fmt: skip
def test_exports_of_programs(paragraphs: list[str], layout: str, expected: Said) -> None:
    assert said(word_file(paragraphs)) == (layout, expected)


def test_the_header_row_of_a_table_is_nobodys() -> None:
    rows = [
        ["说话人", "时间", "内容"],
        ["访谈者", "00:01", "您好"],
        ["受访者", "00:05", "嗯。"],
        ["访谈者", "00:09", "后来呢？"],
    ]
    assert said(table_file(rows)) == (
        "table-label",
        [
            (None, "说话人\t时间\t内容", None),
            ("访谈者", "您好", "00:01"),
            ("受访者", "嗯。", "00:05"),
            ("访谈者", "后来呢？", "00:09"),
        ],
    )


def test_tabs_stand_where_colons_do() -> None:
    paragraphs = ["Interviewer:**\tHow?", "P1:**\tFine.", "Interviewer:**\tOk."]
    assert [turn[:2] for turn in said(word_file(paragraphs))[1]] == [
        ("Interviewer", "How?"),
        ("P1", "Fine."),
        ("Interviewer", "Ok."),
    ]
