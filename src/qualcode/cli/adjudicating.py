"""`adjudicate start|next|take`: from several coders to a consensus."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from qualcode.cli.options import PrintFormat, StudyOption, find_code, language_of, open_study, split
from qualcode.cli.output import SHORT, flat, plural, put, put_json, say, shade
from qualcode.coding.adjudicate import Progress, begin, coders_of, disputes, holding, progress, settle
from qualcode.coding.disputes import Dispute
from qualcode.coding.places import address_of
from qualcode.coding.settling import UNSETTLED, Choice, side_and_code
from qualcode.errors import StudyError, UsageError
from qualcode.model.codebook import worded
from qualcode.model.coding import Coder, Coding, Stance
from qualcode.model.events import SettleEvent
from qualcode.study.create import add_coder
from qualcode.study.study import Study
from qualcode.text.segments import segment

DisputeArgument = Annotated[
    str | None, typer.Argument(metavar="ID", help="A dispute, as `next` shows it, or its beginning.")
]
Why = Annotated[str | None, typer.Option("--why", metavar="TEXT", help="The reason; it is kept with the settlement.")]
Side = Annotated[str | None, typer.Option("--side", metavar="HANDLE", help="This coder's codings hold.")]
Both = Annotated[bool, typer.Option("--both", help="Both sides' codings hold.")]
Neither = Annotated[bool, typer.Option("--neither", help="No code holds.")]
Codes = Annotated[
    str | None,
    typer.Option("--codes", metavar="A,B", help="These codes hold; HANDLE:CODE where both sides gave one differently."),
]
StanceOption = Annotated[
    Stance | None, typer.Option("--stance", help="The stance of what holds, whatever the sides gave.")
]
Weight = Annotated[
    float | None, typer.Option("--weight", metavar="NUMBER", help="Its weight, on the scale that the code declares.")
]
Case = Annotated[str | None, typer.Option("--case", metavar="CASE", help="Which of the document's cases it is about.")]
Quote = Annotated[str | None, typer.Option("--quote", metavar="WORDS", help="Narrow it to these words of the passage.")]
From = Annotated[
    Path | None,
    typer.Option("--from", metavar="FILE", help="Settle many: .csv, .xlsx or .jsonl with id, choice and why."),
]
Into = Annotated[
    str | None, typer.Option("--into", metavar="HANDLE", help="The consensus; the study's only one without it.")
]


def start(
    coders: Annotated[
        str | None, typer.Option("--coders", metavar="A,B", help="Whose consensus it is; needed the first time.")
    ] = None,
    into: Into = None,
    folder: StudyOption = None,
) -> None:
    """Begin or resume a consensus: it takes over what its coders share (equal code, words, case and stance).

    Words are equal also where only punctuation, white space or the number of a list differs: the longer ones are taken.
    A weight that only one gave is taken; weights that differ are a dispute. What coders do not share is settled with
    `adjudicate next` and `adjudicate take`. Call it again after coders have changed their work: it writes only what has
    changed.

    What both share can be wrong too, for one when the codebook was revised since. Decide such a coding by hand, with
    `void ID --coder CONSENSUS --why ...` and `code ADDRESS CODE --coder CONSENSUS`, or `rate` for its stance and weight:
    that stays, also when this is called again.
    """
    study = open_study(folder)
    handle = into or _only(study) or "consensus"
    consensus = study.settings.find_coder(handle)
    if consensus is None:
        if len(split(coders)) < 2:
            raise UsageError("A consensus is between two coders or more.", remedy="Name them with --coders A,B.")
        consensus = add_coder(study, handle, kind="consensus", of=split(coders))
        study = open_study(folder)
        put(f"Registered {consensus.handle} (consensus of {', '.join(consensus.of)}) in qualcode.toml.")
    elif coders and {study.coder(each).handle for each in split(coders)} != set(coders_of(study, consensus)):
        raise UsageError(
            f"{consensus.handle} is the consensus of {', '.join(consensus.of)}.", remedy="Name another one with --into."
        )
    _put_progress(consensus, begin(study, consensus))


def _only(study: Study) -> str | None:
    found = [coder.handle for coder in study.settings.coders if coder.kind == "consensus"]
    return found[0] if len(found) == 1 else None


def _consensus(study: Study, into: str | None) -> Coder:
    handle = into or _only(study)
    if handle is None:
        raise UsageError("There is no consensus to go on with.", remedy="`qualcode adjudicate start --coders A,B`.")
    return study.coder(handle)


def _put_progress(consensus: Coder, found: Progress) -> None:
    put(
        f"{consensus.handle}: {plural(found.shared, 'coding')} shared, {plural(found.open, 'dispute')} open, "
        f"{found.settled} settled; {len(found.done)} of {plural(len(found.documents), 'document')} done."
    )
    if found.waiting:
        say(f"Waiting until all coders have finished them: {', '.join(found.waiting)}.")
    say("Next: `qualcode adjudicate next`." if found.open else "Nothing is open.")


def next_dispute(
    into: Into = None,
    document: Annotated[str | None, typer.Option("--document", metavar="DOCUMENT", help="Only in this one.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Every open dispute, not only the next.")] = False,
    format: PrintFormat = "table",
    folder: StudyOption = None,
) -> None:
    """Show the next open dispute: the words, both sides' codes and memos, and the rules of the codes."""
    study = open_study(folder)
    consensus = _consensus(study, into)
    only = None if document is None else study.find_document(document).id
    found = [each for each in disputes(study, consensus) if each.settled is None and only in (None, each.document)]
    shown = found if every else found[:1]
    if format == "json":
        parameters = {"into": consensus.handle, "document": only}
        put_json(
            "adjudicate",
            parameters,
            {"open": len(found), "disputes": [_as_json(study, consensus, each) for each in shown]},
        )
        return
    for each in shown:
        _put_dispute(study, consensus, each)
    say(
        f"{plural(len(found), 'dispute')} open. `qualcode adjudicate take ID --side HANDLE|--both|--neither|--codes … --why …`"
    )


