"""Short texts in the encodings that transcripts come in, and files that are no text."""

from __future__ import annotations

import codecs

import pytest

from qualcode.errors import StudyError
from qualcode.text.encoding import decode

SIMPLIFIED = (
    "您好",
    "访谈者：您好\n受访者：嗯。\n",
    "政策之间不配套，教育这边批了，人社那边说不归他们管。",
    "Q: 后来到位了吗？\nA: 一直没有。",
)
TRADITIONAL = ("訪談者：您好\n受訪者：嗯。\n", "政策之間不配套，教育這邊批了", "Q: 後來到位了嗎？\nA: 一直沒有。")
WESTERN = ("Siân Gwenllian: café", "It’s “fine” — naïve façade", "Müller: Ja, natürlich schön.\n", "El niño comió año")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        *(("gb18030", text) for text in (*SIMPLIFIED, *TRADITIONAL)),
        *(("big5", text) for text in TRADITIONAL),
        *(("cp1252", text) for text in WESTERN),
        *(
            (name, text)
            for name in ("utf-16-le", "utf-16-be", "utf-8")
            for text in (*SIMPLIFIED, *TRADITIONAL, *WESTERN)
        ),
    ],
)
def test_a_short_text_is_read_in_its_own_encoding(name: str, text: str) -> None:
    decoded = decode(text.encode(name))
    assert (decoded.text, decoded.encoding, decoded.certain) == (text, name, True)


@pytest.mark.parametrize(
    ("mark", "name"),
    [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")],
)
def test_a_byte_order_mark_decides(mark: bytes, name: str) -> None:
    decoded = decode(mark + "嗯。".encode(name))
    assert (decoded.text, decoded.encoding, decoded.certain) == ("嗯。", name, True)
    assert decode(mark).text == ""


def test_nothing_at_all_is_an_empty_text() -> None:
    assert decode(b"").text == ""


def test_a_doubtful_encoding_is_called_a_guess() -> None:
    decoded = decode(b"\xe9\xe8\xea\xeb")
    assert not decoded.certain
    assert decoded.notes == (
        f"It was read as {decoded.encoding}, which is a guess; if the words look wrong, save it as UTF-8.",
    )


def test_one_spoilt_byte_does_not_turn_utf8_into_another_encoding() -> None:
    data = "政策之间不配套，教育这边批了。".encode()
    decoded = decode(data[:9] + b"\xff" + data[9:])
    assert decoded.encoding == "utf-8" and not decoded.certain
    assert decoded.text == "政策之\ufffd间不配套，教育这边批了。"


def test_a_character_cut_off_at_the_end_keeps_the_encoding() -> None:
    decoded = decode("政策之间不配套，教育这边批了。".encode("gb18030")[:-1])
    assert decoded.encoding == "gb18030"
    assert decoded.text.startswith("政策之间不配套")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"PK\x03\x04" + b"x" * 99, "zip"),
        (b"%PDF-1.7\n" + b"words " * 99, "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "password"),
        (b"\x89PNG\r\n\x1a\n" + bytes(99), "PNG"),
        (b"{\\rtf1 words}", "RTF"),
        (b"a\0b some words with a null byte in their midst", "control characters"),
        (bytes(range(1, 32)) * 40, "control characters"),
        (bytes(1000), "control characters"),
    ],
)
def test_what_is_no_text_is_refused_with_its_kind(data: bytes, what: str) -> None:
    with pytest.raises(StudyError, match=rf"not a text file.*{what}"):
        decode(data)
