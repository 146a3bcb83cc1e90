"""Rich text, OpenDocument, web pages and electronic books: every word is in the text or in the list of what was left out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from format_files import EPUB, HTML, ODT, RTF, SEEDS, ZIP_TIME, epub_members, odt_members, zipped

from qualcode.errors import StudyError
from qualcode.text.extract import Extract
from qualcode.text.formats import doc, epub, html, odt, rtf
from qualcode.text.left_out import LeftOutKind, counted
from qualcode.text.read import Reading, read_document


def shown(extract: Extract) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in extract.blocks if block.text]


def out(extract: Extract) -> list[tuple[LeftOutKind, str]]:
    return [(entry.kind, entry.text) for entry in extract.left_out]


def reading(data: bytes, suffix: str) -> Reading:
    return read_document(data, id="x", kind="interview", path=f"interviews/x{suffix}", suffix=suffix)


def test_rich_text_gives_its_words_in_every_script_and_lists_the_rest() -> None:
    found = rtf.read(RTF, "x.rtf")
    assert shown(found) == [
        ("heading", "Title"),
        ("text", "Dan: hi 我😀!"),
        ("text", "访谈ok"),
        ("list", "1. item"),
        ("table", "a\tb\nc"),
        ("text", "tail link"),
        ("text", "啊box"),
        ("note", "[1] a note"),
    ]
    assert found.blocks[1].bold == len("Dan:")
    assert out(found) == [
        ("running head", "Secret paper"),
        ("hidden text", "unseen"),
        ("deletion", "gone"),
        ("comment", "check"),
    ]


@pytest.mark.parametrize(
    ("page", "charset", "bytes_", "words"),
    [
        (936, 134, "补贴".encode("gbk"), "补贴"),
        (1252, 204, "рынок".encode("cp1251"), "рынок"),
        (950, 136, "補貼".encode("cp950"), "補貼"),
    ],
)
def test_rich_text_is_read_in_the_encoding_of_its_font(page: int, charset: int, bytes_: bytes, words: str) -> None:
    escaped = "".join(f"\\'{byte:02x}" for byte in bytes_)
    data = rf"{{\rtf1\ansi\ansicpg{page}{{\fonttbl{{\f0\fcharset{charset} X;}}}}\f0 {escaped}\par}}"
    assert shown(rtf.read(data.encode("ascii"), "x")) == [("text", words)]


def test_a_style_called_heading_makes_a_heading() -> None:
    data = rb"{\rtf1{\stylesheet{\s0 Normal;}{\s7\sbasedon0 Heading 1;}}\pard\s7 Ann: a talk\par\pard\s0 Ann: Yes?\par}"
    assert shown(rtf.read(data, "x")) == [("heading", "Ann: a talk"), ("text", "Ann: Yes?")]


def test_rich_text_that_is_cut_off_is_read_as_far_as_it_goes_and_said() -> None:
    found = rtf.read(RTF[: RTF.index(b"tail")], "x.rtf")
    assert ("text", "访谈ok") in shown(found) and found.notes == ("It is cut off: its end is missing.",)


def test_groups_without_end_are_refused() -> None:
    with pytest.raises(StudyError, match="groups one within the other"):
        rtf.read(b"{\\rtf1" + b"{" * 100_000, "x")


def test_a_web_page_reads_as_a_browser_shows_it() -> None:
    found = html.read(HTML.encode(), "x.html")
    assert shown(found) == [
        ("heading", "Head"),
        ("text", "访谈者：好  吧\nb"),
        ("list", "• a"),
        ("list", "• b"),
        ("list", "3. x"),
        ("table", "a\tb"),
        ("text", "one"),
        ("text", "two"),
        ("text", "tail"),
        ("text", "x\n  y"),
    ]
    assert out(found) == [
        ("markup", "T"),
        ("markup", "p{}"),
        ("comment", "to do"),
        ("hidden text", "hid"),
        ("picture text", "pic"),
        ("deletion", "old"),
    ]


def test_a_web_page_is_read_in_the_encoding_that_it_names() -> None:
    page = '<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"></head><body>镕基</body></html>'
    found = html.read(page.encode("gb18030"), "x")
    assert (shown(found), found.encoding) == ([("text", "镕基")], "gb18030")


def test_a_page_nested_beyond_what_can_be_followed_is_refused_and_not_cut() -> None:
    assert shown(html.read(b"<div>" * 1500 + b"deep" + b"</div>" * 1500 + b"after", "x")) == [
        ("text", "deep"),
        ("text", "after"),
    ]
    with pytest.raises(StudyError, match="one within the other"):
        html.read(b"<p>a</p>" + b"<div>" * 100_000 + b"deep", "x")


def test_an_open_document_gives_its_words_in_order_and_lists_the_rest() -> None:
    found = odt.read(zipped(ODT), "x.odt")
    assert shown(found) == [
        ("heading", "Head"),
        ("text", "Ann:  hi\tx\ny"),
        ("list", "1. one"),
        ("table", "a\tb"),
        ("note", "[1] a note"),
    ]
    assert found.blocks[1].bold == len("Ann:")
    assert out(found) == [("comment", "check"), ("running head", "Secret paper")]


def test_tracked_deletions_and_hidden_words_of_an_open_document_are_listed() -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>was here</text:p></text:deletion></text:changed-region>"
        '</text:tracked-changes><text:section text:display="none"><text:p>unseen</text:p></text:section><text:p>kept'
        '<text:span text:style-name="H">veiled</text:span></text:p>'
    )
    hidden = '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'
    found = odt.read(zipped(odt_members(body, hidden)), "x")
    assert shown(found) == [("text", "kept")]
    assert out(found) == [("deletion", "was here"), ("hidden text", "unseen"), ("hidden text", "veiled")]


def test_a_book_is_read_in_its_reading_order_and_its_contents_are_listed() -> None:
    found = epub.read(zipped(EPUB), "x.epub")
    assert shown(found) == [("heading", "One"), ("text", "Ann: hi"), ("text", "访谈者：好")]
    assert out(found) == [("field", "Contents")]


def test_a_protected_book_is_refused() -> None:
    cipher = '<encryption xmlns:e="x"><e:CipherReference URI="OEBPS/page0.xhtml"/></encryption>'
    with pytest.raises(StudyError, match="protected against copying"):
        epub.read(zipped({**epub_members(["a"]), "META-INF/encryption.xml": cipher}), "x")


def linked() -> bytes:
    out = io.BytesIO(zipped(ODT))
    with zipfile.ZipFile(out, "a") as archive:
        info = zipfile.ZipInfo("link", ZIP_TIME)
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "content.xml")
    return out.getvalue()


def doubled() -> bytes:
    out = io.BytesIO(zipped(ODT))
    with zipfile.ZipFile(out, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("content.xml", "<a/>")
    return out.getvalue()


def encrypted() -> bytes:
    data = bytearray(zipped(ODT))
    place = data.rfind(b"PK\x01\x02")
    data[place + 8] |= 1
    return bytes(data)


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "bomb": (lambda: zipped({**ODT, "content.xml": b"<a>" + b" " * 10_000_000}), "would unpack to"),
    "path": (lambda: zipped({**ODT, "../escape.xml": b"x"}), "leads out of the archive"),
    "link": (linked, "is a link"),
    "double": (doubled, "two of its members"),
    "encrypted": (encrypted, "is encrypted"),
    "members": (lambda: zipped({**ODT, **{f"m{number}": b"" for number in range(60)}}), "has 64 members"),
    "cut off": (lambda: zipped(ODT)[:-60], "its end is missing"),
    "entities": (
        lambda: zipped({**ODT, "content.xml": b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'}),
        "has a DOCTYPE",
    ),
    "other XML": (lambda: zipped({**ODT, "content.xml": b"<other/>"}), "no words of one"),
    "password": (
        lambda: zipped({**ODT, "META-INF/manifest.xml": b"<m><encryption-data/></m>"}),
        "protected by a password",
    ),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_archive_is_refused_with_one_sentence(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qualcode.text.archive.MOST_MEMBERS", 50)
    make, what = HOSTILE[case]
    with pytest.raises(StudyError, match=what) as caught:
        odt.read(make(), "x.odt")
    assert caught.value.remedy and "\n" not in caught.value.message


def test_an_old_word_document_is_refused_with_the_way_to_convert_it() -> None:
    with pytest.raises(StudyError, match=r"save it as \.docx"):
        doc.read(b"\xd0\xcf\x11\xe0" + bytes(600), "x.doc")
    with pytest.raises(StudyError, match="old Word document"):
        reading(b"\xd0\xcf\x11\xe0" + bytes(600) + "WordDocument".encode("utf-16-le"), ".docx")


@pytest.mark.parametrize(
    ("format", "suffix"),
    [
        ("rtf", ".doc"),
        ("rtf", ".txt"),
        ("html", ".doc"),
        ("odt", ".docx"),
        ("epub", ".odt"),
        ("pdf", ".txt"),
        ("rtf", ".pdf"),
    ],
)
def test_a_file_that_is_not_what_its_suffix_says_is_read_as_what_it_is_and_said(format: str, suffix: str) -> None:
    found = reading(SEEDS[format], suffix)
    assert found.document.format == format
    assert f"Its name ends in {suffix}, but it is" in found.problems[0].message
    assert found.document.text == reading(SEEDS[format], f".{format}").document.text


def test_plain_text_under_a_binary_suffix_is_read_as_text() -> None:
    found = reading("访谈者：好吗？\n受访者：好。\n".encode(), ".docx")
    assert (found.document.format, len(found.document.turns)) == ("txt", 2)
    assert "it is plain text" in found.problems[0].message


def test_a_text_that_speaks_of_signatures_is_not_taken_for_another_format() -> None:
    for words in ("We print %PDF-1.4 files.", "The page began with <html> in it.", "WEBVTTed?", "PK is a name"):
        assert reading(words.encode(), ".txt").problems == ()


def test_what_is_left_out_is_counted_by_reason() -> None:
    assert counted(rtf.read(RTF, "x").left_out) == {"running head": 1, "hidden text": 1, "deletion": 1, "comment": 1}
