"""Small files of each document format, made from nothing, and the mutations by which readers are tried."""

from __future__ import annotations

import copy
import io
import random
import zipfile
import zlib
from collections.abc import Mapping, Sequence

from lxml import etree

ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
)


def zipped(members: Mapping[str, bytes | str]) -> bytes:
    """Return an archive of members, the same bytes each time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            packing = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name, ZIP_TIME), data, packing)
    return out.getvalue()


def odt_members(body: str, styles: str = "", edges: str = "") -> dict[str, bytes | str]:
    """Return the members of an OpenDocument text with that body, automatic styles, and heads and feet of pages."""
    automatic = f"<office:automatic-styles>{styles}</office:automatic-styles>"
    content = f"{automatic}<office:body><office:text>{body}</office:text></office:body>"
    return {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"<office:document-content {_ODF}>{content}</office:document-content>",
        "styles.xml": f"<office:document-styles {_ODF}>{edges}</office:document-styles>",
        "META-INF/manifest.xml": "<manifest/>",
    }


def epub_members(pages: Sequence[str], extra: str = "") -> dict[str, bytes | str]:
    """Return the members of a book of pages in reading order; `extra` is a page outside it."""
    names = [f"page{number}.xhtml" for number in range(len(pages))]
    items = "".join(
        f'<item id="i{n}" href="{name}" media-type="application/xhtml+xml"/>' for n, name in enumerate(names)
    )
    refs = "".join(f'<itemref idref="i{n}"/>' for n in range(len(names)))
    toc = '<item id="toc" href="toc.xhtml" media-type="application/xhtml+xml"/>' if extra else ""
    opf = f'<package xmlns="http://www.idpf.org/2007/opf"><manifest>{items}{toc}</manifest><spine>{refs}</spine></package>'
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OEBPS/content.opf"/></rootfiles></container>'
    )
    shown = {f"OEBPS/{name}": f"<html><body>{page}</body></html>" for name, page in zip(names, pages, strict=True)}
    more = {"OEBPS/toc.xhtml": f"<html><body>{extra}</body></html>"} if extra else {}
    return {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": container,
        "OEBPS/content.opf": opf,
        **shown,
        **more,
    }


Placed = tuple[float, float, str]
"""A line of a page: how far from the left and from the foot, in points, and its words (Latin letters alone)."""


def pdf_of(pages: Sequence[Sequence[Placed]], size: int = 11, note: str = "") -> bytes:
    """Return a PDF with lines of Helvetica where they are told to stand; `note` is a comment on the first page."""
    count = len(pages)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(b"%d 0 R" % (4 + 2 * n) for n in range(count)), count),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for number, lines in enumerate(pages):
        annotation = b"/Annots[<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents(%s)>>]" % note.encode()
        about = annotation if note and number == 0 else b""
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F 3 0 R>>>>%s>>"
            % (5 + 2 * number, about)
        )
        drawn = b"".join(b"BT /F %d Tf %g %g Td (%s) Tj ET\n" % (size, x, y, _escaped(text)) for x, y, text in lines)
        packed = zlib.compress(drawn)
        objects.append(b"<</Length %d/Filter/FlateDecode>>\nstream\n" % len(packed) + packed + b"\nendstream")
    return pdf_from(objects)


def pdf_from(objects: Sequence[bytes]) -> bytes:
    """Return a PDF of objects numbered from 1, the first its catalogue."""
    out, places = b"%PDF-1.5\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + each + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))
    return out + head + table + tail


def _escaped(text: str) -> bytes:
    return text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


RTF = (
    rb"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fnil\fcharset134 \'cb\'ce\'cc\'e5;}{\f1\fnil\fcharset0 Calibri;}}"
    rb"{\stylesheet{\s1\outlinelevel0 heading 1;}}{\header Secret paper\par}\pard\s1 Title\par\pard{\b Dan:} hi \u25105?"
    rb"\u-10179?\u-8704?!{\v unseen}{\deleted gone}{\footnote {\chftn} a note}\par \f0\'b7\'c3\'cc\'b8\f1 ok\par"
    rb"{\listtext\tab 1.\tab}item\par\trowd a\cell b\par c\cell\row tail {\field{\*\fldinst HYPERLINK x}{\fldrslt link}}"
    rb"{\*\atnauthor Al}{\*\annotation{\*\atndate 1} check}{\*\unknown zzz}\par{\upr{ansi}{\*\ud{\u21834?}}}"
    rb"{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt box\par}}}}"
)
HTML = (
    "<!DOCTYPE html><html><head><meta charset=utf-8><title>T</title><style>p{}</style></head><body><!-- to do --><h1>Head</h1>"
    "<p><b>访谈者：</b>好 &nbsp;吧<br>b</p><ul><li>a<li><p>b</p></ul><ol start=3><li>x</ol><table><tr><td>a<td>b<tr><td><p>one</p>"
    "<p>two</p></table>tail<p hidden>hid</p><img alt=pic><pre>x\n  y</pre><del>old</del></body></html>"
)
ODT = odt_members(
    '<text:h text:outline-level="1">Head</text:h><text:p><text:span text:style-name="B">Ann:</text:span><text:s text:c="2"/>hi'
    "<office:annotation><text:p>check</text:p></office:annotation><text:tab/>x<text:line-break/>y<text:note><text:note-citation>1"
    "</text:note-citation><text:note-body><text:p>a note</text:p></text:note-body></text:note></text:p>"
    '<text:list text:style-name="L"><text:list-item><text:p>one</text:p></text:list-item></text:list>'
    "<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell><text:p>b</text:p>"
    "</table:table-cell></table:table-row></table:table>",
    '<style:style style:name="B"><style:text-properties fo:font-weight="bold"/></style:style><text:list-style style:name="L">'
    '<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/></text:list-style>',
    "<style:header><text:p>Secret paper</text:p></style:header>",
)
EPUB = epub_members(["<h1>One</h1><p>Ann: hi</p>", "<p>访谈者：好</p>"], "<p>Contents</p>")
PDF = pdf_of(
    [
        [(72, 800, "Secret paper"), (72, 700, "Ann: Did the subsidy ever come to the college, as they had told us it"), (72, 686, "would?"),
         (72, 660, "Bob: No."), (290, 30, f"Page {page} of 3")]
        for page in (1, 2, 3)
    ],
    note="check",
)  # fmt: skip
_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
DOCX: dict[str, bytes | str] = {
    "_rels/.rels": f'<Relationships><Relationship Id="r1" Type="{_OFFICE}" Target="word/document.xml"/></Relationships>',
    "word/document.xml": f'<w:document {_WORD}><w:body><w:p><w:pPr><w:pStyle w:val="H"/></w:pPr><w:r><w:t>访谈 Head</w:t></w:r></w:p>'
    "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Ann:</w:t></w:r><w:r><w:tab/><w:t>hi</w:t><w:br/></w:r><w:ins><w:r><w:t>new</w:t></w:r></w:ins>"
    '<w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:r><w:rPr><w:vanish w:val="1"/></w:rPr><w:t>unseen</w:t></w:r>'
    '<w:commentReference w:id="0"/><w:footnoteReference w:id="2"/></w:p><w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>on</w:t></w:r></w:p>'
    '<w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>one</w:t></w:r></w:p>'
    '<w:p><w:pPr><w:outlineLvl w:val="2"/><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>two</w:t></w:r></w:p>'
    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr>"
    "<w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p/></w:tc></w:tr></w:tbl><w:sdt><w:sdtContent><w:p><w:r><w:txbxContent><w:p><w:r><w:t>box</w:t></w:r>"
    "</w:p></w:txbxContent></w:r></w:p></w:sdtContent></w:sdt></w:body></w:document>",
    "word/styles.xml": f'<w:styles {_WORD}><w:style w:styleId="H"><w:name w:val="heading 1"/><w:basedOn w:val="N"/></w:style>'
    '<w:style w:styleId="N"><w:basedOn w:val="H"/><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>',
    "word/numbering.xml": f'<w:numbering {_WORD}><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt '
    'w:val="chineseCounting"/><w:lvlText w:val="（%1）"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="2"/><w:numFmt w:val="lowerLetter"/>'
    '<w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>',
    "word/comments.xml": f'<w:comments {_WORD}><w:comment w:author="Al"><w:p><w:r><w:t>check</w:t></w:r></w:p></w:comment></w:comments>',
    "word/footnotes.xml": f'<w:footnotes {_WORD}><w:footnote w:id="2"><w:p><w:r><w:t>a note</w:t></w:r></w:p></w:footnote></w:footnotes>',
    "word/header1.xml": f"<w:hdr {_WORD}><w:p><w:r><w:t>Secret paper</w:t></w:r></w:p></w:hdr>",
}
MARKDOWN = (
    "# Head\n\n**访谈者：**好 `code` [link](x) ![pic](y)  \n**B:** two\n\n- a\n  1. b\n     > c\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n"
    "<!-- to do -->\n<div>html</div>\n\n```\nfence\n```\n\n    indented\n\nline<br>other\n===\n\n*one **two** three* ~~gone~~ &amp; \\* [00:01]: hi\n"
)
SEEDS: dict[str, bytes] = {
    "pdf": PDF,
    "rtf": RTF,
    "odt": zipped(ODT),
    "html": HTML.encode(),
    "epub": zipped(EPUB),
    "docx": zipped(DOCX),
    "md": MARKDOWN.encode(),
}
_MEMBERS = {"odt": ODT, "epub": EPUB, "docx": DOCX}
_PIECES = (
    b"", b"\0", b"\xff" * 9, b"{" * 40, b"}" * 9, b"<" * 9, b"<p>" * 99, b"&#0;&#x110000;", b"<!DOCTYPE a [<!ENTITY b 'c'>]>",
    b"\\u-99999?", b"\\bin99999999 ", b"\\'8", b"\\uc99\\u1", b"<table>", b"</table></td>", b"-1", b"99999999999999999999",
    b"stream\n", b"endobj", b"[0 0 R]", b"/Kids[2 0 R]", b"(" * 99, b"1e999", b"../../etc/passwd", b"\xed\xa0\x80", b"\\upr", b"\\*",
)  # fmt: skip
_OWN_PIECES = {
    "docx": (
        b"<w:p>", b"</w:p>", b"<w:tbl><w:tr><w:tc>" * 200, b"<w:del>", b"</w:del>", b"<w:txbxContent>", b'w:val="x"', b'w:val=""',
        b'<w:numId w:val="1"/>', b'<w:start w:val="999999999999"/>', "二".encode(), "²٣".encode(), b"%9", b"<!-- c --><?p i?>",
    ),
    "md": (
        b"*" * 200, b"[" * 200, b">" * 200, b"- " * 150, b"`" * 99, b"|" * 99, b"<!--", b"-->", b"```\n", b"![](", b"\\\n", b"\t", b"\r",
        b"&#x0;", b"\n---\n", b"_a" * 99, b"\n[a]: b\n", b"](<", b"1234567890. x\n",
    ),
}  # fmt: skip

_VALUES = (
    "", " ", "x", "-1", "0", "1", "8", "2.5", "99", "-99999999999", "999999999999", "9" * 5000, "²", "٣", "二", "true", "%9%1", "😀", "e\u0301",
    "decimal", "upperRoman", "lowerLetter", "bullet", "a\r\nb", "../../x", "internal://x", "nan", "1e999", "a" * 3000,
)  # fmt: skip


def mutated(format: str, number: int) -> bytes:
    """Return the mutated file of that number: one to six places of a seed cut, doubled, changed or filled with trouble."""
    random_ = random.Random(f"{format} {number}")
    members = _MEMBERS.get(format)
    pieces = _PIECES + _OWN_PIECES.get(format, ())
    if members is None or random_.random() < 0.35:
        return _spoilt(SEEDS[format], random_, pieces)
    chosen = random_.choice(list(members))
    whole = members[chosen]
    if format == "docx" and random_.random() < 0.7:
        return zipped({**members, chosen: rearranged(whole.encode() if isinstance(whole, str) else whole, random_)})
    return zipped({**members, chosen: _spoilt(whole.encode() if isinstance(whole, str) else whole, random_, pieces)})


def rearranged(data: bytes, random_: random.Random, values: Sequence[str] = _VALUES) -> bytes:
    """Return XML that still is XML, one to six of its elements left out, doubled, moved, or with another value or other words."""
    root = etree.fromstring(data)
    for _ in range(random_.randint(1, 6)):
        one, other = random_.choice(list(root.iter("*"))), random_.choice(list(root.iter("*")))
        above, way = one.getparent(), random_.randrange(6)
        if way == 0 and above is not None:
            above.remove(one)
        elif way == 1 and above is not None:
            above.extend([copy.deepcopy(one) for _ in range(random_.choice((1, 2, 60)) if len(root) < 200 else 1)])
        elif way == 2 and one not in other.iterancestors() and one is not other:
            other.insert(random_.randrange(len(other) + 1), one)
        elif way == 3:
            one.text = random_.choice(values)
        elif one.attrib:
            one.set(random_.choice(sorted(one.attrib)), random_.choice((*values, *other.attrib.values())))
    return etree.tostring(root, encoding="utf-8")


def _spoilt(data: bytes, random_: random.Random, pieces: Sequence[bytes]) -> bytes:
    for _ in range(random_.randint(1, 6)):
        start = random_.randrange(len(data) + 1)
        end = min(len(data), start + random_.choice((0, 1, 1, 2, 8, 60, 400)))
        piece = random_.choice(
            (
                *(random_.choice(pieces), random_.randbytes(random_.randint(1, 4))),
                *(data[start:end] * random_.choice((2, 3, 50)), data[random_.randrange(len(data) + 1) :][:80]),
            )
        )
        data = data[:start] + piece + data[end:]
    return data
