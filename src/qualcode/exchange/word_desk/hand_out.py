"""A transcript as a Word file: to be coded by someone who installs nothing, or with codings shown as comments."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from qualcode.coding.retrieve import codings as codings_of
from qualcode.exchange.word_desk.carried import Carried
from qualcode.exchange.word_desk.codes_list import codes_list
from qualcode.exchange.word_desk.lines import Line, lines_of
from qualcode.exchange.word_desk.markup import PAGE_BREAK, Comment, commented, paragraph, run, table
from qualcode.exchange.word_desk.package import word_file
from qualcode.exchange.word_desk.wording import COLORS, OFFERED, steps, words
from qualcode.model.coding import Coding
from qualcode.model.document import Document
from qualcode.model.span import Span
from qualcode.study.study import Study

_UNPLACED = "their words are not in the text as it is now"
_BESIDE = "their words are in no segment"


class HandedOut(NamedTuple):
    """A Word file, how many codings it shows, and how many it leaves out, by reason."""

    data: bytes
    codings: int = 0
    left: dict[str, int] = {}  # noqa: RUF012  never written to


def hand_out(study: Study, document: Document, language: str) -> HandedOut:
    """Return a document as a Word file to be coded in: instructions, numbered transcript, list of codes; nobody's codings."""
    carried = Carried("for coding", document.id, document.text_sha256, study.codebook.hash, study.settings.unit)
    body = first_page(study, words("title", language, document.id), language)
    body += PAGE_BREAK + _transcript(lines_of(document, study.settings.unit), ())
    body += PAGE_BREAK + codes_list(study.codebook, language)
    return HandedOut(word_file(body, carried, title=words("title", language, document.id), foot=document.id))


def codings_as_comments(study: Study, document: Document, coders: Sequence[str], language: str) -> HandedOut:
    """Return a document as a Word file with the coders' codings as comments, one each, by author and date."""
    lines = lines_of(document, study.settings.unit)
    spans = [line.span for line in lines if line.span is not None]
    comments: list[Comment] = []
    left: dict[str, int] = {}
    for handle in coders:
        author = study.coder(handle).name or handle
        for coding in codings_of(study.state(handle, document.id), document, handle):
            place = None if coding.span is None else _worded(spans, coding.span)
            if place is None:
                why = _UNPLACED if coding.span is None else _BESIDE
                left[why] = left.get(why, 0) + 1
            else:
                said = said_of(study, coding, language)
                comments.append(Comment(place.start, place.end, author, coding.at[:19] + "Z", said))
    comments.sort(key=lambda each: (each.start, each.end))
    carried = Carried("codings", document.id, document.text_sha256, study.codebook.hash, study.settings.unit)
    title = words("title codings", language, document.id)
    body = paragraph("DeskTitle", run(title)) + paragraph(
        "Normal", run(words("shown", language, ", ".join(coders) or "–"))
    )
    body += _transcript(lines, comments) + PAGE_BREAK + codes_list(study.codebook, language)
    data = word_file(body, carried, title=title, foot=document.id, comments=tuple(comments))
    return HandedOut(data, len(comments), left)


def said_of(study: Study, coding: Coding, language: str) -> str:
    """Return a coding as a coder would write it into a comment: code, stance and weight, memos."""
    code = study.codebook.resolve(coding.code)
    name = f" {code.name(language)}" if code is not None and code.name(language) != coding.code else ""
    weight = "" if coding.weight is None else f"{coding.weight:g}"
    rated = ", ".join(part for part in (coding.stance, weight, coding.case) if part)
    head = f"{coding.code}{name}{f' ({rated})' if rated else ''}"
    return (
        head
        + ("".join(f": {memo.body}" for memo in coding.memos[:1]))
        + "".join(f"\n{memo.body}" for memo in coding.memos[1:])
    )


def first_page(study: Study, title: str, language: str, key: str = "how") -> str:
    """Return the page that tells a coder how to code, in both languages, the study's first."""
    codable = [*study.codebook.codable, "CODE-1", "CODE-2"]
    chinese = language.startswith("zh")
    made = paragraph("DeskTitle", run(title))
    for each in ("zh", "en") if chinese else ("en", "zh"):
        made += paragraph("DeskSection", run(words(key, each)))
        made += "".join(
            paragraph("DeskStep", run(f"{n}. {step}")) for n, step in enumerate(steps(each, *codable[:2]), 1)
        )
    return made + paragraph("Normal") + _legend()


def _legend() -> str:
    rows = [
        tuple(paragraph("DeskCell", run(f"{words(key, 'zh')} {words(key, 'en')}")) for key in ("color", "stands for"))
    ]
    for color in OFFERED:
        english, chinese = COLORS[color]
        swatch = run(f"{chinese} {english}", f'<w:highlight w:val="{color}"/>')
        rows.append((paragraph("DeskCell", swatch), paragraph("DeskCell")))
    return table((2800, 6498), rows)


def _worded(spans: Sequence[Span], span: Span) -> Span | None:
    """Return the part of a span that the lines show, from the first to the last word of it."""
    first = bisect_right(spans, span.start, key=lambda each: each.end)
    last = bisect_left(spans, span.end, key=lambda each: each.start) - 1
    if first > last:
        return None
    return Span(max(span.start, spans[first].start), min(span.end, spans[last].end))


def _transcript(lines: Sequence[Line], comments: Sequence[Comment]) -> str:
    spans = [line.span for line in lines if line.span is not None]
    starts: dict[Span, list[tuple[int, int]]] = defaultdict(list)
    ends: dict[Span, list[tuple[int, int]]] = defaultdict(list)
    for number, each in enumerate(comments):
        first = spans[bisect_right(spans, each.start, key=lambda span: span.end)]
        last = spans[bisect_left(spans, each.end, key=lambda span: span.start) - 1]
        starts[first].append((each.start - first.start, number))
        ends[last].append((each.end - last.start, number))
    made = []
    for line in lines:
        if line.span is None:
            made.append(paragraph("DeskHead", run(line.text)))
        else:
            made.append(paragraph("DeskWords", commented(line.text, starts[line.span], ends[line.span])))
    return "".join(made)