def _address(study: Study, dispute: Dispute) -> str:
    segments = segment(study.document(dispute.document), study.settings.unit)
    return address_of(dispute.document, segments, dispute.span, study.settings.unit)


def _put_dispute(study: Study, consensus: Coder, dispute: Dispute) -> None:
    words = flat(dispute.span.of(study.document(dispute.document).text))
    coders = coders_of(study, consensus)
    put(f"{shade(dispute.id[:SHORT], '1')}  {_address(study, dispute)}  “{words}”")
    for coder in coders:
        put(f"    {shade(coder, '36')}: {'; '.join(_one(coding) for coding in dispute.side(coder)) or 'no code'}")
    matters = (code if what == "code" else f"{what} of {code}" for code, what in dispute.matters(coders))
    put(f"    in dispute: {', '.join(matters)}")
    held = holding(study, consensus, dispute)
    if held:
        put(f"    holds already: {'; '.join(_one(coding) for coding in held)}")
    language = language_of(study, None)
    for id in dict.fromkeys(coding.code for coding in dispute.codings):
        code = study.codebook.resolve(id)
        if code is not None:
            rules = (worded(text, language) for text in (code.definition, code.include, code.exclude))
            put(f"    {shade(code.id, '33')} {code.name(language)}: {' | '.join(rule for rule in rules if rule)}")


def _one(coding: Coding) -> str:
    weight = None if coding.weight is None else f"weight {coding.weight:g}"
    marks = ", ".join(mark for mark in (coding.stance, weight, coding.case) if mark)
    memos = "".join(f" [memo: {flat(memo.body)}]" for memo in coding.memos)
    return f"{coding.code}{f' ({marks})' if marks else ''} “{flat(coding.quote)}”{memos}"


