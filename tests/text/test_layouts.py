"""Transcript layouts as the world writes them, and colons that are no speakers."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from docx import Document as new_document

from qualcode.errors import StudyError
from qualcode.model.document import DocumentKind
from qualcode.text.layout_settings import LayoutSettings
from qualcode.text.read import Reading, read_document
from qualcode.text.speakers import layout_names

Said = list[tuple[str | None, str | None]]


def reading(
    source: str | bytes, suffix: str = ".txt", kind: DocumentKind = "interview", layout: LayoutSettings | None = None
) -> Reading:
    data = source if isinstance(source, bytes) else source.encode()
    return read_document(data, id="x", kind=kind, path="interviews/x", suffix=suffix, layout=layout or LayoutSettings())


def said(source: str | bytes, suffix: str = ".txt", layout: LayoutSettings | None = None) -> Said:
    document = reading(source, suffix, layout=layout).document
    return [(turn.speaker, turn.words.of(document.text) if turn.words else None) for turn in document.turns]


def roles(source: str, layout: LayoutSettings | None = None) -> dict[str | None, str | None]:
    return {turn.speaker: turn.turn_role for turn in reading(source, layout=layout).document.turns}


@pytest.mark.parametrize(
    ("source", "layout", "expected"),
    [
        ("Interviewer: Hello?\nP1: Mhm.", "label-colon", [("Interviewer", "Hello?"), ("P1", "Mhm.")]),
        ("Interviewer: Hi\n\nINT 03 (HR): Yes: so", "label-colon", [("Interviewer", "Hi"), ("INT 03 (HR)", "Yes: so")]),
        ("访谈者：您好\n受访者A ：嗯。", "label-colon", [("访谈者", "您好"), ("受访者A", "嗯。")]),
        ("訪談者:您好\n受訪者：嗯。", "label-colon", [("訪談者", "您好"), ("受訪者", "嗯。")]),
        ("【访谈者】：您好\n【受访者：】嗯。", "label-colon", [("访谈者", "您好"), ("受访者", "嗯。")]),
        ("1. 访谈者：您好\n2. 受访者：嗯。", "label-colon", [("访谈者", "您好"), ("受访者", "嗯。")]),
        ("Q: How?\nA: Well.", "qa", [("Q", "How?"), ("A", "Well.")]),
        ("Q1. How?\nA1. Well.\nQ2. And?", "qa", [("Q1", "How?"), ("A1", "Well."), ("Q2", "And?")]),
        ("问：您好\n答：嗯。\n问：走了？", "qa", [("问", "您好"), ("答", "嗯。"), ("问", "走了？")]),
        (
            "[00:01:02] SPEAKER 1: hi\n[00:01:04] SPEAKER 2: Mhm.",
            "timed-label",
            [("SPEAKER 1", "hi"), ("SPEAKER 2", "Mhm.")],
        ),
        ("00:01 访谈者：您好\n00:05 受访者：嗯。", "timed-label", [("访谈者", "您好"), ("受访者", "嗯。")]),
        ("Jane (0:12): hi\nBob (0:15): Mhm.", "timed-label", [("Jane", "hi"), ("Bob", "Mhm.")]),
        ("Jane Doe  0:12\nHello\n\nBob  1:02:03\nMhm.", "name-time", [("Jane Doe", "Hello"), ("Bob", "Mhm.")]),
        ("说话人1 00:00\n您好\n说话人2 00:05\n嗯。", "name-time", [("说话人1", "您好"), ("说话人2", "嗯。")]),
        ("Dan: a\nEve: b\nDan: c\nEve: d", "label-colon", [("Dan", "a"), ("Eve", "b"), ("Dan", "c"), ("Eve", "d")]),
        (
            "مقابِل: a\nضيف: b\nمقابِل: c\nضيف: d",
            "label-colon",
            [("مقابِل", "a"), ("ضيف", "b"), ("مقابِل", "c"), ("ضيف", "d")],
        ),
        ("I: And?\nR: No.", "label-colon", [("I", "And?"), ("R", "No.")]),
        ("Interviewer:\nHow?\n\nP1:\nFine.\n", "label-colon", [("Interviewer", "How?"), ("P1", "Fine.")]),
    ],
)
def test_a_layout_is_recognised_and_no_turn_is_lost(source: str, layout: str, expected: Said) -> None:
    assert reading(source).document.layout == layout
    assert said(source) == expected


def test_time_stamps_are_kept_as_written() -> None:
    assert [t.time for t in reading("[00:01:02] A: x\n[00:01:09.5] B: y\nA: z").document.turns] == [
        "00:01:02",
        "00:01:09.5",
        None,
    ]
    assert [t.time for t in reading("Jane  0:12\nx\nBob  0:15\ny").document.turns] == ["0:12", "0:15"]


def word_file(paragraphs: Sequence[tuple[str, str]]) -> bytes:
    document, stream = new_document(), io.BytesIO()
    for label, words in paragraphs:
        paragraph = document.add_paragraph()
        paragraph.add_run(label).bold = True
        paragraph.add_run(words)
    document.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(("colon", "layout"), [("", "bold-label"), (":", "label-colon")])
def test_bold_labels_of_a_word_file_need_no_colon(colon: str, layout: str) -> None:
    data = word_file(
        [
            (f"Dan{colon}", " Hello"),
            (f"Maria{colon}", " Mhm."),
            (f"Dan{colon}", " And?"),
            ("", "more: of it"),
            (f"Maria{colon}", " no"),
        ]
    )
    assert said(data, ".docx") == [("Dan", "Hello"), ("Maria", "Mhm."), ("Dan", "And?\nmore: of it"), ("Maria", "no")]
    assert reading(data, ".docx").document.layout == layout


def test_bold_lead_ins_of_a_report_are_no_speakers() -> None:
    data = word_file([("Funding", " came late."), ("Teachers", " were few."), ("", "plain"), ("Firms", " left.")])
    assert reading(data, ".docx").document.layout == "none"


def test_a_table_with_a_speaker_in_its_first_column_has_turns() -> None:
    document, stream = new_document(), io.BytesIO()
    table = document.add_table(rows=0, cols=3)
    for words in (("1", "访谈者", "您好"), ("2", "受访者", "嗯。"), ("3", "访谈者", "后来呢？")):
        for cell, word in zip(table.add_row().cells, words, strict=True):
            cell.text = word
    document.save(stream)
    assert said(stream.getvalue(), ".docx") == [("访谈者", "您好"), ("受访者", "嗯。"), ("访谈者", "后来呢？")]


def test_markdown_turns_on_lines_without_blank_lines_stay_apart() -> None:
    expected = [("访谈者", "您好"), ("受访者", "嗯。"), ("访谈者", "后来呢")]
    assert said("**访谈者：** 您好\n**受访者：**嗯。\n**访谈者：** 后来呢", ".md") == expected
    assert said("**Jane** hi\n**Bob** Mhm.\n**Jane** ok\n**Bob** x", ".md") == [
        ("Jane", "hi"),
        ("Bob", "Mhm."),
        ("Jane", "ok"),
        ("Bob", "x"),
    ]
    assert said("[00:01:02] SPEAKER 1: hi\n[00:01:03] SPEAKER 2: yo", ".md") == [
        ("SPEAKER 1", "hi"),
        ("SPEAKER 2", "yo"),
    ]


@pytest.mark.parametrize(
    "source",
    [
        "第一条：总则\n第二条：分则\n第三条：附则",
        "注意：小心\n提示：慢走\n注意：小心\n提示：慢走",
        "时间：2024年3月\n我们在省里开会。\n会议结束了。",
        "日期：2024年\n地点：杭州\n日期：2025年\n地点：宁波",
        "名单：甲\n姓名：张\n年龄：3\n姓名：李\n年龄：4\n姓名：王\n年龄：5",
        "Strength: x\nCost: y\nRange: z\nStrength: a\nCost: b\nRange: c",
        "He said: no.\nShe said: yes.\nHe said: no.\nShe said: yes.",
        "他说：不行。\n她说：行。\n他说：不行。\n她说：行。",
        "We met at 10:30 and left.\nWe met at 11:30 and left.",
        "See http://x.y and\nhttp://z.w too\nhttp://z.v",
        "The plan has three parts: one, two.\nThe plan has three parts: one, two.",
        "Meeting 14:30\nwe talked",
        "A. one\nB. two\nQ. three",
    ],
)
def test_a_colon_is_not_yet_a_speaker(source: str) -> None:
    document = reading(source).document
    assert (document.layout, document.speakers) == ("none", ())
    assert len(document.turns) == len(document.paragraphs) == source.count("\n") + 1


def test_a_colon_inside_the_words_splits_no_turn() -> None:
    source = "访谈者：您好\n受访者：他说：“不行。”\n他说：“不行。”我就走了。\n比如：这个。\n访谈者：嗯。\n受访者：原因如下：钱。"
    assert said(source) == [
        ("访谈者", "您好"),
        ("受访者", "他说：“不行。”\n他说：“不行。”我就走了。\n比如：这个。"),
        ("访谈者", "嗯。"),
        ("受访者", "原因如下：钱。"),
    ]


def test_the_fields_at_the_head_are_words_without_a_speaker() -> None:
    head = "访谈编号：INT01\n访谈者：张三\n受访者：李四\n日期：2024年3月5日\n\n"
    turns = said(head + "访谈者：您好。\n受访者：嗯。")
    assert turns[:4] == [(None, line) for line in head.split("\n")[:4]]
    assert turns[4:] == [("访谈者", "您好。"), ("受访者", "嗯。")]


def test_a_label_repeated_on_each_paragraph_opens_a_turn_each_time() -> None:
    assert said("访谈者：后来呢？\n受访者：一直没有。\n受访者：等了两年。") == [
        ("访谈者", "后来呢？"),
        ("受访者", "一直没有。"),
        ("受访者", "等了两年。"),
    ]


def test_paragraphs_without_a_label_go_on_with_the_turn() -> None:
    assert said("Intro.\n\nQ: How?\n\nA: Well.\n\nNot much.\n\nQ: Ah.") == [
        (None, "Intro."),
        ("Q", "How?"),
        ("A", "Well.\n\nNot much."),
        ("Q", "Ah."),
    ]


def test_a_heading_is_a_turn_of_nobody() -> None:
    source = "Q: How?\n\nA: Well.\n\n# Part: two\n\nQ: And?"
    assert said(source, ".md") == [("Q", "How?"), ("A", "Well."), (None, "Part: two"), ("Q", "And?")]


def test_roles_come_from_the_words_and_the_last_of_two_from_the_other() -> None:
    assert roles("Interviewer: a\nParticipant: b") == {"Interviewer": "interviewer", "Participant": "respondent"}
    assert roles("主持人：a\n受访者B：b\n经理（HR）：c\n经理（HR）：d") == {
        "主持人": "interviewer",
        "受访者B": "respondent",
        "经理（HR）": None,
    }
    assert roles("Dan: a\nParticipant: b\nDan: c") == {"Dan": "interviewer", "Participant": "respondent"}
    assert roles("Moderator: a\nMaria: b\nMaria: c") == {"Moderator": "interviewer", "Maria": "respondent"}
    assert roles("A: a\nB: b\nA: c\nB: d") == {"A": None, "B": None}


def test_settings_win_over_what_is_counted() -> None:
    source = "Dan: a\nMaria: b\nNora: c\nDan: d\nMaria: e\nNora: f\nMaria: g"
    asked = LayoutSettings(interviewer=("maria",), respondent=("Dan",))
    assert roles(source, asked) == {"Dan": "respondent", "Maria": "interviewer", "Nora": None}
    assert [speaker for speaker, _ in said(source, layout=LayoutSettings(speakers=("Nora",)))] == [
        None,
        None,
        "Nora",
        "Nora",
    ]
    without = said(source, layout=LayoutSettings(not_speakers=("Nora",)))
    assert without[1] == ("Maria", "b\nNora: c")
    assert {speaker for speaker, _ in said(source, layout=LayoutSettings(layout="none"))} == {None}
    assert said("注意：小心\n走吧", layout=LayoutSettings(speakers=("注意",))) == [("注意", "小心\n走吧")]
    assert reading(
        "Dan: a\nb\nc\nd\ne\nf", layout=LayoutSettings(layout="label-colon", speakers=("Dan",))
    ).document.speakers == ("Dan",)


def test_an_unknown_layout_is_refused_with_the_known_ones() -> None:
    with pytest.raises(StudyError, match="label-colon") as caught:
        reading("x", layout=LayoutSettings(layout="label-colons"))
    assert caught.value.path == "interviews/x"
    assert layout_names() == (
        *("bold-label", "bracket-label", "dash-label", "given", "label-colon", "label-line", "name-time", "qa"),
        *("tab-label", "table-label", "timed-label", "none"),
    )


def test_a_label_that_only_counting_made_a_speaker_is_reported() -> None:
    problems = reading("Q: a\nA: b\nHR: c\nQ: d\nHR: e\nQ: f\nHR: g").problems
    assert [str(problem) for problem in problems] == [
        'warning: interviews/x:3: "HR:" opens 3 paragraphs and is taken for a speaker. Say otherwise in qualcode.toml [layout].'
    ]
    assert not reading("Q: a\nA: b\nHR: c\nHR: e", layout=LayoutSettings(respondent=("HR",))).problems


def test_a_case_document_with_one_quoted_exchange_stays_without_speakers() -> None:
    report = "The programme began.\n" * 20 + "Interviewer: Why?\nManager: Money.\n" + "It went on.\n" * 20
    assert reading(report, kind="case").document.layout == "none"


def test_a_note_in_brackets_that_holds_a_colon_is_no_speaker() -> None:
    text = "访谈者：您说。\n受访者A：好。\n（在场同事插话：“去年的。”）\n受访者A：对，去年的。\n访谈者：嗯。\n受访者A：就这样。\n"
    document = read_document(text.encode(), id="D", kind="interview", path="D.txt", suffix="txt").document
    assert document.speakers == ("访谈者", "受访者A")
