"""Transcripts in sheets, one row a turn or an answer; sheets about documents and people are none."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

import pytest
from openpyxl import Workbook

from qualcode.errors import StudyError
from qualcode.text.read import Reading, read_document

Said = list[tuple[str | None, str | None, str | None]]


def reading(source: str | bytes, suffix: str = ".csv") -> Reading:
    data = source if isinstance(source, bytes) else source.encode()
    return read_document(data, id="x", kind="interview", path=f"interviews/x{suffix}", suffix=suffix)


def said(source: str | bytes, suffix: str = ".csv") -> Said:
    document = reading(source, suffix).document
    return [(turn.speaker, turn.words.of(document.text) if turn.words else None, turn.time) for turn in document.turns]


def workbook(rows: Sequence[Sequence[object]], *more: str) -> bytes:
    book, stream = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet.title = "访谈"
    for row in rows:
        sheet.append(list(row))
    for title in more:
        book.create_sheet(title)
    book.save(stream)
    return stream.getvalue()


def test_one_row_a_turn_in_chinese() -> None:
    source = '说话人,时间,内容,备注\n访谈者,00:01,您好,\n受访者,00:05,"嗯，\n还行。",停顿\n,,另外一段\n'
    assert said(source) == [("访谈者", "您好", "00:01"), ("受访者", "嗯，\n还行。\n另外一段", "00:05")]
    assert [turn.turn_role for turn in reading(source).document.turns] == ["interviewer", "respondent"]
    assert [entry.text for entry in reading(source).left_out] == ["说话人", "时间", "内容", "备注", "停顿"]


@pytest.mark.parametrize("separator", [";", "\t", ","])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_any_separator_and_encoding(separator: str, encoding: str) -> None:
    rows = [
        ("Speaker", "Text"),
        ("访谈者", "您好，请介绍一下学校和企业的合作"),
        ("受访者", "我们学校有三个专业和企业合作"),
    ]
    source = "\n".join(separator.join(row) for row in rows).encode(encoding)
    assert [speech[:2] for speech in said(source)] == rows[1:]


def test_one_row_an_answer_with_its_question() -> None:
    assert said("participant,question,answer\nP01,Why?,Because.\nP02,Why?,No idea\nP01,How?,Well: so") == [
        ("question", "Why?", None),
        ("P01", "Because.", None),
        ("P02", "No idea", None),
        ("question", "How?", None),
        ("P01", "Well: so", None),
    ]


def test_words_alone_are_turns_of_nobody() -> None:
    assert said("text,code\nWe left.,BOT\nThey came.,\n") == [(None, "We left.", None), (None, "They came.", None)]


def test_a_role_without_a_name_is_the_speaker() -> None:
    assert said("role,content\nuser,Hi\nassistant,Ho\n") == [("user", "Hi", None), ("assistant", "Ho", None)]


def test_a_workbook_with_a_title_above_its_header() -> None:
    rows = [
        ["访谈记录 03"],
        ["发言人", "角色", "开始时间", "发言内容"],
        ["张三", "访谈者", "0:00:03", "您好"],
        ["李四", "受访者", "0:00:06", "嗯"],
    ]
    data = workbook(rows, "备份")
    assert said(data, ".xlsx") == [(None, "访谈记录 03", None), ("张三", "您好", "0:00:03"), ("李四", "嗯", "0:00:06")]
    assert [turn.turn_role for turn in reading(data, ".xlsx").document.turns] == [None, "interviewer", "respondent"]
    assert [problem.message for problem in reading(data, ".xlsx").problems] == [
        'Only its first sheet, "访谈", was read, and not 备份.'
    ]


@pytest.mark.parametrize(
    ("source", "line", "message"),
    [
        ("document,case,date\nINT01,a,2020\n", 1, "no column holds words"),
        ("participant,document,speaker,role,consent\nP1,a,b,c,yes\n", 1, "no column holds words"),
        ("参与者,文本,说话人,角色\nP1,INT01,受访者,官员\n", 1, "no column holds words"),
        ("case,name,province,type\nzj-auto,a,b,c\n", 1, "no column holds words"),
        ("Jane,Hello there\nBob,Hi\n", 1, "no column holds words"),
        ('speaker,text\nJane,"Hi\nBob,Ho\n', 2, "never closed"),
    ],
)  # fmt: skip
def test_a_sheet_that_is_no_transcript_is_refused(source: str, line: int, message: str) -> None:
    with pytest.raises(StudyError, match=message) as caught:
        reading(source)
    assert (caught.value.path, caught.value.line) == ("interviews/x.csv", line)
    assert caught.value.remedy


def test_a_formula_without_a_value_is_said_and_listed() -> None:
    found = reading(workbook([["text"], ["Hi"], ["=nothing special"]]), ".xlsx")
    assert [problem.message for problem in found.problems] == [
        "Formulas without a value are left out: A3. If they are words, put ' before the =."
    ]
    assert ("=nothing special", "cell A3") in [(entry.text, entry.where) for entry in found.left_out]


def spoilt(data: bytes, part: str, old: bytes, new: bytes, more: str = "") -> bytes:
    """Return a workbook with words of one part replaced, and one more member of nothing but zeros."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as sound, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sound.namelist():
            content = sound.read(name)
            archive.writestr(name, content.replace(old, new) if name == part else content)
        if more:
            archive.writestr(more, b"0" * 4_000_000)
    return stream.getvalue()


def test_a_workbook_that_cannot_be_trusted_is_refused() -> None:
    sound = workbook([["text"], ["Hi"]])
    sheet = "xl/worksheets/sheet1.xml"
    entities = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><worksheet'
    for data, message in (
        (sound[:-40], "its end is missing"),
        (spoilt(sound, sheet, b"<worksheet", entities), "not a workbook that can be read"),
        (spoilt(sound, sheet, b"", b"", "../x"), "leads out of the archive"),
        (spoilt(sound, sheet, b"", b"", "x/zeros"), "would unpack to 4,000,000 bytes"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "with a password"),
        (workbook([["document", "case"], ["INT01", "a"]]), "no column holds words"),
    ):
        with pytest.raises(StudyError, match=message) as caught:
            reading(data, ".xlsx")
        assert caught.value.remedy