def _as_json(study: Study, consensus: Coder, dispute: Dispute) -> dict[str, Any]:
    matters = dispute.matters(coders_of(study, consensus))
    return {
        "id": dispute.id,
        "document": dispute.document,
        "address": _address(study, dispute),
        "start": dispute.span.start,
        "end": dispute.span.end,
        "words": dispute.span.of(study.document(dispute.document).text),
        "in_dispute": [{"code": code, "what": what} for code, what in matters],
        "codings": [_coding_as_json(coding) for coding in dispute.codings],
        "holds": [_coding_as_json(coding) for coding in holding(study, consensus, dispute)],
    }


def _coding_as_json(coding: Coding) -> dict[str, Any]:
    return {
        "id": coding.id,
        "coder": coding.coder,
        "code": coding.code,
        "start": coding.span.start if coding.span else None,
        "end": coding.span.end if coding.span else None,
        "stance": coding.stance,
        "weight": coding.weight,
        "case": coding.case,
        "quote": coding.quote,
        "memos": [memo.body for memo in coding.memos],
    }


def take(
    id: DisputeArgument = None,
    why: Why = None,
    side: Side = None,
    both: Both = False,
    neither: Neither = False,
    codes: Codes = None,
    stance: StanceOption = None,
    weight: Weight = None,
    case: Case = None,
    quote: Quote = None,
    source: From = None,
    into: Into = None,
    folder: StudyOption = None,
) -> None:
    """Settle a dispute: what holds goes into the consensus, with the reason. `undo --coder CONSENSUS` takes it back.

    A batch has the columns id, choice (a coder's handle, `both`, `neither`, or codes) and why, and stance, weight, case
    and quote as wished. It is settled as one act, or refused with all its bad rows.
    """
    choice = Choice(side, both, neither, (), stance, weight, case, quote)
    if source is not None and (id is not None or why is not None or codes is not None or choice != Choice()):
        raise UsageError(f"A batch says itself what holds, row by row. {UNSETTLED}", remedy="Give --from FILE alone.")
    study = open_study(folder)
    consensus = _consensus(study, into)
    if source is not None:
        _take_batch(study, consensus, source)
        return
    if id is None:
        raise UsageError(f"Name a dispute. {UNSETTLED}", remedy="`qualcode adjudicate next` shows one with its id.")
    named = tuple(_named(study, coders_of(study, consensus), each) for each in split(codes))
    made = settle(study, consensus, id, replace(choice, codes=named), why or "")
    left = progress(study, consensus)
    put(f"{_settled(study, consensus, *made)} · {plural(left.open, 'dispute')} open")


def _named(study: Study, coders: tuple[str, ...], text: str) -> str:
    side, code = side_and_code(text, coders)
    found = find_code(study, code, outcome=UNSETTLED).id
    return found if side is None else f"{side}:{found}"


def _settled(study: Study, consensus: Coder, dispute: Dispute, event: SettleEvent) -> str:
    held = ", ".join(event.codes) or "no code"
    return f"{_address(study, dispute)}  settled: {held} · {consensus.handle} · {event.id[:SHORT]}"


def _take_batch(study: Study, consensus: Coder, source: Path) -> None:
    # Sheets cost more to import than one settlement takes, so they are imported when a batch comes.
    from qualcode.coding.settle_batch import settle_batch, settle_rows

    try:
        data = source.read_bytes()
    except OSError as fault:
        raise StudyError(f"cannot be read ({fault.strerror}).", path=str(source)) from fault
    made = settle_batch(study, consensus, settle_rows(data, str(source)), source=str(source))
    for dispute, event in made:
        put(_settled(study, consensus, dispute, event))
    left = progress(study, consensus)
    empty = sum(not event.codes for _, event in made)
    without = f", {empty} with no code" if empty else ""
    put(f"{plural(len(made), 'dispute')} settled{without} · {consensus.handle} · {plural(left.open, 'dispute')} open")
