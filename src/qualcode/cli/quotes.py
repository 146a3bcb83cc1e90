"""`quotes`: coded passages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from qualcode.cli.documents import say_unreadable
from qualcode.cli.options import (
    CodersOption,
    FormatOption,
    LanguageOption,
    OneCoderOption,
    OutOption,
    StudyOption,
    find_code,
    language_of,
    open_study,
    split,
)
from qualcode.cli.output import SHORT, flat, plural, put, put_json, say, shade
from qualcode.coding.quotes import QuoteFilter, select
from qualcode.model.coding import STANCES
from qualcode.model.evidence import Passage
from qualcode.study.study import Study

if TYPE_CHECKING:
    from qualcode.cli.querying import Asked

QueryOption = Annotated[
    str | None,
    typer.Option(
        "--query", metavar="QUERY", help='Codes with and, or, not, and within: "BOT and not FCO within turn".'
    ),
]


CodeFilter = Annotated[
    list[str] | None, typer.Option("--code", metavar="CODE", help="This code and all below it; may be repeated.")
]
CaseFilter = Annotated[
    list[str] | None, typer.Option("--case", metavar="CASE", help="About this case; may be repeated.")
]
DocumentFilter = Annotated[
    list[str] | None, typer.Option("--document", metavar="DOCUMENT", help="In this document; may be repeated.")
]
RoleFilter = Annotated[
    list[str] | None, typer.Option("--role", metavar="ROLE", help="Said by this role; may be repeated.")
]
StanceFilter = Annotated[
    list[str] | None,
    typer.Option(
        "--stance", metavar="|".join((*STANCES, "none")), help="Of this stance (none: none given); may be repeated."
    ),
]


def quotes(
    code: CodeFilter = None,
    case: CaseFilter = None,
    document: DocumentFilter = None,
    role: RoleFilter = None,
    stance: StanceFilter = None,
    query: QueryOption = None,
    coders: CodersOption = None,
    coder: OneCoderOption = None,
    format: FormatOption = "table",
    out: OutOption = None,
    language: LanguageOption = None,
    folder: StudyOption = None,
) -> None:
    """Show coded passages in the order of the codebook, with address and speaker; a code brings what is below it."""
    study = open_study(folder)
    handles = (*split(coders), *split(coder))
    wanted = QuoteFilter(
        codes=tuple(find_code(study, each).id for each in code or ()),
        cases=tuple(case or ()),
        documents=tuple(document or ()),
        roles=tuple(role or ()),
        stances=tuple(stance or ()),
    )
    found, lost, rule = select(study, wanted, handles or None)
    say_unreadable(study)
    asked = None if query is None else _asked(study, query, handles)
    if asked is not None:
        kept = {passage.coding.id for passage in asked.passages}
        found, lost = tuple(each for each in found if each.coding.id in kept), ()
    if format == "json" and out is None:
        parameters = {name: list(getattr(wanted, name)) for name in wanted.__slots__}
        rows = [_as_json(passage) for passage in (*found, *lost)]
        put_json("quotes", {**parameters, **({"query": query} if query else {}), "coders": rule}, {"quotes": rows})
    elif out is not None or format != "table":
        notes = (f"Coders: {rule}.", *(asked.notes(language_of(study, language)) if asked else ()))
        _put_table(study, found, notes, format, out, language)
    else:
        _put(study, found)
    if out is not None or format != "json":
        _say_count(found, lost, rule)
    for note in asked.notes("en")[1:] if asked else ():
        say(note)


def _asked(study: Study, query: str, handles: tuple[str, ...]) -> Asked:
    # Only a query pays for reading all codings and for its own rules.
    from qualcode.cli.querying import ask

    return ask(study, query, handles)


def _put_table(
    study: Study,
    found: tuple[Passage, ...],
    notes: tuple[str, ...],
    format: str,
    out: Path | None,
    language: Literal["en", "zh"] | None,
) -> None:
    # A table for a thesis costs more to import than the passages on the terminal.
    from qualcode.analysis.passages_table import passages_display
    from qualcode.cli.displays import show_display

    chosen = language_of(study, language)
    display = passages_display(found, study.codebook, chosen, rule=notes[0])
    show_display(study, replace(display, notes=notes), format, out, language)


def _say_count(found: tuple[Passage, ...], lost: tuple[Passage, ...], rule: str) -> None:
    for passage in lost:
        coding = passage.coding
        say(f'  not found in the text any more: {coding.id[:SHORT]} {coding.code} "{flat(coding.quote)}"')
    note = f" {plural(len(lost), 'coding')} could not be anchored." if lost else ""
    passages = len({(each.coding.code, each.coding.document, each.coding.span) for each in found})
    several = f" in {plural(len(found), 'coding')}" if passages < len(found) else ""
    say(f"{plural(passages, 'passage')}{several} · coders: {rule}.{note}")


def _put(study: Study, found: tuple[Passage, ...]) -> None:
    language, heading = language_of(study, None), ""
    for passage in found:
        coding = passage.coding
        if coding.code != heading:
            heading = coding.code
            put(f"{shade(f'{coding.code} {study.codebook.path(coding.code, language)}', '1')}")
        who = " · ".join(part for part in (passage.speaker, passage.role, passage.case, passage.time) if part)
        marks = "".join(
            f" · {mark}"
            for mark in (
                coding.stance,
                coding.state if coding.state != "exact" else None,
                "not to be quoted" if passage.withheld else None,
            )
            if mark
        )
        put(
            f"  {passage.address}  {shade(who, '36')}  “{flat(coding.quote)}”{marks} · {coding.coder} · {coding.id[:SHORT]}"
        )
        for memo in coding.memos:
            put(f"      {shade(f'{memo.kind} memo: {flat(memo.body)}', '2')}")


def _as_json(passage: Passage) -> dict[str, Any]:
    coding = passage.coding
    return {
        "id": coding.id,
        "document": coding.document,
        "address": passage.address if coding.span else None,
        "start": coding.span.start if coding.span else None,
        "end": coding.span.end if coding.span else None,
        "speaker": passage.speaker,
        "role": passage.role,
        "case": passage.case,
        "time": passage.time,
        "code": coding.code,
        "coder": coding.coder,
        "stance": coding.stance,
        "weight": coding.weight,
        "state": coding.state,
        "quote": coding.quote,
        "memos": [{"id": m.id, "kind": m.kind, "body": m.body, "by": m.by, "at": m.at} for m in coding.memos],
    }
