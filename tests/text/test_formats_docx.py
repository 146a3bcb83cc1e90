"""Word files made on the spot: order, lists, tables, tracked changes, notes; and files that are none."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from docx import Document as new_document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from qualcode.errors import StudyError
from qualcode.text.extract import Block
from qualcode.text.formats.docx import read

W = nsdecls("w")


def saved(document: WordDocument) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def blocks(make: Callable[[WordDocument], object]) -> list[Block]:
    document = new_document()
    make(document)
    return list(read(saved(document), "x.docx").blocks)


def texts(make: Callable[[WordDocument], object]) -> list[str]:
    return [block.text for block in blocks(make)]


def changed(data: bytes, name: str, change: Callable[[bytes], bytes | None]) -> bytes:
    """Return a zip archive with one member rewritten, or left out where `change` gives nothing."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.namelist():
            content = change(old.read(item)) if item == name else old.read(item)
            if content is not None:
                new.writestr(item, content)
    return out.getvalue()


def test_headings_paragraphs_lists_and_tables_come_in_the_order_of_the_document() -> None:
    def make(document: WordDocument) -> None:
        document.add_heading("访谈", 1)
        document.add_paragraph("first")
        table = document.add_table(rows=2, cols=2)
        for row, words in zip(table.rows, (("a", "b"), ("c", "d")), strict=True):
            for cell, word in zip(row.cells, words, strict=True):
                cell.text = word
        document.add_paragraph("one", style="List Number")
        document.add_paragraph("two", style="List Number")
        document.add_paragraph("dot", style="List Bullet")

    assert [(block.kind, block.text) for block in blocks(make)] == [
        ("heading", "访谈"),
        ("text", "first"),
        ("table", "a\tb"),
        ("table", "c\td"),
        ("list", "1. one"),
        ("list", "2. two"),
        ("list", "• dot"),
    ]


def test_a_leading_bold_label_is_measured_and_a_bold_word_within_is_not() -> None:
    def make(document: WordDocument) -> None:
        paragraph = document.add_paragraph()
        paragraph.add_run("Inter").bold = True
        paragraph.add_run("viewer").bold = True
        paragraph.add_run(" hello ")
        paragraph.add_run("you").bold = True
        document.add_paragraph("plain ").add_run("bold").bold = True

    assert [block.bold for block in blocks(make)] == [11, 0]


def test_line_breaks_and_tabs_are_kept() -> None:
    assert texts(lambda document: document.add_paragraph("a\tb\nc")) == ["a\tb\nc"]


TRACKED = f"""<w:p {W}><w:r><w:t xml:space="preserve">kept </w:t></w:r>
<w:ins w:id="1" w:author="x"><w:r><w:t>added</w:t></w:r></w:ins><w:del w:id="2" w:author="x"><w:r><w:delText>gone</w:delText></w:r></w:del>
<w:hyperlink><w:r><w:t xml:space="preserve"> link</w:t></w:r></w:hyperlink><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>
<w:sdt><w:sdtContent><w:r><w:t>!</w:t></w:r></w:sdtContent></w:sdt></w:p>"""
JOINED = f"""<w:p {W}><w:pPr><w:rPr><w:del w:id="3" w:author="x"/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">runs </w:t></w:r></w:p>"""
WITHIN = f"""<w:sdt {W}><w:sdtContent><w:p><w:r><w:t>in a content control</w:t></w:r></w:p></w:sdtContent></w:sdt>"""


def test_tracked_insertions_links_and_controls_stay_and_deletions_go() -> None:
    def make(document: WordDocument) -> None:
        body = document.element.body
        for number, xml in enumerate((TRACKED, WITHIN, JOINED)):
            body.insert(number, parse_xml(xml))
        document.add_paragraph("on")

    assert texts(make) == ["kept added link!", "in a content control", "runs on"]


def test_footnotes_stand_at_the_end_and_are_nobodys_words() -> None:
    note = f'<w:footnotes {W}><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote><w:footnote w:id="1"><w:p><w:r><w:t>see there</w:t></w:r></w:p></w:footnote></w:footnotes>'
    document = new_document()
    document.add_paragraph("words")
    out = io.BytesIO(saved(document))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/footnotes.xml", note)
    assert read(out.getvalue(), "x").blocks == (Block("words"), Block("[1] see there", "note"))


def test_a_large_table_is_read_at_once() -> None:
    def make(document: WordDocument) -> None:
        table = document.add_table(rows=1, cols=6)
        row = table.rows[0]._tr
        for _ in range(999):
            table._tbl.append(parse_xml(row.xml))

    assert len(blocks(make)) == 1000


def test_a_file_that_declares_entities_is_refused_before_any_of_them_is_resolved() -> None:
    bomb = b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'

    def plant(xml: bytes) -> bytes:
        head, _, rest = xml.partition(b"?>")
        return head + b"?>" + bomb + rest.replace(b"HERE", b"x&b;&f;y")

    document = new_document()
    document.add_paragraph("HERE")
    with pytest.raises(StudyError, match="DOCTYPE"):
        read(changed(saved(document), "word/document.xml", plant), "x")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "password"),
        (b"just words", "damaged"),
        (b"", "damaged"),
        (changed(saved(new_document()), "word/document.xml", lambda _: None), "no document"),
        (changed(saved(new_document()), "word/document.xml", lambda xml: xml[:-40]), "word/document.xml"),
        (saved(new_document())[:-500], "damaged"),
        (changed(saved(new_document()), "word/document.xml", lambda _: b"<other/>"), "no body"),
    ],
    ids=["protected", "text", "empty", "without document.xml", "cut XML", "cut archive", "other XML"],
)
def test_what_is_no_word_file_is_refused_with_one_sentence(data: bytes, what: str) -> None:
    with pytest.raises(StudyError, match=what) as caught:
        read(data, "x.docx")
    assert caught.value.remedy


def test_a_part_that_unpacks_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qualcode.text.formats._docx_package._MOST_BYTES", 100_000)
    bomb = changed(saved(new_document()), "word/document.xml", lambda xml: xml + b" " * 1_000_000)
    with pytest.raises(StudyError, match="would unpack to"):
        read(bomb, "x.docx")
