"""What of a file that came back can be placed, and what not: comments, answers to them, highlights."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from qualcode.coding.acts import CodeRequest
from qualcode.errors import QualcodeError, UsageError
from qualcode.exchange.word_desk.body import Returned
from qualcode.exchange.word_desk.came_back import CameBack
from qualcode.exchange.word_desk.comments import Said
from qualcode.exchange.word_desk.place import ON_NOTHING, Placing
from qualcode.exchange.word_desk.said import Entry, entries_of, request_of, why_not
from qualcode.exchange.word_desk.wording import COLORS
from qualcode.model.document import Document
from qualcode.model.span import Span
from qualcode.study.study import Study


class Asked(NamedTuple):
    """A coding that a comment or highlight asks for (`request` is `None`: a memo on its words), by whom and when."""

    span: Span
    request: CodeRequest | None
    memos: tuple[Note, ...]
    author: str | None = None
    made: str | None = None


class Note(NamedTuple):
    """A memo's words, by whom and when."""

    body: str
    author: str | None
    made: str | None


@dataclass(frozen=True, slots=True)
class Refused:
    """What could not be placed: its kind, its address (`None`: outside the transcript), author, what it says, and why."""

    kind: str
    place: str | None
    author: str | None
    said: str
    why: str


@dataclass(slots=True)
class Findings:
    """Everything in a file, in its order; the counts are of comments, answers, highlights and rows of a sheet that were placed."""

    asked: list[Asked] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    comments: int = 0
    replies: int = 0
    highlights: int = 0
    rows: int = 0
    resolved: int = 0


def find_all(study: Study, document: Document, back: CameBack, placing: Placing) -> Findings:
    """Return what a file's comments and highlights ask for."""
    found = Findings()
    answers: dict[str, list[Said]] = {}
    for each in back.comments:
        if each.answers is not None:
            answers.setdefault(each.answers, []).append(each)
    for each in back.comments:
        if each.answers is None:
            _comment(study, document, back, placing, each, list(_thread(each, answers)), found)
    for run in _highlights(back, placing):
        _highlight(study, document, placing, run, _legend(back), found)
    return found


def _thread(said: Said, answers: Mapping[str, Sequence[Said]], seen: frozenset[str] = frozenset()) -> Iterator[Said]:
    for each in answers.get(said.id, ()):
        if each.id not in seen:
            yield each
            yield from _thread(each, answers, seen | {each.id})


def _comment(
    study: Study,
    document: Document,
    back: CameBack,
    placing: Placing,
    said: Said,
    replies: Sequence[Said],
    found: Findings,
) -> None:
    at = back.body.starts.get(said.id, back.body.points.get(said.id, 0))
    try:
        start, end = back.body.starts.get(said.id), back.body.ends.get(said.id)
        if start is None or end is None or start >= end:
            raise UsageError(ON_NOTHING)
        span = placing.span(start, end)
        entries = entries_of(said.text, study.codebook)
        requests = [request_of(study, document, span, entry) for entry in entries]
    except QualcodeError as fault:
        place = _place(document, placing, at)
        found.refused.append(Refused("comment", place, said.author, said.text, why_not(fault)))
        for each in replies:
            why = "The comment that it answers was not placed."
            found.refused.append(Refused("reply", place, each.author, each.text, why))
        return
    found.comments += 1
    found.replies += len(replies)
    found.resolved += said.resolved
    further = tuple(Note(each.text, each.author, each.made) for each in replies if each.text)
    for entry, request in zip(entries, requests, strict=True):
        own = (Note(entry.memo, said.author, said.made),) if entry.memo else ()
        found.asked.append(Asked(span, request, (*own, *further), said.author, said.made))


def _place(document: Document, placing: Placing, at: int) -> str | None:
    number = placing.number_at(at)
    return None if number is None else f"{document.id}:{number}"


class _Run(NamedTuple):
    color: str
    start: int
    end: int
    words: str


def _highlights(back: CameBack, placing: Placing) -> Iterator[_Run]:
    """Yield the stretches of one colour; one that runs over a paragraph's end is one stretch. Swatches of the legend are none."""
    legend = {id(cell) for row in back.rows() if _swatch(row) for cell in row[0]}
    run: _Run | None = None
    for each in back.body.paragraphs:
        goes_on = run is not None and bool(each.colors) and each.colors[0] == run.color
        if run is not None and not goes_on:
            yield run
            run = None
        if id(each) in legend:
            continue
        for at, color in enumerate(each.colors):
            if run is not None and run.color == color:
                run = run._replace(end=each.start + at + 1, words=run.words + each.text[at])
                continue
            if run is not None:
                yield run
            run = None if color is None else _Run(color, each.start + at, each.start + at + 1, each.text[at])
        if run is not None and run.end < each.end:
            yield run
            run = None
    if run is not None:
        yield run


def _swatch(row: Sequence[Sequence[Returned]]) -> str | None:
    """Return the colour that a row of the legend is about; `None` for a row of another table."""
    colors = {c for each in row[0] for t, c in zip(each.text, each.colors, strict=True) if t.strip()} if row else set()
    return colors.pop() if len(colors) == 1 else None


def _legend(back: CameBack) -> dict[str, str]:
    named = {}
    for row in back.rows():
        color = _swatch(row)
        if color is not None and len(row) > 1:
            named[color] = "; ".join(each.text.strip() for each in row[1])
    return named


def _highlight(
    study: Study, document: Document, placing: Placing, run: _Run, legend: Mapping[str, str], found: Findings
) -> None:
    if not run.words.strip():
        return
    color = COLORS.get(run.color, (run.color, run.color))[0]
    try:
        span = placing.span(run.start, run.end)
        if not legend.get(run.color):
            raise UsageError(f"The legend names no code for {color}.", remedy="Write it beside the colour on page 1.")
        for entry in entries_of(legend[run.color], study.codebook):
            found.asked.append(_of_legend(study, document, span, entry))
    except QualcodeError as fault:
        why = why_not(fault)
        place = _place(document, placing, run.start)
        found.refused.append(Refused("highlight", place, None, f"{color}: {run.words}", why))
        return
    found.highlights += 1


def _of_legend(study: Study, document: Document, span: Span, entry: Entry) -> Asked:
    # What follows the colon in the legend says what the colour means and is no memo on any passage.
    request = request_of(study, document, span, entry)
    if request is None:
        raise UsageError("A colour stands for a code, not for a memo.")
    return Asked(span, request, ())
