"""WordprocessingML of a handed-out file, as text: paragraphs, runs, tables, comments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from qualcode.exchange.word_desk.lines import visible

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PAGE_BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment to write: `[start, end)` in code points of the document, by whom and when, and what it says."""

    start: int
    end: int
    author: str
    made: str
    text: str


def run(text: str, look: str = "") -> str:
    """Return a text as a run; `look` holds the elements of its properties."""
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    parts = "<w:tab/>".join(
        f'<w:t xml:space="preserve">{escape(part)}</w:t>' if part else "" for part in visible(text).split("\t")
    )
    return f"<w:r>{properties}{parts}</w:r>"


def paragraph(style: str, *content: str) -> str:
    """Return a paragraph in a style, its content being runs."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{"".join(content)}</w:p>'


def table(widths: Sequence[int], rows: Iterable[Sequence[str]], header: int = 1) -> str:
    """Return a table: widths in twentieths of a point, and for each row its cells as paragraphs; `header` rows repeat."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    made = []
    for number, cells in enumerate(rows):
        head = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" if number < header else "<w:trPr><w:cantSplit/></w:trPr>"
        made.append(f"<w:tr>{head}{''.join(_cell(*each) for each in zip(widths, cells, strict=True))}</w:tr>")
    look = f'<w:tblPr><w:tblStyle w:val="Desk"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
    return f"<w:tbl>{look}<w:tblGrid>{columns}</w:tblGrid>{''.join(made)}</w:tbl>"


def _cell(width: int, content: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content}</w:tc>'


def commented(text: str, starts: Iterable[tuple[int, int]], ends: Iterable[tuple[int, int]]) -> str:
    """Return a text as runs with the edges of comments in it; `starts` and `ends` are (place in the text, comment)."""
    edges = [(at, 0, number) for at, number in ends] + [(at, 1, number) for at, number in starts]
    made, last = [], 0
    for at, opens, number in sorted(edges):
        if at > last:
            made.append(run(text[last:at]))
            last = at
        if opens:
            made.append(f'<w:commentRangeStart w:id="{number}"/>')
        else:
            made.append(f'<w:commentRangeEnd w:id="{number}"/><w:r><w:commentReference w:id="{number}"/></w:r>')
    made.append(run(text[last:]) if last < len(text) else "")
    return "".join(made)


def comments_part(comments: Sequence[Comment]) -> str:
    """Return the part of a Word file that holds its comments, numbered as they come."""
    made = "".join(
        f'<w:comment w:id="{number}" w:author={quoteattr(each.author)} w:date={quoteattr(each.made)} '
        f"w:initials={quoteattr(each.author[:3])}>"
        + "".join(paragraph("Normal", run(line)) for line in each.text.split("\n"))
        + "</w:comment>"
        for number, each in enumerate(comments)
    )
    return f'<w:comments xmlns:w="{_W}">{made}</w:comments>'


def document_part(body: str) -> str:
    """Return the part of a Word file that holds its words, on A4."""
    page = (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId9"/><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1304" w:right="1304" w:bottom="1304" w:left="1304" w:header="708" w:footer="567" w:gutter="0"/>'
        "</w:sectPr>"
    )
    space = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    return f'<w:document xmlns:w="{_W}" {space}><w:body>{body}{page}</w:body></w:document>'


def footer_part(words: str) -> str:
    """Return the foot of each page: these words and the page's number."""
    number = '<w:r><w:t xml:space="preserve"> · </w:t></w:r><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    return f'<w:ftr xmlns:w="{_W}">{paragraph("DeskHead", run(words), number)}</w:ftr>'
