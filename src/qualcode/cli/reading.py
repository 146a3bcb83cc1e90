"""`show` and `find`: reading documents."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from qualcode.cli.document_json import document_json, touching
from qualcode.cli.documents import wanted_documents
from qualcode.cli.options import (
    CodersOption,
    OneCoderOption,
    OutOption,
    PrintFormat,
    StudyOption,
    UnitOption,
    known_actor,
    language_of,
    open_study,
    split,
)
from qualcode.cli.output import SHORT, flat, plural, put, put_json, say, shade, shown_case
from qualcode.coding.concordance import find_words
from qualcode.coding.notes import Note, notes_on
from qualcode.coding.places import segments_of
from qualcode.coding.retrieve import document_codings
from qualcode.coding.voices import Voices
from qualcode.errors import UsageError
from qualcode.model.address import format_address, parse_address
from qualcode.model.coding import Coding
from qualcode.model.document import Document, Segment, Unit
from qualcode.study.study import Study
from qualcode.text.segments import counted, locate

LayoutFlag = Annotated[
    bool, typer.Option("--layout", help="How it was read: layout, speakers, roles, times, what was left out, and why.")
]


def show(
    address: Annotated[str, typer.Argument(metavar="DOCUMENT", help="A document, or an address such as INT03:14-18.")],
    with_codings: Annotated[bool, typer.Option("--codings", help="Show the codings in the margin.")] = False,
    coders: CodersOption = None,
    coder: OneCoderOption = None,
    uncoded: Annotated[
        bool, typer.Option("--uncoded", help="Only the units that count and carry none of the codings shown.")
    ] = False,
    layout: LayoutFlag = False,
    unit: UnitOption = None,
    format: PrintFormat = "table",
    out: OutOption = None,
    folder: StudyOption = None,
) -> None:
    """Show a document with its segment numbers and speakers; with --codings, each segment's codings below it.

    The codings are those of whoever acts (--coder, QUALCODE_CODER, or the only human coder), so that coders stay blind
    to each other; --coders all shows everyone's.
    """
    study = open_study(folder)
    chosen = parse_address(address)
    if layout:
        return _put_layout(study, chosen.document, format, out)
    document = study.document(study.find_document(chosen.document).id)
    named = chosen.unit or unit or study.settings.unit
    segments = segments_of(document, chosen, named)
    if chosen.span is not None:
        numbers = locate(segments, chosen.span) or (1, 0)
        segments = segments[numbers[0] - 1 : numbers[1]]
    asked = with_codings or uncoded or coders or coder or format == "json"
    handles = _coders(study, (*split(coders), *split(coder)), blind=with_codings or uncoded) if asked else ()
    codings = document_codings(study, document, handles)
    if uncoded:
        units = counted(segments, study.settings.skip_turn_roles)
        segments = tuple(each for each in units if not touching(codings, each))
    if format == "json":
        put_json(
            "show", {"unit": named, "coders": list(handles)}, document_json(study, document, segments, named, codings)
        )
        return
    if out is not None:
        return _save(study, out, document, segments, codings, named, handles)
    if chosen.first is None and chosen.span is None:
        _put_heading(study, document, len(segments), named)
    notes = notes_on(study, document, handles)
    for note in notes:
        if note.span is None and chosen.first is None:
            put(_note(note))
    _put_segments(study, document, segments, codings, notes, named)
    _put_unanchored(study, codings)


def _put_layout(study: Study, name: str, format: str, out: Path | None) -> None:
    if out is not None:
        raise UsageError(
            "--layout is printed and not written to a file.", remedy="Leave --out away; --format json is for programs."
        )
    # Reading a file anew costs the readers, which a document from the cache does without.
    from qualcode.cli.layouts import put_layout

    put_layout(study, name, format)


def _save(
    study: Study,
    out: Path,
    document: Document,
    segments: Sequence[Segment],
    codings: Sequence[Coding],
    named: Unit,
    handles: Sequence[str],
) -> None:
    """Write what is shown as a table, the codings in its margin; displays are imported for the one who asks for that."""
    from qualcode.cli.displays import show_display
    from qualcode.report.transcript import transcript_display

    language, usual = language_of(study, None), study.settings.unit
    voices = Voices(study.participants)
    display = transcript_display(
        document,
        segments,
        codings,
        study.codebook,
        named,
        usual,
        handles,
        language,
        silent=lambda turn: voices.silent(document.id, turn),
    )
    show_display(study, display, "table", out, None)


def _put_segments(
    study: Study,
    document: Document,
    segments: Sequence[Segment],
    codings: Sequence[Coding],
    notes: Sequence[Note],
    named: Unit,
) -> None:
    for each in segments:
        label = format_address(document.id, each.number, each.number, named, study.settings.unit)
        put(f"{shade(label.replace(':', ' · '), '2')}  {_speaker(each)}{flat(each.span.of(document.text))}")
        for coding in touching(codings, each):
            put(_margin(study, document, each, coding))
        for note in notes:
            if note.span is not None and each.span.start <= note.span.start < each.span.end:
                put(_note(note))


def _coders(study: Study, handles: Sequence[str], *, blind: bool) -> tuple[str, ...]:
    """Return whose codings are shown; with `blind`, never everyone's because nobody was named and several could act."""
    if not handles and (actor := known_actor(study)) is not None:
        return (actor.handle,)
    people = [coder.handle for coder in study.settings.people]
    if not handles and blind and people:
        raise UsageError(
            f"Whose codings? There are {', '.join(people)}.",
            remedy="Add --coder HANDLE, or set QUALCODE_CODER; --coders all shows everyone's.",
        )
    if handles and list(handles) != ["all"]:
        return tuple(dict.fromkeys(study.coder(handle).handle for handle in handles))
    return tuple(coder.handle for coder in study.settings.coders)


