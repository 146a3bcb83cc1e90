"""What a coder does to a handed-out Word file: comments, answers, highlights, edits; written as Word writes them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from qualcode.exchange.word_desk.lines import lines_of
from qualcode.model.document import Document
from qualcode.model.span import Span

NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{NS}}}"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"


class Said(NamedTuple):
    """A comment on a span of the document; `answers` is the number (from 0) of the comment that it replies to."""

    span: Span
    text: str
    author: str = "Li Mei"
    made: str = "2026-03-02T10:11:00Z"
    answers: int | None = None
    resolved: bool = False


def changed(data: bytes, parts: dict[str, Callable[[bytes], bytes]]) -> bytes:
    """Return a Word file with some parts changed; a part that is not there is made from nothing."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, parts[name](content) if name in parts else content)
        for name in sorted(set(parts) - set(source.namelist())):
            target.writestr(name, parts[name](b""))
    return packed.getvalue()


def edited(data: bytes, act: Callable[[Any], None]) -> bytes:
    """Return a Word file after an act on the root of its document."""

    def on_part(content: bytes) -> bytes:
        root = etree.fromstring(content)
        act(root)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

    return changed(data, {"word/document.xml": on_part})


def commented(data: bytes, document: Document, unit: Any, comments: Sequence[Said]) -> bytes:
    """Return a handed-out file with comments on spans of its document, their edges in the middle of runs."""
    lines = [line.span for line in lines_of(document, unit) if line.span is not None]

    def mark(root: Any) -> None:
        paragraphs = [p for p in root.iter(W + "p") if style(p) == "DeskWords"]
        for number, each in enumerate(comments):
            first = next(n for n, span in enumerate(lines) if each.span.start < span.end)
            last = max(n for n, span in enumerate(lines) if span.start < each.span.end)
            reference = etree.Element(W + "r")
            etree.SubElement(reference, W + "commentReference").set(W + "id", str(number))
            insert(paragraphs[last], each.span.end - lines[last].start, _edge("commentRangeEnd", number), reference)
            insert(paragraphs[first], each.span.start - lines[first].start, _edge("commentRangeStart", number))

    return changed(edited(data, mark), _parts(comments))


def _parts(comments: Sequence[Said]) -> dict[str, Callable[[bytes], bytes]]:
    made = "".join(
        f'<w:comment w:id="{n}" w:author={quoteattr(c.author)} w:date="{c.made}">'
        + "".join(
            f'<w:p w14:paraId="{n:04X}{k:04X}"><w:r><w:t xml:space="preserve">{escape(t)}</w:t></w:r></w:p>'
            for k, t in enumerate(c.text.split("\n"), 1)
        )
        + "</w:comment>"
        for n, c in enumerate(comments)
    )
    part = f'<w:comments xmlns:w="{NS}" xmlns:w14="{_W14}">{made}</w:comments>'
    last = [f"{n:04X}{len(c.text.split(chr(10))):04X}" for n, c in enumerate(comments)]
    threads = "".join(
        f'<w15:commentEx w15:paraId="{last[n]}" w15:done="{int(c.resolved)}"'
        + ("/>" if c.answers is None else f' w15:paraIdParent="{last[c.answers]}"/>')
        for n, c in enumerate(comments)
    )
    extended = f'<w15:commentsEx xmlns:w15="{_W15}">{threads}</w15:commentsEx>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml"
    link = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
    return {
        "word/comments.xml": lambda _: part.encode(),
        "word/commentsExtended.xml": lambda _: extended.encode(),
        "[Content_Types].xml": lambda old: old.replace(
            b"</Types>", f'<Override PartName="/word/commentsExtended.xml" ContentType="{kind}"/></Types>'.encode()
        ),
        "word/_rels/document.xml.rels": lambda old: old.replace(
            b"</Relationships>",
            f'<Relationship Id="rId20" Type="{link}" Target="commentsExtended.xml"/></Relationships>'.encode(),
        ),
    }


def _edge(name: str, number: int) -> Any:
    made = etree.Element(W + name)
    made.set(W + "id", str(number))
    return made


def style(paragraph: Any) -> str:
    """Return the id of a paragraph's style."""
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else str(found.get(W + "val"))


def insert(paragraph: Any, at: int, *elements: Any) -> None:
    """Put elements into a paragraph before its character `at`, cutting a run in two where that is in its middle."""
    passed = 0
    for run in list(paragraph.iterchildren(W + "r")):
        words = run.find(W + "t")
        length = len(words.text or "") if words is not None else 0
        if words is not None and passed < at < passed + length:
            rest: Any = etree.fromstring(etree.tostring(run))
            rest.find(W + "t").text = (words.text or "")[at - passed :]
            words.text = (words.text or "")[: at - passed]
            run.addnext(rest)
            for each in elements:
                rest.addprevious(each)
            return
        if passed == at and words is not None:
            for each in elements:
                run.addprevious(each)
            return
        passed += length
    for each in elements:
        paragraph.append(each)


def highlight(paragraph: Any, start: int, end: int, color: str) -> None:
    """Highlight `[start, end)` of a paragraph."""
    mark = etree.Element(W + "bookmarkEnd")
    insert(paragraph, end, mark)
    insert(paragraph, start, mark_start := etree.Element(W + "bookmarkStart"))
    run = mark_start.getnext()
    while run is not None and run is not mark:
        if run.tag == W + "r":
            look = run.find(W + "rPr")
            if look is None:
                look = etree.Element(W + "rPr")
                run.insert(0, look)
            etree.SubElement(look, W + "highlight").set(W + "val", color)
        run = run.getnext()
    for each in (mark, mark_start):
        paragraph.remove(each)
