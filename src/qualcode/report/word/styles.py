"""The styles, fonts and settings of the Word documents, in Chinese and in English setting."""

from __future__ import annotations

from typing import NamedTuple

from qualcode.report.options import Language
from qualcode.report.word.xml import EAST_ASIAN, EAST_ASIAN_BOLD, LATIN, W

_HEAD = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>"


class _Paragraph(NamedTuple):
    """One paragraph style: its properties as WordprocessingML, and whether it is set in the heavy face."""

    id: str
    name: str
    paragraph: str
    size: int
    heavy: bool = False
    next: str = ""
    italic: bool = False


def _spacing(before: int, after: int, line: int = 240) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


_CENTRED = '<w:jc w:val="center"/>'
_KEEP = "<w:keepNext/><w:keepLines/>"
_RIGHT_TAB = '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9072"/></w:tabs>'


def _paragraphs(language: Language) -> tuple[_Paragraph, ...]:
    body = (
        _spacing(0, 0, 360) + '<w:ind w:firstLineChars="200" w:firstLine="480"/><w:jc w:val="both"/>'
        if language == "zh"
        else _spacing(0, 160, 300)
    )
    return (
        _Paragraph("Title", "Title", _spacing(3600, 240, 300) + _CENTRED, 44, heavy=True, next="Subtitle"),
        _Paragraph("Subtitle", "Subtitle", _spacing(0, 240, 300) + _CENTRED, 30),
        _Paragraph("TitleDate", "Title Date", _spacing(1200, 120) + _CENTRED, 24),
        _Paragraph(
            "TitleNotice", "Title Notice", _spacing(2400, 0, 300) + '<w:ind w:left="850" w:right="850"/>' + _CENTRED, 21
        ),
        _Paragraph(
            "Heading1", "heading 1", _KEEP + _spacing(360, 200) + '<w:outlineLvl w:val="0"/>', 32, True, "BodyText"
        ),
        _Paragraph(
            "Heading2", "heading 2", _KEEP + _spacing(280, 140) + '<w:outlineLvl w:val="1"/>', 28, True, "BodyText"
        ),
        _Paragraph("TOCHeading", "TOC Heading", _KEEP + _spacing(0, 240) + _CENTRED, 32, heavy=True),
        _Paragraph("TOC1", "toc 1", _RIGHT_TAB + _spacing(60, 60), 24),
        _Paragraph("TOC2", "toc 2", _RIGHT_TAB + _spacing(20, 20) + '<w:ind w:left="420"/>', 21),
        _Paragraph("TableofFigures", "table of figures", _RIGHT_TAB + _spacing(20, 20), 21),
        _Paragraph("BodyText", "Body Text", body, 24),
        _Paragraph("Caption", "caption", _KEEP + _spacing(280, 100) + _CENTRED, 21, heavy=True),
        _Paragraph("Figure", "Figure", _spacing(240, 60) + _CENTRED, 21),
        _Paragraph("FigureCaption", "Figure Caption", _spacing(60, 60) + _CENTRED, 21, heavy=True),
        _Paragraph("CaptionLeft", "Caption Left", _KEEP + _spacing(60, 60), 21),
        _Paragraph("TableContinued", "Table Continued", _KEEP + _spacing(0, 100) + '<w:jc w:val="right"/>', 21),
        _Paragraph("TableText", "Table Text", _spacing(30, 30), 18),
        _Paragraph("TableTextSmall", "Table Text Small", _spacing(20, 20), 15),
        _Paragraph("TableNote", "Table Note", _spacing(40, 0), 18),
        _Paragraph("AfterTable", "After Table", _spacing(0, 160), 12),
        _Paragraph("Footer", "footer", _spacing(0, 0) + _CENTRED, 18),
        _Paragraph("FooterLine", "Footer Line", _spacing(20, 0) + _CENTRED, 15),
    )


def styles_xml(language: Language) -> bytes:
    """Return the part `word/styles.xml`: Times New Roman with 宋体, headings with 黑体, sizes as Chinese theses set them."""
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:cs="{LATIN}" '
        f'w:eastAsia="{EAST_ASIAN}"/><w:sz w:val="24"/><w:szCs w:val="24"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )
    fixed = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
    )
    styles = "".join(map(_style, _paragraphs(language)))
    return f'{_HEAD}<w:styles xmlns:w="{W}">{defaults}{fixed}{styles}</w:styles>'.encode()


def _style(style: _Paragraph) -> str:
    following = f'<w:next w:val="{style.next}"/>' if style.next else ""
    face = f'<w:rFonts w:eastAsia="{EAST_ASIAN_BOLD}"/><w:b/><w:bCs/>' if style.heavy else ""
    size = f'<w:sz w:val="{style.size}"/><w:szCs w:val="{style.size}"/>'
    return (
        f'<w:style w:type="paragraph" w:styleId="{style.id}"><w:name w:val="{style.name}"/><w:basedOn w:val="Normal"/>'
        f"{following}<w:qFormat/><w:pPr>{style.paragraph}</w:pPr><w:rPr>{face}{size}</w:rPr></w:style>"
    )


def fonts_xml() -> bytes:
    """Return the part `word/fontTable.xml`, where the Chinese faces carry the names that other systems know them by."""
    east_asian = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/><w:family w:val="{family}"/></w:font>'
        for name, other, family in ((EAST_ASIAN, "SimSun", "roman"), (EAST_ASIAN_BOLD, "SimHei", "swiss"))
    )
    latin = f'<w:font w:name="{LATIN}"><w:charset w:val="00"/><w:family w:val="roman"/></w:font>'
    return f'{_HEAD}<w:fonts xmlns:w="{W}">{latin}{east_asian}</w:fonts>'.encode()


def settings_xml(*, update: bool = False) -> bytes:
    """Return the part `word/settings.xml`: the compatibility of today's Word, and Chinese as the East Asian language.

    With `update`, Word brings every field up to date when it opens the document: page numbers of the contents first of all.
    """
    fields = '<w:updateFields w:val="true"/>' if update else ""
    mode = '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    return (
        f'{_HEAD}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/>'
        f'<w:characterSpacingControl w:val="compressPunctuation"/>{fields}<w:compat><w:useFELayout/>{mode}</w:compat>'
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    ).encode()