def _speaker(segment: Segment) -> str:
    turn = segment.turn
    if turn.speaker is None:
        return ""
    time = f" {shade(turn.time, '2')}" if turn.time else ""
    return f"{shade(turn.speaker, '36')}{time}  "


def _put_heading(study: Study, document: Document, count: int, unit: Unit) -> None:
    speakers = f" · speakers: {', '.join(document.speakers)}" if document.speakers else ""
    encoding = f", {document.encoding}" if document.encoding else ""
    cases = study.cases_of(document.id)
    about = f" · case: {', '.join(cases)}" if cases else ""
    put(
        f"{shade(document.id, '1')} ({document.format}{encoding}) · {plural(count, unit)} · layout: {document.layout}{speakers}{about}"
    )


def _margin(study: Study, document: Document, segment: Segment, coding: Coding) -> str:
    span = coding.span
    code = study.codebook.resolve(coding.code)
    name = code.name(language_of(study, None)) if code else "not in the codebook"
    words = ""
    if span is not None and span != segment.span:
        if span.start < segment.span.start:
            words = ' · "…" (from above)'
        else:
            shared = span & segment.span
            words = f' · "{flat(shared.of(document.text)) if shared else ""}"{" (goes on)" if span.end > segment.span.end else ""}'
    marks = "".join(f" · {value}" for value in (coding.stance, _weight(coding), shown_case(coding.case)) if value)
    memo = "".join(f"\n      {shade(f'{each.kind} memo: {flat(each.body)}', '2')}" for each in coding.memos)
    moved = " · moved" if coding.state == "moved" else ""
    return f"    {shade('▏', '33')}{shade(coding.code, '33')} {name}{words}{marks} · {coding.coder} · {coding.id[:SHORT]}{moved}{memo}"


def _note(note: Note) -> str:
    memo = note.memo
    said = f"{memo.kind}{' memo' if memo.kind != 'paraphrase' else ''}: {flat(memo.body)}"
    return f"    {shade(f'{said} · {memo.by} · {memo.id[:SHORT]}', '2')}"


def _weight(coding: Coding) -> str | None:
    return None if coding.weight is None else f"weight {coding.weight:g}"


def _put_unanchored(study: Study, codings: Sequence[Coding]) -> None:
    lost = [coding for coding in codings if coding.span is None]
    if lost:
        find = "coding no longer finds its" if len(lost) == 1 else "codings no longer find their"
        say(f"{len(lost)} {find} words in the text; left out of every number:")
        for coding in lost:
            say(f'  {coding.id[:SHORT]} {coding.code} · {coding.coder} · "{flat(coding.quote)}"')


def find(
    words: Annotated[str, typer.Argument(metavar="WORDS", help="What to find, anywhere: no word boundaries.")],
    documents: Annotated[
        list[str] | None, typer.Argument(metavar="DOCUMENT", help="Only in these documents; in all without them.")
    ] = None,
    regex: Annotated[bool, typer.Option("--regex", help="The words are a regular expression.")] = False,
    exact_case: Annotated[bool, typer.Option("--case-sensitive", help="Tell A from a.")] = False,
    width: Annotated[int, typer.Option("--width", metavar="N", min=0, help="Characters of context either side.")] = 30,
    format: PrintFormat = "table",
    folder: StudyOption = None,
) -> None:
    """Find words in their context, with address and speaker."""
    study = open_study(folder)
    texts = wanted_documents(study, documents or ())
    found = find_words(texts, words, regex=regex, case_sensitive=exact_case, unit=study.settings.unit, width=width)
    hits = tuple(found)
    if format == "json":
        rows = [
            {
                "document": hit.document,
                "address": hit.address,
                "speaker": hit.speaker,
                "start": hit.span.start,
                "end": hit.span.end,
                "before": hit.before,
                "words": hit.words,
                "after": hit.after,
            }
            for hit in hits
        ]
        put_json("find", {"words": words, "regex": regex, "width": width}, {"hits": rows})
        return
    for hit in hits:
        context = f"{_open(hit.before, 'l')}{shade(flat_edges(hit.words), '1;33')}{_open(hit.after, 'r')}"
        put(f"{shade(hit.address, '2')}  {hit.speaker + '  ' if hit.speaker else ''}{context}")
    say(f"{plural(len(hits), 'hit')} in {plural(len({hit.document for hit in hits}), 'document')}.")


def flat_edges(words: str) -> str:
    """Return words with each line break as a space, their length unchanged."""
    return words.replace("\n", " ")


def _open(context: str, side: str) -> str:
    line = flat_edges(context)
    return line.lstrip() if side == "l" else line.rstrip()
