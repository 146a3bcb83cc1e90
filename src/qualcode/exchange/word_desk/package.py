"""The package of a handed-out Word file: few parts, the same bytes each time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

from qualcode.exchange.word_desk.carried import PART, Carried, properties_part
from qualcode.exchange.word_desk.markup import Comment, comments_part, document_part, footer_part

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DATE = (1980, 1, 1, 0, 0, 0)
_UNIX = 3

_TYPES = {
    "word/document.xml": f"{_WORD}.document.main+xml",
    "word/styles.xml": f"{_WORD}.styles+xml",
    "word/comments.xml": f"{_WORD}.comments+xml",
    "word/footer1.xml": f"{_WORD}.footer+xml",
    PART: "application/vnd.openxmlformats-officedocument.custom-properties+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
}
_ROOT = {
    "word/document.xml": f"{_OFFICE}/officeDocument",
    "docProps/core.xml": f"{_RELATIONS}/metadata/core-properties",
    PART: f"{_OFFICE}/custom-properties",
}
_BESIDE = {
    "styles.xml": (f"{_OFFICE}/styles", "rId1"),
    "comments.xml": (f"{_OFFICE}/comments", "rId2"),
    "footer1.xml": (f"{_OFFICE}/footer", "rId9"),
}


def word_file(body: str, carried: Carried, *, title: str, foot: str, comments: tuple[Comment, ...] = ()) -> bytes:
    """Return a Word file with this body, what it carries unseen, and its comments; no clock in it."""
    parts = {
        "word/document.xml": document_part(body),
        "word/styles.xml": _styles(),
        "word/comments.xml": comments_part(comments),
        "word/footer1.xml": footer_part(foot),
        PART: properties_part(carried),
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{_CORE}" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title></cp:coreProperties>",
    }
    parts["[Content_Types].xml"] = _content_types()
    parts["_rels/.rels"] = _relations({name: (kind, f"rId{n}") for n, (name, kind) in enumerate(_ROOT.items(), 1)})
    parts["word/_rels/document.xml.rels"] = _relations(_BESIDE)
    return _zipped(parts)


def _zipped(parts: Mapping[str, str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(parts):
            member = zipfile.ZipInfo(name, _DATE)
            member.compress_type, member.create_system, member.external_attr = zipfile.ZIP_DEFLATED, _UNIX, 0o644 << 16
            target.writestr(member, (_HEAD + parts[name]).encode())
    return packed.getvalue()


def _content_types() -> str:
    made = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in _TYPES.items())
    default = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    return f'<Types xmlns="{space}">{default}<Default Extension="xml" ContentType="application/xml"/>{made}</Types>'


def _relations(links: Mapping[str, tuple[str, str]]) -> str:
    made = "".join(f'<Relationship Id="{id}" Type="{kind}" Target="{name}"/>' for name, (kind, id) in links.items())
    return f'<Relationships xmlns="{_RELATIONS}">{made}</Relationships>'


def _style(id: str, name: str, paragraph: str = "", look: str = "", base: str = "Normal") -> str:
    based = f'<w:basedOn w:val="{base}"/>' if id != "Normal" else ""
    default = ' w:default="1"' if id == "Normal" else ""
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{id}"><w:name w:val="{name}"/>{based}<w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{look}</w:rPr></w:style>"
    )


def _styles() -> str:
    faces = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri" w:eastAsia="宋体"/>'
    defaults = f'<w:docDefaults><w:rPrDefault><w:rPr>{faces}<w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="en-GB" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
    small = '<w:sz w:val="18"/><w:szCs w:val="18"/>'
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="A6A6A6"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    made = (
        _style("Normal", "Normal", '<w:spacing w:after="60"/>'),
        _style("DeskTitle", "Desk title", '<w:spacing w:after="160"/>', '<w:b/><w:sz w:val="32"/><w:szCs w:val="32"/>'),
        _style("DeskSection", "Desk section", '<w:keepNext/><w:spacing w:before="200" w:after="80"/>', "<w:b/>"),
        _style("DeskStep", "Desk step", '<w:spacing w:after="60"/><w:ind w:left="284" w:hanging="284"/>'),
        _style(
            "DeskHead",
            "Desk head",
            '<w:keepNext/><w:spacing w:before="160" w:after="20"/>',
            f'<w:color w:val="6B6B6B"/>{small}',
        ),
        _style("DeskWords", "Desk words", '<w:spacing w:after="80" w:line="320" w:lineRule="auto"/>'),
        _style("DeskCell", "Desk cell", '<w:spacing w:before="20" w:after="20"/>', small),
    )
    table = (
        '<w:style w:type="table" w:styleId="Desk"><w:name w:val="Desk table"/><w:tblPr>'
        f'<w:tblBorders>{lines}</w:tblBorders><w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr></w:style>"
    )
    return f'<w:styles xmlns:w="{_W}">{defaults}{"".join(made)}{table}</w:styles>'
