"""`quotes`: coded passages."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from qualcode.cli.options import CodersOption, StudyOption, language_of, open_study, split
from qualcode.cli.output import SHORT, plural, put, put_json, say, shade
from qualcode.cli.reading import flat
from qualcode.coding.quotes import QuoteFilter, select
from qualcode.model.evidence import Passage
from qualcode.study.study import Study

Format = Annotated[str, typer.Option("--format", metavar="table|json", help="How to print it.")]


def quotes(
    code: Annotated[
        list[str] | None, typer.Option("--code", metavar="CODE", help="With all below it; may be repeated.")
    ] = None,
    case: Annotated[list[str] | None, typer.Option("--case", metavar="CASE", help="The case in effect.")] = None,
    document: Annotated[list[str] | None, typer.Option("--document", metavar="DOCUMENT")] = None,
    role: Annotated[list[str] | None, typer.Option("--role", metavar="ROLE", help="The speaker's role.")] = None,
    stance: Annotated[
        list[str] | None, typer.Option("--stance", metavar="STANCE", help="`none` for none given.")
    ] = None,
    coders: CodersOption = None,
    coder: Annotated[str | None, typer.Option("--coder", metavar="HANDLE", help="The same for one coder.")] = None,
    format: Format = "table",
    folder: StudyOption = None,
) -> None:
    """Show coded passages in the order of the codebook, with address and speaker; a code brings what is below it."""
    study = open_study(folder)
    handles = (*split(coders), *split(coder))
    wanted = QuoteFilter(
        codes=tuple(study.codebook.lookup(each, fragments=True).id for each in code or ()),
        cases=tuple(case or ()),
        documents=tuple(document or ()),
        roles=tuple(role or ()),
        stances=tuple(stance or ()),
    )
    found, lost, rule = select(study, wanted, handles or None)
    if format == "json":
        parameters = {name: list(getattr(wanted, name)) for name in wanted.__slots__}
        rows = [_as_json(passage) for passage in (*found, *lost)]
        put_json("quotes", {**parameters, "coders": rule}, {"quotes": rows})
        return
    _put(study, found)
    for passage in lost:
        say(
            f'  not found in the text any more: {passage.coding.id[:SHORT]} {passage.coding.code} "{flat(passage.coding.quote)}"'
        )
    note = f" {plural(len(lost), 'coding')} could not be anchored." if lost else ""
    say(f"{plural(len(found), 'passage')} · coders: {rule}.{note}")


def _put(study: Study, found: tuple[Passage, ...]) -> None:
    language, heading = language_of(study, None), ""
    for passage in found:
        coding = passage.coding
        if coding.code != heading:
            heading = coding.code
            put(f"{shade(f'{coding.code} {study.codebook.path(coding.code, language)}', '1')}")
        who = " · ".join(part for part in (passage.speaker, passage.role, passage.case) if part)
        marks = "".join(
            f" · {mark}" for mark in (coding.stance, coding.state if coding.state != "exact" else None) if mark
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
        "address": passage.address,
        "start": coding.span.start if coding.span else None,
        "end": coding.span.end if coding.span else None,
        "speaker": passage.speaker,
        "role": passage.role,
        "case": passage.case,
        "code": coding.code,
        "coder": coding.coder,
        "stance": coding.stance,
        "weight": coding.weight,
        "state": coding.state,
        "quote": coding.quote,
        "memos": [{"id": m.id, "kind": m.kind, "body": m.body, "by": m.by, "at": m.at} for m in coding.memos],
    }
