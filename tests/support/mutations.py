"""Files of each transcript format, and the same spoilt in a way that a number decides: what readers are fuzzed with."""

from __future__ import annotations

import io
import json
import random
import zipfile
from functools import cache
from pathlib import PurePath
from typing import Any

from openpyxl import Workbook

_VTT = """WEBVTT - Meeting

NOTE made by a program

1
00:00:01.000 --> 00:00:04.000 align:start
<v Jane Doe>Hello there &amp; <i>welcome</i></v>

2
00:00:04.000 --> 00:00:06.000
<v Bob>嗯，我们学校</v>

3
00:00:06.500 --> 00:00:09.000
<v Bob>有三个专业。</v>
"""
_SRT = """1
00:00:01,000 --> 00:00:04,000
[SPEAKER_00]: We had a

2
00:00:04,000 --> 00:00:06,000
plan &lt;x&gt;.

3
00:00:06,000 --> 00:00:08,000
[SPEAKER_01]: 您好
- 说话人 2: 嗯
"""
_CSV = 'Title of it\nspeaker,time,text,role,question,other\nJane,00:01,"Hi, ""there""\nall",interviewer,Why?,x\n,00:02,more,,Why?,\n张三,0:03,您好,受访者,How?,\n'
_TSV = "start\tend\ttext\n0\t2500\tWe had a\n2500\t4000\tplan.\n4000\t9000\t好的\n"
_JSON = json.dumps(
    {
        "text": " Hi. 您好",
        "segments": [
            {"id": 0, "start": 0.0, "end": 2.5, "text": " Hi.", "speaker": "SPEAKER_00", "words": [{"word": "Hi.", "score": 0.9}]},
            {"id": 1, "start": 2, "end": 4.0, "text": "您好", "timestamps": {"from": "00:00:02,000", "to": None}},
        ],
        "language": "en",
    },
    ensure_ascii=False,
)  # fmt: skip
_TXT = """Study A, interview 3   Page 1
日期：2024年

[00:00:05] 访谈者：您好（笑）。
[00:00:09] 受访者 (HR): 嗯。
Jane Doe  0:12
[Interviewer] Hello
Participant 3
P1\tFine - no.
12 Q1. And?
0:0:0.0 --> 0:0:3.120
Bob
Page 2 of 3
Transcribed by https://otter.ai
"""


def _workbook() -> bytes:
    book, stream = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["访谈记录"],
        ["说话人", "时间", "内容"],
        ["张三", 0.5, "您好"],
        ["李四", "0:06", 12],
        [None, None, "嗯"],
    ):
        sheet.append(row)
    book.save(stream)
    return stream.getvalue()


@cache
def seeds() -> dict[str, bytes]:
    """Return one sound file for each suffix."""
    texts = {".vtt": _VTT, ".srt": _SRT, ".csv": _CSV, ".tsv": _TSV, ".json": _JSON, ".txt": _TXT}
    return {**{suffix: text.encode() for suffix, text in texts.items()}, ".xlsx": _workbook()}


_PIECES = tuple(
    piece.encode()
    for piece in (
        *("\n", "\n\n", "\r", "\f", "\t", "-->", "00:00:01.000", "99999:99:99,999999", "<v ", "<v >", "</v>", "<", ">", "&", "&#x110000;"),
        *("NOTE", "WEBVTT", "STYLE\n", '"', '""', ",", ";", "sep=x\n", 'sep="\n', "sep=\n", "text", "内容", "start", "：", ":", "[", "]", "{", "}"),
        *("null", "1e999", "-1", "NaN", '{"text":1}', "\u200f", "\ufeff", "\0", "\ud7ff", "说话人 1 00:00:05\n", "P1: ", "Page 2 of 3\n", "5 "),
    )
)  # fmt: skip


def mutated(suffix: str, number: int) -> bytes:
    """Return the sound file of a suffix, spoilt in the way of that number; the same number always gives the same bytes."""
    dice = random.Random(f"{suffix} {number}")
    data = seeds()[suffix]
    if suffix == ".xlsx" and number % 3:
        return _with_spoilt_part(data, dice)
    if suffix == ".json" and number % 3:
        return json.dumps(_with_spoilt_values(json.loads(data), dice), ensure_ascii=False).encode("utf-8", "replace")
    return _spoilt(data, dice)


_VALUES: tuple[Any, ...] = (
    None,
    True,
    -1,
    0,
    1e12,
    2**70,
    "",
    " ",
    "\x01",
    "12",
    "1:2",
    "Ann",
    "您好",
    [],
    {},
    [[]],
    [None],
    {"text": "x"},
    {"text": ["y"]},
)


def _with_spoilt_values(value: Any, dice: random.Random) -> Any:
    """Return the same JSON with some of its values and keys put in each other's place."""
    if dice.random() < 0.06:
        return dice.choice(_VALUES)
    if isinstance(value, list):
        kept = [_with_spoilt_values(each, dice) for each in value if dice.random() > 0.05]
        return kept + [dice.choice((*kept, *_VALUES))] * (dice.random() < 0.2)
    if isinstance(value, dict):
        keys = [
            key
            if dice.random() > 0.06
            else dice.choice(("text", "speaker", "start", "end", "timestamps", "segments", "transcript", "x"))
            for key in value
        ]
        return {key: _with_spoilt_values(each, dice) for key, each in zip(keys, value.values(), strict=True)}
    return value


def _spoilt(data: bytes, dice: random.Random) -> bytes:
    found = bytearray(data)
    for _ in range(dice.choice((1, 1, 2, 4, 8, 24))):
        at = dice.randrange(len(found) + 1)
        length = dice.choice((1, 1, 2, 5, 20, 200))
        match dice.randrange(6):
            case 0:
                found[at : at + length] = b""
            case 1:
                found[at:at] = dice.choice(_PIECES)
            case 2:
                found[at : at + length] = bytes(dice.randrange(256) for _ in range(min(length, 5)))
            case 3:
                found[at:at] = found[at : at + length] * dice.choice((1, 2, 30))
            case 4:
                other = dice.randrange(len(found) + 1)
                found[at:at] = found[other : other + length]
            case _:
                found[at : at + 1] = dice.choice(_PIECES)
    return bytes(found)


def _with_spoilt_part(data: bytes, dice: random.Random) -> bytes:
    """Return an archive of which one member is spoilt, so that what unpacks it is reached and not its checksum."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as sound, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as spoilt:
        names = sound.namelist()
        victim = dice.choice([name for name in names if PurePath(name).suffix in (".xml", ".rels")])
        for name in names:
            part = sound.read(name)
            spoilt.writestr(name, _spoilt(part, dice) if name == victim else part)
    return stream.getvalue()
