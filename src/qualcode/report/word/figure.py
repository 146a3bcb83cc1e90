"""A figure in Word: its pictures, a caption that Word numbers, and notes; headed as APA has it, else with the caption below."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from xml.sax.saxutils import quoteattr

from lxml import etree

from qualcode.report.options import Language, Style
from qualcode.report.values import clean
from qualcode.report.word.layout import LANDSCAPE, PORTRAIT, Page
from qualcode.report.word.xml import EAST_ASIAN_BOLD, R, W, field, node, paragraph, runs
from qualcode.report.wording import WORDING

_DOTS = 200
"""Pixels an inch at which figures are drawn."""

_EMU, _TWIPS = 914_400, 1_440
_BESIDE = 2_700
"""Twips of a page's height that a heading, a sentence and the caption with its notes take beside a figure."""

_SMALLEST = 0.7
"""A figure that a page turned upright would shrink below this goes onto one turned sideways."""

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"


class Captioned(NamedTuple):
    """A figure's number and title in one language; `bookmark` stands around label and number."""

    language: Language
    number: int
    title: str
    bookmark: str

    @property
    def label(self) -> str:
        """What a reader calls it: “Figure 3”."""
        return f"{WORDING[self.language].figure}{_gap(self.language)}{self.number}"


def room_on(page: Page) -> tuple[float, float]:
    """Return how wide and how high a figure can be on a page, in inches."""
    return page.room / _TWIPS, (page.height - 2 * page.margin - _BESIDE) / _TWIPS


def page_for(picture: bytes) -> Page:
    """Return the page on which a picture can be read: A4, or A4 turned sideways."""
    width, _ = _inches(picture)
    return PORTRAIT if room_on(PORTRAIT)[0] / width >= _SMALLEST else LANDSCAPE


def figure_blocks(
    pieces: Sequence[bytes], alternative: str, captions: Sequence[Captioned], style: Style, page: Page
) -> tuple[list[etree._Element], list[etree._Element]]:
    """Return a figure's paragraphs and the elements that are to name its pictures' files, piece by piece.

    `captions` are those of the report's languages, the first one's first; `alternative` is read out for the picture.
    """
    blocks: list[etree._Element] = []
    blips = []
    above = [block for each in captions for block in _caption(each, style)]
    if style == "apa":
        blocks += above
    for place, piece in enumerate(pieces):
        shown, blip = _picture(piece, alternative, captions[0], place, page)
        blips.append(blip)
        before = (node("pageBreakBefore"),) if place else ()
        kept = node("keepNext")
        place_of = node("jc", val="left" if style == "apa" else "center")
        blocks.append(paragraph("Figure", node("r", shown), properties=(kept, *before, place_of)))
        if place:
            blocks.append(_continued(captions))
        elif style != "apa":
            blocks += above
    return blocks, blips


def _caption(caption: Captioned, style: Style) -> Iterator[etree._Element]:
    words, gap = WORDING[caption.language], _gap(caption.language)
    title = " ".join(clean(caption.title).split())
    number = 30_000 + caption.number + (5_000 if caption.language == "en" else 0)
    apa = style == "apa"
    label = (
        node("bookmarkStart", id=number, name=caption.bookmark),
        *runs(words.figure + gap, bold=apa, east_asian=EAST_ASIAN_BOLD),
        *field(f"SEQ {words.figure} \\* ARABIC", str(caption.number), bold=apa),
        node("bookmarkEnd", id=number),
    )
    if apa:
        yield paragraph("CaptionLeft", *label)
        yield paragraph("CaptionLeft", *runs(title, italic=True))
    else:
        yield paragraph("FigureCaption", *label, *runs(words.number_gap + title, east_asian=EAST_ASIAN_BOLD))


def _continued(captions: Sequence[Captioned]) -> etree._Element:
    content: list[etree._Element] = []
    for each in captions:
        before, after = WORDING[each.language].continued
        content += [*runs((" / " if content else "") + before), *field(f"REF {each.bookmark} \\h", each.label)]
        content += runs(after)
    return paragraph("FigureCaption", *content)


def _picture(
    piece: bytes, alternative: str, caption: Captioned, place: int, page: Page
) -> tuple[etree._Element, etree._Element]:
    """Return the drawing and its element that names the file; the picture keeps its proportions and fits the page."""
    width, height = _inches(piece)
    room = room_on(page)
    scale = min(1.0, room[0] / width, room[1] / height)
    size = f'cx="{round(width * scale * _EMU)}" cy="{round(height * scale * _EMU)}"'
    id = 40_000 + caption.number * 100 + place
    described = quoteattr(" ".join(clean(alternative).split()), {'"': "&quot;"})
    xml = (
        f'<w:drawing xmlns:w="{W}" xmlns:r="{R}" xmlns:wp="{_DRAWING}/wordprocessingDrawing" xmlns:a="{_DRAWING}/main" '
        f'xmlns:pic="{_DRAWING}/picture"><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr id="{id}" name="Figure {caption.number}.{place + 1}" descr={described}/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="{_DRAWING}/picture"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="{id}" name="figure-{caption.number}-{place + 1}.png"/><pic:cNvPicPr/></pic:nvPicPr>'
        "<pic:blipFill><a:blip/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
    drawing = etree.fromstring(xml)
    return drawing, next(drawing.iter(f"{{{_DRAWING}/main}}blip"))


def _inches(picture: bytes) -> tuple[float, float]:
    """Return width and height of a PNG, which says them in its first chunk."""
    width, height = struct.unpack(">II", picture[16:24])
    return width / _DOTS, height / _DOTS


def _gap(language: Language) -> str:
    return " " if language == "en" else ""
